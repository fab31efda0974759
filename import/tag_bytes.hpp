#pragma once

#include <string_view>

#include "mapper/model/tags.hpp"

namespace konbit {

/// Reads tags from the raw bytes of a decoded tag list, "key\0value\0key\0value\0…", without ever
/// leaving them. (libosmium's own iteration runs past the end when a string holds a NUL byte.)
/// False if the strings do not pair up: then `into` is empty, because nobody can tell which
/// string is a key. The views point into `bytes`.
[[nodiscard]] bool read_tag_bytes(std::string_view bytes, Tags& into);

/// True if the bytes are valid UTF-8 (RFC 3629: no overlong forms, no surrogates).
[[nodiscard]] bool is_utf8(std::string_view bytes) noexcept;

}  // namespace konbit
