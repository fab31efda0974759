#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace konbit {

/// Text as names are compared: compatibility forms undone (NFKD), accents, vowel points and
/// diacritics of Latin, Greek, Cyrillic, Arabic and Hebrew dropped, case folded, letters that
/// Unicode does not split spelled out (ø → o, ł → l, đ → d, ı → i), Arabic letters that are written
/// for one another made one (ى ي, ة ه, ک ك), digits of every script as 0–9, punctuation
/// (apostrophes too: d'Andorra is two words) a space; single spaces, none at the ends. Vowel signs
/// of Indic and other scripts stay: they are letters there. Broken UTF-8 counts as a space.
[[nodiscard]] std::string fold(std::string_view text);

/// The words of a folded text, each cut to NameIndexWriter::kMaxWordBytes. Views into `folded`.
[[nodiscard]] std::vector<std::string_view> words_of(std::string_view folded);

/// Code points of (valid) UTF-8.
[[nodiscard]] std::size_t letter_count(std::string_view text) noexcept;

}  // namespace konbit
