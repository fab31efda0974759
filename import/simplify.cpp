#include "import/simplify.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "import/map_scale.hpp"

namespace konbit {
namespace {

class Simplifier {
public:
    Simplifier(double tolerance_e7, MapScale scale)
        : tolerance2_{tolerance_e7 * tolerance_e7}, scale_{scale} {}

    // Appends what is left of the path, both ends kept.
    void path(std::span<const Location> from, std::vector<Location>& into) {
        keep_.assign(from.size(), false);
        keep_.front() = keep_.back() = true;
        mark(from, 0, from.size() - 1);
        append_kept(from, into);
    }

    // The same for a closed ring: halves at the vertex furthest from the start, so that both have
    // ends worth keeping.
    void ring(std::span<const Location> from, std::vector<Location>& into) {
        const std::size_t last = from.size() - 1;
        std::size_t furthest = 0;
        double best = -1;
        for (std::size_t i = 1; i < last; ++i) {
            const double d = distance2(from[i], from[0], from[0]);
            if (d > best) best = d, furthest = i;
        }
        keep_.assign(from.size(), false);
        keep_.front() = keep_.back() = keep_[furthest] = true;
        mark(from, 0, furthest);
        mark(from, furthest, last);
        append_kept(from, into);
    }

private:
    void append_kept(std::span<const Location> from, std::vector<Location>& into) const {
        for (std::size_t i = 0; i < from.size(); ++i) {
            if (keep_[i]) into.push_back(from[i]);
        }
    }

    void mark(std::span<const Location> from, std::size_t first, std::size_t last) {
        stack_.push_back({first, last});
        while (!stack_.empty()) {
            const auto [begin, end] = stack_.back();
            stack_.pop_back();
            std::size_t worst = 0;
            double worst2 = tolerance2_;
            for (std::size_t i = begin + 1; i < end; ++i) {
                const double d = distance2(from[i], from[begin], from[end]);
                if (d > worst2) worst2 = d, worst = i;
            }
            if (worst == 0) continue;
            keep_[worst] = true;
            stack_.push_back({begin, worst});
            stack_.push_back({worst, end});
        }
    }

    // Square of the distance from a point to a stretch, in picture units.
    [[nodiscard]] double distance2(Location p, Location a, Location b) const noexcept {
        const double dx = static_cast<double>(b.lon_e7) - a.lon_e7;
        const double dy = (static_cast<double>(b.lat_e7) - a.lat_e7) * scale_.lat_stretch;
        double px = static_cast<double>(p.lon_e7) - a.lon_e7;
        double py = (static_cast<double>(p.lat_e7) - a.lat_e7) * scale_.lat_stretch;
        const double length2 = dx * dx + dy * dy;
        if (length2 > 0) {
            const double t = std::clamp((px * dx + py * dy) / length2, 0.0, 1.0);
            px -= t * dx;
            py -= t * dy;
        }
        return px * px + py * py;
    }

    double tolerance2_;
    MapScale scale_;
    std::vector<bool> keep_;
    std::vector<std::pair<std::size_t, std::size_t>> stack_;
};

void simplify_area(const Geometry& from, Simplifier& simplifier, double min_area_e14,
                   Geometry& into) {
    bool outer_kept = false;
    for (const Ring& ring : from.rings) {
        if (!ring.outer && !outer_kept) continue;
        const auto begin = static_cast<std::uint32_t>(into.locations.size());
        simplifier.ring(from.ring(ring), into.locations);
        const auto end = static_cast<std::uint32_t>(into.locations.size());
        const auto left = std::span{into.locations}.subspan(begin);
        // Twice the area; a ring that turned over shows nothing of what it was.
        const double area = signed_area_e14(left) * (ring.outer ? 1 : -1);
        const bool keep = left.size() >= 4 && area >= 2 * min_area_e14;
        if (ring.outer) outer_kept = keep;
        if (keep) {
            into.rings.push_back({begin, end, ring.outer});
        } else {
            into.locations.resize(begin);
        }
    }
    if (!into.rings.empty()) into.kind = GeometryKind::area;
}

}  // namespace

void simplify(const Geometry& from, double pixel_e7, Geometry& into) {
    into.clear();
    if (from.kind == GeometryKind::point) {
        into = from;
        return;
    }
    const BoundingBox box = bounding_box_of(from);
    if (box.empty()) return;
    const MapScale scale{box.center()};
    const double half = pixel_e7 / 2;
    const double height_e7 = (static_cast<double>(box.north) - box.south) * scale.lat_stretch;
    if (static_cast<double>(box.east) - box.west < half && height_e7 < half) return;
    Simplifier simplifier{half, scale};
    if (from.kind == GeometryKind::line) {
        simplifier.path(from.locations, into.locations);
        into.kind = GeometryKind::line;
    } else if (from.kind == GeometryKind::area) {
        simplify_area(from, simplifier, pixel_e7 * pixel_e7 / scale.lat_stretch, into);
    }
}

}  // namespace konbit
