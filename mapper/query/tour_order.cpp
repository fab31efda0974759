// The best order of stops: exact where it can be, else good and with a bound.
#include "mapper/query/tour_order.hpp"

#include <algorithm>
#include <span>

namespace konbit {
namespace {

constexpr std::uint64_t kNever = UINT64_MAX;

std::uint64_t sum_of(const TourTimes& times, std::span<const std::size_t> order) {
    std::uint64_t sum = 0;
    std::size_t last = 0;
    const auto go = [&](std::size_t next) {
        const auto time = times.at(last, next);
        sum = time == kNoWay || sum == kNever ? kNever : sum + time;
        last = next;
    };
    for (const auto place : order) go(place);
    go(0);
    return sum;
}

/// The times between the start and the stops in `kept`; without a way back that has to be paid for
/// unless `back`.
TourTimes times_among(const TourTimes& times, std::span<const std::size_t> kept, bool back) {
    TourTimes some{kept.size() + 1};
    const auto place = [&](std::size_t i) { return i == 0 ? 0 : kept[i - 1]; };
    for (std::size_t from = 0; from <= kept.size(); ++from) {
        for (std::size_t to = 0; to <= kept.size(); ++to) {
            const bool free = to == 0 && !back;
            some.set(from, to, free ? 0 : times.at(place(from), place(to)));
        }
    }
    return some;
}

/// The stop with the fewest ways to and from the others: where no order joins all, it goes first.
std::size_t most_alone(const TourTimes& times) {
    std::size_t worst = 1, most = 0;
    for (std::size_t i = 1; i < times.places(); ++i) {
        std::size_t missing = 0;
        for (std::size_t j = 0; j < times.places(); ++j) {
            missing += (times.at(i, j) == kNoWay ? 1 : 0) + (times.at(j, i) == kNoWay ? 1 : 0);
        }
        if (missing > most) {
            most = missing;
            worst = i;
        }
    }
    return worst;
}

/// best(set, last): the quickest way from the start through all of `set`, `last` being its last.
class HeldKarp {
public:
    explicit HeldKarp(const TourTimes& times)
        : times_{times},
          stops_{times.places() - 1},
          best_((std::size_t{1} << stops_) * stops_, kNever) {
        for (std::size_t i = 0; i < stops_; ++i) {
            if (times.at(0, i + 1) != kNoWay) best(with(0, i), i) = times.at(0, i + 1);
        }
        for (std::size_t set = 1; set < (std::size_t{1} << stops_); ++set) go_on_from(set);
    }

    /// Read backwards, by who stood before so that the sums fit; empty if there is no tour.
    std::vector<std::size_t> order() {
        std::vector<std::size_t> order(stops_);
        std::size_t set = (std::size_t{1} << stops_) - 1, after = 0;
        auto rest = kNever;
        for (auto position = stops_; position-- > 0;) {
            const auto last = last_before(set, after, rest);
            if (last == stops_) return {};
            order[position] = last + 1;
            rest = best(set, last);
            set &= ~(std::size_t{1} << last);
            after = last + 1;
        }
        return order;
    }

private:
    static bool holds(std::size_t set, std::size_t stop) { return (set >> stop & 1) != 0; }
    static std::size_t with(std::size_t set, std::size_t stop) {
        return set | std::size_t{1} << stop;
    }
    std::uint64_t& best(std::size_t set, std::size_t last) { return best_[set * stops_ + last]; }

    void go_on_from(std::size_t set) {
        for (std::size_t last = 0; last < stops_; ++last) {
            const auto so_far = best(set, last);
            if (so_far == kNever) continue;
            for (std::size_t next = 0; next < stops_; ++next) {
                const auto time = times_.at(last + 1, next + 1);
                if (holds(set, next) || time == kNoWay) continue;
                auto& there = best(with(set, next), next);
                there = std::min(there, so_far + time);
            }
        }
    }
    /// The last of `set` on the best way on to `after` (which takes `rest`, if that is known).
    std::size_t last_before(std::size_t set, std::size_t after, std::uint64_t rest) {
        auto chosen = stops_;
        auto least = kNever;
        for (std::size_t last = 0; last < stops_; ++last) {
            const auto time = times_.at(last + 1, after);
            if (!holds(set, last) || best(set, last) == kNever || time == kNoWay) continue;
            const auto all = best(set, last) + time;
            if ((rest != kNever && all != rest) || all >= least) continue;
            least = all;
            chosen = last;
        }
        return chosen;
    }

    const TourTimes& times_;
    std::size_t stops_;
    std::vector<std::uint64_t> best_;
};

}  // namespace

std::vector<std::size_t> exact_tour(const TourTimes& times) {
    return HeldKarp{times}.order();
}

TourOrder order_stops(const TourTimes& times, bool back) {
    TourOrder answer;
    std::vector<std::size_t> kept;
    for (std::size_t i = 1; i < times.places(); ++i) {
        const bool there = times.at(0, i) != kNoWay && (!back || times.at(i, 0) != kNoWay);
        (there ? kept : answer.left_out).push_back(i);
    }
    while (!kept.empty()) {
        const auto some = times_among(times, kept, back);
        const bool exact = kept.size() <= kExactStops;
        const auto found = exact ? exact_tour(some) : good_tour(some);
        const auto duration = found.empty() ? kNever : sum_of(some, found);
        if (duration != kNever) {
            for (const auto place : found) answer.order.push_back(kept[place - 1]);
            answer.duration_ms = duration;
            answer.bound_ms = exact ? duration : std::min(duration, tour_bound(some));
            answer.exact = exact || answer.bound_ms == duration;
            break;
        }
        const auto alone = most_alone(some);
        answer.left_out.push_back(kept[alone - 1]);
        kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(alone - 1));
    }
    if (kept.empty()) answer.exact = true;
    std::sort(answer.left_out.begin(), answer.left_out.end());
    return answer;
}

}  // namespace konbit
