#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "render/canvas/canvas.hpp"
#include "render/canvas/image.hpp"
#include "render/style/style.hpp"

namespace konbit {

/// A text in one font at one size, shaped (ligatures, joining, bidi) and measured: glyphs with
/// outlines, from left to right as seen. Pixels. Like its shaper not for several threads at once.
class ShapedText {
public:
    ~ShapedText();
    [[nodiscard]] float width_px() const noexcept { return width_; }  ///< of the widest line
    /// Above and below the (first) baseline: the same for all texts of a size that need no more
    /// than Latin letters do, so that names stand in line. Of several lines the descent reaches
    /// below the last. Half of ascent - descent is where the middle of the letters lies.
    [[nodiscard]] float ascent_px() const noexcept { return ascent_; }
    [[nodiscard]] float descent_px() const noexcept { return descent_; }
    /// No glyph is missing in the fonts of this machine; else boxes with the character's number
    /// stand for what is missing.
    [[nodiscard]] bool complete() const noexcept { return complete_; }

    /// The text on a straight baseline that begins at the anchor: glyphs and, if the halo is
    /// wider than 0, what surrounds them. Made once, kept.
    struct Masks {
        Mask glyphs, halo;
    };
    [[nodiscard]] const Masks& straight(float halo_px) const;
    /// Along a line: its middle at the middle of `baseline` (pixels; never upside down: the caller
    /// turned it), whole clusters turned, scripts that join stay joined. Anchor: (0, 0).
    [[nodiscard]] Masks along(std::span<const PixelPoint> baseline, float halo_px) const;

    struct Impl;
    explicit ShapedText(std::unique_ptr<Impl> impl);

private:
    float width_ = 0, ascent_ = 0, descent_ = 0;
    bool complete_ = true;
    std::unique_ptr<Impl> impl_;
};

/// Shapes texts through Pango and HarfBuzz with the fonts of this machine (Noto Sans first).
/// Keeps what it shaped, up to a limit. Not for several threads at once; have one each.
class TextShaper {
public:
    /// DataError if the machine has no font at all, saying which package to install.
    TextShaper();
    ~TextShaper();
    TextShaper(const TextShaper&) = delete;
    TextShaper& operator=(const TextShaper&) = delete;

    /// Broken UTF-8 is replaced, control characters are dropped, texts wider than 30 times their
    /// size cut with an ellipsis; `max_width_px` > 0 breaks a text into up to three centred lines
    /// (not for texts along lines). Scripts that join their letters are not spaced.
    [[nodiscard]] std::shared_ptr<const ShapedText> shape(std::string_view text,
                                                          const TextPaint& paint, double size_px,
                                                          double max_width_px = 0);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace konbit
