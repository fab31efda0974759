#pragma once

#include <cstdint>
#include <string_view>

#include "mapper/exchange/text_out.hpp"
#include "mapper/model/location.hpp"

namespace konbit {

/// A JSON string with its quotes. Always valid UTF-8: each byte that belongs to none becomes
/// U+FFFD. Returns how many did.
std::size_t put_json_string(std::string_view text, TextOut& out);

/// The most bytes that write_degrees writes.
inline constexpr std::size_t kDegreesBytes = 12;
/// 1e-7 degrees as a decimal number, exact, without zeros at the end: -72.5, 0, 1.0000001.
/// Returns the end.
[[nodiscard]] char* write_degrees(std::int32_t e7, char* to) noexcept;

/// "[lon,lat]"; at most 2 * kDegreesBytes + 3 bytes.
[[nodiscard]] inline char* write_position(Location at, char* to) noexcept {
    *to++ = '[';
    to = write_degrees(at.lon_e7, to);
    *to++ = ',';
    to = write_degrees(at.lat_e7, to);
    *to++ = ']';
    return to;
}
inline constexpr std::size_t kPositionBytes = 2 * kDegreesBytes + 3;

void put_json_number(std::int64_t number, TextOut& out);
/// The shortest text that reads back as the same number; null if it is not finite.
void put_json_number(double number, TextOut& out);

}  // namespace konbit
