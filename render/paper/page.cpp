#include "render/paper/page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "mapper/query/attribution.hpp"
#include "mapper/query/text.hpp"
#include "render/paper/furniture.hpp"
#include "render/paper/key_columns.hpp"
#include "render/paper/page_strip.hpp"

namespace konbit {
namespace {

constexpr Color kInk{0x14, 0x18, 0x1C};
constexpr Color kSecondInk{0x44, 0x4C, 0x53};
constexpr Color kEdge{0x76, 0x7E, 0x86};
constexpr Color kPaper{0xFF, 0xFF, 0xFF};
constexpr PageText kTitle{24, 700, kInk};
constexpr PageText kBody{16, 400, kInk};
constexpr PageText kStrong{16, 700, kInk};
constexpr PageText kSmall{14, 400, kSecondInk};
constexpr PageText kSmallStrong{14, 600, kInk};

constexpr double kLongestBar = 200;
constexpr double kBarRow = 40;
constexpr double kNorth = 32;

PageStrip strip_of(TextShaper& shaper, const PageMap& map) {
    return {shaper, map.rect.width, map.scale.ratio() * map.text_scale};
}

Location middle_of(const PageMap& map) {
    return map.scale.to_location({static_cast<double>(map.rect.x) + map.rect.width / 2.0,
                                  static_cast<double>(map.rect.y) + map.rect.height / 2.0});
}

/// Four fields, dark and light, from the left margin; returns where it ends.
double add_scale_bar(PageStrip& strip, const PageMap& map) {
    const double metres_per_px = map.scale.metres_per_px(middle_of(map)) * strip.px(1);
    const auto bar = scale_bar(metres_per_px, std::min(kLongestBar, strip.width() / 3));
    if (bar.text.empty()) return PageStrip::kMargin;
    const double top = strip.y() + kBarRow / 2 - 4;
    strip.fill(PageStrip::kMargin, top, bar.width_px, 8, kInk);
    for (const int field : {1, 3}) {
        strip.fill(PageStrip::kMargin + 1 + field * bar.width_px / 4, top + 1.5,
                   bar.width_px / 4 - 2, 5, kPaper);
    }
    const double end = PageStrip::kMargin + bar.width_px + 8;
    strip.text(bar.text, kSmallStrong, end, strip.y() + kBarRow / 2);
    return end + strip.width_of(bar.text, kSmallStrong) + 24;
}

double add_north(PageStrip& strip, double x) {
    const auto* icon = find_icon("north");
    if (icon == nullptr) return x;
    const PixelPoint at{strip.px(x + kNorth / 2), strip.px(strip.y() + kBarRow / 2)};
    strip.draw([=, size = strip.px(kNorth)](Canvas& canvas) {
        canvas.icon(*icon, at, size, kInk, kPaper);
    });
    return x + kNorth + 24;
}

void add_bar_row(PageStrip& strip, const PageMap& map) {
    const std::string note =
        "North is up. The scale is that of the map's middle (Web Mercator, EPSG:3857).";
    const double x = add_north(strip, add_scale_bar(strip, map));
    const bool beside = x + strip.width_of(note, kSmall) + PageStrip::kMargin <= strip.width();
    if (beside) strip.text(note, kSmall, x, strip.y() + kBarRow / 2);
    strip.skip(kBarRow);
    if (!beside) strip.paragraph(note, kSmall, PageStrip::kMargin);
}

std::string area_words(const PageMap& map) {
    const auto box = map.scale.box_of(map.rect);
    return fmt::format("Area {:.5f},{:.5f},{:.5f},{:.5f} (west,south,east,north)", box.west * 1e-7,
                       box.south * 1e-7, box.east * 1e-7, box.north * 1e-7);
}

}  // namespace

PageFacts page_facts(const Map& map, const std::string& title, UnixSeconds now) {
    return {title, event_text(map, now), data_age_text(map, now), map.made_before().has_value(),
            now};
}

Image page_head(TextShaper& shaper, const PageFacts& facts, const PageMap& map) {
    auto strip = strip_of(shaper, map);
    strip.skip(12);
    strip.paragraph(facts.title, kTitle, PageStrip::kMargin);
    strip.skip(2);
    if (!facts.event.empty()) strip.paragraph(facts.event, kBody, PageStrip::kMargin);
    strip.paragraph(facts.made_before_event ? facts.data_age + ": it cannot show its damage."
                                            : facts.data_age + ".",
                    facts.made_before_event ? kStrong : kBody, PageStrip::kMargin);
    strip.skip(10);
    strip.fill(0, strip.y(), strip.width(), 1, kEdge);
    strip.skip(1);
    return strip.image();
}

Image page_foot(TextShaper& shaper, const PageFacts& facts, const PageMap& map,
                std::vector<LegendSection> key) {
    auto strip = strip_of(shaper, map);
    strip.fill(0, 0, strip.width(), 1, kEdge);
    strip.skip(6);
    add_bar_row(strip, map);
    strip.skip(6);
    add_key(strip, shaper, std::move(key), map.scale);
    strip.skip(8);
    strip.fill(PageStrip::kMargin, strip.y(), strip.width() - 2 * PageStrip::kMargin, 1, kEdge);
    strip.skip(8);
    strip.paragraph(fmt::format("{} · drawn by Konbit {}, style {}, zoom {:.4g}", area_words(map),
                                time_text(facts.drawn_at), map.style.name(), map.scale.zoom()),
                    kSmall, PageStrip::kMargin);
    strip.paragraph(kFullAttribution, kSmallStrong, PageStrip::kMargin);
    strip.skip(12);
    return strip.image();
}

Image corner_note(TextShaper& shaper, const PageMap& map) {
    const double unit = map.scale.ratio() * map.text_scale;
    for (const auto words : {kMapAttribution, kShortAttribution}) {
        const PageStrip whole{shaper, map.rect.width, unit};
        const double width = whole.width_of(words, kSmall) + 12;
        if (width > whole.width() || 24 * unit > map.rect.height) continue;
        PageStrip note{shaper, static_cast<int>(std::ceil(whole.px(width))), unit};
        note.text(words, kSmall, 6, 12);
        note.skip(24);
        return note.image();
    }
    return {};
}

}  // namespace konbit
