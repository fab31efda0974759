#include "render/tile/sea.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "mapper/store/map_writer.hpp"
#include "render/tile/coast_closer.hpp"
#include "render/tile/coast_lines.hpp"

namespace konbit {
namespace {

// Beyond the picture, so that what closes the water along the edge is not seen.
constexpr double kMargin_px = 16;
constexpr double kWorld_px = 256;  // at zoom 0
// Simplified lines lie within half a pixel of the most detailed overview (38 m): nearer than this
// to the coast, the full lines decide on which side a picture lies.
constexpr double kNear_px = 2.0 / (1U << kOverviewMaxZoom.back());  // at zoom 0

CoastLine scaled(const CoastLine& line, double factor) {
    CoastLine result{line.kind, line.id, line.first, line.last, {}, 0, 0, 0, 0};
    result.points.reserve(line.points.size());
    for (const PixelPoint& at : line.points) result.add({at.x * factor, at.y * factor});
    return result;
}

/// Whether a line at zoom 0 reaches into the frame.
bool may_touch(const CoastLine& line, double factor, const CoastFrame& frame) {
    const double middle = (frame.left + frame.right) / 2;
    const double dx = shift_near(line, middle / factor, kWorld_px);
    return (line.left + dx) * factor <= frame.right && (line.right + dx) * factor >= frame.left &&
           line.top * factor <= frame.bottom && line.bottom * factor >= frame.top;
}

CoastFrame grown(const CoastFrame& frame, double by) {
    return {frame.left - by, frame.top - by, frame.right + by, frame.bottom + by};
}

}  // namespace

struct Sea::Impl {
    explicit Impl(const BaseMap& map) : base{map}, shared_coast{coast_lines_of(map)} {}

    const BaseMap& base;
    std::shared_ptr<const CoastLines> shared_coast;
    const CoastLines& coast{*shared_coast};
    // Scratch.
    Geometry geometry;
    std::vector<CoastLine> near;

    void gather(const WebMercator& scale, const PixelRect& rect, const CoastFrame& frame,
                double reach_px);
    [[nodiscard]] bool is_water(const WebMercator& scale, PixelPoint at) const;
    void add_ways_out(std::vector<CoastChain>& chains, const CoastFrame& frame,
                      double factor) const;
};

/// Fills `near` with the lines that reach into the frame: where the overview serves this zoom its
/// own, else the full ones, with what the simplified ones were prolonged by.
void Sea::Impl::gather(const WebMercator& scale, const PixelRect& rect, const CoastFrame& frame,
                       double reach_px) {
    near.clear();
    const double factor = scale.world_px() / kWorld_px;
    const bool full = scale.zoom() >= kOverviewMaxZoom.back() + 1;
    const CoastFrame wide = grown(frame, reach_px);
    bool any_mapped = false;
    for (const CoastLine& line : coast.lines()) {
        if (!may_touch(line, factor, wide)) continue;
        any_mapped |= line.kind == CoastLine::Kind::mapped;
        if (full && line.kind == CoastLine::Kind::mapped) continue;
        near.push_back(scaled(line, factor));
    }
    const double middle = (frame.left + frame.right) / 2;
    if (full && any_mapped) {
        const auto box = scale.box_of(rect, kMargin_px + reach_px);
        base.query(box, [&](const Feature& feature) {
            if (!is_coastline(feature)) return true;
            feature.read_geometry(geometry);
            for_each_coast(geometry, [&](std::span<const Location> ring) {
                near.push_back(coast_line(ring, scale));
                if (coast.is_turned(feature.id())) near.back().reverse();
            });
            return true;
        });
    }
    for (CoastLine& line : near) line.shift(shift_near(line, middle, scale.world_px()));
}

bool Sea::Impl::is_water(const WebMercator& scale, PixelPoint at) const {
    CoastSideFinder finder{at};
    for (const CoastLine& line : near) finder.consider(line);
    if (const auto side = finder.side()) return side->water;
    const double factor = kWorld_px / scale.world_px();
    const PixelPoint at_zoom0{at.x * factor, at.y * factor};
    CoastSideFinder far{at_zoom0};
    for (const CoastLine& line : coast.lines()) {
        far.consider(line, shift_near(line, at_zoom0.x, kWorld_px));
    }
    const auto side = far.side();
    return side && side->water;
}

void Sea::Impl::add_ways_out(std::vector<CoastChain>& chains, const CoastFrame& frame,
                             double factor) const {
    const auto way_out = [&](PixelPoint end) {
        const double wrap = std::floor(end.x / factor / kWorld_px) * kWorld_px;
        const PixelPoint far = coast.way_out({end.x / factor - wrap, end.y / factor});
        return PixelPoint{(far.x + wrap) * factor, far.y * factor};
    };
    for (CoastChain& chain : chains) {
        if (chain.from_nowhere && frame.contains(chain.points.front())) {
            chain.points.insert(chain.points.begin(), way_out(chain.points.front()));
        }
        if (chain.to_nowhere && frame.contains(chain.points.back())) {
            chain.points.push_back(way_out(chain.points.back()));
        }
    }
}

Sea::Sea(const BaseMap& base) : impl_{std::make_unique<Impl>(base)} {}
Sea::~Sea() = default;

void Sea::outline(const WebMercator& scale, const PixelRect& rect, Path& water, Path& shore) {
    auto& impl = *impl_;
    if (impl.coast.empty()) return;
    const double factor = scale.world_px() / kWorld_px;
    const double x = static_cast<double>(rect.x);
    const double y = static_cast<double>(rect.y);
    const CoastFrame frame{x - kMargin_px, y - kMargin_px, x + rect.width + kMargin_px,
                           y + rect.height + kMargin_px};
    impl.gather(scale, rect, frame, kNear_px * factor);
    const bool background = impl.is_water(scale, {frame.left, frame.top});

    Path world_water;
    Path world_shore;
    std::vector<CoastLine> inside;
    for (const CoastLine& line : impl.near) {
        if (!frame.touches(line)) continue;
        inside.push_back(line);
        if (line.kind != CoastLine::Kind::ray) clip_coast(line.points, frame, world_shore);
    }
    auto chains = join_coast(inside);
    impl.add_ways_out(chains, frame, factor);
    close_coast(chains, frame, background, world_water);
    const auto append_in_picture = [&](const Path& from, Path& to) {
        for (const Path::Part& part : from.parts) {
            to.begin_part();
            for (const PixelPoint& at : from.part(part)) to.add({at.x - x, at.y - y});
            if (part.closed) to.close_part();
        }
    };
    append_in_picture(world_water, water);
    append_in_picture(world_shore, shore);
}

}  // namespace konbit
