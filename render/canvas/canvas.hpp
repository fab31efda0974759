#pragma once

#include <memory>
#include <span>

#include "render/canvas/image.hpp"
#include "render/canvas/path.hpp"
#include "render/style/color.hpp"
#include "render/style/icon.hpp"
#include "render/style/style.hpp"

namespace konbit {

struct Stroke {
    enum class Cap : std::uint8_t { butt, round, square } cap = Cap::round;
    enum class Join : std::uint8_t { round, miter, bevel } join = Join::round;
    double width_px = 1;
    std::span<const float> dash{};  ///< on, off, … px; empty: solid
    double dash_start_px = 0;
};

/// Draws antialiased shapes into an image it does not own (AGG's scanline rasteriser, kept out of
/// this header). Scratch memory is kept between calls. Clips to the image. Not for several threads
/// at once. Equal calls give equal bytes.
class Canvas {
public:
    explicit Canvas(Image& image);
    ~Canvas();
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    void clear(Color color) noexcept;
    enum class FillRule : std::uint8_t { even_odd, nonzero };
    void fill(const Path& path, Color color, FillRule rule = FillRule::even_odd);
    /// Fills with a pattern whose phase is fixed to the world: `origin` is the image's upper left
    /// corner in world pixels, so that neighbouring pictures fit.
    void fill_pattern(const Path& path, Pattern pattern, Color color, PixelPoint origin,
                      double ratio = 1);
    void stroke(const Path& path, Color color, const Stroke& stroke);
    /// Coverage of the path alone, relative to `anchor`, for reuse.
    [[nodiscard]] Mask mask_of(const Path& path, PixelPoint anchor, FillRule rule);
    void blend(const Mask& mask, int x, int y, Color color) noexcept;
    /// `box_px` is the size of the 24 × 24 grid; `at` its middle. `paper` stands for parts in the
    /// colour behind.
    void icon(const Icon& icon, PixelPoint at, double box_px, Color ink, Color paper);
    [[nodiscard]] Image& image() noexcept;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace konbit
