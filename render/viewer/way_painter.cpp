#include "render/viewer/way_painter.hpp"

#include <algorithm>

namespace konbit {
namespace {

constexpr TextLook kVerdictText{24, 30, 700};
constexpr TextLook kResultText{20, 28, 700};
constexpr int kPadding_px = 14;
constexpr int kSign_px = 36;  ///< room of the sign before the verdict
constexpr int kEndLabel_px = 54;
constexpr int kBand_px = 8;  ///< of hatching around what nobody checked

/// Slanted strokes as a frame.
void hatch_frame(UiPainter& p, const UiRect& box, int band) {
    Image& image = p.image();
    constexpr int kPeriod = 8, kStroke = 4;
    const int left = std::max(0, box.x), right = std::min(image.width, box.right());
    const int top = std::max(0, box.y), bottom = std::min(image.height, box.bottom());
    const auto pixel = [](Color c) {
        return 0xFF00'0000U | std::uint32_t{c.r} << 16 | std::uint32_t{c.g} << 8 | c.b;
    };
    const auto inner = box.inset(band);
    for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x) {
            if (inner.contains(x, y)) continue;
            image.row(y)[x] =
                pixel(((x - box.x) + (y - box.y)) % kPeriod < kStroke ? kInk : kPaper);
        }
    }
}

void paint_ground(UiPainter& p, const Widget& w) {
    const int band = p.scale().px(kBand_px);
    switch (w.mood) {
        case Widget::Mood::yes:
            return p.fill(w.at, kActionBlue);
        case Widget::Mood::no:
            return p.fill(w.at, kInk);
        case Widget::Mood::unchecked:
            p.fill(w.at, kInk);
            hatch_frame(p, w.at.inset(2), band - 2);
            return p.fill(w.at.inset(band), kPaper);
    }
}

void paint_sign(UiPainter& p, const Widget& w, PixelPoint middle) {
    const auto s = p.scale();
    if (w.mood == Widget::Mood::yes) {
        p.icon("check", middle, s.px(28), kPaper, kActionBlue);
    } else if (w.mood == Widget::Mood::no) {
        p.icon("close", middle, s.px(28), kPaper, kInk);
    } else if (w.mark != nullptr) {
        p.mark(*w.mark, middle, 26);
    }
}

}  // namespace

void paint_endpoint(UiPainter& p, const Widget& w) {
    const auto s = p.scale();
    p.frame(w.at, w.on ? kWash : kPaper, w.on ? kInk : kEdge, w.on ? 3 : 2);
    const int label =
        std::max(s.px(kEndLabel_px), p.texts().width_of(w.second, kSecondText) + s.px(12 + 8));
    p.line({w.at.x + s.px(12), w.at.y, label - s.px(12), w.at.height}, w.second, kSecondText);
    p.line({w.at.x + label, w.at.y, w.at.width - label - s.px(8), w.at.height}, w.words,
           w.press && !w.on && w.condition.empty() ? kFieldText : kFieldText.in(kSecondInk));
}

void paint_step_line(UiPainter& p, const Widget& w) {
    const auto s = p.scale();
    const int indent = s.px(kStepIndent_px);
    p.fill({w.at.x, w.at.y, w.at.width, 1}, kLine);
    p.line({w.at.x, w.at.y + s.px(5), indent - s.px(8), s.px(22)}, w.second, kNameText,
           TextPainter::Align::right);
    p.paragraph({w.at.x + indent, w.at.y + s.px(5), w.at.width - indent, w.at.height - s.px(5)},
                w.words, kBodyText);
}

void paint_verdict(UiPainter& p, const Widget& w) {
    const auto s = p.scale();
    paint_ground(p, w);
    const Color ink = w.mood == Widget::Mood::unchecked ? kInk : kPaper;
    const int left = w.at.x + s.px(kPadding_px), width = w.at.width - s.px(2 * kPadding_px);
    int y = w.at.y + s.px(kPadding_px - 2);
    paint_sign(p, w, {double(left + s.px(14)), double(y + s.px(15))});
    const int room = width - s.px(kSign_px);
    auto look = kVerdictText.in(ink);
    const int wanted = p.texts().width_of(w.words, look) + 2;
    if (wanted > room) look.size_px *= double(room) / wanted;  // never cut: smaller letters
    p.line({left + s.px(kSign_px), y, room, s.px(30)}, w.words, look);
    y += s.px(30);
    if (!w.second.empty()) {
        p.line({left, y, width, s.px(28)}, w.second, kResultText.in(ink));
        y += s.px(28);
    }
    y += s.px(2);
    p.paragraph({left, y, width, w.at.bottom() - y - s.px(kPadding_px - 4)}, w.condition,
                kDetailText.in(ink));
}

int height_of_verdict(const Widget& w, const TextPainter& texts, int width) {
    const auto s = texts.scale();
    const int second = w.second.empty() ? 0 : s.px(28);
    return s.px(kPadding_px - 2) + s.px(30) + second + s.px(2) +
           texts.height_of(w.condition, kDetailText, width - s.px(2 * kPadding_px)) +
           s.px(kPadding_px);
}

}  // namespace konbit
