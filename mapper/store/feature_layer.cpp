#include "mapper/store/feature_layer.hpp"

#include <xxhash.h>

#include <algorithm>
#include <limits>
#include <optional>

namespace konbit {
namespace {

/// A record with where its tags are, as it waits to be sorted.
struct WaitingHead {
    BoundingBox box;
    std::uint32_t tags_begin, tags_end;  ///< in the record
};
static_assert(sizeof(WaitingHead) == 24 && std::is_trivially_copyable_v<WaitingHead>);

/// Gathers the records of a group and writes them behind the table of their ends. Neighbours
/// often have the same tags; the second names the first.
class GroupWriter {
public:
    explicit GroupWriter(SectionFileWriter& file) : file_{&file} {}

    void add(std::span<const std::byte> record, const WaitingHead& head) {
        const auto tags = record.subspan(head.tags_begin, head.tags_end - head.tags_begin);
        const auto hash = XXH3_64bits(tags.data(), tags.size());
        records_.put_bytes(record.first(head.tags_begin));
        if (const auto place = place_of(tags, hash)) {
            put_shared_tags(*place, records_);
        } else {
            known_.push_back(
                {hash, records_.size(), tags.size(), static_cast<std::uint32_t>(ends_.size())});
            records_.put_bytes(tags);
        }
        records_.put_bytes(record.subspan(head.tags_end));
        ends_.push_back(records_.size());
        if (ends_.size() == FeatureLayer::kGroup) flush();
    }
    /// Offsets of all groups and the end of the last.
    std::vector<std::uint64_t> finish() {
        if (!ends_.empty()) flush();
        offsets_.push_back(file_->section_bytes());
        return std::move(offsets_);
    }

private:
    struct KnownTags {
        std::uint64_t hash;
        std::size_t begin, size;
        std::uint32_t place;
    };

    std::optional<std::uint32_t> place_of(std::span<const std::byte> tags,
                                          std::uint64_t hash) const noexcept {
        for (const auto& known : known_) {
            if (known.hash != hash) continue;
            const auto its = records_.bytes().subspan(known.begin, known.size);
            if (std::ranges::equal(its, tags)) return known.place;
        }
        return std::nullopt;
    }

    void flush() {
        const bool wide = records_.size() > std::numeric_limits<std::uint16_t>::max();
        if (records_.size() > std::numeric_limits<std::uint32_t>::max()) {
            throw DataError{"The extract holds too large objects", "",
                            "64 neighbours take more than 4 GB", "Leave them out."};
        }
        table_.clear();
        for (const auto end : ends_) {
            if (wide) {
                table_.put_fixed(static_cast<std::uint32_t>(end));
            } else {
                table_.put_fixed(static_cast<std::uint16_t>(end));
            }
        }
        offsets_.push_back(file_->section_bytes() | (wide ? FeatureLayer::kWideGroup : 0));
        file_->append(table_.bytes());
        file_->append(records_.bytes());
        records_.clear();
        ends_.clear();
        known_.clear();
    }

    SectionFileWriter* file_;
    ByteWriter records_, table_;
    std::vector<std::size_t> ends_;
    std::vector<KnownTags> known_;
    std::vector<std::uint64_t> offsets_;
};

template <class T>
std::size_t end_at(std::span<const std::byte> table, std::uint32_t place) noexcept {
    T end;
    std::memcpy(&end, table.data() + place * sizeof(T), sizeof(T));
    return end;
}

}  // namespace

FeatureLayerWriter::FeatureLayerWriter(std::size_t memory_bytes, std::filesystem::path folder)
    : folder_{std::move(folder)}, sorter_{memory_bytes, folder_} {}

void FeatureLayerWriter::add(const FeatureHead& head, std::span<const std::uint32_t> tags,
                             const Geometry& geometry) {
    if (size() >= std::numeric_limits<std::uint32_t>::max() - 1) {
        throw DataError{"The extract is too large", "", "it has over 4 billion features",
                        "Import a smaller area."};
    }
    const auto box = bounding_box_of(geometry);
    record_.clear();
    put_feature_head(head, record_);
    const auto tags_begin = static_cast<std::uint32_t>(record_.size());
    put_tags(tags, record_);
    const WaitingHead waiting{box, tags_begin, static_cast<std::uint32_t>(record_.size())};
    put_geometry(geometry, box, record_);
    sorter_.add(hilbert_key(box.center()), std::as_bytes(std::span{&waiting, 1}), record_.bytes());
}

void FeatureLayerWriter::write(const FeatureSectionNames& names, SectionFileWriter& file,
                               const std::function<void(std::uint32_t, ObjectId)>& placed) {
    BoxLevels levels{size()};
    SpoolFile boxes{folder_};
    file.begin_section(names.records);
    GroupWriter groups{file};
    std::uint32_t index = 0;
    sorter_.drain([&](std::uint64_t, std::span<const std::byte> entry) {
        WaitingHead head;
        std::memcpy(&head, entry.data(), sizeof head);
        const auto record = entry.subspan(sizeof head);
        levels.add(head.box);
        boxes.append(std::as_bytes(std::span{&head.box, 1}));
        groups.add(record, head);
        ByteReader reader{record, {}};
        placed(index++, read_feature_head(reader).id);
    });
    const auto offsets = groups.finish();
    file.begin_section(names.offsets);
    file.append(std::as_bytes(std::span{offsets}));
    file.begin_section(names.boxes);
    copy_to(boxes, file);
    file.begin_section(names.groups);
    file.append(std::as_bytes(levels.groups()));
    file.begin_section(names.blocks);
    file.append(std::as_bytes(levels.blocks()));
}

FeatureLayer::FeatureLayer(const SectionFile& file, const FeatureSectionNames& names,
                           std::uint64_t count)
    : file_{file.path().string()},
      count_{static_cast<std::uint32_t>(count)},
      records_{file.view(names.records)},
      offsets_{file.view(names.offsets)},
      boxes_{file.view(names.boxes)},
      index_{BoxIndex::Stored{boxes_, file.view(names.groups), file.view(names.blocks)}} {
    const auto groups = (count + kGroup - 1) / kGroup;
    if (count > std::numeric_limits<std::uint32_t>::max() ||
        boxes_.size() != count * sizeof(BoundingBox) || offsets_.size() != (groups + 1) * 8) {
        fail();
    }
}

void FeatureLayer::fail() const {
    throw DataError{"The map is damaged", file_, "the tables of its features do not fit each other",
                    "Import the map again."};
}

std::span<const std::byte> FeatureLayer::record(std::uint32_t index) const {
    const auto group = index / kGroup;
    const auto place = index % kGroup;
    const auto range = offsets_.items<std::uint64_t>(group, 2);
    const bool wide = (range[0] & kWideGroup) != 0;
    const auto begin = range[0] & ~kWideGroup;
    const auto end = range[1] & ~kWideGroup;
    const std::size_t table_bytes = std::min(kGroup, count_ - group * kGroup) *
                                    (wide ? sizeof(std::uint32_t) : sizeof(std::uint16_t));
    if (end < begin || end - begin < table_bytes) fail();
    const auto bytes = records_.bytes(begin, end - begin);
    const auto first = place == 0 ? 0
                       : wide     ? end_at<std::uint32_t>(bytes, place - 1)
                                  : end_at<std::uint16_t>(bytes, place - 1);
    const auto last =
        wide ? end_at<std::uint32_t>(bytes, place) : end_at<std::uint16_t>(bytes, place);
    if (last < first || last > bytes.size() - table_bytes) fail();
    return bytes.subspan(table_bytes + first, last - first);
}

}  // namespace konbit
