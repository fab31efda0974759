// Who has no way today, and which place to open first.
#include <algorithm>
#include <limits>
#include <tuple>
#include <unordered_map>

#include "mapper/model/geodesy.hpp"
#include "mapper/query/cutoff_rank.hpp"
#include "mapper/query/map_impl.hpp"
#include "mapper/query/reach.hpp"
#include "mapper/query/reach_outline.hpp"
#include "mapper/query/reach_places.hpp"
#include "mapper/query/things.hpp"

namespace konbit {
namespace {

constexpr double kOwnHouses_m = 5'000;  ///< farther away a house belongs to no settlement
constexpr double kSameName_m = 10'000;  ///< a settlement's node and its area

/// A house or a cell of people that is cut off.
struct CutOffThing {
    Location at;
    std::uint32_t spot = 0;
    double people = 0;
    bool building = false;
};

class CutoffSearch {
public:
    CutoffSearch(const Travel& travel, const CutoffQuestion& question,
                 std::span<const RoadPosition> from)
        : travel_{travel}, question_{question}, roads_{travel, from}, spots_{travel, roads_, from} {
        roads_.blocks().add_all();
    }

    void run(CutoffAnswer& answer) {
        answer_ = &answer;
        answer.segments = spots_.segments();
        for (const auto segment : answer.segments)
            answer.road_km += travel_.network().segments()[segment.value].length_m() / 1000;
        find_ground();
        find_things();
        drop_doubles();
        count_people();
        share_things();
        rank();
        sort_settlements();
    }

private:
    /// Where something that is cut off may be.
    void find_ground() {
        std::vector<Location> shape;
        BoundingBox box;
        const auto each = [&](const auto& visit) {
            const auto& network = travel_.network();
            for (const auto& state : roads_.states()) {
                network.read_shape(network.base_of(state.node).segment(), shape);
                visit();
            }
            for (const auto segment : roads_.closed()) {
                network.read_shape(segment, shape);
                visit();
            }
        };
        each([&] {
            for (const auto at : shape) box.extend(at);
        });
        ground_.emplace(box, kSnap_m);
        each([&] { ground_->add(shape); });
        ground_->widen();
        box_ = grown(box, kSnap_m);
    }

    // ---- settlements and houses

    void find_things() {
        Tags tags;
        travel_.map().base().for_each_feature([&](const Feature& feature) {
            const auto middle = feature.box().center();
            const bool near = ground_->contains(middle);
            if (!near && feature.kind() != GeometryKind::point) return;
            feature.read_tags(tags);
            if (settlement_rank(tags) > 0) add_settlement(feature, tags, middle);
            if (near && is_building(tags)) add_building(middle);
        });
    }

    void add_building(Location at) {
        const auto found = spots_.standing_of(at);
        if (found.standing != RoadStanding::cut_off) return;
        ++spots_.all()[found.spot].buildings;
        things_.push_back({.at = at, .spot = found.spot, .building = true});
        ++answer_->buildings;
    }

    void add_settlement(const Feature& feature, const Tags& tags, Location middle) {
        const bool point = feature.kind() == GeometryKind::point;
        const auto at = point ? middle : representative_point(feature.geometry());
        const auto found = spots_.standing_of(at);
        if (found.standing == RoadStanding::never && point) ++answer_->never;
        if (found.standing != RoadStanding::cut_off) return;
        settlements_.push_back({.place = {.id = feature.id(),
                                          .name = std::string{tags.value("name")},
                                          .kind = std::string{tags.value("place")},
                                          .at = at},
                                .rank = settlement_rank(tags),
                                .spot = found.spot,
                                .point = point});
    }

    /// A settlement that is mapped as a node and as an area is one.
    void drop_doubles() {
        std::unordered_multimap<std::string, Location> nodes;
        for (const auto& settlement : settlements_) {
            if (settlement.point) nodes.emplace(settlement.place.name, settlement.place.at);
        }
        std::erase_if(settlements_, [&](const Settlement& area) {
            if (area.point || area.place.name.empty()) return false;
            const auto [first, last] = nodes.equal_range(area.place.name);
            return std::any_of(first, last, [&](const auto& node) {
                return distance_m(node.second, area.place.at) < kSameName_m;
            });
        });
        std::sort(settlements_.begin(), settlements_.end(), [](const auto& a, const auto& b) {
            return std::pair{hilbert_key(a.place.at), a.place.id} <
                   std::pair{hilbert_key(b.place.at), b.place.id};
        });
    }

