// A route as steps: along which road, and what to do where it begins.
#include <cmath>

#include "mapper/model/geodesy.hpp"
#include "mapper/query/road_names.hpp"
#include "mapper/query/route_line.hpp"

namespace konbit {

namespace {

constexpr double kLook_m = 15;  ///< bearings are taken so far from a junction: corners are rounded
constexpr double kStraight_deg = 25, kSlight_deg = 50, kSharp_deg = 125, kBack_deg = 170;
constexpr double kRealTurn_deg = 55;  ///< worth a word even where the name stays

bool is_roundabout(const Tags& tags) {
    return tags.is("junction", "roundabout") || tags.is("junction", "circular");
}

/// A road that counts as a roundabout's exit: one a vehicle could leave by, allowed or not.
bool is_exit(const Tags& tags, DirectedSegment leaving) {
    const auto highway = tags.value("highway");
    for (const std::string_view foot :
         {"footway", "path", "steps", "cycleway", "pedestrian", "bridleway", "corridor", ""}) {
        if (highway == foot) return false;
    }
    const auto oneway = tags.value("oneway");
    if (oneway == "-1" || oneway == "reverse") return leaving.against();
    if (oneway == "yes" || oneway == "1" || oneway == "true") return !leaving.against();
    return true;
}

Maneuver maneuver_of(double turn_deg) {
    const double size = std::abs(turn_deg);
    const bool left = turn_deg < 0;
    if (size < kStraight_deg) return Maneuver::go_on;
    if (size < kSlight_deg) return left ? Maneuver::slight_left : Maneuver::slight_right;
    if (size < kSharp_deg) return left ? Maneuver::left : Maneuver::right;
    if (size < kBack_deg) return left ? Maneuver::sharp_left : Maneuver::sharp_right;
    return Maneuver::u_turn;
}

class StepMaker {
public:
    StepMaker(const RoadMetric& metric, const RouteLine& line, WayTags& tags)
        : metric_{metric}, network_{metric.network()}, line_{line}, tags_{tags} {}

    std::vector<RouteStep> run() {
        for (std::size_t i = 0; i < line_.pieces.size(); ++i) {
            const bool new_leg = i == 0 || line_.pieces[i].leg != line_.pieces[i - 1].leg;
            if (new_leg && i > 0) arrive(i - 1);
            if (new_leg)
                begin(i, Maneuver::depart);
            else if (const auto maneuver = change_at(i))
                begin(i, *maneuver);
            steps_.back().distance_m += line_.pieces[i].distance_m;
            steps_.back().duration_s += line_.pieces[i].duration_s;
        }
        if (!line_.pieces.empty()) arrive(line_.pieces.size() - 1);
        return std::move(steps_);
    }

private:
    [[nodiscard]] const Tags& tags_at(std::size_t i) {
        return tags_.of(line_.pieces[i].directed.segment());
    }
    [[nodiscard]] bool ferry_at(std::size_t i) const {
        const auto& segment = network_.segments()[line_.pieces[i].directed.segment().value];
        return network_.flags_of({segment.kind}).has(RoadKindFlags::kFerry);
    }

    // ---- when a step begins

    std::optional<Maneuver> change_at(std::size_t i) {
        if (ferry_at(i) != ferry_at(i - 1)) return ferry_at(i) ? Maneuver::ferry : Maneuver::go_on;
        const auto& before = tags_at(i - 1);
        const auto& after = tags_at(i);
        const bool from_ring = is_roundabout(before), to_ring = is_roundabout(after);
        if (to_ring && !from_ring) return Maneuver::roundabout;
        if (from_ring && !to_ring) return Maneuver::go_on;
        if (to_ring) return std::nullopt;
        if (line_.pieces[i].directed == line_.pieces[i - 1].directed.reversed())
            return Maneuver::u_turn;
        const auto turn = turn_deg(i);
        if (!same_road(before, after, turn)) return maneuver_of(turn);
        if (std::abs(turn) >= kRealTurn_deg && is_junction(i)) return maneuver_of(turn);
        return std::nullopt;
    }

    /// What people call a road: some pieces of it have the name, others the number alone.
    [[nodiscard]] static std::string_view called(const Tags& tags) {
        const auto name = tags.value("name");
        return name.empty() ? tags.value("ref") : name;
    }

    [[nodiscard]] static bool same_road(const Tags& a, const Tags& b, double turn) {
        if (called(a) != called(b)) return is_same_number(a, b) && std::abs(turn) < kStraight_deg;
        if (!called(a).empty()) return true;
        return kind_of_road(a) == kind_of_road(b) && std::abs(turn) < kSlight_deg;
    }

