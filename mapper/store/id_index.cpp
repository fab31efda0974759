#include "mapper/store/id_index.hpp"

#include <vector>

#include "mapper/store/object_codec.hpp"

namespace konbit {
namespace {

/// Reads the entries of a block one by one.
class BlockReader {
public:
    BlockReader(std::span<const std::byte> bytes, std::uint64_t first_rank, std::size_t width,
                std::string_view file)
        : in_{bytes, file}, rank_{first_rank}, width_{width} {}

    bool next() {
        if (in_.at_end()) return false;
        if (!first_) {
            const auto step = in_.varint();
            if (step == 0 || step > ~rank_) in_.fail("the ids are not in order");
            rank_ += step;
        }
        first_ = false;
        feature_ = 0;
        std::memcpy(&feature_, in_.bytes(width_).data(), width_);
        return true;
    }
    [[nodiscard]] std::uint64_t rank() const noexcept { return rank_; }
    [[nodiscard]] std::uint32_t feature(std::uint64_t feature_count) const {
        if (feature_ >= feature_count) in_.fail("an id leads to no feature");
        return feature_;
    }

private:
    ByteReader in_;
    std::uint64_t rank_;
    std::size_t width_;
    std::uint32_t feature_ = 0;
    bool first_ = true;
};

}  // namespace

std::size_t position_bytes(std::uint64_t feature_count) noexcept {
    const auto bits = feature_count == 0 ? 0 : std::bit_width(feature_count - 1);
    return std::clamp<std::size_t>((static_cast<std::size_t>(bits) + 7) / 8, 1, 4);
}

IdIndexWriter::IdIndexWriter(std::size_t memory_bytes, const std::filesystem::path& folder)
    : sorters_{RecordSorter{memory_bytes / 3, folder}, RecordSorter{memory_bytes / 3, folder},
               RecordSorter{memory_bytes / 3, folder}} {}

void IdIndexWriter::add(ObjectId id, std::uint32_t feature) {
    sorters_[static_cast<std::size_t>(id.type)].add(rank_of(id.ref),
                                                    std::as_bytes(std::span{&feature, 1}));
}

void IdIndexWriter::write(std::uint64_t feature_count, SectionFileWriter& file) {
    const auto width = position_bytes(feature_count);
    for (std::size_t type = 0; type < sorters_.size(); ++type) {
        std::vector<IdBlockEntry> directory;
        ByteWriter block;
        std::size_t in_block = 0;
        std::uint64_t before = 0;
        file.begin_section(kIdBlocks[type]);
        sorters_[type].drain([&](std::uint64_t rank, std::span<const std::byte> feature) {
            if (in_block == IdIndex::kBlock) {
                file.append(block.bytes());
                block.clear();
                in_block = 0;
            }
            if (in_block == 0) {
                directory.push_back({rank, file.section_bytes()});
            } else if (rank == before) {
                throw DataError{"An object is there twice",
                                to_string(ObjectId{static_cast<ObjectType>(type), ref_of(rank)}),
                                "it was given as a feature before", "Import the extract again."};
            } else {
                block.put_varint(rank - before);
            }
            block.put_bytes(feature.first(width));
            before = rank;
            ++in_block;
        });
        file.append(block.bytes());
        file.begin_section(kIdDirectory[type]);
        file.append(std::as_bytes(std::span{directory}));
    }
}

IdIndex::IdIndex(const SectionFile& file, std::uint64_t feature_count)
    : feature_count_{feature_count}, file_{file.path().string()} {
    for (std::size_t type = 0; type < types_.size(); ++type) {
        types_[type] = {file.view(kIdBlocks[type]), file.view(kIdDirectory[type])};
    }
}

std::span<const std::byte> IdIndex::block(std::size_t type, std::uint64_t index) const {
    const auto& [blocks, directory] = types_[type];
    const auto begin = directory.item<IdBlockEntry>(index).offset;
    const auto end = index + 1 < directory.count<IdBlockEntry>()
                         ? directory.item<IdBlockEntry>(index + 1).offset
                         : blocks.size();
    return blocks.bytes(begin, end < begin ? UINT64_MAX : end - begin);
}

std::optional<std::uint32_t> IdIndex::find(ObjectId id) const {
    const auto type = static_cast<std::size_t>(id.type);
    const auto& directory = types_[type].directory;
    const auto rank = rank_of(id.ref);
    std::uint64_t low = 0;  // the first block that begins after the id
    for (auto high = directory.count<IdBlockEntry>(); low < high;) {
        const auto middle = low + (high - low) / 2;
        if (directory.item<IdBlockEntry>(middle).first_rank <= rank) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == 0) return std::nullopt;
    BlockReader reader{block(type, low - 1), directory.item<IdBlockEntry>(low - 1).first_rank,
                       position_bytes(feature_count_), file_};
    while (reader.next() && reader.rank() <= rank) {
        if (reader.rank() == rank) return reader.feature(feature_count_);
    }
    return std::nullopt;
}

void IdIndex::for_each(const std::function<void(ObjectId, std::uint32_t)>& visit) const {
    for (std::size_t type = 0; type < types_.size(); ++type) {
        const auto& directory = types_[type].directory;
        for (std::uint64_t i = 0; i < directory.count<IdBlockEntry>(); ++i) {
            BlockReader reader{block(type, i), directory.item<IdBlockEntry>(i).first_rank,
                               position_bytes(feature_count_), file_};
            while (reader.next()) {
                visit({static_cast<ObjectType>(type), ref_of(reader.rank())},
                      reader.feature(feature_count_));
            }
        }
    }
}

}  // namespace konbit
