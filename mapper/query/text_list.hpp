#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace konbit {

/// Several strings in one, whatever bytes they hold: each with its length in front. No strings
/// give "".
[[nodiscard]] std::string pack_texts(std::span<const std::string> texts);
/// nullopt: not made by pack_texts.
[[nodiscard]] std::optional<std::vector<std::string>> unpack_texts(std::string_view packed);

}  // namespace konbit
