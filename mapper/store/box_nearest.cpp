#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include "mapper/model/ellipsoid.hpp"
#include "mapper/model/geodesy.hpp"
#include "mapper/store/box_blocks.hpp"

namespace konbit {

namespace {

using Neighbour = BoxIndex::Neighbour;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// A quick lower bound of distances up to a radius. A geodesic of that length stays in the box
/// around the circle, and there no degree is shorter than at its two edges; so the flat distance
/// with these is at most the true one. Farther things are farther than the radius.
/// With an endless radius the bound is the model's own.
class FlatMetric {
public:
    FlatMetric() = default;
    FlatMetric(Location from, double radius_m) noexcept
        : from_{from},
          radius_m_{radius_m},
          lon_e7_{double(from.lon_e7)},
          lat_e7_{double(from.lat_e7)} {
        const auto around = box_around(from, radius_m);
        const double south = std::abs(around.south * kRadiansPerE7);
        const double north = std::abs(around.north * kRadiansPerE7);
        const bool on_equator = around.south <= 0 && around.north >= 0;
        const double nearest_equator = on_equator ? 0 : std::min(south, north);
        const double farthest = std::max(south, north);
        constexpr double kRounding = 1 - 1e-6;
        meridian_m_ = kRounding * kRadiansPerE7 *
                      local_scale(std::sin(nearest_equator), std::cos(nearest_equator)).meridian_m;
        parallel_m_ = kRounding * kRadiansPerE7 *
                      std::max(0.0, local_scale(std::sin(farthest), std::cos(farthest)).parallel_m);
    }

    [[nodiscard]] double radius_m() const noexcept { return radius_m_; }

    /// Square of the bound; it means "farther than the radius" if it is above the radius' square.
    [[nodiscard]] double squared_m2(const BoundingBox& box) const noexcept {
        if (radius_m_ == kInfinity) {
            const double bound_m = distance_lower_bound_m(from_, box);
            return bound_m * bound_m;
        }
        const double west = box.west - lon_e7_;
        const double east = lon_e7_ - box.east;
        const double lon =
            std::min(std::max(std::max(west, east), 0.0), kTurn_e7 + std::min(west, east));
        const double lat = std::max(std::max(box.south - lat_e7_, lat_e7_ - box.north), 0.0);
        const double x_m = lon * parallel_m_;
        const double y_m = lat * meridian_m_;
        return x_m * x_m + y_m * y_m;
    }

private:
    static constexpr double kTurn_e7 = 3.6e9;
    Location from_;
    double radius_m_ = 0;
    double lon_e7_ = 0;
    double lat_e7_ = 0;
    double meridian_m_ = 0;
    double parallel_m_ = 0;
};

/// The best so far, the worst of them on top.
class Best {
public:
    explicit Best(std::size_t count) : count_{count} {
        found_.reserve(std::min<std::size_t>(count, 64));
    }

    /// Beyond this (squared) nothing can enter any more.
    [[nodiscard]] double limit_m2() const noexcept { return limit_m2_; }

    void add(const Neighbour& next) {
        if (found_.size() == count_) {
            if (!before(next, found_.front())) return;
            std::pop_heap(found_.begin(), found_.end(), before);
            found_.back() = next;
        } else {
            found_.push_back(next);
        }
        std::push_heap(found_.begin(), found_.end(), before);
        if (found_.size() < count_) return;
        const double worst = found_.front().distance_m;
        limit_m2_ = worst * worst;
    }
    [[nodiscard]] std::vector<Neighbour> take_sorted() && {
        std::sort_heap(found_.begin(), found_.end(), before);
        return std::move(found_);
    }

private:
    static bool before(const Neighbour& a, const Neighbour& b) noexcept {
        return a.distance_m != b.distance_m ? a.distance_m < b.distance_m : a.position < b.position;
    }
    std::size_t count_;
    double limit_m2_ = kInfinity;
    std::vector<Neighbour> found_;
};

/// A box on some level that is still to be looked into, and a lower bound of its distance, in one
/// number that sorts by the bound. Level 0 are the boxes themselves, 1 the groups, 2 the blocks, 3
/// and up the levels over these.
class Node {
public:
    Node(double bound_m2, std::uint32_t level, std::uint32_t index) noexcept {
        // A float that is at most the bound: the bits of positive floats sort as the floats do.
        constexpr double kDown = 1 - 1.0 / (1 << 22);
        const auto bits = std::bit_cast<std::uint32_t>(static_cast<float>(bound_m2 * kDown));
        key_ = (std::uint64_t{(bits & ~kLevelMask) | level} << 32) | index;
    }
    [[nodiscard]] double bound_m2() const noexcept {
        return std::bit_cast<float>(static_cast<std::uint32_t>(key_ >> 32) & ~kLevelMask);
    }
    [[nodiscard]] std::uint32_t level() const noexcept {
        return static_cast<std::uint32_t>(key_ >> 32) & kLevelMask;
    }
    [[nodiscard]] std::uint32_t index() const noexcept { return static_cast<std::uint32_t>(key_); }
    [[nodiscard]] bool farther_than(const Node& other) const noexcept { return key_ > other.key_; }

private:
    static constexpr std::uint32_t kLevelMask = 7;  // enough for 16^5 blocks
    static_assert(BoxLevels::kMaxBlocks <= kFanout * kFanout * kFanout * kFanout);
    std::uint64_t key_;
};

bool farther(const Node& a, const Node& b) noexcept {
    return a.farther_than(b);
}

/// Best-first search (Hjaltason and Samet 1999). Bounds are flat and quick at first; what lies
/// beyond their radius waits until a wider one is needed.
class NearestSearch {
public:
    NearestSearch(const BoxBlocks& index, Location from, std::size_t count,
                  const std::function<double(std::uint32_t)>& exact_m)
        : index_{index}, tree_{index.block_tree()}, from_{from}, exact_m_{exact_m}, best_{count} {
        waiting_.reserve(256);
        far_.reserve(256);
    }

