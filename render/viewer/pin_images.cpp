#include "render/viewer/pin_images.hpp"

#include <cairo.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace konbit {
namespace {

constexpr Color kDeepBlue{0x00, 0x33, 0x52};
constexpr Color kInkBlack{0, 0, 0};
constexpr double kRing_px = 14;

struct Colors {
    Color fill, edge, letter;
    bool dashed = false;
};

Colors colors_of(const PinLook& look) {
    if (look.shape == PinLook::Shape::number) return {kInk, kPaper, kPaper};
    switch (look.suitability) {
        case Suitability::designated:
            return {kActionBlue, kDeepBlue, kPaper};
        case Suitability::suitable:
            return {kPaper, kActionBlue, kActionBlue};
        default:
            return {kPaper, kInk, kInk, true};
    }
}

void use(cairo_t* cr, Color c) {
    cairo_set_source_rgb(cr, c.r / 255.0, c.g / 255.0, c.b / 255.0);
}

/// A house upright on its tip; (0, 0) is the tip, y down, at ratio 1.
void house(cairo_t* cr) {
    constexpr std::array<std::array<double, 2>, 8> kOutline{
        {{0, 0}, {-6, -7}, {-16, -7}, {-16, -26}, {0, -42}, {16, -26}, {16, -7}, {6, -7}}};
    for (const auto& [x, y] : kOutline) cairo_line_to(cr, x, y);
    cairo_close_path(cr);
}

void square(cairo_t* cr) {
    cairo_rectangle(cr, -13, -30, 26, 26);
}

void outline(cairo_t* cr, PinLook::Shape shape) {
    cairo_new_path(cr);
    shape == PinLook::Shape::shelter ? house(cr) : square(cr);
}

void stroke(cairo_t* cr, Color color, double width) {
    use(cr, color);
    cairo_set_line_width(cr, width);
    cairo_stroke(cr);
}

/// Black between white, open in the middle.
void draw_ring(cairo_t* cr) {
    cairo_arc(cr, 0, 0, kRing_px, 0, 2 * std::numbers::pi);
    cairo_set_line_width(cr, 9);
    use(cr, kPaper);
    cairo_stroke_preserve(cr);
    stroke(cr, kInkBlack, 5);
}

void draw_shape(cairo_t* cr, const PinLook& look, bool ring) {
    if (look.shape == PinLook::Shape::ring) return draw_ring(cr);
    const auto colors = colors_of(look);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    if (ring) {
        outline(cr, look.shape);
        stroke(cr, kInkBlack, 10);
    }
    outline(cr, look.shape);
    stroke(cr, kPaper, 6);  // a collar keeps it apart from any ground
    outline(cr, look.shape);
    use(cr, colors.fill);
    cairo_fill_preserve(cr);
    constexpr std::array<double, 2> kDash{4.5, 3};
    if (colors.dashed) cairo_set_dash(cr, kDash.data(), 2, 0);
    stroke(cr, colors.edge, look.shape == PinLook::Shape::number ? 2 : 2.5);
}

/// Draws with Cairo into a picture with holes.
template <class Draw>
void draw_into(Image& image, const Draw& draw) {
    auto* surface = cairo_image_surface_create_for_data(
        reinterpret_cast<unsigned char*>(image.pixels.data()), CAIRO_FORMAT_ARGB32, image.width,
        image.height, image.width * 4);
    auto* cr = cairo_create(surface);
    draw(cr);
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
}

/// White on black above an arrow whose point is at the place.
Pin make_callout(const TextPainter& texts, const std::string& words, Location at) {
    const auto s = texts.scale();
    const int box_height = s.px(34), arrow = s.px(30), rim = s.px(3);
    const int width = (texts.width_of(words, kNameText) + s.px(26)) | 1;
    Pin pin{.at = at, .image = {}, .selected = true};
    pin.image = Image{width, box_height + arrow + rim, 0};
    pin.anchor_x = width / 2;
    pin.anchor_y = box_height + arrow;
    const double middle = width / 2.0, head = s.px(9), tip = pin.anchor_y;
    draw_into(pin.image, [&](cairo_t* cr) {
        const auto outline = [&] {
            cairo_new_path(cr);
            cairo_rectangle(cr, rim, rim, width - 2 * rim, box_height - 2 * rim);
            cairo_rectangle(cr, middle - s.px(2), box_height - rim - 1, s.px(4),
                            arrow - head - rim + 2);
            cairo_move_to(cr, middle - head, tip - 1.4 * head);
            cairo_line_to(cr, middle + head, tip - 1.4 * head);
            cairo_line_to(cr, middle, tip);
            cairo_close_path(cr);
        };
        cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
        outline();
        stroke(cr, kPaper, 2.0 * rim);
        outline();
        use(cr, kInk);
        cairo_fill(cr);
    });
    UiPainter painter{pin.image, texts};
    painter.line({rim, 0, width - 2 * rim, box_height}, words, kNameText.in(kPaper),
                 TextPainter::Align::center);
    return pin;
}

Pin make_dot(const TextPainter& texts, Location at) {
    const int size = texts.scale().px(11) | 1;
    Pin pin{.at = at, .image = {}, .selected = false};
    pin.image = Image{size, size, 0};
    pin.anchor_x = pin.anchor_y = size / 2;
    draw_into(pin.image, [&](cairo_t* cr) {
        cairo_arc(cr, size / 2.0, size / 2.0, size / 2.0 - 1.5, 0, 2 * std::numbers::pi);
        use(cr, kInkBlack);
        cairo_fill_preserve(cr);
        stroke(cr, kPaper, 2);
    });
    return pin;
}

/// The mark of a condition, in its middle; a black ring around the one that is selected.
Pin make_mark(const TextPainter& texts, const ConditionPaint& paint, Location at, bool selected) {
    constexpr double kMark_px = 26;
    const int size = texts.scale().px(selected ? 46 : 36) | 1;
    Pin pin{.at = at, .image = {}, .selected = selected};
    pin.image = Image{size, size, 0};
    pin.anchor_x = pin.anchor_y = size / 2;
    if (selected) {
        draw_into(pin.image, [&](cairo_t* cr) {
            cairo_arc(cr, size / 2.0, size / 2.0, size / 2.0 - 4, 0, 2 * std::numbers::pi);
            use(cr, kPaper);
            cairo_fill_preserve(cr);
            stroke(cr, kPaper, 7);
            cairo_arc(cr, size / 2.0, size / 2.0, size / 2.0 - 4, 0, 2 * std::numbers::pi);
            stroke(cr, kInkBlack, 4);
        });
    }
    UiPainter painter{pin.image, texts};
    painter.mark(paint, {size / 2.0, size / 2.0}, kMark_px);
    return pin;
}

}  // namespace

