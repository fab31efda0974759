#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/store/section_file.hpp"
#include "mapper/store/spool_file.hpp"

namespace konbit {

/// Different strings in bounded memory, numbered from 0 in the order of arrival.
class StringMemory {
public:
    explicit StringMemory(std::size_t memory_bytes);

    [[nodiscard]] static std::uint64_t hash_of(std::string_view text) noexcept;
    [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
    [[nodiscard]] std::string_view operator[](std::size_t number) const noexcept;
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view text,
                                                    std::uint64_t hash) const noexcept;
    /// Adds a string that is not there; false if there is no room.
    [[nodiscard]] bool add(std::string_view text, std::uint64_t hash);
    void clear() noexcept;  ///< keeps its memory

private:
    void insert(std::uint64_t hash, std::uint32_t number) noexcept;
    void grow_table();

    std::size_t arena_bytes_;
    std::size_t max_strings_;
    std::unique_ptr<char[]> arena_;     ///< reserved at once; the system lends it page by page
    std::vector<std::uint64_t> ends_;   ///< of the strings in the arena
    std::vector<std::uint64_t> slots_;  ///< half a hash and number + 1; 0 is free
};

/// Gives every string of a map a number, equal strings the same one while memory lasts. After that
/// new strings go to a temporary file and only the latest are remembered: one that comes back
/// later is stored again under a new number. Number 0 is the empty string; the commonest words of
/// OSM follow, so that theirs are short.
class StringPool {
public:
    StringPool(std::size_t memory_bytes, const std::filesystem::path& folder);

    [[nodiscard]] std::uint32_t add(std::string_view text);
    [[nodiscard]] std::uint64_t size() const noexcept { return first_.size() + spooled_; }
    /// Valid while the pool lives; a string that is not in memory is read into `kept`.
    [[nodiscard]] std::string_view at(std::uint32_t id, std::deque<std::string>& kept);

    /// Writes the two sections that StringTable reads.
    void write(SectionFileWriter& file);

private:
    std::uint32_t add_spooled(std::string_view text, std::uint64_t hash);

    StringMemory first_;   ///< those of the first numbers, for ever
    StringMemory latest_;  ///< of those in the temporary file; forgotten when it is full
    std::vector<std::uint32_t> latest_numbers_;
    SpoolFile spooled_bytes_;
    SpoolFile spooled_ends_;
    std::uint64_t spooled_ = 0;
};

}  // namespace konbit
