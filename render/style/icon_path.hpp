#pragma once

#include <string_view>

#include "render/style/icon.hpp"

namespace konbit {

/// Appends a path in the notation of SVG (M L H V C S A Z, absolute or relative). True if it was
/// understood to the end.
bool add_icon_path(std::string_view notation, Icon::Part& part);

}  // namespace konbit