    std::vector<Neighbour> run() && {
        start();
        for (const double radius_m : kRadii_m) {
            metric_ = FlatMetric{from_, radius_m};
            take_far_nodes();
            search();
            if (far_.empty() || best_.limit_m2() < radius_m * radius_m) break;
        }
        return std::move(best_).take_sorted();
    }

private:
    static constexpr std::array kRadii_m{30e3, 300e3, kInfinity};

    void start() {
        const auto level = static_cast<std::uint32_t>(2 + upper_levels(tree_).size());
        const auto top = boxes_on(level).size();
        for (std::uint32_t i = 0; i < top; ++i) far_.emplace_back(0, level, i);
    }

    void take_far_nodes() {
        for (const auto& node : std::exchange(far_, {})) {
            offer(node.level(), node.index(), box_of(node));
        }
    }

    void search() {
        while (!waiting_.empty() && waiting_.front().bound_m2() <= best_.limit_m2()) {
            std::pop_heap(waiting_.begin(), waiting_.end(), farther);
            const auto node = waiting_.back();
            waiting_.pop_back();
            if (node.level() == 0) {
                const double distance_m = exact_m_(node.index());
                if (distance_m < kInfinity) best_.add({node.index(), distance_m});
            } else {
                expand(node);
            }
        }
    }

    void expand(const Node& node) {
        if (node.level() == 1) {
            offer(0, node.index() * BoxLevels::kGroupSize, index_.boxes_of(node.index()));
        } else if (node.level() == 2) {
            offer(1, node.index() * index_.groups_a_block(), index_.groups_of(node.index()));
        } else {
            const auto below = boxes_on(node.level() - 1);
            const auto first = node.index() * kFanout;
            offer(node.level() - 1, first,
                  below.subspan(first, std::min<std::size_t>(kFanout, below.size() - first)));
        }
    }

    /// Level 2 and up.
    [[nodiscard]] std::span<const BoundingBox> boxes_on(std::uint32_t level) const {
        if (level == 2) return index_.blocks.all_items<BoundingBox>();
        return upper_levels(tree_)[level - 3];
    }

    [[nodiscard]] std::span<const BoundingBox> box_of(const Node& node) const {
        if (node.level() == 0) return index_.boxes.items<BoundingBox>(node.index(), 1);
        if (node.level() == 1) return index_.groups.items<BoundingBox>(node.index(), 1);
        return boxes_on(node.level()).subspan(node.index(), 1);
    }

    void offer(std::uint32_t level, std::uint32_t first, std::span<const BoundingBox> boxes) {
        const double radius_m2 = metric_.radius_m() * metric_.radius_m();
        const double limit_m2 = best_.limit_m2();
        for (std::uint32_t i = 0; i < boxes.size(); ++i) {
            const double bound_m2 = metric_.squared_m2(boxes[i]);
            if (bound_m2 > limit_m2 || boxes[i].empty()) continue;
            if (bound_m2 > radius_m2) {
                far_.emplace_back(0, level, first + i);
            } else {
                waiting_.emplace_back(bound_m2, level, first + i);
                std::push_heap(waiting_.begin(), waiting_.end(), farther);
            }
        }
    }

    const BoxBlocks& index_;
    const BlockTree& tree_;
    Location from_;
    const std::function<double(std::uint32_t)>& exact_m_;
    Best best_;
    FlatMetric metric_;
    std::vector<Node> waiting_;
    std::vector<Node> far_;
};

}  // namespace

std::vector<Neighbour> BoxIndex::nearest(
    Location from, std::size_t count, const std::function<double(std::uint32_t)>& exact_m) const {
    if (count == 0 || size() == 0 || !from.valid()) return {};
    return NearestSearch{*blocks_, from, count, exact_m}.run();
}

}  // namespace konbit
