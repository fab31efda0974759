#include "render/canvas/pattern.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <numbers>

#include "render/canvas/outline.hpp"

namespace konbit {
namespace {

constexpr int kMostTile_px = 512;

/// Shapes on a grid of 1 px at ratio 1. What reaches over an edge of the tile has to be drawn at
/// the other, too, and no part of it twice.
class PatternDrawing {
public:
    PatternDrawing(double size_px, double ratio)
        : size_{std::clamp(static_cast<int>(std::lround(size_px * ratio)), 1, kMostTile_px)},
          scale_{size_ / size_px} {}

    void begin(std::initializer_list<PixelPoint> points, bool closed) {
        path_.begin_part();
        for (const PixelPoint at : points) path_.add({at.x * scale_, at.y * scale_});
        if (closed) path_.close_part();
    }
    void stroke(double width_px) {
        Path outline;
        Stroke stroke;
        stroke.width_px = width_px * scale_;
        Outliner{}.add(path_, stroke, outline);
        path_ = std::move(outline);
    }
    [[nodiscard]] double scale() const noexcept { return scale_; }
    [[nodiscard]] Path& path() noexcept { return path_; }

    [[nodiscard]] PatternTile tile() const {
        Raster raster;
        raster.begin(size_, size_);
        raster.add(path_);
        const auto pixels = static_cast<std::size_t>(size_) * static_cast<std::size_t>(size_);
        Mask mask{0, 0, size_, size_, std::vector<std::uint8_t>(pixels)};
        raster.cover(mask, Canvas::FillRule::nonzero);
        return {size_, std::move(mask.coverage)};
    }

private:
    int size_;
    double scale_;
    Path path_;
};

/// 7 px across are 5 px between lines that rise by 45°.
PatternTile hatch(double ratio) {
    constexpr double kPeriod = 7;
    PatternDrawing drawing{kPeriod, ratio};
    for (const double sum : {0.0, kPeriod, 2 * kPeriod}) {
        drawing.begin({{-kPeriod, sum + kPeriod}, {2 * kPeriod, sum - 2 * kPeriod}}, false);
    }
    drawing.stroke(1.2);
    return drawing.tile();
}

/// Two a tile, the second moved by half a wave.
PatternTile waves(double ratio) {
    constexpr double kPeriod = 12;
    PatternDrawing drawing{kPeriod, ratio};
    int number = 0;
    for (double y = -3; y < kPeriod + 6; y += kPeriod / 2, ++number) {
        const double left = number % 2 == 0 ? -kPeriod : -kPeriod / 2;
        drawing.path().begin_part();
        for (double x = 0; x <= 3 * kPeriod; x += 1.5) {
            const double height = 1.4 * std::cos(x * 2 * std::numbers::pi / kPeriod);
            drawing.path().add({(left + x) * drawing.scale(), (y + height) * drawing.scale()});
        }
    }
    drawing.stroke(1.2);
    return drawing.tile();
}

PatternTile triangles(double ratio) {
    PatternDrawing drawing{16, ratio};
    for (const PixelPoint at : {PixelPoint{4, 4}, PixelPoint{12, 12}}) {
        drawing.begin({{at.x, at.y - 2.6}, {at.x + 3, at.y + 2.6}, {at.x - 3, at.y + 2.6}}, true);
    }
    return drawing.tile();
}

PatternTile dots(double ratio) {
    PatternDrawing drawing{8, ratio};
    constexpr int kCorners = 12;
    for (const PixelPoint at : {PixelPoint{2, 2}, PixelPoint{6, 6}}) {
        Path& path = drawing.path();
        path.begin_part();
        for (int i = 0; i < kCorners; ++i) {
            const double angle = i * 2 * std::numbers::pi / kCorners;
            path.add({(at.x + 0.9 * std::cos(angle)) * drawing.scale(),
                      (at.y + 0.9 * std::sin(angle)) * drawing.scale()});
        }
        path.close_part();
    }
    return drawing.tile();
}

}  // namespace

PatternTile make_pattern(Pattern pattern, double ratio) {
    switch (pattern) {
        case Pattern::hatch:
            return hatch(ratio);
        case Pattern::waves:
            return waves(ratio);
        case Pattern::triangles:
            return triangles(ratio);
        case Pattern::dots:
            return dots(ratio);
        case Pattern::plain:
            break;
    }
    return {};
}

}  // namespace konbit
