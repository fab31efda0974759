#include "mapper/query/cutoff_rank.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "mapper/query/road_names.hpp"
#include "mapper/query/route_judge.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

class BlockRanking {
public:
    BlockRanking(const Travel& travel, CutOffRoads& roads, CutOffSpots& spots)
        : travel_{travel},
          roads_{roads},
          spots_{spots.all()},
          judge_{travel},
          all_{reconnections(static_cast<std::uint32_t>(roads.states().size()),
                             static_cast<std::uint32_t>(roads.blocks().all().size()),
                             roads.arcs())} {
        needing_.resize(roads.blocks().all().size());
        at_state_.resize(roads.states().size());
        for (std::uint32_t i = 0; i < spots_.size(); ++i) sort_in(i);
    }

    std::vector<OpenedBlock> run() {
        std::vector<OpenedBlock> of_set;
        for (const auto& set : all_.sets) of_set.push_back(opened_by(set));
        std::vector<OpenedBlock> ranking;
        for (std::uint32_t block = 0; block < needing_.size(); ++block) {
            const auto set = all_.set_of_place[block];
            auto opened = of_set[set];
            add_needing(block, all_.sets[set], opened);
            opened.place = place_of(roads_.blocks().all()[block]);
            ranking.push_back(std::move(opened));
        }
        sort(ranking);
        return ranking;
    }

private:
    void sort_in(std::uint32_t spot) {
        for (const auto& over : spots_[spot].over) {
            if (over.needs == CutOffArc::kOpenStep) {
                at_state_[over.state].push_back(spot);
            } else if (over.needs < needing_.size()) {
                needing_[over.needs].push_back(spot);
            }
        }
        for (const auto block : spots_[spot].behind) {
            if (block < needing_.size()) needing_[block].push_back(spot);
        }
    }

    void take(std::uint32_t spot, OpenedBlock& into) {
        auto& s = spots_[spot];
        s.alone = true;
        into.buildings += s.buildings;
        into.people += s.people;
        into.road_m += s.road_m;
        into.settlements.insert(into.settlements.end(), s.settlements.begin(), s.settlements.end());
    }

    /// All that is reached over states of a set, whatever opened it.
    OpenedBlock opened_by(const std::vector<std::uint32_t>& set) {
        OpenedBlock opened;
        std::vector<std::uint32_t> spots;
        for (const auto state : set)
            spots.insert(spots.end(), at_state_[state].begin(), at_state_[state].end());
        std::sort(spots.begin(), spots.end());
        spots.erase(std::unique(spots.begin(), spots.end()), spots.end());
        for (const auto spot : spots) take(spot, opened);
        std::sort(opened.settlements.begin(), opened.settlements.end());
        return opened;
    }

    /// What stands on a segment that the block itself closes.
    void add_needing(std::uint32_t block, const std::vector<std::uint32_t>& set,
                     OpenedBlock& opened) {
        auto& spots = needing_[block];
        std::sort(spots.begin(), spots.end());
        spots.erase(std::unique(spots.begin(), spots.end()), spots.end());
        for (const auto spot : spots) {
            if (reached(spot, CutOffArc::kOpenStep, set)) continue;  // counted already
            const auto& behind = spots_[spot].behind;
            const bool at_once = std::binary_search(behind.begin(), behind.end(), block);
            if (at_once || reached(spot, block, set)) take(spot, opened);
        }
        std::sort(opened.settlements.begin(), opened.settlements.end());
    }
    [[nodiscard]] bool reached(std::uint32_t spot, std::uint32_t needs,
                               const std::vector<std::uint32_t>& set) const {
        const auto& over = spots_[spot].over;
        return std::any_of(over.begin(), over.end(), [&](const CutOffSpot::Over& o) {
            return o.needs == needs && std::binary_search(set.begin(), set.end(), o.state);
        });
    }

    // ---- what it is called

    RoutePlace place_of(const RoadBlock& block) {
        if (block.condition) return judge_.place_of(*block.condition);
        const auto& network = travel_.network();
        if (block.vertex) {
            const auto nodes = network.nodes_at(*block.vertex);
            const ObjectId id{ObjectType::node, nodes.empty() ? 0 : nodes.front().ref};
            return lasting(id, network.vertex(*block.vertex),
                           travel_.today().node_use_at(*block.vertex)->reason);
        }
        std::vector<Location> shape;
        network.read_shape(*block.segment, shape);
        return lasting(network.object_of(*block.segment), shape[shape.size() / 2],
                       travel_.today().use_of(*block.segment).reason);
    }
    /// Closed by its tags as long as the disaster lasts.
    RoutePlace lasting(ObjectId id, Location at, const std::string& reason) {
        const auto& tags = judge_.tags().of(id);
        const auto what = what_of(tags, "road");
        return {.note = {},
                .what = what,
                .way = id,
                .name = name_of_part(tags, what),
                .reason = reason.empty() ? "closed while it lasts" : reason,
                .at = at};
    }

    static void sort(std::vector<OpenedBlock>& ranking) {
        const auto weight = [](const OpenedBlock& b) {
            return std::tuple{b.people, b.buildings, b.settlements.size(), b.road_m};
        };
        std::stable_sort(ranking.begin(), ranking.end(), [&](const auto& a, const auto& b) {
            return weight(a) != weight(b) ? weight(a) > weight(b) : a.place.way < b.place.way;
        });
    }

    const Travel& travel_;
    CutOffRoads& roads_;
    std::vector<CutOffSpot>& spots_;
    RouteJudge judge_;
    Reconnections all_;
    std::vector<std::vector<std::uint32_t>> at_state_;  ///< spots reached over a state
    std::vector<std::vector<std::uint32_t>> needing_;   ///< by block: spots that need it open
};

}  // namespace

std::vector<OpenedBlock> rank_blocks(const Travel& travel, CutOffRoads& roads, CutOffSpots& spots) {
    return BlockRanking{travel, roads, spots}.run();
}

}  // namespace konbit
