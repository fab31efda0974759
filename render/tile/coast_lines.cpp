#include "render/tile/coast_lines.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "mapper/store/map_writer.hpp"

namespace konbit {
namespace {

constexpr std::size_t kOverview = kOverviewMaxZoom.size() - 1;
constexpr double kWorld_px = 256;  // at zoom 0
// The overview drops ways that span less than half a pixel: gaps of twice that are none.
constexpr double kGap_px = 1.0 / (1U << kOverviewMaxZoom[kOverview]);
constexpr double kFar_px = 3 * kWorld_px;  // out of any picture
constexpr std::size_t kMostDoubtful = 1000;
constexpr double kSame = 1e-9;  // of squared distances

[[nodiscard]] double cross(PixelPoint a, PixelPoint b, PixelPoint c) noexcept {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

[[nodiscard]] bool segments_cross(PixelPoint a, PixelPoint b, PixelPoint c, PixelPoint d) noexcept {
    return cross(a, b, c) * cross(a, b, d) < 0 && cross(c, d, a) * cross(c, d, b) < 0;
}

[[nodiscard]] bool crosses(const CoastLine& line, PixelPoint a, PixelPoint b) noexcept {
    if (std::max(a.x, b.x) < line.left || std::min(a.x, b.x) > line.right ||
        std::max(a.y, b.y) < line.top || std::min(a.y, b.y) > line.bottom) {
        return false;
    }
    for (std::size_t i = 1; i < line.points.size(); ++i) {
        if (segments_cross(a, b, line.points[i - 1], line.points[i])) return true;
    }
    return false;
}

/// Ends without a continuation: where a line begins or ends and no other does the opposite.
struct LooseEnds {
    std::vector<std::pair<Location, PixelPoint>> starts, ends;

    explicit LooseEnds(const std::vector<CoastLine>& lines) {
        std::multiset<Location> begun, ended;
        for (const auto& line : lines) {
            begun.insert(line.first);
            ended.insert(line.last);
        }
        for (const auto& line : lines) {
            if (!ended.contains(line.first)) starts.push_back({line.first, line.points.front()});
            if (!begun.contains(line.last)) ends.push_back({line.last, line.points.back()});
        }
    }
};

}  // namespace

void CoastLine::add(PixelPoint at) {
    if (points.empty()) {
        left = right = at.x;
        top = bottom = at.y;
    } else {
        left = std::min(left, at.x);
        right = std::max(right, at.x);
        top = std::min(top, at.y);
        bottom = std::max(bottom, at.y);
    }
    points.push_back(at);
}

void CoastLine::shift(double dx) {
    if (dx == 0) return;
    for (auto& point : points) point.x += dx;
    left += dx;
    right += dx;
}

void CoastLine::reverse() noexcept {
    std::reverse(points.begin(), points.end());
    std::swap(first, last);
}

double doubled_area(std::span<const PixelPoint> ring) noexcept {
    double sum = 0;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        sum += ring[j].x * ring[i].y - ring[i].x * ring[j].y;
    }
    return sum;
}

double shift_near(const CoastLine& line, double x, double world_px) noexcept {
    return std::round((x - line.middle_x()) / world_px) * world_px;
}

bool is_coastline(const Feature& feature) {
    return feature.min_zoom() == 0 && feature.kind() != GeometryKind::point &&
           feature.tag("natural") == "coastline";
}

CoastLine coast_line(std::span<const Location> locations, const WebMercator& scale) {
    CoastLine line;
    if (locations.empty()) return line;
    line.first = locations.front();
    line.last = locations.back();
    line.points.reserve(locations.size());
    for (const Location& location : locations) {
        PixelPoint at = scale.to_pixels(location);
        if (!line.points.empty()) {
            const double jump = at.x - line.points.back().x;
            at.x -= std::round(jump / scale.world_px()) * scale.world_px();
        }
        line.add(at);
    }
    return line;
}

void CoastSideFinder::consider(const CoastLine& line, double dx) {
    const double away_x = std::max({line.left + dx - at_.x, at_.x - line.right - dx, 0.0});
    const double away_y = std::max({line.top - at_.y, at_.y - line.bottom, 0.0});
    const double away2 = away_x * away_x + away_y * away_y;
    if (best2_ >= 0 && away2 > best2_ + kSame * (1 + away2)) return;
    for (std::size_t i = 1; i < line.points.size(); ++i) {
        const PixelPoint a = line.points[i - 1];
        const PixelPoint b = line.points[i];
        consider_segment({a.x + dx, a.y}, {b.x + dx, b.y});
    }
}

void CoastSideFinder::consider_segment(PixelPoint a, PixelPoint b) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double length2 = dx * dx + dy * dy;
    if (length2 == 0) return;
    const double t = std::clamp(((at_.x - a.x) * dx + (at_.y - a.y) * dy) / length2, 0.0, 1.0);
    const double ex = a.x + t * dx - at_.x;
    const double ey = a.y + t * dy - at_.y;
    const double distance2 = ex * ex + ey * ey;
    const double same = kSame * (1 + distance2);
    if (best2_ >= 0 && distance2 > best2_ + same) return;
    if (best2_ < 0 || distance2 < best2_ - same) nearest_.clear();
    best2_ = best2_ < 0 ? distance2 : std::min(best2_, distance2);
    nearest_.push_back({a, b, t});
}

