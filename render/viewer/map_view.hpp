#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <vector>

#include "mapper/model/bounding_box.hpp"
#include "mapper/model/location.hpp"
#include "render/canvas/mercator.hpp"

namespace konbit {

/// A block of the drawn world (kBlock_px a side) at a whole zoom, counted from its north-west
/// corner; x is within the world.
struct BlockId {
    int zoom = 0;
    std::int64_t x = 0, y = 0;
    auto operator<=>(const BlockId&) const = default;
    /// The block of a lower zoom that holds it.
    [[nodiscard]] constexpr BlockId ancestor(int levels) const noexcept {
        return {zoom - levels, x >> levels, y >> levels};
    }
};

/// Where a block goes in the window: [left, right) × [top, bottom), without gaps to its neighbours.
struct BlockPlace {
    BlockId id;
    int left = 0, top = 0, right = 0, bottom = 0;
};

/// What part of the world the window shows, and how it moves: pure arithmetic, times are handed in.
/// At rest the zoom is whole, so that blocks are shown pixel by pixel; movements take kMove_ms.
/// The world wraps at ±180° and ends at ±85°.
class MapView {
public:
    static constexpr int kLeastZoom = 2, kMostZoom = 20;
    static constexpr double kMove_ms = 120;

    /// `area`: the part of the window that shows the map. Never empty: a smaller one counts as 1×1.
    explicit MapView(const PixelRect& area);

    /// Panels open and close above a map that stays where it is.
    void set_area(const PixelRect& area);
    /// Another window size: the middle stays the middle.
    void resize_area(const PixelRect& area);

    void jump_to(Location at, double zoom);
    void jump_to(const BoundingBox& box);
    /// Moves there; jumps if it is far.
    void go_to(Location at, std::optional<double> zoom, double now_ms);
    void fit(const BoundingBox& box, double now_ms);
    /// To the east and south, at once (dragging).
    void pan_by(double dx_px, double dy_px);
    void pan_smoothly(double dx_px, double dy_px, double now_ms, double duration_ms = kMove_ms);
    /// The place at this pixel of the window stays there. Steps that are no whole ones add up.
    void zoom_around(double x, double y, double steps, double now_ms);
    void zoom_in_middle(double steps, double now_ms);

    /// True if the picture changed.
    bool tick(double now_ms);
    [[nodiscard]] bool moving() const noexcept { return motion_.has_value(); }

    [[nodiscard]] const PixelRect& area() const noexcept { return area_; }
    [[nodiscard]] double zoom() const noexcept { return shown_.zoom; }
    /// Where it is going.
    [[nodiscard]] int target_zoom() const noexcept;
    [[nodiscard]] Location center() const noexcept;
    [[nodiscard]] Location target_center() const noexcept;
    [[nodiscard]] Location location_at(double x, double y) const noexcept;
    /// In the window; the copy of the world nearest to the middle.
    [[nodiscard]] PixelPoint pixel_of(Location at) const noexcept;
    [[nodiscard]] double metres_per_px() const noexcept;

    /// The blocks that cover the area now, at the nearest whole zoom.
    [[nodiscard]] std::vector<BlockPlace> shown_blocks() const;
    /// The blocks that will be needed where it is going, the nearest to the middle first; the area
    /// is grown by `margin_px`.
    [[nodiscard]] std::vector<BlockId> target_blocks(int margin_px = 0) const;

private:
    /// The middle as a part of the world's width, and the zoom.
    struct Viewpoint {
        double x = 0.5, y = 0.5, zoom = kLeastZoom;
    };
    struct Motion {
        Viewpoint from, to;
        double start_ms = 0, duration_ms = kMove_ms;
    };
    [[nodiscard]] const Viewpoint& target() const noexcept {
        return motion_ ? motion_->to : shown_;
    }
    [[nodiscard]] Viewpoint limited(Viewpoint view) const noexcept;
    [[nodiscard]] static Viewpoint between(const Motion& motion, double part) noexcept;
    [[nodiscard]] Viewpoint viewpoint_of(Location at, double zoom) const noexcept;
    [[nodiscard]] double fitting_zoom(const BoundingBox& box) const noexcept;
    void move_to(Viewpoint to, double now_ms, double duration_ms);
    void stop() noexcept;
    [[nodiscard]] std::vector<BlockPlace> blocks_of(const Viewpoint& view, int level,
                                                    int margin_px) const;

    PixelRect area_;
    Viewpoint shown_;
    std::optional<Motion> motion_;
    double wheel_rest_ = 0;  ///< part of a step not yet taken
};

}  // namespace konbit
