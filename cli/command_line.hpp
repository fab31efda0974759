#pragma once

#include <span>
#include <string>
#include <vector>

#include "cli/commands.hpp"

namespace konbit {

/// Reads the words behind the program's name, finds the command and runs it, or prints help or the
/// version. UsageError if they cannot be understood, with the nearest command or option.
void run_command_line(const std::vector<std::string>& words, std::span<const Command> commands);

/// Of `known`, the word that a mistyped one probably meant; "" if none is near.
[[nodiscard]] std::string nearest_word(std::string_view typed,
                                       const std::vector<std::string>& known);

}  // namespace konbit
