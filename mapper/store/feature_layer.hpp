#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "mapper/model/bounding_box.hpp"
#include "mapper/model/geometry.hpp"
#include "mapper/store/box_index.hpp"
#include "mapper/store/feature_codec.hpp"
#include "mapper/store/map_layout.hpp"
#include "mapper/store/record_sorter.hpp"
#include "mapper/store/string_pool.hpp"

namespace konbit {

/// Collects the features of one layer (the map itself or an overview) in any order and writes
/// them along the Hilbert curve: records, their offsets, their boxes and the boxes' levels.
class FeatureLayerWriter {
public:
    FeatureLayerWriter(std::size_t memory_bytes, std::filesystem::path folder);

    /// `tags`: numbers of the string pool, key, value, key, value, …
    void add(const FeatureHead& head, std::span<const std::uint32_t> tags,
             const Geometry& geometry);
    [[nodiscard]] std::uint64_t size() const noexcept { return sorter_.size(); }
    /// Writes the five sections; tells the position and id of each feature in order.
    void write(const FeatureSectionNames& names, SectionFileWriter& file,
               const std::function<void(std::uint32_t, ObjectId)>& placed);

private:
    std::filesystem::path folder_;
    RecordSorter sorter_;
    ByteWriter record_;
};

/// Reads a layer from the mapped file.
class FeatureLayer {
public:
    static constexpr std::uint32_t kGroup = 64;  ///< records under one offset
    static constexpr std::uint64_t kWideGroup = std::uint64_t{1} << 63;

    /// DataError if the sizes of the sections do not fit `count`.
    FeatureLayer(const SectionFile& file, const FeatureSectionNames& names, std::uint64_t count);

    [[nodiscard]] std::uint32_t size() const noexcept { return count_; }
    [[nodiscard]] BoundingBox box(std::uint32_t index) const {
        return boxes_.item<BoundingBox>(index);
    }
    /// The bytes of one record; `index` must be below size().
    [[nodiscard]] std::span<const std::byte> record(std::uint32_t index) const;
    [[nodiscard]] const BoxIndex& index() const noexcept { return index_; }

private:
    [[noreturn, gnu::cold]] void fail() const;

    std::string file_;
    std::uint32_t count_ = 0;
    SectionView records_, offsets_, boxes_;
    BoxIndex index_;
};

}  // namespace konbit
