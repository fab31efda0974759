#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/store/section_file.hpp"
#include "mapper/store/spool_file.hpp"

namespace konbit {

/// Gives every string of a map a number, equal strings the same one while memory lasts; after
/// that a string that is not remembered is stored again under a new number, in a temporary file.
/// Number 0 is the empty string; the commonest words of OSM follow, so that theirs are short.
class StringPool {
public:
    StringPool(std::size_t memory_bytes, const std::filesystem::path& folder);

    [[nodiscard]] std::uint32_t add(std::string_view text);
    [[nodiscard]] std::uint64_t size() const noexcept { return ends_.size() + spooled_; }
    /// Valid while the pool lives; a string that is not in memory is read into `kept`.
    [[nodiscard]] std::string_view at(std::uint32_t id, std::deque<std::string>& kept);

    /// Writes the two sections that StringTable reads.
    void write(SectionFileWriter& file);

private:
    void grow_table();
    std::uint32_t add_spooled(std::string_view text);
    [[nodiscard]] std::string_view remembered(std::uint32_t id) const noexcept;

    std::size_t arena_bytes_;
    std::size_t max_strings_;
    std::unique_ptr<char[]> arena_;    ///< reserved at once; the system lends it page by page
    std::vector<std::uint64_t> ends_;  ///< of the strings in the arena
    std::vector<std::uint64_t> slots_; ///< half a hash and id + 1; 0 is free
    SpoolFile spooled_bytes_;
    SpoolFile spooled_ends_;
    std::uint64_t spooled_ = 0;
};

}  // namespace konbit
