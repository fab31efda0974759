#pragma once

#include <cstddef>
#include <string_view>

namespace konbit {

/// Edits (letter more, less, another, two neighbours swapped; each place edited once) that turn one
/// text into the other, counted in code points; `limit + 1` if there are more than `limit`.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

}  // namespace konbit
