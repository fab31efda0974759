#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "mapper/store/name_index.hpp"

namespace konbit {

/// How a typed word was found: as it is, as the beginning of one, or with one typo.
enum class WordMatch : std::uint8_t { whole, beginning, typo };

/// An entry that has all the words.
struct NameCandidate {
    std::uint32_t entry = 0;
    std::uint8_t typos = 0;       ///< words matched with a typo
    std::uint8_t beginnings = 0;  ///< words matched by their beginning
    std::uint8_t weak = 0;  ///< words that stand in weak texts only (operator, address, old name)
    std::uint8_t longest = 0;  ///< the most words any of the matched texts has (4: four or more)
    [[nodiscard]] bool whole_words() const noexcept { return typos == 0 && beginnings == 0; }
};

/// Entries that have every word, ascending. Of several ways to match, each word takes the best.
/// `forgiving`: words of four letters and more, without digits, may differ by one edit.
[[nodiscard]] std::vector<NameCandidate> entries_with_all(
    const NameIndex& names, const std::vector<std::string_view>& words, bool forgiving);

/// True if the typed word stands for the other: equal, or as its beginning (if allowed), or with a
/// typo (if allowed and long enough).
[[nodiscard]] std::optional<WordMatch> match_word(std::string_view typed, std::string_view word,
                                                  bool beginning_allowed, bool forgiving);

/// Words of at least this many letters may hold a typo.
inline constexpr std::size_t kFewestLettersForTypo = 4;

}  // namespace konbit
