#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "render/canvas/image.hpp"
#include "render/viewer/ui_look.hpp"

namespace konbit {

/// A map's words made fit for the screen: valid UTF-8 in one line, without control characters and
/// without marks that turn the direction of what follows.
[[nodiscard]] std::string screen_text(std::string_view text);
/// As a part of a longer line: what stands around keeps its order whatever script the name has.
[[nodiscard]] std::string isolated(std::string_view name);

/// Measures and draws the texts of controls through Pango: any script, joined and ordered as it
/// should be, always aligned to the left unless told otherwise; digits of equal width.
class TextPainter {
public:
    enum class Align { left, center, right };

    TextPainter();
    ~TextPainter();
    TextPainter(const TextPainter&) = delete;
    TextPainter& operator=(const TextPainter&) = delete;

    void set_scale(UiScale scale) noexcept { scale_ = scale; }
    [[nodiscard]] UiScale scale() const noexcept { return scale_; }

    /// Width of the text in one line.
    [[nodiscard]] int width_of(std::string_view text, const TextLook& look) const;
    /// Height of the text broken into lines of that width.
    [[nodiscard]] int height_of(std::string_view text, const TextLook& look, int width) const;
    /// One line in the middle of the box's height, cut with an ellipsis where it is too long.
    void line(Image& to, const UiRect& box, std::string_view text, const TextLook& look,
              Align align = Align::left) const;
    /// Broken into lines from the top of the box; what does not fit its height is cut.
    void paragraph(Image& to, const UiRect& box, std::string_view text, const TextLook& look) const;

    /// Where the cursor stands before byte `index`, from the left end.
    [[nodiscard]] int cursor_x(std::string_view text, const TextLook& look,
                               std::size_t index) const;
    /// The byte before which the cursor stands after a press `x` from the left end.
    [[nodiscard]] std::size_t index_at(std::string_view text, const TextLook& look, int x) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
    UiScale scale_;
};

}  // namespace konbit
