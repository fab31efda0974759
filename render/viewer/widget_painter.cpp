#include "render/viewer/widget_painter.hpp"

#include <algorithm>

#include "render/viewer/pin_images.hpp"

namespace konbit {
namespace {

using Kind = Widget::Kind;
using Align = TextPainter::Align;

constexpr TextLook kTaskText{14, 18, 600};
constexpr TextLook kButtonText{16, 22, 700};
constexpr double kRowMark_px = 20;  ///< where the mark stands for the row

constexpr TextLook kAnswerText{20, 28, 700};
constexpr TextLook kChoiceText{18, 24, 700};
constexpr TextLook kHintText{13, 18, 700};

PixelPoint middle_of(const UiRect& box) {
    return {box.x + box.width / 2.0, box.y + box.height / 2.0};
}

/// In the middle of the box's height, `x` from its left edge.
PixelPoint from_left(const UiRect& box, int x) {
    return {static_cast<double>(box.x + x), middle_of(box).y};
}

void paint_task(UiPainter& p, const Widget& w) {
    const auto s = p.scale();
    const Color ink = w.on ? kPaper : kInk;
    const Color ground = w.on ? kInk : kWash;
    p.fill(w.at, ground);
    const int gap = s.px(4);
    const int icon = std::min(s.px(30), w.at.height - s.px(18) - gap - 12);
    const int top = w.at.y + (w.at.height - icon - gap - s.px(18)) / 2;
    p.icon(w.icon, {w.at.x + w.at.width / 2.0, top + icon / 2.0}, icon, ink, ground);
    p.line({w.at.x + 2, top + icon + gap, w.at.width - 4, s.px(18)}, w.words, kTaskText.in(ink),
           Align::center);
}

void paint_tool(UiPainter& p, const Widget& w) {
    p.icon(w.icon, middle_of(w.at), p.scale().px(24), kInk, kPaper);
}

/// Icon and words in the middle of a box, together.
void paint_middle(UiPainter& p, const Widget& w, const UiRect& box, const TextLook& look,
                  double icon_px, Color ground) {
    const auto s = p.scale();
    const int icon = w.icon.empty() ? 0 : s.px(icon_px);
    const int gap = w.icon.empty() ? 0 : s.px(8);
    const int room = box.width - icon - gap - s.px(8);
    const int text = std::min(room, p.texts().width_of(w.words, look));
    const int x = box.x + (box.width - icon - gap - text) / 2;
    if (icon > 0) p.icon(w.icon, {x + icon / 2.0, middle_of(box).y}, icon, look.color, ground);
    p.line({x + icon + gap, box.y, text + 1, box.height}, w.words, look);
}

void paint_button(UiPainter& p, const Widget& w) {
    const Color ground = w.on ? kActionBlue : kPaper;
    p.frame(w.at, ground, w.on ? kActionBlue : kInk, 2);
    paint_middle(p, w, w.at, kButtonText.in(w.on ? kPaper : kInk), 22, ground);
}

/// Black or white, whichever is read more easily on the ground.
Color ink_on(Color ground) {
    const double light = 0.299 * ground.r + 0.587 * ground.g + 0.114 * ground.b;
    return light < 90 ? kPaper : kInk;
}

/// A key of the keyboard.
void paint_key(UiPainter& p, const UiRect& box, std::string_view key) {
    p.frame(box, kPaper, kInk, 1.5, 3);
    p.line(box, key, kHintText, Align::center);
}

void paint_answer_button(UiPainter& p, const Widget& w) {
    const auto s = p.scale();
    const bool plain = w.mark == nullptr || !w.mark->fill.visible();
    const Color ground = plain ? kPaper : w.mark->fill;
    const Color ink = ink_on(ground);
    p.frame(w.at, ground, kInk, 2);
    int x = w.at.x + s.px(14);
    if (!w.icon.empty()) {
        p.icon(w.icon, {static_cast<double>(x + s.px(18)), middle_of(w.at).y}, s.px(34), ink,
               ground);
        x += s.px(50);
    }
    const int key =
        w.right.empty() ? 0 : std::max(s.px(30), p.texts().width_of(w.right, kHintText) + s.px(12));
    const int room = w.at.right() - s.px(14) - key - (key > 0 ? s.px(8) : 0) - x;
    if (w.second.empty() || w.at.height < s.px(56)) {
        p.line({x, w.at.y, room, w.at.height}, w.words, kChoiceText.in(ink));
    } else {
        p.line({x, w.at.y + s.px(7), room, s.px(26)}, w.words, kChoiceText.in(ink));
        p.line({x, w.at.y + s.px(33), room, s.px(20)}, w.second, kDetailText.in(ink));
    }
    if (key > 0) {
        paint_key(
            p,
            {w.at.right() - s.px(14) - key, w.at.y + (w.at.height - s.px(28)) / 2, key, s.px(28)},
            w.right);
    }
}

/// "1 Place … press the map".
void paint_step(UiPainter& p, const Widget& w) {
    const auto s = p.scale();
    const int size = s.px(26);
    p.frame({w.at.x, w.at.y, size, size}, kInk, kInk, 1, size / 2.0);
    p.line({w.at.x, w.at.y, size, size}, w.second, kSmallBold.in(kPaper), Align::center);
    const int hint = w.right.empty() ? 0 : p.texts().width_of(w.right, kSecondText) + 1;
    const int x = w.at.x + size + s.px(10);
    p.line({x, w.at.y, w.at.right() - x - hint - s.px(6), size}, w.words, kNameText);
    p.line({w.at.right() - hint, w.at.y, hint, size}, w.right, kSecondText, Align::right);
}

void paint_field(UiPainter& p, const Widget& w, bool typing) {
    const auto s = p.scale();
    p.frame(w.at, kPaper, typing ? kInk : kEdge, 2);
    p.icon(w.icon, from_left(w.at, s.px(23)), s.px(22), kInk, kPaper);
    const UiRect room{w.at.x + s.px(44), w.at.y, w.at.width - s.px(44 + 10), w.at.height};
    if (w.field->text().empty() && !typing) {
        p.line(room, w.words, kFieldText.in(kSecondInk));
        return;
    }
    // A text that is longer than its field is shown around the cursor.
    const auto& text = w.field->text();
    const int cursor = p.texts().cursor_x(text, kFieldText, w.field->cursor());
    Image window{std::max(1, room.width), std::max(1, room.height)};
    const int shift = std::max(0, cursor - room.width + s.px(4));
    p.texts().line(window, {-shift, 0, p.texts().width_of(text, kFieldText) + 4, room.height}, text,
                   kFieldText);
    copy_pixels(window, 0, 4, window.width, room.height - 8, p.image(), room.x, room.y + 4);
    if (typing)
        p.fill({room.x + cursor - shift, w.at.y + s.px(10), 2, w.at.height - s.px(20)}, kInk);
}

void paint_place(UiPainter& p, const Widget& w) {
    const auto s = p.scale();
    p.frame(w.at, kPaper, kEdge, 2);
    p.icon(w.icon, from_left(w.at, s.px(25)), s.px(22), kInk, kPaper);
    const UiRect room{w.at.x + s.px(46), w.at.y, w.at.width - s.px(46 + 10), w.at.height};
    if (w.second.empty()) return p.line(room, w.words, kFieldText);
    p.line({room.x, room.y + s.px(6), room.width, s.px(20)}, w.words, kSecondText);
    p.line({room.x, room.y + s.px(26), room.width, s.px(22)}, w.second, kFieldText);
}

void paint_segment(UiPainter& p, const Widget& w) {
    p.fill(w.at, kEdge);
    p.fill({w.at.x + 1, w.at.y + 2, w.at.width - 2, w.at.height - 4}, w.on ? kInk : kPaper);
    p.line(w.at.inset(2), w.words, kSmallBold.in(w.on ? kPaper : kInk), Align::center);
}

void paint_toggle(UiPainter& p, const Widget& w) {
    const auto s = p.scale();
    const Color ground = w.on ? kInk : kPaper;
    const auto look = kSmallBold.in(w.on ? kPaper : kInk);
    p.frame(w.at, ground, w.on ? kInk : kEdge, 2);
    const std::string_view icon = w.on ? std::string_view{"check"} : std::string_view{w.icon};
    // Without an icon the words stand in the middle; the width stays when it is switched.
    if (icon.empty()) return p.line(w.at.inset(4), w.words, look, Align::center);
    p.icon(icon, from_left(w.at, s.px(20)), s.px(18), look.color, ground);
    p.line({w.at.x + s.px(33), w.at.y, w.at.width - s.px(33) - 6, w.at.height}, w.words, look);
}

void paint_switch_row(UiPainter& p, const Widget& w) {
    const auto s = p.scale();
    const int size = s.px(26);
    const UiRect box{w.at.right() - size, w.at.y + (w.at.height - size) / 2, size, size};
    p.line({w.at.x, w.at.y, w.at.width - size - s.px(10), w.at.height}, w.words, kBodyText);
    p.frame(box, w.on ? kInk : kPaper, w.on ? kInk : kEdge, 2);
    if (w.on) p.icon("check", middle_of(box), s.px(18), kPaper, kInk);
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

void paint_fact(UiPainter& p, const Widget& w) {
    const auto s = p.scale();
    p.fill({w.at.x, w.at.y, w.at.width, 1}, kLine);
    const int key = w.at.width * 2 / 5;
    const int top = w.at.y + s.px(6);
    const int height = w.at.height - s.px(12);
    p.paragraph({w.at.x, top, key - s.px(8), height}, w.words, kSecondText);
    p.paragraph({w.at.x + key, top, w.at.width - key, height}, w.right, kDetailText);
}

void paint_count(UiPainter& p, const Widget& w) {
    const auto s = p.scale();
    const PixelPoint sign{static_cast<double>(w.at.x + s.px(11)),
                          static_cast<double>(w.at.y + s.px(14))};
    const int indent = s.px(w.badge.empty() ? 32 : 50);
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

void paint_sample(UiPainter& p, const Widget& w) {
    const auto s = p.scale();
    const UiRect swatch{w.at.x, w.at.y + 2, s.px(44), w.at.height - 4};
    if (w.entry != nullptr) p.swatch(*w.entry, swatch);
    p.line({w.at.x + s.px(54), w.at.y, w.at.width - s.px(54), w.at.height}, w.words, kDetailText);
}

const TextLook& look_of(Kind kind) {
    if (kind == Kind::heading) return kSmallBold;
    if (kind == Kind::note) return kSecondText;
    if (kind == Kind::answer) return kAnswerText;
    return kBodyText;
}

}  // namespace

void paint_widget(UiPainter& p, const Widget& w, WidgetState state) {
    switch (w.kind) {
        case Kind::task:
            paint_task(p, w);
            break;
        case Kind::tool:
            paint_tool(p, w);
            break;
        case Kind::button:
            paint_button(p, w);
            break;
        case Kind::answer_button:
            paint_answer_button(p, w);
            break;
        case Kind::step:
            paint_step(p, w);
            break;
        case Kind::field:
            paint_field(p, w, state.typing);
            break;
        case Kind::place:
            paint_place(p, w);
            break;
        case Kind::segment:
            paint_segment(p, w);
            break;
        case Kind::toggle:
            paint_toggle(p, w);
            break;
        case Kind::switch_row:
            paint_switch_row(p, w);
            break;
        case Kind::row:
            paint_row(p, w);
            break;
        case Kind::fact:
            paint_fact(p, w);
            break;
        case Kind::count:
            paint_count(p, w);
            break;
        case Kind::sample:
            paint_sample(p, w);
            break;
        case Kind::heading:
        case Kind::text:
        case Kind::note:
        case Kind::answer:
            p.paragraph(w.at, w.words, look_of(w.kind));
            break;
    }
    if (!state.focused) return;
    const bool flush = w.kind == Kind::task || w.kind == Kind::row || w.kind == Kind::segment ||
                       w.kind == Kind::tool;
    p.focus_ring(flush ? w.at.inset(1) : w.at.inset(-6));
}

int height_of(const Widget& w, const TextPainter& texts, int width, bool compact) {
    const auto s = texts.scale();
    switch (w.kind) {
        case Kind::task:
            return s.px(84);
        case Kind::tool:
        case Kind::button:
        case Kind::field:
            return s.px(48);
        case Kind::answer_button:
            return s.px(compact || w.second.empty() ? 48 : 61);
        case Kind::step:
            return s.px(26);
        case Kind::place:
            return s.px(w.second.empty() ? 48 : 54);
        case Kind::segment:
            return s.px(46);
        case Kind::toggle:
        case Kind::switch_row:
            return s.px(44);
        case Kind::row:
            return compact || w.condition.empty() ? s.px(58) : s.px(79);
        case Kind::fact:
            return s.px(12) +
                   std::max(texts.height_of(w.words, kSecondText, width * 2 / 5 - s.px(8)),
                            texts.height_of(w.right, kDetailText, width - width * 2 / 5));
        case Kind::count:
            if (!w.right.empty()) return s.px(28);
            return s.px(6) +
                   texts.height_of(w.words, kBodyText, width - s.px(w.badge.empty() ? 32 : 50));
        case Kind::sample:
            return s.px(26);
        case Kind::heading:
        case Kind::text:
        case Kind::note:
        case Kind::answer:
            return texts.height_of(w.words, look_of(w.kind), width);
    }
    return 0;
}

int width_of(const Widget& w, const TextPainter& texts) {
    const auto s = texts.scale();
    if (w.kind == Kind::button)
        return texts.width_of(w.words, kButtonText) + s.px(w.icon.empty() ? 12 : 42);
    const int words = texts.width_of(w.words, kSmallBold);
    return w.kind == Kind::toggle ? words + s.px(33 + 12) : words + s.px(16);
}

}  // namespace konbit
