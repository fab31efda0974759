#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "mapper/query/map.hpp"

namespace konbit {

/// True for words that name a map rather than a text: they end in .konbit.
[[nodiscard]] bool names_map(std::string_view word);

/// The map that a command speaks of: the one given; else the one KONBIT_MAP names; else the only
/// .konbit folder of the current folder. UsageError if there is none, or several, or if what was
/// given is no map.
[[nodiscard]] std::filesystem::path find_map_folder(const std::optional<std::string>& given);

/// Opens it with the rules beside the program; a rebuild of derived/ shows its progress. Prints
/// what a person should know besides when `print_map_notices` is called after the questions.
[[nodiscard]] Map open_map(const std::optional<std::string>& given,
                           std::optional<UnixSeconds> as_of = {});
void print_map_notices(const Map& map);

}  // namespace konbit
