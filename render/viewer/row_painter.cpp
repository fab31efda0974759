#include "render/viewer/row_painter.hpp"

#include "render/viewer/pin_images.hpp"

namespace konbit {
namespace {

using Align = TextPainter::Align;

constexpr double kRowMark_px = 20;  ///< where the mark stands for the row

/// In the middle of the box's height, `x` from its left edge.
PixelPoint from_left(const UiRect& box, int x) {
    return {static_cast<double>(box.x + x), box.y + box.height / 2.0};
}

/// A mark with what doubts there are: a dashed edge around it, a badge at its corner.
void paint_mark(UiPainter& p, const Widget& w, PixelPoint middle, double size_px) {
    const auto s = p.scale();
    p.mark(*w.mark, middle, size_px);
    const int half = s.px(size_px / 2 + 5);
    const UiRect around{static_cast<int>(middle.x) - half, static_cast<int>(middle.y) - half,
                        2 * half, 2 * half};
    if (w.dashed) p.dashed_frame(around);
    if (w.badge.empty()) return;
    const bool small = size_px < kRowMark_px;  // between lines of words there is no corner for it
    if (small) return p.badge(w.badge, {middle.x + half + s.px(11), middle.y}, s.px(18));
    p.badge(w.badge, {middle.x + half * 0.7, middle.y - half * 0.9}, s.px(18));
}

void paint_condition(UiPainter& p, const Widget& w, const UiRect& box, std::string_view words) {
    const auto s = p.scale();
    int x = box.x;
    if (w.pin && w.mark != nullptr) {
        paint_mark(p, w, from_left(box, s.px(9)), 13);
        x += s.px(w.badge.empty() ? 26 : 46);
    }
    p.line({x, box.y, box.right() - x, box.height}, words, kDetailText);
}

/// "north-west" as "NW", where the whole word would cut what matters more.
std::string initials(std::string_view words) {
    std::string out;
    bool first = true;
    for (const char c : words) {
        if (first) out += static_cast<char>(c & ~0x20);
        first = c == '-';
    }
    return out;
}

/// What stands at the left of a row: pin, mark or nothing. Returns where its words begin.
int paint_row_sign(UiPainter& p, const Widget& w) {
    const auto s = p.scale();
    if (w.pin) {
        const double tip = w.pin->shape == PinLook::Shape::shelter ? 23.0 : 17.0;
        const auto middle = from_left(w.at, s.px(32));
        paint_pin(p, *w.pin, {middle.x, middle.y + s.px(tip)}, s.text, false);
        return w.at.x + s.px(66);
    }
    if (w.mark == nullptr || w.mark->mark == Mark::none) {
        if (w.icon.empty()) return w.at.x + s.px(16);
        const Color ink = w.icon == "check" ? kActionBlue : kInk;
        p.icon(w.icon, from_left(w.at, s.px(29)), s.px(24), ink, w.on ? kWash : kPaper);
        return w.at.x + s.px(54);
    }
    paint_mark(p, w, from_left(w.at, s.px(29)), kRowMark_px);
    return w.at.x + s.px(54);
}

/// A line with something at its right, which is drawn whole.
void paint_pair(UiPainter& p, const UiRect& box, std::string_view words, const TextLook& look,
                std::string_view right, const TextLook& right_look) {
    const int width = right.empty() ? 0 : p.texts().width_of(right, right_look);
    const int gap = right.empty() ? 0 : p.scale().px(8);
    p.line({box.x, box.y, box.width - width - gap, box.height}, words, look);
    p.line({box.right() - width, box.y, width, box.height}, right, right_look, Align::right);
}

}  // namespace

void paint_row(UiPainter& p, const Widget& w) {
    const auto s = p.scale();
    p.fill(w.at, w.on ? kWash : kPaper);
    p.fill({w.at.x, w.at.y, w.at.width, 1}, kLine);
    if (w.on) p.fill({w.at.x, w.at.y, s.px(5), w.at.height}, kActionBlue);
    const int left = paint_row_sign(p, w);
    UiRect line{left, w.at.y + s.px(8), w.at.right() - s.px(16) - left, s.px(22)};
    paint_pair(p, line, w.words, kNameText, w.right, kDistanceText);
    line.y += line.height;
    line.height = s.px(20);
    if (w.at.height < s.px(70) && !w.compact.empty()) {
        // Of two lines the second is for the condition; the pin shows the direction.
        return paint_condition(p, w, line, w.compact);
    }
    const int wanted = p.texts().width_of(w.second, kSecondText) + s.px(8) +
                       p.texts().width_of(w.right_second, kSecondText);
    const auto direction = wanted > line.width ? initials(w.right_second) : w.right_second;
    paint_pair(p, line, w.second, kSecondText, direction, kSecondText);
    if (w.condition.empty()) return;
    if (!w.second.empty()) line.y += line.height;
    paint_condition(p, w, line, w.condition);
}

void paint_count(UiPainter& p, const Widget& w) {
    const auto s = p.scale();
    const PixelPoint sign{static_cast<double>(w.at.x + s.px(11)),
                          static_cast<double>(w.at.y + s.px(14))};
    const int indent = s.px(indent_of_count(!w.badge.empty()));
    if (w.mark != nullptr && w.mark->mark != Mark::none) {
        paint_mark(p, w, sign, 13);
    } else if (!w.icon.empty()) {
        p.icon(w.icon, sign, s.px(20), kActionBlue, kPaper);
    }
    const UiRect words{w.at.x + indent, w.at.y + s.px(3), w.at.width - indent,
                       w.at.height - s.px(6)};
    if (w.right.empty()) return p.paragraph(words, w.words, kBodyText);
    const int number = p.texts().width_of(w.right, kNameText);
    p.line({words.x, words.y, words.width - number - s.px(8), words.height}, w.words, kBodyText);
    p.line({w.at.right() - number, w.at.y, number, w.at.height}, w.right, kNameText);
}

}  // namespace konbit