    /// A road with a number goes on, and its name begins or ends: not worth a word.
    [[nodiscard]] static bool is_same_number(const Tags& a, const Tags& b) {
        if (a.value("ref").empty() || a.value("ref") != b.value("ref")) return false;
        return a.value("name").empty() || b.value("name").empty();
    }

    [[nodiscard]] bool is_junction(std::size_t i) {
        network_.read_leaving(vertex_before(network_, line_.pieces[i].directed),
                              metric_.profile().graph(), leaving_);
        return leaving_.size() > 2;
    }

    /// Positive to the right.
    [[nodiscard]] double turn_deg(std::size_t i) const {
        const auto corner = line_.pieces[i].shape_begin;
        const auto before = bearing_deg(look(corner, -1), line_.shape[corner]);
        const auto after = bearing_deg(line_.shape[corner], look(corner, 1));
        return std::remainder(after - before, 360.0);
    }

    /// The place on the route about kLook_m from a corner.
    [[nodiscard]] Location look(std::size_t corner, int step) const {
        auto at = static_cast<std::ptrdiff_t>(corner);
        const auto end = static_cast<std::ptrdiff_t>(line_.shape.size());
        double gone_m = 0;
        while (at + step >= 0 && at + step < end && gone_m < kLook_m) {
            const auto a = line_.shape[static_cast<std::size_t>(at)];
            at += step;
            gone_m += distance_m(a, line_.shape[static_cast<std::size_t>(at)]);
        }
        return line_.shape[static_cast<std::size_t>(at)];
    }

    // ---- what it says

    void begin(std::size_t i, Maneuver maneuver) {
        const auto& piece = line_.pieces[i];
        const auto& tags = tags_at(i);
        if (ferry_at(i)) maneuver = Maneuver::ferry;
        if (i > 0 && is_roundabout(tags) && maneuver == Maneuver::depart)
            maneuver = Maneuver::roundabout;
        RouteStep step{
            .way = network_.object_of(piece.directed.segment()),
            .name = std::string{tags.value("name")},
            .ref = std::string{tags.value("ref")},
            .kind = kind_of_road(tags),
            .maneuver = maneuver,
            .bearing_deg = bearing_deg(line_.shape[piece.shape_begin], look(piece.shape_begin, 1)),
            .shape_begin = piece.shape_begin,
            .leg = piece.leg};
        if (maneuver == Maneuver::roundabout) step.exit = exit_of(i);
        steps_.push_back(std::move(step));
    }

    void arrive(std::size_t last) {
        RouteStep step = steps_.back();
        const auto end = last + 1 < line_.pieces.size() ? line_.pieces[last + 1].shape_begin
                                                        : line_.shape.size() - 1;
        step.way = network_.object_of(line_.pieces[last].directed.segment());
        step.distance_m = step.duration_s = 0;
        step.maneuver = Maneuver::arrive;
        step.exit = 0;
        step.bearing_deg = bearing_deg(look(end, -1), line_.shape[end]);
        step.shape_begin = end;
        steps_.push_back(std::move(step));
    }

    /// How many exits come until the route leaves the ring that it enters with piece i.
    std::uint8_t exit_of(std::size_t i) {
        std::uint8_t exits = 0;
        for (; i + 1 < line_.pieces.size() && is_roundabout(tags_at(i)); ++i) {
            const auto& piece = line_.pieces[i];
            network_.read_leaving(vertex_behind(network_, piece.directed),
                                  metric_.profile().graph(), leaving_);
            const auto next = line_.pieces[i + 1].directed;
            const bool leaves = !is_roundabout(tags_at(i + 1));
            bool any = leaves;
            for (const auto exit : leaving_) {
                const auto& tags = tags_.of(exit.segment());
                any = any || (exit != next && exit != piece.directed.reversed() &&
                              !is_roundabout(tags) && is_exit(tags, exit));
            }
            if (any && exits < 99) ++exits;
            if (leaves || line_.pieces[i + 1].leg != piece.leg) break;
        }
        return exits;
    }

    const RoadMetric& metric_;
    const RoadNetwork& network_;
    const RouteLine& line_;
    WayTags& tags_;
    std::vector<RouteStep> steps_;
    std::vector<DirectedSegment> leaving_;
};

}  // namespace

std::vector<RouteStep> steps_of(const RoadMetric& metric, const RouteLine& line, WayTags& tags) {
    return StepMaker{metric, line, tags}.run();
}

}  // namespace konbit