void paint_pin(UiPainter& painter, const PinLook& look, PixelPoint tip, double ratio, bool ring) {
    auto& image = painter.image();
    auto* surface = cairo_image_surface_create_for_data(
        reinterpret_cast<unsigned char*>(image.pixels.data()), CAIRO_FORMAT_ARGB32, image.width,
        image.height, image.width * 4);
    auto* cr = cairo_create(surface);
    cairo_translate(cr, tip.x, tip.y);
    cairo_scale(cr, ratio, ratio);
    draw_shape(cr, look, ring);
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
    const double text_scale = painter.scale().text;
    const double size = look.letter.size() > 2 ? 13 : 17;
    const TextLook letter{size * ratio / text_scale, 20, 700, colors_of(look).letter};
    const double middle = look.shape == PinLook::Shape::shelter ? 20 : 17;
    const UiRect box{static_cast<int>(std::lround(tip.x - 20 * ratio)),
                     static_cast<int>(std::lround(tip.y - (middle + 12) * ratio)),
                     static_cast<int>(std::lround(40 * ratio)),
                     static_cast<int>(std::lround(24 * ratio))};
    painter.line(box, look.letter, letter, TextPainter::Align::center);
}

Pin make_pin(const TextPainter& texts, const PinLook& look, Location at, bool selected) {
    if (look.shape == PinLook::Shape::callout) return make_callout(texts, look.letter, at);
    if (look.shape == PinLook::Shape::dot) return make_dot(texts, at);
    if (look.shape == PinLook::Shape::mark && look.mark != nullptr)
        return make_mark(texts, *look.mark, at, selected);
    const double ratio = texts.scale().text * (selected ? 1.2 : 1);
    Pin pin{.at = at, .image = {}, .selected = selected};
    const int width = static_cast<int>(std::ceil(46 * ratio)) | 1;
    const int height = static_cast<int>(std::ceil(56 * ratio));
    pin.image = Image{width, height, 0};
    pin.anchor_x = width / 2;
    const bool centred = look.shape == PinLook::Shape::ring;
    pin.anchor_y = centred ? height / 2 : height - static_cast<int>(std::ceil(7 * ratio));
    UiPainter painter{pin.image, texts};
    paint_pin(painter, look, {pin.anchor_x + 0.5, pin.anchor_y + 0.5}, ratio, selected);
    return pin;
}

}  // namespace konbit
