// Rules over ways against a walker that remembers its whole past.
#include <random>
#include <set>

#include "mapper/network/network_tables.hpp"
#include "tests/network/drawn_network.hpp"

namespace konbit::test {
namespace {

/// A random network in memory with random rules that overlap: paths grow from each other's pieces.
class RandomRules {
public:
    explicit RandomRules(std::uint32_t seed) : random_{seed} {
        const std::uint32_t vertices = 3 + below(4);
        for (std::uint32_t i = 0; i < vertices; ++i) tables_.vertices.push_back({});
        const auto count = vertices + below(4);
        for (std::uint32_t i = 0; i < count; ++i) {
            RoadSegment segment;
            segment.tail = i < vertices ? i : below(vertices);
            segment.head = i + 1 < vertices ? i + 1 : below(vertices);
            tables_.segments.push_back(segment);
        }
        kinds_.push_back({0, 0, RoadKindFlags::kDrive});
        flags_.assign(vertices, road_format::kHasException);
        for (auto& flags : flags_)
            if (below(3) == 0) flags |= road_format::kWalkEnd;  // one may turn round there
        adjacency_ = {tables_.segments, vertices};
        const auto rules = 1 + below(6);
        for (std::uint32_t i = 0; i < rules; ++i) add_rule();
        made_ = make_turn_automaton(rules_, graph(), adjacency_);
        for (std::uint32_t i = 0; i < rules_.rules.size(); ++i)
            if (below(4) > 0) applying_.insert(i);
    }

    [[nodiscard]] TurnGraph graph() const {
        return {tables_.segments, kinds_, flags_, made_.copies, made_.exceptions, made_.forbidden};
    }
    [[nodiscard]] std::uint32_t directed() const {
        return static_cast<std::uint32_t>(2 * tables_.segments.size());
    }
    [[nodiscard]] std::size_t copies() const { return made_.copies.size(); }

    /// Whether a walk may be walked, by looking for the rules in all of it.
    [[nodiscard]] bool allowed(const std::vector<DirectedSegment>& walk) const {
        for (std::size_t i = 1; i < walk.size(); ++i) {
            const auto vertex = graph().head(walk[i - 1]);
            if (walk[i] == walk[i - 1].reversed() && (flags_[vertex] & road_format::kWalkEnd) == 0)
                return false;
        }
        return std::none_of(applying_.begin(), applying_.end(), [&](std::uint32_t rule) {
            const auto path = rules_.path(rules_.rules[rule]);
            return std::search(walk.begin(), walk.end(), path.begin(), path.end()) != walk.end();
        });
    }

    /// Compares all walks of up to `length` segments; returns how many there are.
    std::size_t compare(std::size_t length) {
        std::size_t walks = 0;
        for (std::uint32_t start = 0; start < directed(); ++start) {
            walk_ = {{start}};
            walks += compare_from(start, length);
        }
        return walks;
    }

private:
    std::uint32_t below(std::uint32_t limit) { return random_() % limit; }

    void add_rule() {
        std::vector<DirectedSegment> path;
        if (!rules_.rules.empty() && below(2) == 0) {  // begins inside of another one
            const auto other = rules_.path(rules_.rules[below(std::uint32_t(rules_.rules.size()))]);
            path.assign(other.begin() + below(std::uint32_t(other.size())), other.end());
        } else {
            path.push_back({below(directed())});
        }
        const std::size_t length = std::max<std::size_t>(2 + below(4), path.size());
        while (path.size() < length || path.size() < 2) {
            const auto leaving = adjacency_.leaving(graph().head(path.back()));
            path.push_back(leaving[below(std::uint32_t(leaving.size()))]);
        }
        TurnRule rule;
        rule.path_begin = static_cast<std::uint32_t>(rules_.paths.size());
        rules_.paths.insert(rules_.paths.end(), path.begin(), path.end());
        rule.path_end = static_cast<std::uint32_t>(rules_.paths.size());
        rules_.rules.push_back(rule);
    }

    [[nodiscard]] bool passes(const ExpandedTurn& turn) const {
        return std::none_of(turn.forbidden_by.begin(), turn.forbidden_by.end(),
                            [&](std::uint32_t rule) { return applying_.contains(rule); });
    }

    std::size_t compare_from(ExpandedNode node, std::size_t length) {
        if (walk_.size() == length) return 1;
        std::vector<ExpandedTurn> turns;
        graph().read_turns(node, RoadGraph::walk, adjacency_, turns);
        std::size_t walks = 1;
        for (std::uint32_t step = 0; step < directed(); ++step) {
            if (graph().tail({step}) != graph().head(walk_.back())) continue;
            const auto turn = std::find_if(turns.begin(), turns.end(), [&](const auto& t) {
                return graph().base_of(t.to).value == step;
            });
            walk_.push_back({step});
            const bool walkable = turn != turns.end() && passes(*turn);
            EXPECT_EQ(walkable, allowed(walk_)) << text();
            if (turn != turns.end()) {
                const auto asked = graph().turn(node, turn->to, RoadGraph::walk);
                EXPECT_TRUE(asked && asked->u_turn == turn->u_turn && asked->to == turn->to &&
                            asked->vertex == turn->vertex &&
                            std::equal(asked->forbidden_by.begin(), asked->forbidden_by.end(),
                                       turn->forbidden_by.begin(), turn->forbidden_by.end()))
                    << text();
            }
            if (walkable) walks += compare_from(turn->to, length);
            walk_.pop_back();
        }
        return walks;
    }
    [[nodiscard]] std::string text() const {
        std::string said;
        for (const auto step : walk_) said += std::to_string(step.value) + " ";
        return said;
    }

    std::mt19937 random_;
    SegmentTable tables_;
    std::vector<road_format::KindRecord> kinds_;
    std::vector<std::uint8_t> flags_;
    RoadAdjacency adjacency_;
    RuleTable rules_;
    TurnAutomaton made_;
    std::set<std::uint32_t> applying_;
    std::vector<DirectedSegment> walk_;
};

TEST(TurnAutomaton, AWalkExistsExactlyIfNoRuleOccursInIt) {
    std::size_t walks = 0;
    std::size_t copies = 0;
    for (std::uint32_t seed = 1; seed <= 150; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        RandomRules rules{seed};
        walks += rules.compare(6);
        copies += rules.copies();
        if (testing::Test::HasFailure()) break;
    }
    EXPECT_GT(walks, 100'000U);
    EXPECT_GT(copies, 300U);
}

TEST(TurnAutomaton, OnlyTheTurnsThatReadTurnsGivesAreTurns) {
    RandomRules rules{4711};
    const auto graph = rules.graph();
    std::size_t found = 0;
    const RoadAdjacency adjacency{graph.segments,
                                  static_cast<std::uint32_t>(graph.vertex_flags.size())};
    std::vector<ExpandedTurn> turns;
    for (ExpandedNode from = 0; from < graph.size(); ++from) {
        graph.read_turns(from, RoadGraph::drive, adjacency, turns);
        EXPECT_TRUE(std::is_sorted(turns.begin(), turns.end(),
                                   [](const auto& a, const auto& b) { return a.to < b.to; }));
        for (ExpandedNode to = 0; to < graph.size(); ++to) {
            const bool listed = std::any_of(turns.begin(), turns.end(),
                                            [&](const auto& turn) { return turn.to == to; });
            EXPECT_EQ(graph.turn(from, to, RoadGraph::drive).has_value(), listed);
            found += listed ? 1 : 0;
        }
    }
    EXPECT_GT(found, 10U);
}

}  // namespace
}  // namespace konbit::test
