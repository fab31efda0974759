#include "mapper/network/turn_automaton.hpp"

#include <algorithm>
#include <map>

namespace konbit {

namespace {

using Past = std::vector<DirectedSegment>;

class AutomatonBuilder {
public:
    AutomatonBuilder(const RuleTable& table, const TurnGraph& graph, const RoadAdjacency& adjacency)
        : table_{table}, graph_{graph}, adjacency_{adjacency} {}

    TurnAutomaton build() {
        collect();
        number_copies();
        for (const auto& start : starts_) add_steps(start.value, {start});
        for (const auto& [past, node] : copies_) add_steps(node, past);
        std::sort(made_.exceptions.begin(), made_.exceptions.end(),
                  [](const auto& a, const auto& b) {
                      return std::pair{a.from, a.step} < std::pair{b.from, b.step};
                  });
        return std::move(made_);
    }

private:
    void collect() {
        for (std::uint32_t number = 0; number < table_.rules.size(); ++number) {
            const auto path = table_.path(table_.rules[number]);
            rules_[Past{path.begin(), path.end()}].push_back(number);
            // Every rule's last turn is looked at from its segment itself; for rules of two that
            // is all, longer ones need the ends of their beginnings, too.
            for (std::size_t size = 2; size < path.size(); ++size)
                copies_.emplace(Past{path.begin(), path.begin() + std::ptrdiff_t(size)}, 0);
            starts_.push_back(path.front());
        }
        std::sort(starts_.begin(), starts_.end());
        starts_.erase(std::unique(starts_.begin(), starts_.end()), starts_.end());
    }

    void number_copies() {
        std::vector<const Past*> order;
        for (const auto& [past, node] : copies_) order.push_back(&past);
        std::sort(order.begin(), order.end(), [](const Past* a, const Past* b) {
            return std::pair{a->back(), *a} < std::pair{b->back(), *b};
        });
        for (const auto* past : order) {
            copies_[*past] =
                graph_.directed_count() + static_cast<ExpandedNode>(made_.copies.size());
            made_.copies.push_back(past->back());
        }
    }

    void add_steps(ExpandedNode from, const Past& past) {
        const auto& last = graph_.segments[past.back().segment().value];
        const auto vertex = past.back().against() ? last.tail : last.head;
        for (const auto step : adjacency_.leaving(vertex)) {
            Past way{past};
            way.push_back(step);
            road_format::TurnException made{from, step.value, target(way), 0, 0};
            made.forbidden_begin = static_cast<std::uint32_t>(made_.forbidden.size());
            add_forbidden(way);
            made.forbidden_end = static_cast<std::uint32_t>(made_.forbidden.size());
            if (made.to != step.value || made.forbidden_end > made.forbidden_begin)
                made_.exceptions.push_back(made);
        }
    }

    /// The copy for the longest end of the way that some rule begins with, else the last segment.
    [[nodiscard]] ExpandedNode target(const Past& way) const {
        for (std::size_t drop = 0; drop + 2 <= way.size(); ++drop) {
            const auto found = copies_.find(Past{way.begin() + std::ptrdiff_t(drop), way.end()});
            if (found != copies_.end()) return found->second;
        }
        return way.back().value;
    }
    void add_forbidden(const Past& way) {
        for (std::size_t drop = 0; drop + 2 <= way.size(); ++drop) {
            const auto found = rules_.find(Past{way.begin() + std::ptrdiff_t(drop), way.end()});
            if (found == rules_.end()) continue;
            made_.forbidden.insert(made_.forbidden.end(), found->second.begin(),
                                   found->second.end());
        }
    }

    const RuleTable& table_;
    const TurnGraph& graph_;
    const RoadAdjacency& adjacency_;
    std::map<Past, std::vector<std::uint32_t>> rules_;
    std::map<Past, ExpandedNode> copies_;
    std::vector<DirectedSegment> starts_;
    TurnAutomaton made_;
};

}  // namespace

TurnAutomaton make_turn_automaton(const RuleTable& table, const TurnGraph& graph,
                                  const RoadAdjacency& adjacency) {
    return AutomatonBuilder{table, graph, adjacency}.build();
}

}  // namespace konbit
