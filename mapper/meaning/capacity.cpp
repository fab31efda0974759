#include "mapper/meaning/capacity.hpp"

#include <algorithm>
#include <charconv>

namespace konbit {
namespace {

bool is_digits(std::string_view text) noexcept {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool concerns(const CapacityKey& key, Theme theme, const Tags& tags) {
    if (!key.themes.empty() && std::ranges::find(key.themes, theme) == key.themes.end()) {
        return false;
    }
    return std::ranges::none_of(key.unless,
                                [&](const TagTest& test) { return try_test(test, tags).holds; });
}

}  // namespace

std::optional<std::uint32_t> parse_count(std::string_view text) noexcept {
    text = trimmed(text);
    std::uint32_t count = 0;
    if (!is_digits(text)) return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{}) return std::nullopt;
    return count;
}

std::optional<std::uint32_t> capacity_people(const std::vector<CapacityKey>& keys, Theme theme,
                                             const Tags& tags) {
    for (const CapacityKey& key : keys) {
        if (!concerns(key, theme, tags)) continue;
        if (const auto count = parse_count(tags.value(key.key))) return count;
    }
    return std::nullopt;
}

bool newest_status_closed(const NewestStatus& status, const Tags& tags) {
    constexpr std::size_t kDateDigits = 8;
    std::string_view newest_date;
    std::string_view newest_value;
    for (const Tag& tag : tags) {
        if (!tag.key.starts_with(status.prefix)) continue;
        const std::string_view date = tag.key.substr(status.prefix.size());
        if (date.size() != kDateDigits || !is_digits(date) || date <= newest_date) continue;
        newest_date = date;
        newest_value = trimmed(tag.value);
    }
    return !newest_date.empty() &&
           std::ranges::find(status.closed_values, newest_value) != status.closed_values.end();
}

}  // namespace konbit
