#include "cli/options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>

#include "cli/command_line.hpp"
#include "cli/map_option.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/coordinate_text.hpp"

namespace konbit {
namespace {

constexpr std::string_view kCapacity = "capacity";

std::optional<std::uint64_t> whole_number(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

std::uint32_t read_capacity(std::string_view text) {
    const auto number = text.substr(0, 2) == ">=" ? whole_number(trimmed_text(text.substr(2)))
                                                  : std::optional<std::uint64_t>{};
    if (number && *number < 0xFFFFFFFF) return static_cast<std::uint32_t>(*number);
    throw UsageError{"The capacity cannot be read", "--with",
                     fmt::format("\"capacity{}\" is no condition", text),
                     "Write it in quotes: --with 'capacity>=200'"};
}

}  // namespace

std::uint64_t read_number(std::string_view option, std::string_view text, std::uint64_t least,
                          std::uint64_t most) {
    const auto number = whole_number(text);
    if (number && *number >= least && *number <= most) return *number;
    throw UsageError{"The number cannot be used", fmt::format("{} {}", option, text),
                     number ? "it is out of range" : "it is no whole number",
                     fmt::format("Give one from {} to {}", least, most)};
}

With read_with(const std::vector<std::string>& texts) {
    static const std::vector<std::string> kOffers{"water", "medical", "wheelchair"};
    With with;
    for (const auto& text : texts) {
        for (auto& word : split_words(text)) {
            if (word.starts_with(kCapacity)) {
                with.capacity_at_least =
                    read_capacity(trimmed_text(std::string_view{word}.substr(kCapacity.size())));
            } else if (std::find(kOffers.begin(), kOffers.end(), word) != kOffers.end()) {
                with.offers.push_back(std::move(word));
            } else {
                const auto nearest = nearest_word(word, kOffers);
                throw UsageError{
                    "Places cannot be chosen by this", "--with " + word, "it is not known",
                    nearest.empty() ? "Use water, medical, wheelchair or 'capacity>=NUMBER'"
                                    : fmt::format("Did you mean {}?", nearest)};
            }
        }
    }
    return with;
}

Audience read_audience(const std::string& text) {
    if (const auto audience = parse_audience(text)) return *audience;
    throw UsageError{"No such audience", "--audience " + text, "it is not known",
                     "Use public, partners or team"};
}

UnixSeconds read_time(std::string_view option, const std::string& text) {
    refuse_option_as_value(option, text);
    if (const auto time = parse_iso8601(text)) return *time;
    throw UsageError{"The time cannot be read", fmt::format("{} {}", option, text),
                     "it is not ISO 8601 with a zone",
                     "Write it like 2026-04-05T06:00Z or 2026-04-05T08:00+02:00"};
}

void add_as_of(CLI::App& app, std::string& into) {
    app.add_option("--as-of", into, "answer as of an earlier time: 2026-04-05T06:00Z")
        ->type_name("TIME");
}

std::optional<UnixSeconds> read_as_of(const std::string& text) {
    if (text.empty()) return std::nullopt;
    return read_time("--as-of", text);
}

std::optional<std::string> take_map(std::vector<std::string>& words) {
    if (words.empty() || !names_map(words.front())) return std::nullopt;
    auto map = std::move(words.front());
    words.erase(words.begin());
    return map;
}

std::vector<std::string> split_words(std::string_view text) {
    std::vector<std::string> words;
    for (const auto part : split_text(text, ',')) {
        const auto word = trimmed_text(part);
        if (!word.empty()) words.emplace_back(word);
    }
    return words;
}

std::string without_password(std::string_view url) {
    std::string text{url};
    const auto scheme = text.find("://");
    if (scheme == std::string::npos) return text;
    // user:password@host: up to the last @, since a password may hold one, and slashes too.
    const auto at = text.rfind('@');
    const auto colon = text.find(':', scheme + 3);
    if (at != std::string::npos && colon < at) text.erase(colon, at - colon);
    // …?password=…&sslpassword=…
    for (auto from = text.find("password="); from != std::string::npos;
         from = text.find("password=", from + 1)) {
        const auto value = from + 9;
        text.replace(value, std::min(text.find('&', value), text.size()) - value, "…");
    }
    return text;
}

void refuse_option_as_value(std::string_view option, std::string_view text) {
    if (!text.starts_with("--")) return;
    throw UsageError{"A value is missing", std::string{option},
                     fmt::format("{} stands where it should be", text),
                     fmt::format("Put the value behind {}", option)};
}

}  // namespace konbit
