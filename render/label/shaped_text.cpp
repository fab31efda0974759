#include <algorithm>
#include <cmath>

#include "render/label/baseline.hpp"
#include "render/label/halo.hpp"
#include "render/label/shaped_text_impl.hpp"

namespace konbit {
namespace {

ShapedText::Masks with_halo(Mask glyphs, float halo_px) {
    ShapedText::Masks masks{std::move(glyphs), {}};
    if (halo_px > 0) masks.halo = grown(masks.glyphs, halo_px / 2);
    return masks;
}

// Where each unit lies when the text's middle is at the middle of the line.
std::vector<GlyphPlace> places_along(const ShapedText::Impl& text, const Baseline& line) {
    std::vector<GlyphPlace> places;
    places.reserve(text.units.size());
    const double start = (line.length() - text.width_px) / 2;
    for (const auto& unit : text.units) {
        const double middle = (unit.left + unit.right) / 2;
        // Over less than a letter's width the corners of the line would shake the text.
        const double half = std::max((unit.right - unit.left) / 2.0, text.size_px * 0.4);
        const auto at = line.chord(start + middle, half);
        const double s = text.scale;
        places.push_back({at.cos * s, -at.sin * s, at.middle.x - at.cos * middle, at.sin * s,
                          at.cos * s, at.middle.y - at.sin * middle});
    }
    return places;
}

}  // namespace

ShapedText::ShapedText(std::unique_ptr<Impl> impl)
    : width_{impl->width_px},
      ascent_{impl->ascent_px},
      descent_{impl->descent_px},
      complete_{impl->complete},
      impl_{std::move(impl)} {}
ShapedText::~ShapedText() = default;

const ShapedText::Masks& ShapedText::straight(float halo_px) const {
    const auto [at, added] = impl_->straight_by_halo.try_emplace(halo_px);
    if (!added) return at->second;
    Path path;
    for (const auto& glyph : impl_->glyphs) {
        const double s = impl_->scale;
        append_outline(*glyph.outline, {s, 0, glyph.x, 0, s, glyph.y}, path);
    }
    return at->second = with_halo(impl_->rasteriser->mask_of(path), halo_px);
}

ShapedText::Masks ShapedText::along(std::span<const PixelPoint> baseline, float halo_px) const {
    const Baseline line{baseline};
    if (line.length() <= 0) return {};
    const auto places = places_along(*impl_, line);
    Path path;
    for (const auto& glyph : impl_->glyphs) {
        GlyphPlace place = places[glyph.unit];
        const double s = impl_->scale;
        place.x0 += (place.xx * glyph.x + place.xy * glyph.y) / s;
        place.y0 += (place.yx * glyph.x + place.yy * glyph.y) / s;
        append_outline(*glyph.outline, place, path);
    }
    return with_halo(impl_->rasteriser->mask_of(path), halo_px);
}

}  // namespace konbit
