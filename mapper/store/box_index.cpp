#include "mapper/store/box_index.hpp"

#include <bit>
#include <iterator>
#include <numeric>
#include <utility>

#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/iterator/function_output_iterator.hpp>

#include <fmt/format.h>

#include "mapper/model/error.hpp"
#include "mapper/store/box_blocks.hpp"
#include "mapper/store/box_scan.hpp"

namespace konbit {

namespace {

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;

// Packing subtracts coordinates: 360e7 does not fit an int32.
using TreePoint = bg::model::point<double, 2, bg::cs::cartesian>;
using TreeBox = bg::model::box<TreePoint>;
using TreeValue = std::pair<TreeBox, std::uint32_t>;

TreeBox tree_box(const BoundingBox& box) {
    return {{double(box.west), double(box.south)}, {double(box.east), double(box.north)}};
}

std::vector<TreeValue> tree_values(std::span<const BoundingBox> boxes) {
    std::vector<TreeValue> values;
    values.reserve(boxes.size());
    for (std::uint32_t i = 0; i < boxes.size(); ++i) {
        // Only a damaged box is inside out in longitude; the tree insists on it.
        if (boxes[i].empty() || boxes[i].west > boxes[i].east) continue;
        values.emplace_back(tree_box(boxes[i]), i);
    }
    return values;
}

std::vector<BoundingBox> one_level_up(std::span<const BoundingBox> boxes) {
    std::vector<BoundingBox> level((boxes.size() + kFanout - 1) / kFanout);
    for (std::size_t i = 0; i < boxes.size(); ++i) level[i / kFanout].extend(boxes[i]);
    return level;
}

UpperLevels make_upper_levels(std::span<const BoundingBox> blocks) {
    UpperLevels levels;
    while (blocks.size() > kFanout) {
        levels.push_back(one_level_up(blocks));
        blocks = levels.back();
    }
    return levels;
}

std::uint64_t pieces(std::uint64_t count, std::uint64_t size) {
    return (count + size - 1) / size;
}

}  // namespace

struct BlockTree {
    bgi::rtree<TreeValue, bgi::rstar<16>> tree;
    UpperLevels levels;
};

void delete_block_tree(const BlockTree* tree) noexcept {
    delete tree;
}
const UpperLevels& upper_levels(const BlockTree& tree) noexcept {
    return tree.levels;
}

const BlockTree& BoxBlocks::build_tree() const {
    const std::scoped_lock lock{building};
    if (const auto* const built = tree.load(std::memory_order_relaxed)) return *built;
    const auto all = blocks.all_items<BoundingBox>();
    auto made = std::make_unique<BlockTree>(
        BlockTree{bgi::rtree<TreeValue, bgi::rstar<16>>{tree_values(all)}, make_upper_levels(all)});
    tree.store(made.get(), std::memory_order_release);
    return *made.release();
}

BoxIndex::BoxIndex(const Stored& stored) : blocks_{std::make_unique<BoxBlocks>()} {
    const auto count = stored.boxes.count<BoundingBox>();
    blocks_->block_size = BoxLevels::block_size(count);
    if (count > UINT32_MAX || stored.boxes.size() % sizeof(BoundingBox) != 0 ||
        stored.groups.size() != pieces(count, BoxLevels::kGroupSize) * sizeof(BoundingBox) ||
        stored.blocks.size() != pieces(count, blocks_->block_size) * sizeof(BoundingBox)) {
        throw DataError{"The map is damaged", "index of places",
                        fmt::format("{} boxes do not fit their levels", count),
                        "Import the map again."};
    }
    blocks_->boxes = stored.boxes;
    blocks_->groups = stored.groups;
    blocks_->blocks = stored.blocks;
    blocks_->count = static_cast<std::uint32_t>(count);
}

BoxIndex::BoxIndex(std::span<const BoundingBox> boxes) : blocks_{std::make_unique<BoxBlocks>()} {
    blocks_->own_levels = BoxLevels{boxes.size()};
    for (const auto& box : boxes) blocks_->own_levels.add(box);
    blocks_->boxes = SectionView{std::as_bytes(boxes)};
    blocks_->groups = SectionView{std::as_bytes(blocks_->own_levels.groups())};
    blocks_->blocks = SectionView{std::as_bytes(blocks_->own_levels.blocks())};
    blocks_->count = static_cast<std::uint32_t>(boxes.size());
    blocks_->block_size = BoxLevels::block_size(boxes.size());
}

BoxIndex::~BoxIndex() = default;
BoxIndex::BoxIndex(BoxIndex&&) noexcept = default;
BoxIndex& BoxIndex::operator=(BoxIndex&&) noexcept = default;

std::size_t BoxIndex::size() const noexcept {
    return blocks_->count;
}

namespace {

void append_run(std::uint32_t first, std::size_t count, std::vector<std::uint32_t>& found) {
    const auto start = found.size();
    found.resize(start + count);
    std::iota(found.begin() + static_cast<std::ptrdiff_t>(start), found.end(), first);
}

void append_matches(std::uint32_t first, std::uint64_t matches, std::vector<std::uint32_t>& found) {
    for (; matches != 0; matches &= matches - 1) {
        found.push_back(first + static_cast<std::uint32_t>(std::countr_zero(matches)));
    }
}

/// Blocks whose boxes touch, ascending.
std::vector<std::uint32_t> blocks_touching(const BlockTree& blocks, const BoundingBox& box) {
    std::vector<std::uint32_t> found;
    blocks.tree.query(bgi::intersects(tree_box(box)),
                      boost::make_function_output_iterator(
                          [&](const TreeValue& value) { found.push_back(value.second); }));
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace

void BoxIndex::query(const BoundingBox& box, std::vector<std::uint32_t>& found) const {
    const auto start = static_cast<std::ptrdiff_t>(found.size());
    const auto halves = split_at_antimeridian(box);
    for (const auto& half : halves) {
        if (half.empty()) continue;
        const BoxScan scan{half};
        for (const auto block : blocks_touching(blocks_->block_tree(), half)) {
            const auto first_group = block * blocks_->groups_a_block();
            const auto groups = blocks_->groups_of(block);
            for (std::uint32_t i = 0; i < groups.size(); ++i) {
                if (!groups[i].intersects(half)) continue;
                const auto group = first_group + i;
                const auto first = group * BoxLevels::kGroupSize;
                const auto boxes = blocks_->boxes_of(group);
                if (half.contains(groups[i])) {
                    append_run(first, boxes.size(), found);
                } else {
                    append_matches(first, scan.matches(boxes), found);
                }
            }
        }
    }
    if (halves[1].empty()) return;
    // Something that goes round the world touches both halves.
    std::sort(found.begin() + start, found.end());
    found.erase(std::unique(found.begin() + start, found.end()), found.end());
}

}  // namespace konbit
