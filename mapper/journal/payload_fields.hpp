#pragma once

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string>

#include "mapper/journal/entry_codec.hpp"
#include "mapper/journal/json_reader.hpp"

namespace konbit {

/// The kinds of fields that contents of entries are made of. All refuse with UnsoundContent.
inline constexpr std::size_t kMostTextBytes = 8'000;

template <class T>
[[nodiscard]] T sound(const std::optional<T>& value, std::string_view why) {
    if (!value) JsonReader::refuse(why);
    return *value;
}

inline std::string read_text(JsonReader& json) {
    return json.text(kMostTextBytes);
}
inline UnixSeconds read_time(JsonReader& json) {
    return json.integer(kFirstSecond, kLastSecond);
}
inline std::uint32_t read_count(JsonReader& json) {
    return static_cast<std::uint32_t>(json.integer(0, std::numeric_limits<std::uint32_t>::max()));
}
inline Digest read_digest(JsonReader& json) {
    return sound(parse_digest(json.word()), "a hash is none");
}
inline Method read_method(JsonReader& json) {
    return sound(parse_method(json.word()), "nobody knows how it was seen");
}

inline void read_salt(JsonReader& json) {
    const auto word = json.word();
    const bool hex = std::ranges::all_of(
        word, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    if (word.size() != 32 || !hex) JsonReader::refuse("its salt is none");
}

inline std::array<std::int64_t, 2> read_pair(JsonReader& json) {
    std::array<std::int64_t, 2> values{};
    constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
    std::size_t n = 0;
    json.array([&] {
        const auto value = json.integer(-kMost, kMost);
        if (n == 2) JsonReader::refuse("a pair has more than two numbers");
        values[n++] = value;
    });
    if (n != 2) JsonReader::refuse("a pair has less than two numbers");
    return values;
}

inline Location read_location(JsonReader& json) {
    const auto [lon, lat] = read_pair(json);
    if (lon < -Location::kMaxLon_e7 || lon > Location::kMaxLon_e7 || lat < -Location::kMaxLat_e7 ||
        lat > Location::kMaxLat_e7) {
        JsonReader::refuse("a location lies outside the world");
    }
    return {static_cast<std::int32_t>(lon), static_cast<std::int32_t>(lat)};
}

inline NodeSpan read_node_span(JsonReader& json) {
    const auto [from, to] = read_pair(json);
    return {from, to};
}

/// What somebody says of a place; `salted` becomes true if there is a salt.
[[nodiscard]] Report read_report(JsonReader& json, bool& salted);

}  // namespace konbit
