#pragma once

#include <string>
#include <string_view>

namespace konbit {

/// What of a text is shaped: valid UTF-8 (broken bytes become U+FFFD), spaces for line breaks and
/// tabs, no other control characters, at most `most_characters` (then an ellipsis ends it).
[[nodiscard]] std::string clean_text(std::string_view text, bool capitals,
                                     std::size_t most_characters);

/// Has letters that join their neighbours (Arabic, Devanagari, …): spacing would tear them.
[[nodiscard]] bool joins_letters(std::string_view clean_text);

/// As a GUnicodeScript.
[[nodiscard]] bool script_joins(int script) noexcept;

}  // namespace konbit
