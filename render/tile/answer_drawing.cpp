#include "render/tile/answer_drawing.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "render/canvas/path.hpp"

namespace konbit {
namespace {

constexpr Color kRouteBlue{0x00, 0x58, 0x8A};
constexpr Color kWhite{0xFF, 0xFF, 0xFF};
constexpr Color kBlack{0x14, 0x18, 0x1C};
constexpr double kWidest_px = 16;
constexpr std::size_t kPieceLength = 32;  ///< locations

struct LineLook {
    Color color;
    double width_px = 0, collar_px = 0;
    Color dash_color = kNoColor;  ///< of dashes in its middle
    double dash_width_px = 0;
    std::array<float, 2> dash{};
    bool broken = false;  ///< the line itself is dashed
};

constexpr std::array<LineLook, 6> kLooks{{
    {kBlack, 6, 9, kWhite, 3, {4, 4}, false},
    {kRouteBlue, 4, 8, kNoColor, 0, {9, 6}, true},
    {kRouteBlue, 5, 9, kNoColor, 0, {}, false},
    {kRouteBlue, 5, 9, kWhite, 2.5, {7, 7}, false},
    {kRouteBlue, 9, 15, kNoColor, 0, {}, false},
    {kRouteBlue, 9, 15, kWhite, 4.5, {9, 9}, false},
}};

constexpr std::array<std::uint8_t, 3> kFill{22, 36, 56};  ///< alpha; areas lie in each other
constexpr std::array<double, 3> kEdge_px{1.5, 2.25, 3.25};

std::array<float, 2> scaled(const std::array<float, 2>& dash, double ratio) {
    return {static_cast<float>(dash[0] * ratio), static_cast<float>(dash[1] * ratio)};
}

const LineLook& look_of(AnswerLook look) {
    return kLooks[static_cast<std::size_t>(look)];
}

/// Those who share a collar, so that it does not cut one by the other: 0 … 2.
int tier_of(AnswerLook look) {
    return look < AnswerLook::alternative ? 0 : look < AnswerLook::route ? 1 : 2;
}

void paint_line(const LineLook& look, double ratio, const Path& path, Canvas& canvas) {
    const auto dash = scaled(look.dash, ratio);
    Stroke stroke{.width_px = look.width_px * ratio, .dash = {}};
    if (look.broken) {
        stroke.cap = Stroke::Cap::butt;
        stroke.dash = dash;
    }
    canvas.stroke(path, look.color, stroke);
    if (!look.dash_color.visible()) return;
    canvas.stroke(path, look.dash_color,
                  {.cap = Stroke::Cap::butt, .width_px = look.dash_width_px * ratio, .dash = dash});
}

void paint_area(const AnswerArea& area, double ratio, const Path& path, Canvas& canvas) {
    const auto strength = std::min<std::size_t>(area.strength, kFill.size() - 1);
    auto fill = kRouteBlue;
    fill.a = kFill[strength];
    canvas.fill(path, fill);
    canvas.stroke(path, kWhite, {.width_px = (kEdge_px[strength] + 2) * ratio});
    canvas.stroke(path, kRouteBlue, {.width_px = kEdge_px[strength] * ratio});
}

/// In the rectangle's own pixels, the copy of the world nearest to it.
bool near(const WebMercator& scale, const PixelRect& rect, double margin, const BoundingBox& box) {
    const auto from = scale.to_pixels({box.west, box.north});
    const auto to = scale.to_pixels({box.east, box.south});
    const auto left = static_cast<double>(rect.x) - margin;
    const auto top = static_cast<double>(rect.y) - margin;
    if (to.y < top || from.y > top + rect.height + 2 * margin) return false;
    for (const double turn : {-scale.world_px(), 0.0, scale.world_px()}) {
        if (to.x + turn >= left && from.x + turn <= left + rect.width + 2 * margin) return true;
    }
    return false;
}

}  // namespace

void AnswerDrawing::add(AnswerLine line) {
    if (line.line.size() < 2) return;
    const std::span<const Location> all{line.line};
    for (std::size_t at = 0; at + 1 < all.size(); at += kPieceLength)
        boxes_.push_back(
            bounding_box_of(all.subspan(at, std::min(kPieceLength + 1, all.size() - at))));
    line_boxes_.push_back(bounding_box_of(all));
    box_.extend(line_boxes_.back());
    looks_ |= 1U << static_cast<unsigned>(line.look);
    lines_.push_back(std::move(line));
}

void AnswerDrawing::add(AnswerArea area) {
    if (area.area.locations.empty()) return;
    boxes_.push_back(bounding_box_of(area.area));
    box_.extend(boxes_.back());
    areas_.push_back(std::move(area));
}

bool AnswerDrawing::touches(const WebMercator& scale, const PixelRect& rect) const {
    const double margin = kWidest_px * scale.ratio();
    if (empty() || !near(scale, rect, margin, box_)) return false;
    return std::any_of(boxes_.begin(), boxes_.end(),
                       [&](const BoundingBox& box) { return near(scale, rect, margin, box); });
}

void draw_answer(const AnswerDrawing& drawing, const WebMercator& scale, const PixelRect& rect,
                 Canvas& canvas) {
    if (!drawing.touches(scale, rect)) return;
    const double ratio = scale.ratio(), margin = kWidest_px * ratio;
    PathBuilder builder{scale, rect, margin};
    Path path;
    for (const auto& area : drawing.areas_) {
        path.clear();
        builder.add(area.area, path);
        if (!path.empty()) paint_area(area, ratio, path, canvas);
    }
    std::array<Path, kLooks.size()> paths;
    for (std::size_t i = 0; i < drawing.lines_.size(); ++i) {
        if (!near(scale, rect, margin, drawing.line_boxes_[i])) continue;
        builder.add_line(drawing.lines_[i].line,
                         paths[static_cast<std::size_t>(drawing.lines_[i].look)]);
    }
    for (int tier = 0; tier <= 2; ++tier) {
        for (const bool collar : {true, false}) {
            for (std::size_t i = 0; i < kLooks.size(); ++i) {
                const auto look = static_cast<AnswerLook>(i);
                if (tier_of(look) != tier || paths[i].empty()) continue;
                const auto& paint = look_of(look);
                if (collar) {
                    canvas.stroke(paths[i], kWhite, {.width_px = paint.collar_px * ratio});
                } else {
                    paint_line(paint, ratio, paths[i], canvas);
                }
            }
        }
    }
}

void draw_answer_sample(AnswerLook look, PixelPoint from, PixelPoint to, double ratio,
                        Canvas& canvas) {
    Path path;
    path.begin_part();
    path.add(from);
    path.add(to);
    const auto& paint = look_of(look);
    canvas.stroke(path, kWhite, {.cap = Stroke::Cap::butt, .width_px = paint.collar_px * ratio});
    paint_line(paint, ratio, path, canvas);
}

}  // namespace konbit
