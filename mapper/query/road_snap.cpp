// Where a place meets the roads of a vehicle, and what was passed over for it.
#include "mapper/query/road_snap.hpp"

#include <fmt/format.h>

#include <limits>
#include <unordered_set>

#include "mapper/model/geodesy.hpp"
#include "mapper/query/road_names.hpp"
#include "mapper/query/route_line.hpp"
#include "mapper/query/text.hpp"
#include "mapper/query/travel_impl.hpp"

namespace konbit {

namespace {

constexpr std::size_t kCandidates = 12;
constexpr double kTiny_m = 1'000;    ///< parts of the network with less road lead nowhere
constexpr double kPassOver_m = 200;  ///< … and are passed over for one at most so much farther
constexpr double kNotWorth_m = 5;    ///< nearer by less: not worth a word

class Snapper {
public:
    Snapper(const Travel& travel, const Place& place)
        : travel_{travel},
          metric_{travel.today()},
          network_{travel.network()},
          place_{place},
          tags_{travel.map().base(), network_} {}

    std::vector<Snap> run() {
        const auto near = metric_.nearest(place_.at, kCandidates, kSnap_m);
        if (near.empty()) return {};
        std::vector<Snap> snaps;
        const auto best = first_that_leads_somewhere(near);
        for (std::size_t i = best; i < near.size(); ++i) {
            if (near[i].distance_m > near[best].distance_m + kSnapSlack_m) break;
            snaps.push_back(snap_at(near[i]));
        }
        snaps.front().passed_over = passed_over(near, best);
        return snaps;
    }

private:
    [[nodiscard]] std::size_t first_that_leads_somewhere(const std::vector<RoadPosition>& near) {
        for (std::size_t i = 0; i < near.size(); ++i) {
            if (near[i].distance_m > near.front().distance_m + kPassOver_m) break;
            if (!leads_nowhere(near[i].segment)) return i;
        }
        return 0;
    }

    /// On an ordinary day: what a flood cuts off leads somewhere, and nobody wants to begin on the
    /// other bank.
    [[nodiscard]] bool usable(SegmentId segment) const {
        const auto& use = travel_.everyday().use_of(segment);
        return use.forward != RoadAccess::closed || use.backward != RoadAccess::closed;
    }

    /// True if less than kTiny_m of road hangs together with it on an ordinary day.
    [[nodiscard]] bool leads_nowhere(SegmentId start) {
        std::vector<SegmentId> todo{start};
        std::unordered_set<std::uint32_t> seen{start.value};
        std::vector<DirectedSegment> leaving;
        double road_m = 0;
        while (!todo.empty()) {
            const auto segment = todo.back();
            todo.pop_back();
            const auto& s = network_.segments()[segment.value];
            road_m += s.length_m();
            if (road_m >= kTiny_m) return false;
            for (const auto vertex : {VertexId{s.tail}, VertexId{s.head}}) {
                const auto* node = travel_.everyday().node_use_at(vertex);
                if (node != nullptr && node->access == RoadAccess::closed) continue;
                network_.read_leaving(vertex, metric_.profile().graph(), leaving);
                for (const auto next : leaving) {
                    if (usable(next.segment()) && seen.insert(next.segment().value).second)
                        todo.push_back(next.segment());
                }
            }
        }
        return true;
    }

    [[nodiscard]] Snap snap_at(const RoadPosition& road) {
        Snap snap{.place = place_, .road = road, .road_name = {}, .way = {}, .passed_over = {}};
        snap.way = network_.object_of(road.segment);
        snap.road_name = std::string{tags_.of(snap.way).value("name")};
        return snap;
    }

    // ---- what was nearer

    std::string passed_over(const std::vector<RoadPosition>& near, std::size_t best) {
        if (best > 0) {
            return fmt::format("{} that leads nowhere, {} away", road_words(near.front().segment),
                               distance_text(near.front().distance_m));
        }
        const auto nearest = nearest_of_all(near[best].distance_m - kNotWorth_m);
        if (!nearest) return {};
        const auto reason = reason_of(nearest->segment);
        return fmt::format("{}{}{}", road_words(nearest->segment), away(nearest->distance_m),
                           reason.empty() ? "" : ": " + reason);
    }

    static std::string away(double distance_m) {
        return distance_m < kNotWorth_m ? " right there"
                                        : ", " + distance_text(distance_m) + " away";
    }

    /// Whether the vehicle may use it or not.
    [[nodiscard]] std::optional<RoadPosition> nearest_of_all(double within_m) {
        if (within_m <= 0) return std::nullopt;
        // A search for the nearest would look through the whole map where there is none so near.
        std::vector<std::uint32_t> around;
        network_.index().query(box_around(place_.at, within_m), around);
        std::vector<Location> shape;
        std::optional<RoadPosition> best;
        for (const auto position : around) {
            network_.read_shape({position}, shape);
            const auto away_m = distance_m(place_.at, make_line(shape));
            if (away_m > within_m || (best && away_m >= best->distance_m)) continue;
            best =
                RoadPosition{.segment = {position}, .fraction = 0, .at = {}, .distance_m = away_m};
        }
        return best;
    }

    std::string road_words(SegmentId segment) {
        const auto& tags = tags_.of(segment);
        const auto name = tags.value("name");
        const auto kind = kind_of_road(tags);
        if (name.empty()) return (kind.find_first_of("aeio") == 0 ? "an " : "a ") + kind;
        return fmt::format("{} ({})", name, kind);
    }

    std::string reason_of(SegmentId segment) {
        for (const auto at : metric_.closing(segment)) {
            const auto note = metric_.conditions()[at].note;
            if (note < travel_.conditions().notes.size())
                return travel_.conditions().notes[note].condition.reason;
        }
        return metric_.use_of(segment).reason;
    }

    const Travel& travel_;
    const RoadMetric& metric_;
    const RoadNetwork& network_;
    const Place& place_;
    WayTags tags_;
};

}  // namespace

std::vector<Snap> snaps_of(const Travel& travel, const Place& place) {
    return Snapper{travel, place}.run();
}

Snap snap_to_road(const Travel& travel, const Place& place) {
    auto snaps = snaps_of(travel, place);
    if (!snaps.empty()) return std::move(snaps.front());
    return {.place = place, .road = std::nullopt, .road_name = {}, .way = {}, .passed_over = {}};
}

}  // namespace konbit
