#include "import/tag_bytes.hpp"

#include <cstdint>
#include <cstring>
#include <optional>

namespace konbit {
namespace {

// Takes the string up to the next NUL off the front; nullopt if there is no NUL.
std::optional<std::string_view> take_string(std::string_view& bytes) {
    const auto length = bytes.find('\0');
    if (length == std::string_view::npos) return std::nullopt;
    const auto text = bytes.substr(0, length);
    bytes.remove_prefix(length + 1);
    return text;
}

bool all_ascii(std::string_view bytes) noexcept {
    std::uint64_t seen = 0;
    std::size_t i = 0;
    for (; i + 8 <= bytes.size(); i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + i, 8);
        seen |= word;
    }
    for (; i < bytes.size(); ++i) seen |= static_cast<unsigned char>(bytes[i]);
    return (seen & 0x8080808080808080U) == 0;
}

// Length of the multi-byte character that starts here, 0 if it is not well-formed.
std::size_t wide_character(std::string_view bytes) noexcept {
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const unsigned lead = at(0);
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || bytes.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((at(i) & 0xC0U) != 0x80U) return 0;
    }
    if (lead == 0xE0 && at(1) < 0xA0) return 0;  // overlong
    if (lead == 0xED && at(1) > 0x9F) return 0;  // surrogates
    if (lead == 0xF0 && at(1) < 0x90) return 0;  // overlong
    if (lead == 0xF4 && at(1) > 0x8F) return 0;  // past U+10FFFF
    return length;
}

}  // namespace

bool read_tag_bytes(std::string_view bytes, Tags& into) {
    into.clear();
    while (!bytes.empty()) {
        const auto key = take_string(bytes);
        const auto value = key ? take_string(bytes) : std::nullopt;
        if (!value) {
            into.clear();
            return false;
        }
        into.add(*key, *value);
    }
    return true;
}

bool is_utf8(std::string_view bytes) noexcept {
    if (all_ascii(bytes)) return true;
    while (!bytes.empty()) {
        const bool ascii = static_cast<unsigned char>(bytes.front()) < 0x80;
        const std::size_t length = ascii ? 1 : wide_character(bytes);
        if (length == 0) return false;
        bytes.remove_prefix(length);
    }
    return true;
}

}  // namespace konbit
