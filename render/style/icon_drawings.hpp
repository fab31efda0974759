#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace konbit {

/// How a part of an icon is drawn: its line, line and inside, the line in the colour behind, the
/// inside alone in the colour behind, a dashed line.
enum class PartLook : std::uint8_t { stroke, solid, paper, cut, dashed };

struct DrawnPart {
    PartLook look = PartLook::stroke;
    std::string_view path;  ///< icon_path.hpp; "": none
    float width = 2;
};
struct IconDrawing {
    std::string_view name;
    std::array<DrawnPart, 4> parts;
};

/// All our icons as they were drawn.
[[nodiscard]] std::span<const IconDrawing> icon_drawings() noexcept;

}  // namespace konbit
