#pragma once

#include <cstdint>
#include <memory>

#include "render/canvas/canvas.hpp"
#include "render/canvas/image.hpp"
#include "render/canvas/path.hpp"

namespace konbit {

/// A square of coverage that repeats in both directions.
struct PatternTile {
    int size = 1;
    std::vector<std::uint8_t> coverage{255};
};

/// AGG's scanline rasteriser: closed outlines in, covered pixels out.
class Raster {
public:
    Raster();
    ~Raster();

    /// Begins anew; what lies outside [0, width) × [0, height) will be cut.
    void begin(int width, int height);
    /// Adds every part as a closed outline, moved. Points far outside are drawn nearer.
    void add(const Path& path, PixelPoint move = {});
    void paint(Image& image, Color color, Canvas::FillRule rule);
    /// `phase_x`, `phase_y`: the tile's pixel at the image's upper left corner.
    void paint(Image& image, Color color, Canvas::FillRule rule, const PatternTile& tile,
               int phase_x, int phase_y);
    /// `mask` has the size that was given to begin().
    void cover(Mask& mask, Canvas::FillRule rule);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace konbit