    // ---- people

    void count_people() {
        if (!question_.people) return;
        answer_->people = 0;
        if (box_.empty()) return;
        question_.people(box_, [&](Location at, double people) {
            if (!ground_->contains(at)) return;
            const auto found = spots_.standing_of(at);
            if (found.standing != RoadStanding::cut_off) return;
            spots_.all()[found.spot].people += people;
            *answer_->people += people;
            things_.push_back({.at = at, .spot = found.spot, .people = people});
        });
    }

    /// Each house and each cell of people to the settlement nearest by air on the same roads.
    void share_things() {
        if (question_.people) {
            for (auto& settlement : settlements_) settlement.place.people = 0;
        }
        std::vector<BoundingBox> boxes;
        for (const auto& settlement : settlements_) {
            const auto at = settlement.place.at;
            boxes.push_back({at.lon_e7, at.lat_e7, at.lon_e7, at.lat_e7});
        }
        const BoxIndex index{boxes};
        const auto parts = roads_.parts();
        const auto part_of = [&](std::uint32_t spot) {
            const auto& over = spots_.all()[spot].over;
            return over.empty() ? UINT32_MAX : parts[over.front().state];
        };
        for (const auto& thing : things_) {
            const auto nearest = index.nearest(thing.at, 1, [&](std::uint32_t i) {
                const auto& settlement = settlements_[i];
                return part_of(settlement.spot) == part_of(thing.spot)
                           ? distance_m(thing.at, settlement.place.at)
                           : std::numeric_limits<double>::infinity();
            });
            if (nearest.empty() || nearest.front().distance_m > kOwnHouses_m) continue;
            auto& place = settlements_[nearest.front().position].place;
            place.buildings += thing.building ? 1 : 0;
            if (place.people) *place.people += thing.people;
        }
    }

    // ---- the answer

    void rank() {
        for (std::size_t i = 0; i < settlements_.size(); ++i)
            spots_.all()[settlements_[i].spot].settlements.push_back(i);
        std::vector<bool> alone(settlements_.size(), false);
        for (const auto& opened : rank_blocks(travel_, roads_, spots_)) {
            Reopening reopening{.place = opened.place,
                                .settlements = {},
                                .buildings = opened.buildings,
                                .road_km = opened.road_m / 1000,
                                .people = {}};
            if (question_.people) reopening.people = opened.people;
            for (const auto i : opened.settlements) {
                alone[i] = true;
                reopening.settlements.push_back(settlements_[i].place.name);
            }
            answer_->reopenings.push_back(std::move(reopening));
        }
        for (std::size_t i = 0; i < settlements_.size(); ++i)
            settlements_[i].place.only_together = !alone[i];
        for (const auto& spot : spots_.all())
            answer_->only_together += spot.alone ? 0 : spot.buildings;
    }

    void sort_settlements() {
        const auto size = [](const Settlement& s) {
            return std::tuple{s.place.people.value_or(0), s.place.buildings, s.rank};
        };
        std::stable_sort(
            settlements_.begin(), settlements_.end(), [&](const auto& a, const auto& b) {
                return size(a) != size(b) ? size(a) > size(b) : a.place.id < b.place.id;
            });
        for (auto& settlement : settlements_)
            answer_->settlements.push_back(std::move(settlement.place));
    }

    struct Settlement {
        CutOffPlace place;
        int rank = 0;
        std::uint32_t spot = 0;
        bool point = true;
    };

    const Travel& travel_;
    const CutoffQuestion& question_;
    CutOffRoads roads_;
    CutOffSpots spots_;
    CutoffAnswer* answer_ = nullptr;
    std::optional<Roadside> ground_;
    BoundingBox box_;
    std::vector<Settlement> settlements_;
    std::vector<CutOffThing> things_;
};

}  // namespace

CutoffAnswer find_cut_off(const Travel& travel, const CutoffQuestion& question) {
    CutoffAnswer answer;
    std::vector<RoadPosition> from;
    for (const auto& place : question.from) {
        answer.from.push_back(snap_to_road(travel, place));
        if (answer.from.back().road) from.push_back(*answer.from.back().road);
    }
    travel.map().impl().with_themes([&](const ThemeFile& themes) {
        answer.buildings_in_all = themes.header().buildings;
        return true;
    });
    if (!from.empty()) CutoffSearch{travel, question, from}.run(answer);
    return answer;
}

}  // namespace konbit
