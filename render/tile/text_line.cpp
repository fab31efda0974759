#include "render/tile/text_line.hpp"

#include <cmath>
#include <numbers>

#include "render/label/baseline.hpp"

namespace konbit {

namespace {

/// Half the height of small letters and a bit: how far the baseline lies below their middle.
constexpr double kDrop_em = 0.35;
constexpr double kStep_em = 0.5;
constexpr double kMostAside_em = 0.4;  ///< from the line, when its corners are rounded
constexpr double kMostTurn = 32 * std::numbers::pi / 180;
constexpr double kLeastChord = 0.86;  // of an arc of about 105 degrees

double distance(PixelPoint a, PixelPoint b) noexcept {
    const double x = b.x - a.x;
    const double y = b.y - a.y;
    return std::sqrt(x * x + y * y);  // hypot would guard against overflow, slowly
}
double heading(PixelPoint a, PixelPoint b) noexcept {
    return std::atan2(b.y - a.y, b.x - a.x);
}
double turn(double from, double to) noexcept {
    return std::remainder(to - from, 2 * std::numbers::pi);
}

/// `count` points at even distances from `from` to `to` along the line.
std::vector<PixelPoint> sampled(std::span<const PixelPoint> line, double from, double to,
                                std::size_t count) {
    std::vector<PixelPoint> out;
    out.reserve(count);
    double begin = 0;
    std::size_t i = 0;
    for (std::size_t n = 0; n < count; ++n) {
        const double want =
            from + (to - from) * static_cast<double>(n) / static_cast<double>(count - 1);
        double length = distance(line[i], line[i + 1]);
        while (i + 2 < line.size() && begin + length < want) {
            begin += length;
            ++i;
            length = distance(line[i], line[i + 1]);
        }
        const double t = length > 0 ? (want - begin) / length : 0;
        out.push_back({line[i].x + t * (line[i + 1].x - line[i].x),
                       line[i].y + t * (line[i + 1].y - line[i].y)});
    }
    return out;
}

/// Rounds the corners: each point becomes the mean of itself and its neighbours.
void smooth(std::vector<PixelPoint>& points) {
    PixelPoint before = points.front();
    for (std::size_t i = 1; i + 1 < points.size(); ++i) {
        const auto here = points[i];
        points[i] = {(before.x + here.x + points[i + 1].x) / 3,
                     (before.y + here.y + points[i + 1].y) / 3};
        before = here;
    }
}

/// A kink within a letter before and one behind: the letters would overlap, or gape.
bool kinks(std::span<const PixelPoint> points) {
    for (std::size_t i = 2; i + 2 < points.size(); ++i) {
        const double here =
            turn(heading(points[i - 2], points[i]), heading(points[i], points[i + 2]));
        if (std::abs(here) > kMostTurn) return true;
    }
    return false;
}

/// The line goes to and fro, or around so far that the ends are read from another side.
bool winds(std::span<const PixelPoint> points, double width) {
    return distance(points.front(), points.back()) < kLeastChord * width;
}

bool leaves(std::span<const PixelPoint> line, std::span<const PixelPoint> points, double most) {
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (distance(line[i], points[i]) > most) return true;
    }
    return false;
}

/// The line as letters can follow it, as near to it as they can; empty if they cannot.
std::vector<PixelPoint> smoothed(std::span<const PixelPoint> line, double width, double size) {
    std::vector<PixelPoint> points{line.begin(), line.end()};
    for (const int more : {2, 4, 8}) {
        for (int i = 0; i < more; ++i) smooth(points);
        if (leaves(line, points, kMostAside_em * size)) break;
        if (winds(points, width)) break;
        if (!kinks(points) && !bends_too_much(points, size)) return points;
    }
    return {};
}

void read_from_the_left(std::vector<PixelPoint>& points) {
    const auto& first = points.front();
    const auto& last = points.back();
    const bool upright = std::abs(last.x - first.x) > 1e-6;
    // Along a meridian: upwards, as on the spine of a French book.
    if (upright ? last.x < first.x : last.y > first.y) std::reverse(points.begin(), points.end());
}

void move_down(std::vector<PixelPoint>& points, double by) {
    std::vector<PixelPoint> moved(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto& a = points[i == 0 ? 0 : i - 1];
        const auto& b = points[std::min(i + 1, points.size() - 1)];
        const double length = std::max(distance(a, b), 1e-9);
        moved[i] = {points[i].x - by * (b.y - a.y) / length,
                    points[i].y + by * (b.x - a.x) / length};
    }
    points.swap(moved);
}

/// A box a few letters, enough to cover the text's height whatever its direction.
std::vector<LabelBox> boxes_along(std::span<const PixelPoint> middle_line, double size) {
    std::vector<LabelBox> boxes;
    const double half = 0.62 * size;
    constexpr std::size_t kPointsABox = 4;
    for (std::size_t i = 0; i + 1 < middle_line.size(); i += kPointsABox) {
        LabelBox box{1e300, 1e300, -1e300, -1e300};
        for (std::size_t j = i; j <= std::min(i + kPointsABox, middle_line.size() - 1); ++j) {
            box.left = std::min(box.left, middle_line[j].x - half);
            box.right = std::max(box.right, middle_line[j].x + half);
            box.top = std::min(box.top, middle_line[j].y - half);
            box.bottom = std::max(box.bottom, middle_line[j].y + half);
        }
        boxes.push_back(box);
    }
    return boxes;
}

}  // namespace

std::optional<LabelPlace> place_along(std::span<const PixelPoint> line, double middle, double width,
                                      double size) {
    if (line.size() < 2 || !(width > 0) || !(size > 0)) return std::nullopt;
    const auto steps = static_cast<std::size_t>(std::ceil(width / (kStep_em * size)));
    const auto on_line =
        sampled(line, middle - width / 2, middle + width / 2, std::max(steps, std::size_t{4}) + 1);
    auto points = smoothed(on_line, width, size);
    if (points.empty()) return std::nullopt;
    read_from_the_left(points);
    LabelPlace place;
    place.with_text = true;
    place.boxes = boxes_along(points, size);
    move_down(points, kDrop_em * size);
    place.baseline = std::move(points);
    return place;
}

}  // namespace konbit
