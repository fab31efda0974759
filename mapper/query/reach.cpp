// What can be reached within some time, as ground beside the roads.
#include <fmt/format.h>

#include <algorithm>

#include "mapper/model/error.hpp"
#include "mapper/query/reach.hpp"
#include "mapper/query/reach_outline.hpp"
#include "mapper/query/reach_places.hpp"
#include "mapper/query/reach_roads.hpp"
#include "mapper/query/things.hpp"

namespace konbit {
namespace {

constexpr std::size_t kMostBands = 10;
constexpr double kMost_s = 7 * 86'400;

void check(std::span<const double> within_s) {
    const auto good = [](double seconds) { return seconds > 0 && seconds <= kMost_s; };
    if (!within_s.empty() && within_s.size() <= kMostBands &&
        std::all_of(within_s.begin(), within_s.end(), good))
        return;
    throw UsageError{"The times cannot be used", "--within",
                     fmt::format("up to {} times are drawn, each up to a week", kMostBands),
                     "Give them like 30min or 1h,2h"};
}

/// A box around places that goes the short way over the antimeridian.
class BoxAround {
public:
    explicit BoxAround(Location middle) : middle_{middle} {}
    void extend(Location at) {
        auto east = std::int64_t{at.lon_e7} - middle_.lon_e7;
        if (east > kHalf_e7) east -= 2 * kHalf_e7;
        if (east < -kHalf_e7) east += 2 * kHalf_e7;
        west_ = std::min(west_, east);
        east_ = std::max(east_, east);
        south_ = std::min(south_, at.lat_e7);
        north_ = std::max(north_, at.lat_e7);
    }
    [[nodiscard]] BoundingBox box() const {
        return {wrapped(west_), south_, wrapped(east_), north_};
    }

private:
    static constexpr std::int64_t kHalf_e7 = Location::kMaxLon_e7;
    [[nodiscard]] std::int32_t wrapped(std::int64_t east) const {
        auto lon = middle_.lon_e7 + east;
        if (lon > kHalf_e7) lon -= 2 * kHalf_e7;
        if (lon < -kHalf_e7) lon += 2 * kHalf_e7;
        return static_cast<std::int32_t>(lon);
    }
    Location middle_;
    std::int64_t west_ = 0, east_ = 0;
    std::int32_t south_ = middle_.lat_e7, north_ = middle_.lat_e7;
};

class ReachSearch {
public:
    ReachSearch(const Travel& travel, std::span<const double> within_s)
        : travel_{travel}, within_s_{within_s.begin(), within_s.end()} {
        std::sort(within_s_.begin(), within_s_.end());
        within_s_.erase(std::unique(within_s_.begin(), within_s_.end()), within_s_.end());
    }

    ReachAnswer run(const Place& from) {
        ReachAnswer answer;
        answer.from = snap_to_road(travel_, from);
        if (!answer.from.road) return answer;
        const ReachedRoads roads{travel_.today(), *answer.from.road, within_s_.back()};
        answer.segments = roads.segments();
        box_ = box_of(roads, answer.from.road->at);
        std::vector<Roadside> sides;
        for (const auto within_s : within_s_) {
            auto& band = answer.bands.emplace_back();
            band.within_s = within_s;
            sides.push_back(side_of(roads, band));
            band.area = sides.back().outline();
        }
        count_things(sides, answer.bands);
        return answer;
    }

private:
    [[nodiscard]] BoundingBox box_of(const ReachedRoads& roads, Location from) {
        BoxAround around{from};
        visit_lines(roads, within_s_.back(), [&](double, std::span<const Location> line) {
            for (const auto at : line) around.extend(at);
        });
        return around.box();
    }

    [[nodiscard]] Roadside side_of(const ReachedRoads& roads, ReachBand& band) {
        Roadside side{box_};
        visit_lines(roads, band.within_s, [&](double length_m, std::span<const Location> line) {
            band.road_km += length_m / 1000;
            side.add(line);
        });
        side.widen();
        return side;
    }

    template <class Visit>
    void visit_lines(const ReachedRoads& roads, double within_s, const Visit& visit) {
        roads.visit(within_s, [&](SegmentId segment, std::span<const SegmentPart> parts) {
            measure_shape(travel_.network(), segment, shape_);
            const double length_m = travel_.network().segments()[segment.value].length_m();
            for (const auto& part : parts) {
                read_part(shape_, part, line_);
                visit(length_m * (part.end - part.begin), line_);
            }
        });
    }

    /// By the middles of their boxes: quick, and never far off for a building or a village.
    void count_things(const std::vector<Roadside>& sides, std::vector<ReachBand>& bands) const {
        Tags tags;
        travel_.map().base().query(grown(box_, sides.back().width_m()), [&](const Feature& f) {
            const auto at = f.box().center();
            if (!sides.back().contains(at)) return true;
            f.read_tags(tags);
            const bool building = is_building(tags);
            const bool place = f.kind() == GeometryKind::point && settlement_rank(tags) > 0;
            if (!building && !place) return true;
            for (std::size_t i = 0; i < bands.size(); ++i) {
                if (!sides[i].contains(at)) continue;
                bands[i].buildings += building ? 1 : 0;
                bands[i].places += place ? 1 : 0;
            }
            return true;
        });
    }

    const Travel& travel_;
    std::vector<double> within_s_;
    BoundingBox box_;
    MeasuredShape shape_;
    std::vector<Location> line_;
};

}  // namespace

ReachAnswer reach_from(const Travel& travel, const Place& from, std::span<const double> within_s) {
    check(within_s);
    return ReachSearch{travel, within_s}.run(from);
}

}  // namespace konbit
