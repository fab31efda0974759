#include "render/canvas/path.hpp"

#include <algorithm>
#include <cmath>

#include "mapper/model/ellipsoid.hpp"
#include "render/canvas/clip.hpp"
#include "render/canvas/mercator_table.hpp"
#include "render/canvas/thin.hpp"

namespace konbit {
namespace {

constexpr double kSteps = 256;  ///< of one pixel
constexpr double kSmallest_px = 0.5;

/// To the nearest 1/256 px. The shift keeps the cast, which cuts, above zero.
double rounded(double px) noexcept {
    constexpr std::int64_t kShift = std::int64_t{1} << 40;
    const auto steps = static_cast<std::int64_t>(px * kSteps + (double(kShift) + 0.5)) - kShift;
    return static_cast<double>(steps) * (1 / kSteps);
}

}  // namespace

PathBuilder::PathBuilder(const WebMercator& scale, const PixelRect& rect, double margin_px,
                         double tolerance_px)
    : scale_{scale},
      rect_{rect},
      margin_px_{margin_px},
      tolerance_px_{tolerance_px},
      x_scale_{scale.world_px() / static_cast<double>(kTurn_e7)},
      y_scale_{scale.world_px()},
      world_px_{rounded(scale.world_px())} {}

void PathBuilder::project(std::span<const Location> locations, Way way) {
    projected_.clear();
    const MercatorTable& table = MercatorTable::get();
    LineThinner thinner{tolerance_px_, projected_};
    std::int64_t turn = kTurn_e7 / 2;
    std::int32_t before = locations.empty() ? 0 : locations[0].lon_e7;
    for (const Location at : locations) {
        if (way == Way::short_way) {
            const std::int64_t step = std::int64_t{at.lon_e7} - before;
            turn += wrapped_e7(step) - step;
            before = at.lon_e7;
        }
        thinner.add({rounded(static_cast<double>(at.lon_e7 + turn) * x_scale_),
                     rounded(table.y(at.lat_e7) * y_scale_)});
    }
    thinner.finish();
}

template <class Emit>
void PathBuilder::each_copy(Emit emit) {
    const PixelBox reach = box_of(projected_);
    const auto left = static_cast<double>(rect_.x), top = static_cast<double>(rect_.y);
    const PixelBox seen{-margin_px_, -margin_px_, rect_.width + margin_px_,
                        rect_.height + margin_px_};
    if (reach.bottom - top < seen.top || reach.top - top > seen.bottom) return;
    const double first = std::ceil((left + seen.left - reach.right) / world_px_);
    const double last = std::floor((left + seen.right - reach.left) / world_px_);
    for (double copy = first; copy <= last; ++copy) {
        const double dx = copy * world_px_ - left, dy = -top;
        moved_.resize(projected_.size());
        std::transform(projected_.begin(), projected_.end(), moved_.begin(), [&](PixelPoint p) {
            return PixelPoint{p.x + dx, p.y + dy};
        });
        const bool whole = seen.contains(
            PixelBox{reach.left + dx, reach.top + dy, reach.right + dx, reach.bottom + dy});
        emit(seen, whole);
    }
}

void PathBuilder::add_ring(std::span<const Location> locations, Path& to) {
    project(locations, Way::as_stored);
    if (projected_.size() > 1 && projected_.front() == projected_.back()) projected_.pop_back();
    const PixelBox reach = box_of(projected_);
    if (projected_.size() < 3 ||
        (reach.right - reach.left < kSmallest_px && reach.bottom - reach.top < kSmallest_px)) {
        return;
    }
    each_copy([&](const PixelBox& seen, bool whole) {
        if (!whole) clip_ring(moved_, seen, spare_);
        if (moved_.size() < 3) return;
        to.begin_part();
        to.points.insert(to.points.end(), moved_.begin(), moved_.end());
        to.parts.back().end = static_cast<std::uint32_t>(to.points.size());
        to.close_part();
    });
}

void PathBuilder::add_line(std::span<const Location> locations, Path& to) {
    project(locations, Way::short_way);
    if (projected_.size() < 2) return;
    const bool closed = projected_.size() > 3 && projected_.front() == projected_.back();
    each_copy([&](const PixelBox& seen, bool whole) {
        if (!whole) {
            clip_line(moved_, seen, to);
            return;
        }
        if (closed) moved_.pop_back();
        to.begin_part();
        to.points.insert(to.points.end(), moved_.begin(), moved_.end());
        to.parts.back().end = static_cast<std::uint32_t>(to.points.size());
        if (closed) to.close_part();
    });
}

void PathBuilder::add(const Geometry& geometry, Path& to) {
    if (geometry.kind == GeometryKind::line) {
        add_line(geometry.locations, to);
    } else if (geometry.kind == GeometryKind::area) {
        for (const Ring& ring : geometry.rings) add_ring(geometry.ring(ring), to);
    }
}

PixelPoint PathBuilder::to_pixels(Location at) const noexcept {
    const double x = rounded(static_cast<double>(at.lon_e7 + kTurn_e7 / 2) * x_scale_) -
                     static_cast<double>(rect_.x);
    const double y = rounded(MercatorTable::get().y(at.lat_e7) * y_scale_);
    const double copies = std::round((rect_.width / 2.0 - x) / world_px_);
    return {x + copies * world_px_, y - static_cast<double>(rect_.y)};
}

}  // namespace konbit
