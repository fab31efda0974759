#include "mapper/exchange/json_text.hpp"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>

namespace konbit {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

constexpr auto kTwoDigits = [] {
    std::array<char, 200> digits{};
    for (std::size_t i = 0; i < 100; ++i) {
        digits[2 * i] = static_cast<char>('0' + i / 10);
        digits[2 * i + 1] = static_cast<char>('0' + i % 10);
    }
    return digits;
}();

void write_two(std::uint32_t value, char* to) noexcept {
    std::memcpy(to, kTwoDigits.data() + 2 * value, 2);
}

constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101;
constexpr std::uint64_t kHighs = 0x8080'8080'8080'8080;

/// High bits of the bytes that are zero; exact up to the first one.
constexpr std::uint64_t zero_bytes(std::uint64_t word) noexcept {
    return (word - kOnes) & ~word & kHighs;
}
/// High bits of the bytes that cannot be copied as they are; exact up to the first one.
constexpr std::uint64_t special_bytes(std::uint64_t word) noexcept {
    const auto control = (word - kOnes * 0x20) & ~word & kHighs;
    return control | zero_bytes(word ^ (kOnes * '"')) | zero_bytes(word ^ (kOnes * '\\')) |
           (word & kHighs);
}

constexpr bool is_special(unsigned char c) noexcept {
    return c < 0x20 || c == '"' || c == '\\' || c >= 0x80;
}

/// Length of the plain beginning.
std::size_t plain_prefix(const char* text, std::size_t size) noexcept {
    std::size_t at = 0;
    if constexpr (std::endian::native == std::endian::little) {
        for (; at + 8 <= size; at += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, text + at, sizeof word);
            if (const auto found = special_bytes(word); found != 0) {
                return at + static_cast<std::size_t>(std::countr_zero(found)) / 8;
            }
        }
    }
    while (at < size && !is_special(static_cast<unsigned char>(text[at]))) ++at;
    return at;
}

/// Bytes of the valid UTF-8 character (RFC 3629) at the beginning, 0 if there is none.
std::size_t character_bytes(std::string_view text) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto follows = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
        return i < text.size() && byte(i) >= low && byte(i) <= high;
    };
    const unsigned first = byte(0);
    if (first < 0xC2) return 0;
    if (first < 0xE0) return follows(1) ? 2 : 0;
    if (first < 0xF0) {
        const bool second = follows(1, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF);
        return second && follows(2) ? 3 : 0;
    }
    if (first > 0xF4) return 0;
    const bool second = follows(1, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF);
    return second && follows(2) && follows(3) ? 4 : 0;
}

void put_escape(unsigned char c, TextOut& out) {
    constexpr std::string_view kHex = "0123456789abcdef";
    switch (c) {
        case '"':
            return out.put("\\\"");
        case '\\':
            return out.put("\\\\");
        case '\n':
            return out.put("\\n");
        case '\r':
            return out.put("\\r");
        case '\t':
            return out.put("\\t");
        default:
            out.put("\\u00");
            out.put(kHex[c >> 4]);
            out.put(kHex[c & 15]);
    }
}

}  // namespace

std::size_t put_json_string(std::string_view text, TextOut& out) {
    std::size_t broken = 0;
    out.put('"');
    while (!text.empty()) {
        const auto plain = plain_prefix(text.data(), text.size());
        out.put(text.substr(0, plain));
        text.remove_prefix(plain);
        if (text.empty()) break;
        const auto c = static_cast<unsigned char>(text.front());
        if (c < 0x80) {
            put_escape(c, out);
            text.remove_prefix(1);
            continue;
        }
        // Letters beyond ASCII come in runs.
        std::size_t run = 0;
        while (run < text.size() && static_cast<unsigned char>(text[run]) >= 0x80) {
            const auto bytes = character_bytes(text.substr(run));
            if (bytes == 0) break;
            run += bytes;
        }
        out.put(text.substr(0, run));
        if (run == 0) {
            out.put(kReplacement);
            ++broken;
            run = 1;
        }
        text.remove_prefix(run);
    }
    out.put('"');
    return broken;
}

char* write_degrees(std::int32_t e7, char* to) noexcept {
    auto value = static_cast<std::uint32_t>(e7);
    if (e7 < 0) {
        *to++ = '-';
        value = 0 - value;
    }
    const std::uint32_t whole = value / 10'000'000;
    const std::uint32_t fraction = value % 10'000'000;
    if (whole >= 100) {
        *to++ = static_cast<char>('0' + whole / 100);
        write_two(whole % 100, to);
        to += 2;
    } else if (whole >= 10) {
        write_two(whole, to);
        to += 2;
    } else {
        *to++ = static_cast<char>('0' + whole);
    }
    if (fraction == 0) return to;
    *to = '.';
    const std::uint32_t high = fraction / 1000;  // four digits
    const std::uint32_t low = fraction % 1000;   // three
    write_two(high / 100, to + 1);
    write_two(high % 100, to + 3);
    to[5] = static_cast<char>('0' + low / 100);
    write_two(low % 100, to + 6);
    to += 8;
    while (to[-1] == '0') --to;
    return to;
}

void put_json_number(std::int64_t number, TextOut& out) {
    char* to = out.room(24);
    out.advance(std::to_chars(to, to + 24, number).ptr);
}

void put_json_number(double number, TextOut& out) {
    if (!std::isfinite(number)) return out.put("null");
    char* to = out.room(32);
    out.advance(std::to_chars(to, to + 32, number).ptr);
}

}  // namespace konbit
