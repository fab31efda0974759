#pragma once

#include <memory>
#include <string_view>

#include "render/canvas/image.hpp"
#include "render/canvas/mercator.hpp"
#include "render/style/legend.hpp"
#include "render/tile/answer_drawing.hpp"
#include "render/viewer/text_painter.hpp"
#include "render/viewer/ui_look.hpp"

namespace konbit {

/// Draws the shapes of controls into an image it does not own.
class UiPainter {
public:
    UiPainter(Image& to, const TextPainter& texts);
    ~UiPainter();
    UiPainter(const UiPainter&) = delete;
    UiPainter& operator=(const UiPainter&) = delete;

    void fill(const UiRect& box, Color color);
    /// A box with round corners, its edge inside of it.
    void frame(const UiRect& box, Color fill, Color edge, double edge_px, double radius_px = 4);
    /// The ring around what has the focus.
    void focus_ring(const UiRect& box);
    /// Dashes with round corners: what is inside is only guessed.
    void dashed_frame(const UiRect& box);
    /// An icon on a white disc with an edge.
    void badge(std::string_view icon, PixelPoint middle, double size_px);
    /// An icon of the styles (icon.hpp), `size_px` wide, its middle there. Nothing if none is
    /// called so.
    void icon(std::string_view name, PixelPoint middle, double size_px, Color ink, Color paper);
    void mark(const ConditionPaint& paint, PixelPoint middle, double size_px = 13);
    /// What the map draws of an answer's line.
    void answer_line(AnswerLook look, const UiRect& box);
    /// What the map draws for a line of the key.
    void swatch(const LegendEntry& entry, const UiRect& box);

    void line(const UiRect& box, std::string_view text, const TextLook& look,
              TextPainter::Align align = TextPainter::Align::left);
    void paragraph(const UiRect& box, std::string_view text, const TextLook& look);

    [[nodiscard]] UiScale scale() const noexcept { return texts_.scale(); }
    [[nodiscard]] const TextPainter& texts() const noexcept { return texts_; }
    [[nodiscard]] Image& image() noexcept { return to_; }

private:
    struct Impl;
    Image& to_;
    const TextPainter& texts_;
    std::unique_ptr<Impl> impl_;
};

}  // namespace konbit
