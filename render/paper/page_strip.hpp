#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "render/canvas/canvas.hpp"
#include "render/label/text_shaper.hpp"

namespace konbit {

/// How words of a page look; sizes in px at ratio 1 and text size 1.
struct PageText {
    double size_px = 14;
    int weight = 400;
    Color color{0x14, 0x18, 0x1C};
};

/// A strip of white paper above or below a map, as wide as the picture, filled from the top to the
/// bottom. Its height is known when all is put; then it becomes an image.
class PageStrip {
public:
    /// `unit_px`: pixels of the picture for one of the layout.
    PageStrip(TextShaper& shaper, int width_px, double unit_px);

    [[nodiscard]] double width() const noexcept { return width_px_ / unit_px_; }
    [[nodiscard]] double y() const noexcept { return y_; }
    void skip(double height) noexcept { y_ += height; }

    /// The width of a text in one line.
    [[nodiscard]] double width_of(std::string_view text, const PageText& look) const;
    /// One line; (x, y) is the middle of its left end.
    void text(std::string_view text, const PageText& look, double x, double y);
    /// From `left` to the margin, broken between words; moves on.
    void paragraph(std::string_view text, const PageText& look, double left);
    /// Draws later, on the finished image; the argument of `draw` is a canvas in pixels.
    void draw(std::function<void(Canvas&)> draw) { drawings_.push_back(std::move(draw)); }
    /// A box in the layout's units.
    void fill(double left, double top, double width, double height, Color color);

    [[nodiscard]] double px(double units) const noexcept { return units * unit_px_; }
    [[nodiscard]] Image image() const;

    static constexpr double kMargin = 16;

private:
    [[nodiscard]] std::shared_ptr<const ShapedText> shape(std::string_view text,
                                                          const PageText& look,
                                                          double most_width = 0) const;
    [[nodiscard]] double space_width(const PageText& look) const;
    void put_line(std::string_view line, const PageText& look, double x, double baseline);
    void put(std::shared_ptr<const ShapedText> text, Color color, double x, double baseline);

    TextShaper& shaper_;
    int width_px_;
    double unit_px_;
    double y_ = 0;
    std::vector<std::function<void(Canvas&)>> drawings_;
};

}  // namespace konbit
