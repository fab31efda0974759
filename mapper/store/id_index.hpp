#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "mapper/model/object_id.hpp"
#include "mapper/store/map_layout.hpp"
#include "mapper/store/record_sorter.hpp"

namespace konbit {

/// Collects which object is which feature and writes it sorted by id, one type a section.
class IdIndexWriter {
public:
    IdIndexWriter(std::size_t memory_bytes, const std::filesystem::path& folder);

    void add(ObjectId id, std::uint32_t feature);
    void write(std::uint64_t feature_count, SectionFileWriter& file);

private:
    std::array<RecordSorter, 3> sorters_;
};

/// Finds the feature of an object in the mapped file.
class IdIndex {
public:
    static constexpr std::size_t kBlock = 64;  ///< ids under one directory entry

    IdIndex(const SectionFile& file, std::uint64_t feature_count);

    [[nodiscard]] std::optional<std::uint32_t> find(ObjectId id) const;
    /// All entries in the order of ids, for checks.
    void for_each(const std::function<void(ObjectId, std::uint32_t)>& visit) const;

private:
    [[nodiscard]] std::span<const std::byte> block(std::size_t type, std::uint64_t index) const;

    struct PerType {
        SectionView blocks, directory;
    };
    std::array<PerType, 3> types_;
    std::uint64_t feature_count_;
    std::string file_;
};

/// Bytes that a feature's position takes in the index.
[[nodiscard]] std::size_t position_bytes(std::uint64_t feature_count) noexcept;

}  // namespace konbit
