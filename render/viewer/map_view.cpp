#include "render/viewer/map_view.hpp"

#include <algorithm>
#include <cmath>

#include "render/tile/map_painter.hpp"

namespace konbit {
namespace {

double world_px(double zoom) noexcept {
    return 256.0 * std::exp2(zoom);
}

PixelRect never_empty(PixelRect area) noexcept {
    area.width = std::max(area.width, 1);
    area.height = std::max(area.height, 1);
    return area;
}

double whole_zoom(double zoom) noexcept {
    if (!std::isfinite(zoom)) return MapView::kLeastZoom;
    return std::clamp(std::round(zoom), double{MapView::kLeastZoom}, double{MapView::kMostZoom});
}

/// The middle of a box that may cross the antimeridian.
Location middle_of(const BoundingBox& box) noexcept {
    if (!box.crosses_antimeridian()) return box.center();
    constexpr std::int64_t kTurn = 2LL * Location::kMaxLon_e7;
    auto lon = (std::int64_t{box.west} + box.east + kTurn) / 2;
    if (lon > Location::kMaxLon_e7) lon -= kTurn;
    return {static_cast<std::int32_t>(lon), box.center().lat_e7};
}

}  // namespace

MapView::MapView(const PixelRect& area) : area_{never_empty(area)} {
    shown_ = limited(shown_);
}

void MapView::set_area(const PixelRect& area) {
    const auto next = never_empty(area);
    if (next == area_) return;
    const double dx = (static_cast<double>(next.x) + next.width / 2.0) -
                      (static_cast<double>(area_.x) + area_.width / 2.0);
    const double dy = (static_cast<double>(next.y) + next.height / 2.0) -
                      (static_cast<double>(area_.y) + area_.height / 2.0);
    const auto shifted = [&](Viewpoint view) {
        view.x += dx / world_px(view.zoom);
        view.y += dy / world_px(view.zoom);
        return limited(view);
    };
    area_ = next;
    shown_ = shifted(shown_);
    if (motion_) {
        motion_->from = shifted(motion_->from);
        motion_->to = shifted(motion_->to);
    }
}

void MapView::resize_area(const PixelRect& area) {
    area_ = never_empty(area);
    stop();
    shown_ = limited(shown_);
}

void MapView::jump_to(Location at, double zoom) {
    motion_.reset();
    shown_ = limited(viewpoint_of(at, whole_zoom(zoom)));
}

void MapView::jump_to(const BoundingBox& box) {
    if (!box.empty()) jump_to(middle_of(box), fitting_zoom(box));
}

void MapView::go_to(Location at, std::optional<double> zoom, double now_ms) {
    if (!at.valid()) return;
    move_to(viewpoint_of(at, whole_zoom(zoom.value_or(target().zoom))), now_ms, kMove_ms);
}

void MapView::fit(const BoundingBox& box, double now_ms) {
    if (!box.empty()) go_to(middle_of(box), fitting_zoom(box), now_ms);
}

void MapView::pan_by(double dx_px, double dy_px) {
    stop();
    shown_.x += dx_px / world_px(shown_.zoom);
    shown_.y += dy_px / world_px(shown_.zoom);
    shown_ = limited(shown_);
    shown_.x -= std::floor(shown_.x);
}

void MapView::pan_smoothly(double dx_px, double dy_px, double now_ms, double duration_ms) {
    auto to = target();
    to.x += dx_px / world_px(to.zoom);
    to.y += dy_px / world_px(to.zoom);
    motion_ = Motion{shown_, limited(to), now_ms, std::max(duration_ms, 1.0)};
}

void MapView::zoom_around(double x, double y, double steps, double now_ms) {
    if (!std::isfinite(steps)) return;
    if (steps * wheel_rest_ < 0) wheel_rest_ = 0;  // the other way round: at once
    wheel_rest_ += steps;
    const double whole = std::trunc(wheel_rest_);
    wheel_rest_ -= whole;
    const double zoom = whole_zoom(target().zoom + whole);
    if (zoom == target().zoom) return;
    const double from_middle_x = x - (static_cast<double>(area_.x) + area_.width / 2.0);
    const double from_middle_y = y - (static_cast<double>(area_.y) + area_.height / 2.0);
    const double change = 1 / world_px(shown_.zoom) - 1 / world_px(zoom);
    move_to({shown_.x + from_middle_x * change, shown_.y + from_middle_y * change, zoom}, now_ms,
            kMove_ms);
}

void MapView::zoom_in_middle(double steps, double now_ms) {
    zoom_around(static_cast<double>(area_.x) + area_.width / 2.0,
                static_cast<double>(area_.y) + area_.height / 2.0, steps, now_ms);
}

bool MapView::tick(double now_ms) {
    if (!motion_) return false;
    const double part = (now_ms - motion_->start_ms) / motion_->duration_ms;
    if (part < 1) {
        shown_ = between(*motion_, std::max(part, 0.0));
        return true;
    }
    shown_ = motion_->to;
    shown_.x -= std::floor(shown_.x);
    motion_.reset();
    return true;
}

int MapView::target_zoom() const noexcept {
    return static_cast<int>(std::lround(target().zoom));
}

Location MapView::center() const noexcept {
    return WebMercator{0}.to_location({shown_.x * 256, shown_.y * 256});
}

Location MapView::target_center() const noexcept {
    return WebMercator{0}.to_location({target().x * 256, target().y * 256});
}

Location MapView::location_at(double x, double y) const noexcept {
    const double size = world_px(shown_.zoom);
    const double dx = x - (static_cast<double>(area_.x) + area_.width / 2.0);
    const double dy = y - (static_cast<double>(area_.y) + area_.height / 2.0);
    return WebMercator{0}.to_location({(shown_.x + dx / size) * 256, (shown_.y + dy / size) * 256});
}

PixelPoint MapView::pixel_of(Location at) const noexcept {
    const auto to = viewpoint_of(at, shown_.zoom);
    const double size = world_px(shown_.zoom);
    const double turns = std::round(shown_.x - to.x);
    return {static_cast<double>(area_.x) + area_.width / 2.0 + (to.x + turns - shown_.x) * size,
            static_cast<double>(area_.y) + area_.height / 2.0 + (to.y - shown_.y) * size};
}

double MapView::metres_per_px() const noexcept {
    return WebMercator{shown_.zoom}.metres_per_px(center());
}

std::vector<BlockPlace> MapView::shown_blocks() const {
    return blocks_of(shown_, static_cast<int>(whole_zoom(shown_.zoom)), 0);
}

std::vector<BlockId> MapView::target_blocks(int margin_px) const {
    auto places = blocks_of(target(), target_zoom(), margin_px);
    const double x = static_cast<double>(area_.x) + area_.width / 2.0;
    const double y = static_cast<double>(area_.y) + area_.height / 2.0;
    const auto distance = [&](const BlockPlace& place) {
        return std::hypot((place.left + place.right) / 2.0 - x,
                          (place.top + place.bottom) / 2.0 - y);
    };
    std::stable_sort(places.begin(), places.end(),
                     [&](const auto& a, const auto& b) { return distance(a) < distance(b); });
    std::vector<BlockId> ids;
    for (const auto& place : places) {
        // A window wider than the world shows a block twice.
        if (std::find(ids.begin(), ids.end(), place.id) == ids.end()) ids.push_back(place.id);
    }
    return ids;
}

MapView::Viewpoint MapView::limited(Viewpoint view) const noexcept {
    const double half = area_.height / 2.0 / world_px(view.zoom);
    view.y = half >= 0.5 ? 0.5 : std::clamp(view.y, half, 1 - half);
    return view;
}

/// Between two zooms there is one place of the world that does not move; all else runs away from
/// it (or towards it). So a zoom around the pointer holds the pointer's place at every moment.
MapView::Viewpoint MapView::between(const Motion& motion, double part) noexcept {
    const auto& [from, to, start, duration] = motion;
    Viewpoint at;
    at.zoom = from.zoom + (to.zoom - from.zoom) * part;
    if (from.zoom == to.zoom) {
        at.x = from.x + (to.x - from.x) * part;
        at.y = from.y + (to.y - from.y) * part;
        return at;
    }
    const double from_px = world_px(from.zoom), to_px = world_px(to.zoom);
    const double still_x = (to_px * to.x - from_px * from.x) / (to_px - from_px);
    const double still_y = (to_px * to.y - from_px * from.y) / (to_px - from_px);
    const double shrink = from_px / world_px(at.zoom);
    at.x = still_x + (from.x - still_x) * shrink;
    at.y = still_y + (from.y - still_y) * shrink;
    return at;
}

MapView::Viewpoint MapView::viewpoint_of(Location at, double zoom) const noexcept {
    const auto pixel = WebMercator{0}.to_pixels(at);
    return {pixel.x / 256, pixel.y / 256, zoom};
}

double MapView::fitting_zoom(const BoundingBox& box) const noexcept {
    return std::floor(std::min(zoom_to_fit(box, area_.width, area_.height), 17.0));
}

void MapView::move_to(Viewpoint to, double now_ms, double duration_ms) {
    to.x += std::round(shown_.x - to.x);  // the short way round
    to = limited(to);
    const double reach_px = world_px(shown_.zoom) * std::hypot(to.x - shown_.x, to.y - shown_.y);
    if (reach_px > 2.0 * std::max(area_.width, area_.height) ||
        std::abs(to.zoom - shown_.zoom) > 4) {
        motion_.reset();
        shown_ = to;
        shown_.x -= std::floor(shown_.x);
        return;
    }
    motion_ = Motion{shown_, to, now_ms, duration_ms};
}

/// A pan stops where it is; a zoom must end at a whole one.
void MapView::stop() noexcept {
    if (!motion_) return;
    if (motion_->from.zoom != motion_->to.zoom) shown_ = motion_->to;
    motion_.reset();
}

std::vector<BlockPlace> MapView::blocks_of(const Viewpoint& view, int level, int margin_px) const {
    const double scale = std::exp2(view.zoom - level);
    const double block = kBlock_px * scale;
    // Rounded once for the whole picture: at a whole zoom every block then lies on whole pixels.
    const double west = std::round(view.x * world_px(view.zoom) - area_.width / 2.0);
    const double north = std::round(view.y * world_px(view.zoom) - area_.height / 2.0);
    const auto first = [&](double begin) {
        return static_cast<std::int64_t>(std::floor((begin - margin_px) / block));
    };
    const auto last = [&](double begin, int size) {
        return static_cast<std::int64_t>(std::ceil((begin + size + margin_px) / block)) - 1;
    };
    const std::int64_t count = std::int64_t{1} << (level - 1);  // 512 px: half as many as tiles
    const auto in_window = [&](std::int64_t index, double begin, std::int64_t area_begin) {
        return static_cast<int>(std::lround(static_cast<double>(index) * block - begin) +
                                area_begin);
    };
    std::vector<BlockPlace> places;
    for (auto y = std::max<std::int64_t>(first(north), 0);
         y <= std::min(last(north, area_.height), count - 1); ++y) {
        for (auto x = first(west); x <= last(west, area_.width); ++x) {
            places.push_back({{level, ((x % count) + count) % count, y},
                              in_window(x, west, area_.x),
                              in_window(y, north, area_.y),
                              in_window(x + 1, west, area_.x),
                              in_window(y + 1, north, area_.y)});
        }
    }
    return places;
}

}  // namespace konbit
