#include "render/viewer/widget_painter.hpp"

#include <algorithm>

#include "render/viewer/answer_painter.hpp"
#include "render/viewer/row_painter.hpp"
#include "render/viewer/way_painter.hpp"

namespace konbit {
namespace {

using Kind = Widget::Kind;
using Align = TextPainter::Align;

constexpr TextLook kTaskText{14, 18, 600};
constexpr TextLook kButtonText{16, 22, 700};

constexpr TextLook kAnswerText{20, 28, 700};

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
    if (!w.group.empty()) p.frame(w.at, kPaper, kEdge, 2);
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

void paint_fact(UiPainter& p, const Widget& w) {
    const auto s = p.scale();
    p.fill({w.at.x, w.at.y, w.at.width, 1}, kLine);
    const int key = w.at.width * 2 / 5;
    const int top = w.at.y + s.px(6);
    const int height = w.at.height - s.px(12);
    p.paragraph({w.at.x, top, key - s.px(8), height}, w.words, kSecondText);
    p.paragraph({w.at.x + key, top, w.at.width - key, height}, w.right, kDetailText);
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
        case Kind::step_line:
            paint_step_line(p, w);
            break;
        case Kind::field:
            paint_field(p, w, state.typing);
            break;
        case Kind::place:
            paint_place(p, w);
            break;
        case Kind::endpoint:
            paint_endpoint(p, w);
            break;
        case Kind::verdict:
            paint_verdict(p, w);
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
        case Kind::step_line:
            return s.px(8) + texts.height_of(w.words, kBodyText, width - s.px(kStepIndent_px));
        case Kind::endpoint:
            return s.px(compact ? 44 : 46);
        case Kind::verdict:
            return height_of_verdict(w, texts, width);
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
            return s.px(6) + texts.height_of(w.words, kBodyText,
                                             width - s.px(indent_of_count(!w.badge.empty())));
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
