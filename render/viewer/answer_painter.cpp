#include "render/viewer/answer_painter.hpp"

#include <algorithm>

namespace konbit {
namespace {

using Align = TextPainter::Align;

constexpr TextLook kChoiceText{18, 24, 700};
constexpr TextLook kHintText{13, 18, 700};

PixelPoint middle_of(const UiRect& box) {
    return {box.x + box.width / 2.0, box.y + box.height / 2.0};
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

}  // namespace

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

}  // namespace konbit
