#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace konbit {

/// A drawing on a 24 × 24 grid (y down) in one ink, as flat commands. Our own, named after OCHA's.
struct Icon {
    enum class Verb : std::uint8_t { move, line, cubic, close };
    struct Point {
        float x = 0, y = 0;
    };
    /// One stroke or fill; `cubic` takes three points, `move` and `line` one, `close` none.
    struct Part {
        std::vector<Verb> verbs;
        std::vector<Point> points;
        bool filled = false;  ///< filled (even-odd) with the ink, or with paper if `paper`
        bool stroked = true;  ///< round ends and joins
        float width = 2;      ///< of the stroke, on the grid
        bool paper = false;   ///< in the colour behind the icon instead of the ink
        bool dashed = false;
    };
    std::string_view name;
    std::vector<Part> parts;
};

/// nullptr: no icon of this name.
[[nodiscard]] const Icon* find_icon(std::string_view name) noexcept;
[[nodiscard]] std::span<const Icon> all_icons() noexcept;

}  // namespace konbit
