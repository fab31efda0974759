// A good round tour where there are too many stops to prove the best.
#include <algorithm>
#include <array>
#include <random>

#include "mapper/query/tour_order.hpp"

namespace konbit {
namespace {

/// Dearer than any tour, yet a thousand of it can be added up.
constexpr std::int64_t kNoWayCost = std::int64_t{1} << 42;
constexpr std::uint32_t kSeed = 20260405;
constexpr int kMostRounds = 500;
constexpr double kWork = 1e9;  ///< about so many moves are looked at: a few seconds at most

/// A round tour as a list that begins at the start; sums along it both ways make every move a
/// matter of a few additions, though times differ by direction.
class Tour {
public:
    Tour(const TourTimes& times, std::vector<std::size_t> places)
        : times_{&times}, at_{std::move(places)} {
        measure();
    }

    [[nodiscard]] const std::vector<std::size_t>& places() const noexcept { return at_; }
    [[nodiscard]] std::int64_t cost() const noexcept { return forward_.back(); }

    /// Takes all moves that help, until none does. Returns about how many were looked at.
    double improve() {
        double looked_at = 0;
        const auto n = static_cast<double>(at_.size());
        for (std::size_t first = 1, still = 0; still < at_.size(); ++still) {
            while (improve_at(first)) still = 0, looked_at += n * n / 4;
            looked_at += n * std::min(n, double{kLongestMoved});
            first = first + 1 < at_.size() ? first + 1 : 1;
        }
        return looked_at;
    }

    /// Two neighbouring stretches change places: a step that no move above undoes at once.
    void swap_stretches(std::mt19937& random) {
        const auto n = at_.size();
        std::array<std::size_t, 3> cuts{};
        for (auto& cut : cuts) cut = 1 + random() % n;
        std::sort(cuts.begin(), cuts.end());
        const auto begin = at_.begin();
        std::rotate(begin + static_cast<std::ptrdiff_t>(cuts[0]),
                    begin + static_cast<std::ptrdiff_t>(cuts[1]),
                    begin + static_cast<std::ptrdiff_t>(cuts[2]));
        measure();
    }

private:
    static constexpr std::size_t kLongestMoved = 50;

    [[nodiscard]] std::int64_t time(std::size_t from, std::size_t to) const noexcept {
        const auto time = times_->at(from, to);
        return time == kNoWay ? kNoWayCost : time;
    }
    /// The place at a position; behind the last comes the start again.
    [[nodiscard]] std::size_t place(std::size_t position) const noexcept {
        return position == at_.size() ? at_[0] : at_[position];
    }
    /// Along the stretch [first, last], as it is or turned round.
    [[nodiscard]] std::int64_t along(std::size_t first, std::size_t last, bool turned) const {
        return turned ? backward_[last] - backward_[first] : forward_[last] - forward_[first];
    }
    void measure() {
        forward_.assign(at_.size() + 1, 0);
        backward_.assign(at_.size() + 1, 0);
        for (std::size_t i = 0; i < at_.size(); ++i) {
            forward_[i + 1] = forward_[i] + time(place(i), place(i + 1));
            backward_[i + 1] = backward_[i] + time(place(i + 1), place(i));
        }
    }

    bool improve_at(std::size_t first) {
        if (first >= at_.size()) return false;
        if (turn_a_stretch(first)) return true;
        const auto end = std::min(at_.size(), first + kLongestMoved);
        for (std::size_t last = first; last < end; ++last) {
            if (move_stretch(first, last)) return true;
        }
        return false;
    }

    /// 2-opt: the stretch that begins at `first` the other way round.
    bool turn_a_stretch(std::size_t first) {
        for (std::size_t last = first + 1; last < at_.size(); ++last) {
            const auto before = forward_[last + 1] - forward_[first - 1];
            const auto after = time(place(first - 1), place(last)) + along(first, last, true) +
                               time(place(first), place(last + 1));
            if (after >= before) continue;
            std::reverse(at_.begin() + static_cast<std::ptrdiff_t>(first),
                         at_.begin() + static_cast<std::ptrdiff_t>(last) + 1);
            measure();
            return true;
        }
        return false;
    }

    /// Or-opt: the stretch [first, last] to between two other places, either way round.
    bool move_stretch(std::size_t first, std::size_t last) {
        const auto ahead = place(first - 1), behind = place(last + 1);
        const auto gain = time(ahead, place(first)) + along(first, last, false) +
                          time(place(last), behind) - time(ahead, behind);
        for (std::size_t to = 0; to < at_.size(); ++to) {
            if (to + 1 >= first && to <= last) continue;
            const auto left = place(to), right = place(to + 1);
            const auto room = gain + time(left, right);
            const auto as_is =
                time(left, place(first)) + along(first, last, false) + time(place(last), right);
            const auto turned =
                time(left, place(last)) + along(first, last, true) + time(place(first), right);
            if (std::min(as_is, turned) >= room) continue;
            put_behind(first, last, to, turned < as_is);
            return true;
        }
        return false;
    }
    void put_behind(std::size_t first, std::size_t last, std::size_t to, bool turned) {
        const auto begin = at_.begin();
        const auto offset = [&](std::size_t i) { return begin + static_cast<std::ptrdiff_t>(i); };
        if (turned) std::reverse(offset(first), offset(last + 1));
        if (to < first) {
            std::rotate(offset(to + 1), offset(first), offset(last + 1));
        } else {
            std::rotate(offset(first), offset(last + 1), offset(to + 1));
        }
        measure();
    }

    const TourTimes* times_;
    std::vector<std::size_t> at_;
    std::vector<std::int64_t> forward_, backward_;
};

/// Nearest insertion: the place nearest to the tour so far goes to where it costs least.
std::vector<std::size_t> inserted(const TourTimes& times) {
    const auto n = times.places();
    std::vector<std::size_t> tour{0};
    std::vector<Weight> away(n);
    std::vector<bool> in(n, false);
    for (std::size_t i = 1; i < n; ++i) away[i] = times.at(0, i);
    while (tour.size() < n) {
        std::size_t next = 0;
        for (std::size_t i = 1; i < n; ++i) {
            if (!in[i] && (next == 0 || away[i] < away[next])) next = i;
        }
        std::size_t best = 0;
        std::int64_t least = 0;
        for (std::size_t i = 0; i < tour.size(); ++i) {
            const auto left = tour[i], right = tour[(i + 1) % tour.size()];
            const auto more = std::int64_t{times.at(left, next)} + times.at(next, right) -
                              (left == right ? 0 : std::int64_t{times.at(left, right)});
            if (i == 0 || more < least) {
                least = more;
                best = i;
            }
        }
        tour.insert(tour.begin() + static_cast<std::ptrdiff_t>(best) + 1, next);
        in[next] = true;
        for (std::size_t i = 1; i < n; ++i) away[i] = std::min(away[i], times.at(next, i));
    }
    return tour;
}

}  // namespace

std::vector<std::size_t> good_tour(const TourTimes& times) {
    if (times.places() < 2) return {};
    Tour best{times, inserted(times)};
    auto looked_at = best.improve();
    std::mt19937 random{kSeed};
    for (int round = 0; round < kMostRounds && looked_at < kWork; ++round) {
        auto other = best;
        other.swap_stretches(random);
        looked_at += other.improve();
        if (other.cost() < best.cost()) best = std::move(other);
    }
    return {best.places().begin() + 1, best.places().end()};
}

}  // namespace konbit
