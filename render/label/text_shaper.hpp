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
/// outlines, from left to right as seen. Immutable; pixels.
class ShapedText {
public:
    ~ShapedText();
    [[nodiscard]] float width_px() const noexcept { return width_; }
    [[nodiscard]] float ascent_px() const noexcept { return ascent_; }
    [[nodiscard]] float descent_px() const noexcept { return descent_; }
    /// No glyph is missing in the fonts of this machine.
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

    /// Control characters are dropped, over-long texts cut with an ellipsis; `max_width_px` > 0
    /// breaks a text into up to three centred lines (not for texts along lines).
    [[nodiscard]] std::shared_ptr<const ShapedText> shape(std::string_view text,
                                                          const TextPaint& paint, double size_px,
                                                          double max_width_px = 0);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace konbit
