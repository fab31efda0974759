#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "mapper/store/bus_guard.hpp"
#include "mapper/store/section_layout.hpp"
#include "mapper/store/section_view.hpp"

namespace konbit {

/// Name of a part: NAME, NAME.1, NAME.2, …
[[nodiscard]] std::filesystem::path part_path(const std::filesystem::path& path,
                                              std::uint64_t part);

/// The sum of a header, over everything before its `sum`.
[[nodiscard]] std::uint64_t sum_of_header(const SectionFileHeader& header) noexcept;

/// Reads the header and checks that every number in it fits every other, and the files' sizes.
[[nodiscard]] SectionFileHeader read_header(const std::filesystem::path& path,
                                            std::array<char, 8> magic, std::uint32_t version);

/// Address space that is given back on destruction.
class Mapping {
public:
    Mapping() = default;
    Mapping(std::byte* data, std::size_t bytes) noexcept : data_{data}, bytes_{bytes} {}
    ~Mapping();
    Mapping(Mapping&& other) noexcept;
    Mapping& operator=(Mapping&& other) noexcept;

    [[nodiscard]] std::byte* data() const noexcept { return data_; }

private:
    std::byte* data_ = nullptr;
    std::size_t bytes_ = 0;
};

/// All parts of a section file in one contiguous mapping, with a copy of the checked header.
struct MappedSections {
    std::filesystem::path path;
    SectionFileHeader header;
    Mapping mapping;
    std::vector<BusGuard> guards;
    std::unique_ptr<BlockChecks> checks;

    /// Why the block cannot be trusted; empty if it fits its sum.
    [[nodiscard]] std::string damage_of(std::uint64_t block) const;
};

[[nodiscard]] std::unique_ptr<MappedSections> map_sections(const std::filesystem::path& path,
                                                           std::array<char, 8> magic,
                                                           std::uint32_t version);

}  // namespace konbit