std::optional<CoastSide> CoastSideFinder::side() const {
    if (nearest_.empty()) return std::nullopt;
    // Pixels run down, so a positive cross product is to the right: water.
    const auto right_of = [&](const Touch& touch) { return cross(touch.a, touch.b, at_) > 0; };
    const double distance = std::sqrt(best2_);
    const Touch* before = nullptr;  // of a vertex: the segment that ends there
    const Touch* after = nullptr;
    for (const auto& touch : nearest_) {
        if (touch.t > 0 && touch.t < 1) return CoastSide{distance, right_of(touch)};
        (touch.t >= 1 ? before : after) = &touch;
    }
    if (before == nullptr || after == nullptr) {
        return CoastSide{distance, right_of(*(before == nullptr ? after : before))};
    }
    const bool turns_right = cross(before->a, before->b, after->b) > 0;
    const bool water =
        turns_right ? right_of(*before) && right_of(*after) : right_of(*before) || right_of(*after);
    return CoastSide{distance, water};
}

CoastLines::CoastLines(const BaseMap& base) {
    read(base);
    if (lines_.empty()) return;
    turn_wrong_islands();
    bridge_gaps();
    prolong();
}

void CoastLines::read(const BaseMap& base) {
    const WebMercator scale{0};
    Geometry geometry;
    const BoundingBox world{-Location::kMaxLon_e7, -Location::kMaxLat_e7, Location::kMaxLon_e7,
                            Location::kMaxLat_e7};
    base.query_overview(kOverview, world, [&](const Feature& feature) {
        if (!is_coastline(feature)) return true;
        feature.read_geometry(geometry);
        for_each_coast(geometry, [&](std::span<const Location> coast) {
            lines_.push_back(coast_line(coast, scale));
            lines_.back().id = feature.id();
        });
        return true;
    });
    if (lines_.empty()) return;
    const BoundingBox bounds = base.summary().bounds;
    if (bounds.empty()) return;
    const PixelPoint north_west = scale.to_pixels({bounds.west, bounds.north});
    const PixelPoint south_east = scale.to_pixels({bounds.east, bounds.south});
    middle_ = {(north_west.x + south_east.x) / 2, (north_west.y + south_east.y) / 2};
}

// Water to the right of a closed way is a lagoon, if there is land around it. What other coasts
// say is in the sea can but be an island.
void CoastLines::turn_wrong_islands() {
    std::vector<std::size_t> clockwise;
    std::vector<bool> doubtful(lines_.size(), false);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        const bool is_way = lines_[i].id.type == ObjectType::way;
        if (!is_way || lines_[i].first != lines_[i].last || doubled_area(lines_[i].points) <= 0)
            continue;
        doubtful[i] = true;
        if (clockwise.size() < kMostDoubtful) clockwise.push_back(i);
    }
    for (const std::size_t ring : clockwise) {
        CoastSideFinder finder{lines_[ring].points.front()};
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (doubtful[i]) continue;
            finder.consider(lines_[i], shift_near(lines_[i], lines_[ring].left, kWorld_px));
        }
        const auto side = finder.side();
        if (!side || !side->water) continue;
        lines_[ring].reverse();
        turned_.push_back(lines_[ring].id);
    }
    std::sort(turned_.begin(), turned_.end());
}

