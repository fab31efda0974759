#pragma once

#include <string>
#include <string_view>

#include "mapper/exchange/feature_writer.hpp"

namespace konbit {

/// Appends the text as valid UTF-8 without NUL or other control characters than tab and line
/// ends: what XML, SQLite and DBF all take. Bytes that are not so become U+FFFD.
void append_clean(std::string_view text, std::string& into);

/// The longest beginning of valid UTF-8 text that has at most so many bytes and cuts no character.
[[nodiscard]] std::string_view cut_utf8(std::string_view text, std::size_t most_bytes) noexcept;

/// Replaces `into` by the tags as one JSON object in file order.
void write_tags_json(const Tags& tags, std::string& into);

/// Replaces `into` by the value as text: lists joined by ";", booleans "true" or "false", numbers in
/// the shortest form that reads back the same. False for null and numbers that are not finite.
[[nodiscard]] bool write_text(const Value& value, std::string& into);

}  // namespace konbit
