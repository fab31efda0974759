#include "render/canvas/raster.hpp"

#include <agg_rasterizer_scanline_aa.h>

#include <algorithm>
#include <array>
#include <vector>

#include "render/canvas/blend.hpp"

namespace agg {

/// AGG's own sort follows a pointer for every comparison, which a picture with many lines spends
/// most of its time on. Here every cell is read once; long rows are sorted by counting.
template <>
void qsort_cells<cell_aa>(cell_aa** cells, unsigned count) {
    constexpr unsigned kFew = 12;
    constexpr int kWidest = 2048;
    struct Place {
        int x;
        cell_aa* cell;
    };
    thread_local std::vector<Place> places;
    thread_local std::array<unsigned, kWidest + 1> begins;
    places.clear();
    int least = cells[0]->x, most = least;
    for (unsigned i = 0; i < count; ++i) {
        places.push_back({cells[i]->x, cells[i]});
        least = std::min(least, places[i].x);
        most = std::max(most, places[i].x);
    }
    const auto by_x = [](const Place& a, const Place& b) { return a.x < b.x; };
    if (const int width = most - least; count > kFew && width < kWidest && width < 8 * int(count)) {
        std::fill_n(begins.begin(), width + 2, 0U);
        for (const Place& place : places) ++begins[place.x - least + 1];
        for (int i = 1; i <= width; ++i) begins[i] += begins[i - 1];
        for (const Place& place : places) cells[begins[place.x - least]++] = place.cell;
        return;
    }
    std::sort(places.begin(), places.end(), by_x);
    for (unsigned i = 0; i < count; ++i) cells[i] = places[i].cell;
}

}  // namespace agg

namespace konbit {
namespace {

/// 1/256 px; far enough for every picture and near enough that AGG's ints do not overflow.
int to_subpixels(double px) noexcept {
    constexpr double kFarthest_px = 1 << 21;
    const double near = px > -kFarthest_px ? std::min(px, kFarthest_px) : -kFarthest_px;  // NaN too
    const double steps = near * 256;
    return static_cast<int>(steps < 0 ? steps - 0.5 : steps + 0.5);
}

/// What AGG takes for a scanline, but it draws at once instead of collecting.
template <class Painter>
struct DirectLine {
    Painter painter;
    static void reset_spans() noexcept {}
    static void finalize(int) noexcept {}
    static unsigned num_spans() noexcept { return 1; }
    void add_cell(int x, unsigned cover) noexcept { painter.run(x, 1, cover); }
    void add_span(int x, unsigned length, unsigned cover) noexcept {
        painter.run(x, static_cast<int>(length), cover);
    }
};

struct SolidPainter {
    Blender blender;
    std::uint32_t* row = nullptr;
    void run(int x, int length, unsigned cover) const noexcept {
        if (length == 1) {
            blender.mix(row[x], cover);
        } else {
            blender.mix_run(row + x, length, cover);
        }
    }
};

struct PatternPainter {
    Blender blender;
    const PatternTile& tile;
    std::uint32_t* row = nullptr;
    const std::uint8_t* tile_row = nullptr;
    int phase_x = 0;
    void run(int x, int length, unsigned cover) const noexcept {
        int column = (x + phase_x) % tile.size;
        for (int i = x; i < x + length; ++i) {
            if (const unsigned here = tile_row[column]; here != 0) {
                blender.mix(row[i], cover * here / 255);
            }
            if (++column == tile.size) column = 0;
        }
    }
};

struct MaskPainter {
    std::uint8_t* row = nullptr;
    void run(int x, int length, unsigned cover) const noexcept {
        std::fill_n(row + x, length, static_cast<std::uint8_t>(cover));
    }
};

}  // namespace

struct Raster::Impl {
    agg::rasterizer_scanline_aa<agg::rasterizer_sl_clip_int> rasterizer;

    template <class Painter, class SetRow>
    void sweep(Canvas::FillRule rule, Painter painter, SetRow set_row) {
        rasterizer.filling_rule(rule == Canvas::FillRule::even_odd ? agg::fill_even_odd
                                                                   : agg::fill_non_zero);
        if (!rasterizer.rewind_scanlines()) return;
        DirectLine<Painter> line{painter};
        for (int y = rasterizer.min_y(); y <= rasterizer.max_y(); ++y) {
            set_row(line.painter, y);
            rasterizer.sweep_scanline(line);
        }
    }
};

Raster::Raster() : impl_{std::make_unique<Impl>()} {}
Raster::~Raster() = default;

void Raster::begin(int width, int height) {
    impl_->rasterizer.reset();
    impl_->rasterizer.clip_box(0, 0, width, height);
}

void Raster::add(const Path& path, PixelPoint move) {
    auto& rasterizer = impl_->rasterizer;
    for (const Path::Part& part : path.parts) {
        const auto points = path.part(part);
        if (points.size() < 3) continue;
        rasterizer.move_to(to_subpixels(points[0].x + move.x), to_subpixels(points[0].y + move.y));
        for (const PixelPoint at : points.subspan(1)) {
            rasterizer.line_to(to_subpixels(at.x + move.x), to_subpixels(at.y + move.y));
        }
        rasterizer.close_polygon();
    }
}

void Raster::paint(Image& image, Color color, Canvas::FillRule rule) {
    impl_->sweep(rule, SolidPainter{Blender{color}},
                 [&](SolidPainter& painter, int y) { painter.row = image.row(y); });
}

void Raster::paint(Image& image, Color color, Canvas::FillRule rule, const PatternTile& tile,
                   int phase_x, int phase_y) {
    impl_->sweep(rule, PatternPainter{Blender{color}, tile, nullptr, nullptr, phase_x},
                 [&](PatternPainter& painter, int y) {
                     painter.row = image.row(y);
                     const int tile_y = (y + phase_y) % tile.size;
                     painter.tile_row = tile.coverage.data() + tile_y * tile.size;
                 });
}

void Raster::cover(Mask& mask, Canvas::FillRule rule) {
    impl_->sweep(rule, MaskPainter{}, [&](MaskPainter& painter, int y) {
        painter.row = mask.coverage.data() + static_cast<std::ptrdiff_t>(y) * mask.width;
    });
}

}  // namespace konbit
