#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "mapper/query/routes.hpp"

namespace konbit {

/// A place of an answer by road.
struct FacilityByRoad {
    FoundFacility facility;
    double duration_s = 0;
    double distance_by_road_m = 0;
    double off_road_m = 0;                     ///< from where the way ends to the place
    RouteVerdict verdict = RouteVerdict::yes;  ///< of the way there
};
struct FacilityByRoadAnswer {
    std::vector<FacilityByRoad> found;       ///< soonest first
    FacilityAnswer by_air;                   ///< as asked, for what was left out and would widen it
    std::vector<FoundFacility> unreachable;  ///< nearer by air than the last found: no way there
    Snap from;
};
/// The `question.count` soonest: as nearest_facilities, in order of travel time.
[[nodiscard]] FacilityByRoadAnswer soonest_facilities(const Travel& travel,
                                                      const FacilityQuestion& question,
                                                      const Place& from);

/// Travel times between places. Rows are told one by one, so that a large table may stream.
struct MatrixEnds {
    std::vector<Snap> from, to;
};
[[nodiscard]] MatrixEnds snap_matrix(const Travel& travel, std::span<const Place> from,
                                     std::span<const Place> to);
inline constexpr std::size_t kMostMatrixEnds = 10'000;  ///< on either side
/// Seconds; nullopt: no way (or an end too far from any road). Rows come in order, each once.
/// UsageError above 10,000 x 10,000, saying what it would need.
void travel_matrix(
    const Travel& travel, const MatrixEnds& ends,
    const std::function<void(std::size_t row, std::span<const std::optional<double>>)>& tell);

/// The best order of stops.
struct TourQuestion {
    Place start;
    std::vector<Place> stops;
    bool back = true;  ///< returns to the start
};
struct TourAnswer {
    std::vector<std::size_t> order;  ///< positions in `stops`
    std::vector<RouteLeg> legs;
    double duration_s = 0, distance_m = 0;
    bool exact = false;                    ///< proved best (up to 12 stops)
    double bound_s = 0;                    ///< no order takes less
    std::vector<std::size_t> unreachable;  ///< left out
    std::vector<Snap> snaps;               ///< start, then the stops
};
[[nodiscard]] TourAnswer best_tour(const Travel& travel, const TourQuestion& question);

/// What can be reached within times.
struct ReachBand {
    double within_s = 0;
    Geometry area;       ///< around the roads reached, holes where none is
    double road_km = 0;  ///< reached
    std::uint64_t places = 0, buildings = 0;
};
struct ReachAnswer {
    Snap from;
    std::vector<ReachBand> bands;                        ///< rising; each holds those before
    std::vector<std::pair<SegmentId, double>> segments;  ///< reached ones and when (s), for drawing
};
[[nodiscard]] ReachAnswer reach_from(const Travel& travel, const Place& from,
                                     std::span<const double> within_s);

/// Calls `visit(middle, people)` for the cells of a raster whose middles lie in a box.
using PeopleByCell =
    std::function<void(const BoundingBox&, const std::function<void(Location, double)>& visit)>;

/// Who has no way, and what would give them one.
struct CutoffQuestion {
    std::vector<Place> from;
    PeopleByCell people{};  ///< empty: people are not counted
};
struct CutOffPlace {
    ObjectId id;
    std::string name, kind;  ///< "village"
    Location at;
    std::uint64_t buildings = 0;  ///< nearest to it and cut off
    std::optional<double> people{};
    bool only_together = false;  ///< no place reconnects it alone: two or more have to be opened
};
struct Reopening {
    RoutePlace place;                      ///< what is blocked
    std::vector<std::string> settlements;  ///< names that its re-opening alone reconnects
    std::uint64_t buildings = 0;
    double road_km = 0;
    std::optional<double> people;
};
struct CutoffAnswer {
    std::vector<Snap> from;
    std::vector<CutOffPlace> settlements;  ///< largest first
    std::uint64_t buildings = 0, buildings_in_all = 0;
    std::optional<double> people;
    double road_km = 0;  ///< that nobody gets to; what is blocked itself does not count
    std::vector<Reopening> reopenings;  ///< most reconnected first; those that help nobody last
    std::vector<SegmentId> segments;    ///< cut off, for drawing
    /// Buildings that no place reconnects alone: two or more have to be opened.
    std::uint64_t only_together = 0;
    std::uint64_t never = 0;  ///< settlements without a way on any day: not counted as cut off
};
[[nodiscard]] CutoffAnswer find_cut_off(const Travel& travel, const CutoffQuestion& question);

}  // namespace konbit
