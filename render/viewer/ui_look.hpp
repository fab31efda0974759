#pragma once

#include <cmath>

#include "render/style/color.hpp"

namespace konbit {

// The colours and sizes of the window's controls (docs/style.md has the map's).

inline constexpr Color kInk{0x14, 0x18, 0x1C};
inline constexpr Color kSecondInk{0x44, 0x4C, 0x53};
inline constexpr Color kEdge{0x76, 0x7E, 0x86};
inline constexpr Color kLine{0xB9, 0xC0, 0xC6};
inline constexpr Color kWash{0xEE, 0xF1, 0xF3};
inline constexpr Color kPaper{0xFF, 0xFF, 0xFF};
inline constexpr Color kActionBlue{0x00, 0x58, 0x8A};

/// How a text looks; pixels at text size 1.
struct TextLook {
    double size_px = 16;
    double line_px = 22;
    int weight = 400;  ///< 400, 600, 700
    Color color = kInk;
    [[nodiscard]] constexpr TextLook in(Color other) const noexcept {
        return {size_px, line_px, weight, other};
    }
};
inline constexpr TextLook kTitleText{22, 30, 700};
inline constexpr TextLook kNameText{16, 22, 700};
inline constexpr TextLook kBodyText{16, 22, 400};
inline constexpr TextLook kFieldText{16, 22, 600};
inline constexpr TextLook kDetailText{14, 20, 400};
inline constexpr TextLook kSecondText{14, 20, 400, kSecondInk};
inline constexpr TextLook kSmallBold{14, 20, 600};
inline constexpr TextLook kDistanceText{18, 22, 700};

/// A rectangle of the window or of a sheet.
struct UiRect {
    int x = 0, y = 0, width = 0, height = 0;
    [[nodiscard]] constexpr int right() const noexcept { return x + width; }
    [[nodiscard]] constexpr int bottom() const noexcept { return y + height; }
    [[nodiscard]] constexpr bool contains(int px, int py) const noexcept {
        return px >= x && px < right() && py >= y && py < bottom();
    }
    [[nodiscard]] constexpr UiRect inset(int by) const noexcept {
        return {x + by, y + by, width - 2 * by, height - 2 * by};
    }
    [[nodiscard]] constexpr UiRect moved(int dx, int dy) const noexcept {
        return {x + dx, y + dy, width, height};
    }
    bool operator==(const UiRect&) const = default;
};

/// Sizes grow with the text that a person chose.
struct UiScale {
    double text = 1;
    [[nodiscard]] int px(double at_size_1) const noexcept {
        return static_cast<int>(std::lround(at_size_1 * text));
    }
};

}  // namespace konbit
