// All searches against Dijkstra's algorithm on random little towns: one-ways, private yards,
// barriers, restrictions over nodes and ways, closed stretches. KONBIT_LONG=1: many more of them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "tests/route/drawn_roads.hpp"
#include "tests/route/same_routes.hpp"

namespace konbit::test {
namespace {

bool is_long() {
    return std::getenv("KONBIT_LONG") != nullptr;
}

/// A grid of 5 x 5 nodes, 'a' to 'y', with most of its streets.
class RandomTown {
public:
    explicit RandomTown(std::uint32_t seed) : random_{seed} {
        for (int i = 0; i < kSide * kSide; ++i)
            roads_.node(name(i), i % kSide * 100.0 + below(30), i / kSide * -100.0, node_tags());
        for (int i = 0; i < kSide * kSide; ++i) {
            if (i % kSide + 1 < kSide) street(i, i + 1);
            if (i / kSide + 1 < kSide) street(i, i + kSide);
        }
        for (std::int64_t i = 0; i < 8; ++i) restrict_turn(i + 1);
    }

    DrawnRoads& roads() { return roads_; }
    /// On some street.
    RoadPosition place() {
        const auto& way = ways_[below(ways_.size())];
        const auto edge = below(way.size() - 1);
        // Now and then right at a junction.
        const double share = below(5) == 0 ? below(2) : static_cast<double>(below(1000)) / 1000;
        return roads_.on(way[edge], way[edge + 1], share);
    }
    std::vector<RoadCondition> conditions() {
        std::vector<RoadCondition> some;
        for (std::size_t i = below(7); i > 0; --i) some.push_back(condition());
        return some;
    }
    std::vector<SegmentId> segments() {
        std::vector<SegmentId> some;
        for (std::size_t i = below(5); i > 0; --i) some.push_back(place().segment);
        return some;
    }

private:
    static constexpr int kSide = 5;
    static char name(int i) { return static_cast<char>('a' + i); }
    std::size_t below(std::size_t end) { return random_() % end; }
    bool one_in(std::size_t n) { return below(n) == 0; }

    TagList node_tags() {
        if (!one_in(6)) return {};
        if (one_in(4)) return {{"barrier", "block"}};
        if (one_in(2)) return {{"barrier", "gate"}, {"access", "private"}};
        return {{"barrier", "gate"}};
    }
    TagList street_tags() {
        TagList tags{{"highway", one_in(2) ? "residential" : "tertiary"}};
        if (one_in(5)) tags.emplace_back("oneway", one_in(3) ? "-1" : "yes");
        if (one_in(4)) tags.emplace_back("access", one_in(2) ? "private" : "destination");
        if (one_in(12)) tags.emplace_back("motor_vehicle", "no");
        return tags;
    }
    void street(int from, int to) {
        if (one_in(8)) return;
        std::string nodes{name(from), name(to)};
        // Some ways go on along the row, so that they are cut at junctions.
        const int next = to + (to - from);
        if (to - from == 1 && next % kSide > to % kSide && one_in(3)) nodes += name(next);
        ways_.push_back(nodes);
        roads_.way(static_cast<std::int64_t>(ways_.size()), nodes, street_tags());
    }
    /// From a way over its last node, or over another way, to a third: as they happen to meet.
    void restrict_turn(std::int64_t id) {
        static const char* kValues[] = {"no_left_turn", "no_straight_on", "only_right_turn",
                                        "no_u_turn"};
        const auto touching = [&](char node, std::size_t except) {
            std::vector<std::size_t> found;
            for (std::size_t i = 0; i < ways_.size(); ++i) {
                const auto& way = ways_[i];
                if (i != except && (way.front() == node || way.back() == node)) found.push_back(i);
            }
            return found;
        };
        const auto way_ref = [](std::size_t i) { return static_cast<std::int64_t>(i + 1); };
        const auto from = below(ways_.size());
        const auto over = touching(ways_[from].back(), from);
        if (over.empty()) return;
        const auto via = over[below(over.size())];
        const auto* value = kValues[below(4)];
        if (one_in(2)) {
            roads_.restriction(id, value, way_ref(from), {ObjectType::node, ways_[from].back()},
                               way_ref(via));
            return;
        }
        const bool ahead = ways_[via].front() == ways_[from].back();
        const auto to = touching(ahead ? ways_[via].back() : ways_[via].front(), via);
        if (to.empty()) return;
        roads_.restriction(id, value, way_ref(from), {ObjectType::way, way_ref(via)},
                           way_ref(to[below(to.size())]));
    }
    RoadCondition condition() {
        if (one_in(5)) {
            RoadCondition closed;
            closed.object = {ObjectType::node, name(static_cast<int>(below(kSide * kSide)))};
            closed.passability = Passability::blocked;
            return closed;
        }
        const auto way = static_cast<std::int64_t>(below(ways_.size()) + 1);
        std::optional<WayStretch> stretch;
        if (one_in(2)) stretch = WayStretch{0, 1};
        if (one_in(2)) return blocked(way, stretch);
        return on_way(way, Passability::restricted, stretch,
                      up_to_t(1.0 + 10.0 * static_cast<double>(below(2))));
    }

