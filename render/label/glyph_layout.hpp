#pragma once

#include <memory>
#include <string>

#include "render/label/text_shaper.hpp"

namespace konbit {

/// The part that asks Pango: itemised, shaped, broken into lines, as positioned glyphs. Works at
/// one size and scales, since outlines are unhinted: so few fonts are opened, and text has the
/// same shape at all sizes.
class GlyphLayout {
public:
    /// DataError if there is no font at all.
    GlyphLayout();
    ~GlyphLayout();
    GlyphLayout(const GlyphLayout&) = delete;
    GlyphLayout& operator=(const GlyphLayout&) = delete;

    /// Fills glyphs, units, scale, width and completeness. `text` is clean.
    void lay_out(const std::string& text, const TextPaint& paint, double size_px,
                 double max_width_px, ShapedText::Impl& into);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace konbit
