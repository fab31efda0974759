#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/meaning/meaning.hpp"
#include "mapper/model/time.hpp"

namespace CLI {
class App;
}

namespace konbit {

// Readers of option values. Each throws UsageError naming the option.

/// A whole number within bounds.
[[nodiscard]] std::uint64_t read_number(std::string_view option, std::string_view text,
                                        std::uint64_t least, std::uint64_t most);

/// --with: words and capacity conditions between commas.
struct With {
    std::vector<std::string> offers;  ///< "water", "medical", "wheelchair"
    std::optional<std::uint32_t> capacity_at_least;
    bool operator==(const With&) const = default;
};
[[nodiscard]] With read_with(const std::vector<std::string>& texts);

/// --audience: "public", "partners" or "team".
[[nodiscard]] Audience read_audience(const std::string& text);

/// A moment in ISO 8601, with a zone.
[[nodiscard]] UnixSeconds read_time(std::string_view option, const std::string& text);

/// --as-of: every reading command can answer as of an earlier moment.
void add_as_of(CLI::App& app, std::string& into);
/// nullopt if it was not given.
[[nodiscard]] std::optional<UnixSeconds> read_as_of(const std::string& text);

/// A first word that names a map; it is taken out of `words`.
[[nodiscard]] std::optional<std::string> take_map(std::vector<std::string>& words);

/// Words between commas, without empty ones.
[[nodiscard]] std::vector<std::string> split_words(std::string_view text);

/// A database's address without the password in it, for answers and errors.
[[nodiscard]] std::string without_password(std::string_view url);

/// A value that a person forgot: the next option stands in its place.
void refuse_option_as_value(std::string_view option, std::string_view text);

}  // namespace konbit
