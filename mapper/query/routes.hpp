#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mapper/query/map.hpp"
#include "mapper/query/place.hpp"
#include "mapper/query/road_conditions.hpp"
#include "mapper/route/road_metric.hpp"

namespace konbit {

/// Who travels, and how; the same for all questions about roads.
struct TravelQuestion {
    std::string profile;  ///< "truck", or a path to a file of one's own
    VehicleSize size{};   ///< replaces the profile's where set
    bool wet = false, snow = false;
    bool ignore_access = false;
    Audience audience = Audience::team;
};

/// A profile's metric in the map's situation, and the everyday one beside it: what all answers
/// about roads are made from. Metrics are kept in derived/. Safe from several threads once made; a
/// map that has changed needs a new one (`is_current`).
class Travel {
public:
    /// UsageError: no such profile, absurd dimensions (negative, zero, over 100 m or 1,000 t).
    [[nodiscard]] static Travel prepare(const Map& map, const TravelQuestion& question);
    ~Travel();
    Travel(Travel&&) noexcept;
    Travel& operator=(Travel&&) noexcept;

    [[nodiscard]] const Map& map() const noexcept;
    [[nodiscard]] const RoadNetwork& network() const noexcept;
    [[nodiscard]] const RoadMetric& today() const noexcept;  ///< with all that is known
    /// As if nothing had happened: what a closure costs is measured against it.
    [[nodiscard]] const RoadMetric& everyday() const;
    [[nodiscard]] const RoadConditions& conditions() const noexcept;
    [[nodiscard]] const TravelQuestion& question() const noexcept;
    [[nodiscard]] bool is_current() const;

    struct Impl;
    [[nodiscard]] Impl& impl() const noexcept { return *impl_; }

private:
    explicit Travel(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// Where a place meets the roads of a profile.
struct Snap {
    Place place;
    std::optional<RoadPosition> road;  ///< nullopt: none within 1 km
    std::string road_name;             ///< "" if it has none
    ObjectId way;
    /// A nearer road was left out: this vehicle may not use it, or it leads nowhere ("a footway 12
    /// m away", "a yard that no road leaves"). "" if it was the nearest.
    std::string passed_over;
};
inline constexpr double kSnap_m = 1000;
[[nodiscard]] Snap snap_to_road(const Travel& travel, const Place& place);

enum class RouteVerdict : std::uint8_t { yes, yes_unchecked, no };
[[nodiscard]] std::string_view to_string(
    RouteVerdict verdict) noexcept;  ///< "YES", "YES, UNCHECKED", "NO"

/// What to do at the beginning of a step.
enum class Maneuver : std::uint8_t {
    depart,
    go_on,
    slight_left,
    left,
    sharp_left,
    slight_right,
    right,
    sharp_right,
    u_turn,
    roundabout,
    ferry,
    arrive
};
[[nodiscard]] std::string_view to_string(Maneuver maneuver) noexcept;  ///< "slight_left", …

/// A stretch along one way name.
struct RouteStep {
    ObjectId way;
    std::string name;  ///< the way's own, "" if it has none
    std::string ref;   ///< "CG-2"
    std::string kind;  ///< "road", "track", "path", "ferry", …: what people say where it has none
    double distance_m = 0, duration_s = 0;
    Maneuver maneuver = Maneuver::go_on;
    std::uint8_t exit = 0;        ///< of a roundabout, counted from 1
    double bearing_deg = 0;       ///< when it begins
    std::size_t shape_begin = 0;  ///< in RouteOption::shape
    std::size_t leg = 0;
};

/// A place on a route, or one that was avoided, and why it matters.
struct RoutePlace {
    RoadNote note;     ///< for places that evidence speaks of
    std::string what;  ///< "bridge", "ford", "tunnel", "road", "limit", "access"
    ObjectId way;
    std::string name, reason;  ///< "maxheight=4.3", "seen blocked 3 h ago by two people"
    Location at;
};

struct RouteLeg {
    double distance_m = 0, duration_s = 0;
};

/// One way to go.
struct RouteOption {
    double distance_m = 0, duration_s = 0;
    std::vector<Location> shape;
    std::vector<RouteLeg> legs;
    std::vector<RouteStep> steps;  ///< the last is `arrive`
    std::vector<DirectedSegment> segments;
    std::vector<RoutePlace> evidence;  ///< on it: what somebody said of its parts
    /// On the best everyday way and not on this one: closed or slow for this vehicle today …
    std::vector<RoutePlace> avoided;
    /// … or closed to it on any day (too low, too weak, not allowed) on the best way of the same
    /// profile without its size and rights. The first few that made the difference.
    std::vector<RoutePlace> limits;
    double detour_m = 0, detour_s = 0;  ///< against the everyday way of the same vehicle; 0: none
    /// Nobody has looked since the event (all of it if no event is set counts as ordinary: 0).
    double unseen_m = 0;
    std::vector<RoutePlace> unseen;     ///< its bridges, fords and tunnels among them
    std::vector<std::string> warnings;  ///< "private road at the end", "ignored: access=no on …"
    RouteVerdict verdict = RouteVerdict::yes;
};

struct RouteQuestion {
    std::vector<Place> places;     ///< from, vias, to
    std::size_t alternatives = 0;  ///< besides the best
};
struct RouteAnswer {
    RouteVerdict verdict = RouteVerdict::no;
    std::vector<Snap> ends;            ///< one a place
    std::vector<RouteOption> options;  ///< best first; empty: NO
    /// Of NO: the blocking places on the best way otherwise possible, and that way; empty: there is
    /// none on any day (`why`: "the roads do not join", "no road within 1 km of …").
    std::vector<RoutePlace> blocking;
    std::optional<RouteOption> otherwise;
    std::string why;
};
/// UsageError: fewer than two places, two neighbours the same.
[[nodiscard]] RouteAnswer find_route(const Travel& travel, const RouteQuestion& question);

/// Short sentences that can be read over a radio, one a step: "en", "fr", "ht" or "es".
[[nodiscard]] std::vector<std::string> route_instructions(const RouteOption& option,
                                                          std::string_view lang);

}  // namespace konbit
