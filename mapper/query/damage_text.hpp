#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mapper/meaning/meaning.hpp"

namespace konbit {

/// A statement as one string, for themes.idx.
[[nodiscard]] std::string pack_damage(const DamageStatement& statement);
/// nullopt: not made by pack_damage.
[[nodiscard]] std::optional<DamageStatement> unpack_damage(std::string_view packed);

}  // namespace konbit