    std::mt19937 random_;
    DrawnRoads roads_;
    std::vector<std::string> ways_;
};

void expect_all_the_same(RandomTown& town, const RoadMetric& metric) {
    std::vector<RoadPosition> places;
    for (int i = 0; i < 7; ++i) places.push_back(town.place());
    for (const auto& from : places) {
        for (const auto& to : places) expect_same_routes(metric, from, to);
        expect_same_routes_to(metric, from, places);
        expect_same_reach(metric, from, places);
    }
    expect_same_tables(metric, places);
}

/// The same from a metric whose hierarchy waits for a question that needs it.
void expect_waiting_the_same(RandomTown& town, const std::string& profile,
                             const std::vector<RoadCondition>& conditions) {
    auto metric = RoadMetric::build({.network = &town.roads().network(),
                                     .profile = Profile::load(profiles_folder(), profile),
                                     .trip = {},
                                     .conditions = {},
                                     .cache_folder = std::nullopt,
                                     .threads = 1,
                                     .wait_over = 0});
    metric.set_conditions(conditions);
    for (int i = 0; i < 9; ++i) {
        const auto from = town.place();
        const auto to = town.place();
        const auto early = metric.route(from, to);
        const auto reference = metric.route_by_dijkstra(from, to);
        ASSERT_EQ(early.has_value(), reference.has_value());
        if (!early) continue;
        EXPECT_EQ(early->duration_ms, reference->duration_ms);
        EXPECT_EQ(metric.cost_of(*early), early->duration_ms);
    }
    expect_all_the_same(town, metric);  // asks for the hierarchy
}

TEST(RandomRoads, AllSearchesAgree) {
    const std::uint32_t towns = is_long() ? 1000 : 16;
    for (std::uint32_t seed = 1; seed <= towns && !testing::Test::HasFailure(); ++seed) {
        SCOPED_TRACE("town " + std::to_string(seed));
        RandomTown town{seed};
        for (const std::string profile : {"car", "4x4", "foot"}) {
            SCOPED_TRACE(profile);
            auto metric = town.roads().metric(profile, town.conditions());
            expect_all_the_same(town, metric);
            const auto conditions = town.conditions();
            expect_waiting_the_same(town, profile, conditions);
            metric.set_conditions(conditions);
            expect_all_the_same(town, metric);
            metric.set_penalties(town.segments(), 1.0 + 0.5 * static_cast<double>(seed % 9));
            expect_all_the_same(town, metric);
            metric.set_penalties({}, 1);
            const auto fresh = town.roads().metric(profile, conditions);
            EXPECT_EQ(metric.metric().weights().up, fresh.metric().weights().up);
            EXPECT_EQ(metric.metric().weights().down, fresh.metric().weights().down);
        }
    }
}

}  // namespace
}  // namespace konbit::test
