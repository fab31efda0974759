#include "render/viewer/map_furniture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "mapper/query/attribution.hpp"
#include "render/paper/furniture.hpp"
#include "render/viewer/evidence_words.hpp"

namespace konbit {
namespace {

using Align = TextPainter::Align;

constexpr int kMargin_px = 12;
constexpr int kButton_px = 48;
constexpr int kKeyLine_px = 22;
constexpr double kLongestBar_px = 120;
constexpr TextLook kEventText{15, 22, 400};
constexpr TextLook kEventBold{15, 22, 700};
constexpr double kSmallestText_px = 14;
constexpr TextLook kNorthText{13, 16, 700};
constexpr std::string_view kBetween = " · ";

struct KeyLine {
    const ConditionPaint* paint;
    std::string_view words;
    std::optional<AnswerLook> line{};
};

constexpr std::array<std::pair<AnswerLook, std::string_view>, 5> kAnswerLines{
    {{AnswerLook::route, "Way to go"},
     {AnswerLook::unseen, "Nobody looked"},
     {AnswerLook::alternative, "Another way"},
     {AnswerLook::otherwise, "Way, if open"},
     {AnswerLook::cut_off, "Road cut off"}}};

/// What lines and marks on the map mean, the worst first.
std::vector<KeyLine> key_lines(const MapFurniture::Scene& scene) {
    const auto& style = scene.style;
    std::vector<KeyLine> lines;
    for (const auto& [look, words] : kAnswerLines) {
        if (scene.drawing != nullptr && scene.drawing->has(look))
            lines.push_back({nullptr, words, look});
    }
    for (const auto& line : {KeyLine{&style.grade(Grade::destroyed), "Destroyed"},
                             KeyLine{&style.grade(Grade::severe), "Severe"},
                             KeyLine{&style.grade(Grade::moderate), "Moderate"},
                             KeyLine{&style.grade(Grade::slight), "Slight"},
                             KeyLine{&style.grade(Grade::none), "None seen"},
                             KeyLine{&style.grade(Grade::unknown), "Nobody looked"},
                             KeyLine{&style.passability(Passability::blocked), "Blocked"},
                             KeyLine{&style.passability(Passability::restricted), "Restricted"}})
        lines.push_back(line);
    return lines;
}

PixelPoint point(int x, double y) {
    return {static_cast<double>(x), y};
}

void paper_box(UiPainter& painter) {
    const auto& image = painter.image();
    painter.fill({0, 0, image.width, image.height}, kInk);
    painter.fill({1, 1, image.width - 2, image.height - 2}, kPaper);
}

}  // namespace

MapFurniture::MapFurniture(const Map& map, const TextPainter& texts, Doings doings)
    : map_{map}, texts_{texts}, doings_{std::move(doings)} {}

void MapFurniture::lay_out(const Scene& scene) {
    const auto s = texts_.scale();
    if (scene.view.now / 60 != told_at_) {
        told_at_ = scene.view.now / 60;
        event_ = event_text(map_, scene.view.now);
        age_ = data_age_text(map_, scene.view.now);
        newest_ = newest_report_words(map_, scene.view.now);
    }
    widgets_.clear();
    const int size = s.px(kButton_px);
    const int x = scene.at.right() - s.px(kMargin_px) - size;
    int y = s.px(kMargin_px) + size + s.px(kMargin_px);  // below the north arrow
    const auto add = [&](std::string id, std::string words, std::string icon, int gap,
                         std::function<void()> press) {
        Widget w{.kind = Widget::Kind::tool,
                 .id = std::move(id),
                 .words = std::move(words),
                 .icon = std::move(icon)};
        w.press = std::move(press);
        w.at = {x, scene.at.y + y, size, size};
        y += size + gap;
        widgets_.push_back(std::move(w));
    };
    add("map:in", "Zoom in", "plus", -1, [this] { doings_.zoom_by(1); });
    add("map:out", "Zoom out", "minus", s.px(kMargin_px), [this] { doings_.zoom_by(-1); });
    add("map:whole", "Whole map", "home", 0, doings_.whole_map);
    const int bottom = scene.at.bottom() - s.px(kStrip_px) - s.px(kMargin_px);
    const auto in_key = key_lines(scene);
    const auto lines = static_cast<int>(in_key.size());
    int words = 0;
    for (const auto& line : in_key)
        words = std::max(words, texts_.width_of(line.words, kDetailText));
    const int key_height = scene.key_open ? lines * s.px(kKeyLine_px) + s.px(16) : size;
    const int key_width =
        scene.key_open ? words + s.px(38 + 14) : texts_.width_of("Key", kSmallBold) + s.px(50);
    const bool beside = bottom - key_height < scene.at.y + y;  // no room below the buttons
    Widget key{.kind = Widget::Kind::tool,
               .id = "map:key",
               .words = scene.key_open ? "Fold the key" : "Key"};
    key.press = doings_.fold_key;
    key.at = {(beside ? x - s.px(kMargin_px) : x + size) - key_width, bottom - key_height,
              key_width, key_height};
    widgets_.push_back(std::move(key));
}

/// The event in as many words as there is room for; the icon goes before its age does.
MapFurniture::EventWords MapFurniture::event_words_for(int room) const {
    const auto s = texts_.scale();
    const auto first = event_.find(kBetween);
    EventWords words{event_.substr(0, first), {}, s.px(32), 0};
    if (first != std::string::npos) words.rest = event_.substr(first);
    const auto measure = [&] {
        return s.px(14 + 16) + words.icon_width + texts_.width_of(words.what, kEventBold) +
               texts_.width_of(words.rest, kEventText);
    };
    if (measure() > room && first != std::string::npos)
        words.rest = event_.substr(event_.rfind(kBetween));
    if (measure() > room) words.icon_width = 0;
    words.width = std::min(room, measure());
    return words;
}

void MapFurniture::add_event(SheetStack& sheets, const Scene& scene) const {
    if (event_.empty()) return;
    const auto s = texts_.scale();
    const auto words = event_words_for(scene.at.width - s.px(3 * kMargin_px + kButton_px));
    const UiRect at{scene.at.x + s.px(kMargin_px), scene.at.y + s.px(kMargin_px), words.width,
                    s.px(44)};
    sheets.add("event", at, fmt::format("{} {}", event_, s.text), [&](Image& image) {
        UiPainter painter{image, texts_};
        paper_box(painter);
        if (words.icon_width > 0) {
            painter.icon("recheck", point(s.px(14 + 11), image.height / 2.0), s.px(22), kInk,
                         kPaper);
        }
        const int x = s.px(14) + words.icon_width;
        const int end = image.width - s.px(12);
        painter.line({x, 0, end - x, image.height}, words.what, kEventBold);
        const int after = x + texts_.width_of(words.what, kEventBold);
        painter.line({after, 0, end - after, image.height}, words.rest, kEventText);
    });
}

void MapFurniture::add_north(SheetStack& sheets, const Scene& scene) const {
    const auto s = texts_.scale();
    const int size = s.px(kButton_px);
    const UiRect at{scene.at.right() - s.px(kMargin_px) - size, scene.at.y + s.px(kMargin_px), size,
                    size};
    sheets.add("north", at, fmt::format("{}", s.text), [&](Image& image) {
        UiPainter painter{image, texts_};
        paper_box(painter);
        painter.icon("north", {size / 2.0, size * 0.37}, s.px(28), kInk, kPaper);
        painter.line({0, s.px(31), size, s.px(14)}, "N", kNorthText, Align::center);
    });
}

void MapFurniture::add_key(SheetStack& sheets, const Scene& scene, const Widget& widget) const {
    const auto s = texts_.scale();
    const bool focused = scene.focus == widget.id;
    const auto lines = key_lines(scene);
    auto signature =
        fmt::format("{} {} {} {:x}", s.text, scene.key_open, focused, scene.style.fingerprint());
    for (const auto& line : lines) signature += line.words;
    sheets.add("key", widget.at, signature, [&](Image& image) {
        UiPainter painter{image, texts_};
        paper_box(painter);
        if (!scene.key_open) {
            painter.icon("layers", point(s.px(22), image.height / 2.0), s.px(22), kInk, kPaper);
            painter.line({s.px(38), 0, image.width - s.px(42), image.height}, "Key", kSmallBold);
        } else {
            int y = s.px(8);
            for (const auto& line : lines) {
                if (line.line)
                    painter.answer_line(*line.line, {s.px(8), y, s.px(24), s.px(kKeyLine_px)});
                if (line.paint)
                    painter.mark(*line.paint, point(s.px(20), y + s.px(kKeyLine_px) / 2.0));
                painter.line({s.px(38), y, image.width - s.px(42), s.px(kKeyLine_px)}, line.words,
                             kDetailText);
                y += s.px(kKeyLine_px);
            }
            painter.icon("minus", point(image.width - s.px(14), s.px(14)), s.px(14), kSecondInk,
                         kPaper);
        }
        if (focused) painter.focus_ring({1, 1, image.width - 2, image.height - 2});
    });
}

/// The age against the event and that of the newest report matter more than the day of the data,
/// and that more than the last word of the attribution. Where nothing fits beside the other, both
/// go small, one below the other.
void MapFurniture::paint_strip_words(UiPainter& painter, const UiRect& room) const {
    const auto comma = age_.find(", ");
    const auto against = comma == std::string::npos ? age_ : "Data " + age_.substr(comma + 2);
    const int gap = texts_.scale().px(kMargin_px);
    struct Words {
        std::string_view age, credit, newest;
    };
    for (const auto& [age, credit, newest] :
         {Words{age_, kMapAttribution, newest_}, Words{against, kMapAttribution, newest_},
          Words{against, kShortAttribution, newest_}}) {
        const int credit_width = texts_.width_of(credit, kSecondText);
        const int age_width = texts_.width_of(age, kDetailText);
        const int newest_width = newest.empty() ? 0 : gap + texts_.width_of(newest, kDetailText);
        if (age_width + newest_width + gap + credit_width > room.width) continue;
        painter.line({room.right() - credit_width, room.y, credit_width, room.height}, credit,
                     kSecondText);
        painter.line({room.x, room.y, age_width + 1, room.height}, age, kDetailText);
        if (newest_width > 0) {
            painter.line({room.x + age_width + gap, room.y, newest_width, room.height}, newest,
                         kDetailText);
        }
        return;
    }
    paint_small_words(painter, room, against);
}

/// In two small lines what has no room beside each other.
void MapFurniture::paint_small_words(UiPainter& painter, const UiRect& room,
                                     std::string_view against) const {
    const double size = std::max(1.0, kSmallestText_px / texts_.scale().text);
    const TextLook small{size, size, 400, kInk};
    const int half = room.height / 2;
    const UiRect upper{room.x, room.y + 2, room.width, half};
    const UiRect lower{room.x, room.y + half - 1, room.width, half};
    const int ages = std::max(texts_.width_of(against, small), texts_.width_of(newest_, small));
    const int credit = texts_.width_of(kShortAttribution, small);
    if (!newest_.empty() && ages + texts_.scale().px(kMargin_px) + credit <= room.width) {
        painter.line({upper.x, upper.y, ages + 1, half}, newest_, small);
        painter.line({lower.x, lower.y, ages + 1, half}, against, small);
        painter.line(room, kShortAttribution, small.in(kSecondInk), Align::right);
        return;
    }
    painter.line(upper, against, small, Align::right);
    painter.line(lower, kShortAttribution, small.in(kSecondInk), Align::right);
}

void MapFurniture::add_strip(SheetStack& sheets, const Scene& scene) const {
    const auto s = texts_.scale();
    const int height = s.px(kStrip_px);
    const UiRect at{scene.at.x, scene.at.bottom() - height, scene.at.width, height};
    const double metres_per_px = WebMercator{scene.view.zoom}.metres_per_px(scene.view.center);
    const auto bar = scale_bar(metres_per_px, std::min(kLongestBar_px * s.text, at.width / 5.0));
    const int bar_px = static_cast<int>(std::lround(bar.width_px));
    const auto signature = fmt::format("{} {} {} {} {}", s.text, bar.text, bar_px, age_, newest_);
    sheets.add("strip", at, signature, [&](Image& image) {
        UiPainter painter{image, texts_};
        painter.fill({0, 0, image.width, height}, kPaper);
        painter.fill({0, 0, image.width, 1}, kEdge);
        const int base = s.px(22);
        int x = s.px(kMargin_px);
        painter.fill({x, base - s.px(9), 2, s.px(9)}, kInk);
        painter.fill({x + bar_px - 2, base - s.px(9), 2, s.px(9)}, kInk);
        painter.fill({x, base - 2, bar_px, 2}, kInk);
        painter.fill({x, base - 4, bar_px / 2, 5}, kInk);
        x += bar_px + s.px(8);
        painter.line({x, 0, s.px(90), height}, bar.text, kSmallBold);
        x += texts_.width_of(bar.text, kSmallBold) + s.px(18);
        paint_strip_words(painter, {x, 0, image.width - s.px(kMargin_px) - x, height});
    });
}

void MapFurniture::add_sheets(SheetStack& sheets, const Scene& scene) const {
    add_event(sheets, scene);
    add_north(sheets, scene);
    for (const auto& widget : widgets_) {
        if (widget.id == "map:key") {
            add_key(sheets, scene, widget);
            continue;
        }
        const bool focused = scene.focus == widget.id;
        sheets.add(widget.id, widget.at, fmt::format("{} {}", texts_.scale().text, focused),
                   [&](Image& image) {
                       UiPainter painter{image, texts_};
                       paper_box(painter);
                       auto here = widget;
                       here.at = {0, 0, image.width, image.height};
                       paint_widget(painter, here, {.focused = focused});
                   });
    }
    add_strip(sheets, scene);
}

}  // namespace konbit
