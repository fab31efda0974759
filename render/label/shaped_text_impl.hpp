#pragma once

#include <map>
#include <memory>
#include <vector>

#include "render/canvas/canvas.hpp"
#include "render/label/glyph_outlines.hpp"
#include "render/label/text_shaper.hpp"

namespace konbit {

/// Fills paths into masks; shared by the texts of one shaper.
class GlyphRasteriser {
public:
    [[nodiscard]] Mask mask_of(const Path& path) {
        return path.empty() ? Mask{} : canvas_.mask_of(path, {0, 0}, Canvas::FillRule::nonzero);
    }

private:
    Image pixel_{1, 1};  // a canvas wants one; masks are not drawn into it
    Canvas canvas_{pixel_};
};

struct PlacedGlyph {
    std::shared_ptr<const GlyphOutline> outline;
    float x = 0, y = 0;  ///< of its pen, from the left end of the (first) baseline, pixels
    std::uint32_t unit = 0;
};
/// What turns as one along a line: a cluster, or a word of a script that joins its letters.
struct TextUnit {
    float left = 0, right = 0;
};

struct ShapedText::Impl {
    std::shared_ptr<GlyphRasteriser> rasteriser;
    std::vector<PlacedGlyph> glyphs;
    std::vector<TextUnit> units;
    float scale = 1;  ///< pixels of the text for one of the outlines
    float size_px = 0, width_px = 0, ascent_px = 0, descent_px = 0;
    bool complete = true;
    std::map<float, Masks> straight_by_halo;
};

}  // namespace konbit
