#include "render/canvas/canvas.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "render/canvas/blend.hpp"
#include "render/canvas/clip.hpp"
#include "render/canvas/icon_part.hpp"
#include "render/canvas/outline.hpp"
#include "render/canvas/pattern.hpp"
#include "render/canvas/raster.hpp"

namespace konbit {
namespace {

constexpr double kIconGrid = 24;
constexpr std::array<float, 2> kIconDash{2.8F, 2.85F};  ///< on the icon's grid
constexpr int kMostMask_px = 4096;

int phase(double origin_px, int period) noexcept {
    const double whole = std::floor(origin_px + 0.5);
    return static_cast<int>(whole - std::floor(whole / period) * period);
}

}  // namespace

struct Canvas::Impl {
    explicit Impl(Image& on) : image{on} {}

    Image& image;
    Raster raster;
    Outliner outliner;
    Path outline, icon_path;
    std::map<std::pair<Pattern, double>, PatternTile> patterns;

    void fill(const Path& path, Color color, FillRule rule) {
        raster.begin(image.width, image.height);
        raster.add(path);
        raster.paint(image, color, rule);
    }
    const PatternTile& tile(Pattern pattern, double ratio) {
        const auto [at, is_new] = patterns.try_emplace({pattern, ratio});
        if (is_new) at->second = make_pattern(pattern, ratio);
        return at->second;
    }
};

Canvas::Canvas(Image& image) : impl_{std::make_unique<Impl>(image)} {}
Canvas::~Canvas() = default;

Image& Canvas::image() noexcept {
    return impl_->image;
}

void Canvas::clear(Color color) noexcept {
    std::uint32_t pixel = 0;
    Blender{color}.mix(pixel, 255);
    std::fill(impl_->image.pixels.begin(), impl_->image.pixels.end(), pixel);
}

void Canvas::fill(const Path& path, Color color, FillRule rule) {
    if (path.empty() || !color.visible()) return;
    impl_->fill(path, color, rule);
}

void Canvas::fill_pattern(const Path& path, Pattern pattern, Color color, PixelPoint origin,
                          double ratio) {
    if (path.empty() || !color.visible()) return;
    if (pattern == Pattern::plain) return impl_->fill(path, color, FillRule::even_odd);
    const PatternTile& tile = impl_->tile(pattern, ratio);
    impl_->raster.begin(impl_->image.width, impl_->image.height);
    impl_->raster.add(path);
    impl_->raster.paint(impl_->image, color, FillRule::even_odd, tile, phase(origin.x, tile.size),
                        phase(origin.y, tile.size));
}

void Canvas::stroke(const Path& path, Color color, const Stroke& stroke) {
    if (path.empty() || !color.visible()) return;
    impl_->outline.clear();
    impl_->outliner.add(path, stroke, impl_->outline);
    impl_->fill(impl_->outline, color, FillRule::nonzero);
}

Mask Canvas::mask_of(const Path& path, PixelPoint anchor, FillRule rule) {
    if (path.points.empty()) return {};
    const PixelBox reach = box_of(path.points);
    const double left = std::floor(reach.left - anchor.x), top = std::floor(reach.top - anchor.y);
    const double width = std::ceil(reach.right - anchor.x) - left;
    const double height = std::ceil(reach.bottom - anchor.y) - top;
    if (!(width >= 1 && height >= 1 && width <= kMostMask_px && height <= kMostMask_px)) return {};
    Mask mask{static_cast<int>(left),
              static_cast<int>(top),
              static_cast<int>(width),
              static_cast<int>(height),
              {}};
    mask.coverage.resize(static_cast<std::size_t>(mask.width) *
                         static_cast<std::size_t>(mask.height));
    impl_->raster.begin(mask.width, mask.height);
    impl_->raster.add(path, {-anchor.x - left, -anchor.y - top});
    impl_->raster.cover(mask, rule);
    return mask;
}

void Canvas::blend(const Mask& mask, int x, int y, Color color) noexcept {
    if (!color.visible()) return;
    Image& image = impl_->image;
    const Blender blender{color};
    const int left = x + mask.left, top = y + mask.top;
    const int from = std::max(0, -left), until = std::min(mask.width, image.width - left);
    for (int row = std::max(0, -top); row < std::min(mask.height, image.height - top); ++row) {
        const std::uint8_t* cover =
            mask.coverage.data() + static_cast<std::ptrdiff_t>(row) * mask.width;
        std::uint32_t* ground = image.row(top + row);
        for (int i = from; i < until; ++i) {
            if (cover[i] != 0) blender.mix(ground[left + i], cover[i]);
        }
    }
}

void Canvas::icon(const Icon& icon, PixelPoint at, double box_px, Color ink, Color paper) {
    const double scale = box_px / kIconGrid;
    for (const Icon::Part& part : icon.parts) {
        impl_->icon_path.clear();
        add_icon_part(part, at, scale, impl_->icon_path);
        const Color color = part.paper ? paper : ink;
        if (part.filled) fill(impl_->icon_path, color, FillRule::even_odd);
        if (!part.stroked) continue;
        const std::array<float, 2> dash{static_cast<float>(kIconDash[0] * scale),
                                        static_cast<float>(kIconDash[1] * scale)};
        Stroke stroke;
        stroke.width_px = part.width * scale;
        if (part.dashed) {
            stroke.dash = dash;
            stroke.cap = Stroke::Cap::butt;
        }
        this->stroke(impl_->icon_path, color, stroke);
    }
}

}  // namespace konbit
