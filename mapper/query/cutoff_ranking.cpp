// What the opening of one blocked place reconnects.
#include "mapper/query/cutoff_ranking.hpp"

#include <algorithm>
#include <map>

namespace konbit {
namespace {

constexpr std::uint32_t kNone = UINT32_MAX;

/// Heads of arcs by tail.
class ArcList {
public:
    ArcList(std::uint32_t tails, std::vector<std::pair<std::uint32_t, std::uint32_t>>&& arcs)
        : first_(std::size_t{tails} + 1, 0) {
        for (const auto& [tail, head] : arcs) ++first_[tail + 1];
        for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
        heads_.resize(arcs.size());
        auto next = first_;
        for (const auto& [tail, head] : arcs) heads_[next[tail]++] = head;
    }
    [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t tail) const {
        return std::span{heads_}.subspan(first_[tail], first_[tail + 1] - first_[tail]);
    }

private:
    std::vector<std::size_t> first_;
    std::vector<std::uint32_t> heads_;
};

/// Strongly connected components; a stack of its own, since roads are long.
class Components {
public:
    Components(std::uint32_t states, const ArcList& open)
        : open_{open}, of_(states, kNone), number_(states, kNone), low_(states, 0) {
        for (std::uint32_t state = 0; state < states; ++state) {
            if (number_[state] == kNone) search(state);
        }
    }
    [[nodiscard]] std::uint32_t count() const noexcept { return count_; }
    [[nodiscard]] std::uint32_t of(std::uint32_t state) const { return of_[state]; }

private:
    struct Visit {
        std::uint32_t state = 0;
        std::size_t next = 0;
    };

    void search(std::uint32_t root) {
        enter(root);
        while (!visits_.empty()) {
            auto& visit = visits_.back();
            const auto heads = open_.of(visit.state);
            if (visit.next == heads.size()) {
                leave(visit.state);
                continue;
            }
            const auto head = heads[visit.next++];
            if (number_[head] == kNone) {
                enter(head);
            } else if (of_[head] == kNone) {
                low_[visit.state] = std::min(low_[visit.state], number_[head]);
            }
        }
    }
    void enter(std::uint32_t state) {
        number_[state] = low_[state] = entered_++;
        waiting_.push_back(state);
        visits_.push_back({state, 0});
    }
    void leave(std::uint32_t state) {
        visits_.pop_back();
        if (!visits_.empty()) {
            auto& above = low_[visits_.back().state];
            above = std::min(above, low_[state]);
        }
        if (low_[state] != number_[state]) return;
        while (of_[state] == kNone) {
            of_[waiting_.back()] = count_;
            waiting_.pop_back();
        }
        ++count_;
    }

    const ArcList& open_;
    std::vector<std::uint32_t> of_, number_, low_;
    std::vector<std::uint32_t> waiting_;
    std::vector<Visit> visits_;
    std::uint32_t entered_ = 0, count_ = 0;
};

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

ArcList open_steps(std::uint32_t states, std::span<const CutOffArc> arcs) {
    Pairs open;
    for (const auto& arc : arcs) {
        if (arc.place == CutOffArc::kOpenStep && arc.from != CutOffArc::kReached)
            open.emplace_back(arc.from, arc.to);
    }
    return {states, std::move(open)};
}

class Reopener {
public:
    Reopener(std::uint32_t states, std::uint32_t places, std::span<const CutOffArc> arcs)
        : states_{states},
          places_{places},
          open_{open_steps(states, arcs)},
          components_{states, open_},
          onward_{between_components()},
          members_{states_of_components()},
          reached_(components_.count(), kNone) {
        closed_.resize(places);
        for (const auto& arc : arcs) {
            if (arc.place >= places) continue;
            const auto from = arc.from == CutOffArc::kReached ? kNone : components_.of(arc.from);
            closed_[arc.place].emplace_back(from, components_.of(arc.to));
        }
    }

    Reconnections all() {
        Reconnections answer;
        answer.sets.emplace_back();
        std::map<std::vector<std::uint32_t>, std::uint32_t> known{{{}, 0}};
        for (std::uint32_t place = 0; place < places_; ++place) {
            auto found = components_opened_by(place);
            const auto [set, fresh] =
                known.try_emplace(found, static_cast<std::uint32_t>(answer.sets.size()));
            if (fresh) answer.sets.push_back(states_in(found));
            answer.set_of_place.push_back(set->second);
        }
        return answer;
    }

private:
    [[nodiscard]] ArcList between_components() const {
        Pairs steps;
        for (std::uint32_t state = 0; state < states_; ++state) {
            for (const auto head : open_.of(state)) {
                if (components_.of(state) != components_.of(head))
                    steps.emplace_back(components_.of(state), components_.of(head));
            }
        }
        return {components_.count(), std::move(steps)};
    }
    [[nodiscard]] ArcList states_of_components() const {
        Pairs members;
        for (std::uint32_t state = 0; state < states_; ++state)
            members.emplace_back(components_.of(state), state);
        return {components_.count(), std::move(members)};
    }

    /// Rising. The place's own steps within what is cut off count, too: a landslide over two bends.
    std::vector<std::uint32_t> components_opened_by(std::uint32_t place) {
        auto& steps = closed_[place];
        std::sort(steps.begin(), steps.end());
        steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
        std::vector<std::uint32_t> found;
        const auto reach = [&](std::uint32_t component) {
            if (reached_[component] == place) return;
            reached_[component] = place;
            found.push_back(component);
        };
        const auto take = [&](std::uint32_t from) {
            auto step = std::lower_bound(steps.begin(), steps.end(), std::pair{from, 0U});
            for (; step != steps.end() && step->first == from; ++step) reach(step->second);
        };
        take(kNone);
        for (std::size_t i = 0; i < found.size(); ++i) {
            for (const auto next : onward_.of(found[i])) reach(next);
            take(found[i]);
        }
        std::sort(found.begin(), found.end());
        return found;
    }

    [[nodiscard]] std::vector<std::uint32_t> states_in(
        const std::vector<std::uint32_t>& components) const {
        std::vector<std::uint32_t> states;
        for (const auto component : components) {
            const auto members = members_.of(component);
            states.insert(states.end(), members.begin(), members.end());
        }
        std::sort(states.begin(), states.end());
        return states;
    }

    std::uint32_t states_, places_;
    ArcList open_;
    Components components_;
    ArcList onward_, members_;
    std::vector<Pairs> closed_;           ///< by place: components, kNone is what can be reached
    std::vector<std::uint32_t> reached_;  ///< by component: the place that opened it last
};

}  // namespace

Reconnections reconnections(std::uint32_t states, std::uint32_t places,
                            std::span<const CutOffArc> arcs) {
    return Reopener{states, places, arcs}.all();
}

}  // namespace konbit