bool CoastLines::is_turned(ObjectId id) const {
    return std::binary_search(turned_.begin(), turned_.end(), id);
}

void CoastLines::bridge_gaps() {
    LooseEnds loose{lines_};
    std::multimap<std::int64_t, std::size_t> starts_by_column;
    const auto column = [](double x) { return static_cast<std::int64_t>(std::floor(x / kGap_px)); };
    for (std::size_t i = 0; i < loose.starts.size(); ++i) {
        starts_by_column.emplace(column(loose.starts[i].second.x), i);
    }
    for (const auto& [end, at] : loose.ends) {
        auto best = starts_by_column.end();
        double best_px = kGap_px;
        const auto stop = starts_by_column.upper_bound(column(at.x) + 1);
        for (auto it = starts_by_column.lower_bound(column(at.x) - 1); it != stop; ++it) {
            const PixelPoint start = loose.starts[it->second].second;
            const double distance = std::hypot(start.x - at.x, start.y - at.y);
            if (distance < best_px) best_px = distance, best = it;
        }
        if (best == starts_by_column.end()) continue;
        CoastLine bridge;
        bridge.kind = CoastLine::Kind::bridge;
        bridge.first = end;
        bridge.last = loose.starts[best->second].first;
        bridge.add(at);
        bridge.add(loose.starts[best->second].second);
        lines_.push_back(std::move(bridge));
        starts_by_column.erase(best);
    }
}

PixelPoint CoastLines::way_out(PixelPoint end) const {
    constexpr std::size_t kMostLines = 20'000;  // more: no time to look for a better way
    constexpr std::array kTurns_deg{0, 12, -12, 25, -25, 40, -40, 60, -60, 85, -85};
    double angle = std::atan2(end.y - middle_.y, end.x - middle_.x);
    if (end == middle_) angle = 0;
    const auto far = [&](double turn_deg) {
        const double a = angle + turn_deg * 0.017453292519943295;
        return PixelPoint{end.x + kFar_px * std::cos(a), end.y + kFar_px * std::sin(a)};
    };
    if (lines_.size() > kMostLines) return far(0);
    for (const int turn : kTurns_deg) {
        const PixelPoint to = far(turn);
        // A little off the end: the line that ends there does not cross what begins there.
        const PixelPoint from{end.x + (to.x - end.x) * 1e-9, end.y + (to.y - end.y) * 1e-9};
        if (std::none_of(lines_.begin(), lines_.end(),
                         [&](const CoastLine& line) { return crosses(line, from, to); })) {
            return to;
        }
    }
    return far(0);
}

void CoastLines::prolong() {
    const LooseEnds loose{lines_};
    for (const auto& [start, at] : loose.starts) {
        CoastLine ray;
        ray.kind = CoastLine::Kind::ray;
        ray.add(way_out(at));
        ray.add(at);
        ray.last = start;
        lines_.push_back(std::move(ray));
    }
    for (const auto& [end, at] : loose.ends) {
        CoastLine ray;
        ray.kind = CoastLine::Kind::ray;
        ray.add(at);
        ray.add(way_out(at));
        ray.first = end;
        lines_.push_back(std::move(ray));
    }
}

std::shared_ptr<const CoastLines> coast_lines_of(const BaseMap& base) {
    static std::mutex mutex;
    static std::map<std::pair<std::string, std::uint64_t>, std::weak_ptr<const CoastLines>> read;
    const std::lock_guard lock{mutex};
    auto& kept = read[{base.folder().string(), base.fingerprint()}];
    auto coast = kept.lock();
    if (!coast) kept = coast = std::make_shared<const CoastLines>(base);
    return coast;
}

}  // namespace konbit
