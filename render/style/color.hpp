#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace konbit {

/// A colour in sRGB, not premultiplied. Alpha 0 draws nothing.
struct Color {
    std::uint8_t r = 0, g = 0, b = 0, a = 255;
    bool operator==(const Color&) const = default;
    [[nodiscard]] constexpr bool visible() const noexcept { return a != 0; }
};
inline constexpr Color kNoColor{0, 0, 0, 0};

/// "#RRGGBB", "#RGB", "#RRGGBBAA" or "none"; nullopt for anything else.
[[nodiscard]] std::optional<Color> parse_color(std::string_view text) noexcept;

}  // namespace konbit
