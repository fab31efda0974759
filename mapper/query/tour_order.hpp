#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "mapper/route/metric.hpp"

namespace konbit {

/// Travel times between the places of a tour, in milliseconds; 0 is its start. Asymmetric; kNoWay
/// where there is none.
class TourTimes {
public:
    explicit TourTimes(std::size_t places) : places_{places}, times_(places * places, kNoWay) {}

    [[nodiscard]] std::size_t places() const noexcept { return places_; }
    [[nodiscard]] Weight at(std::size_t from, std::size_t to) const noexcept {
        return times_[from * places_ + to];
    }
    void set(std::size_t from, std::size_t to, Weight time) noexcept {
        times_[from * places_ + to] = time;
    }

private:
    std::size_t places_;
    std::vector<Weight> times_;
};

/// Up to so many stops the best order is proved.
inline constexpr std::size_t kExactStops = 12;
/// More than anybody visits in a day; a tour of so many is found in a few seconds.
inline constexpr std::size_t kMostStops = 200;

struct TourOrder {
    std::vector<std::size_t> order;     ///< of places, without the start
    std::vector<std::size_t> left_out;  ///< no way there, or none on from there; rising
    std::uint64_t duration_ms = 0;
    std::uint64_t bound_ms = 0;  ///< no order of these stops takes less
    bool exact = false;          ///< proved best
};
/// The best order of stops that begins at the start and, if `back`, ends there. Exact up to
/// kExactStops by dynamic programming (Held, Karp 1962), beyond by insertion and iterated local
/// search with a fixed seed, so that equal questions have equal answers.
[[nodiscard]] TourOrder order_stops(const TourTimes& times, bool back);

/// A lower bound of round tours through all places: minimum arborescences with Lagrangian
/// multipliers on the out-degrees (Held, Karp 1970, for asymmetric times).
[[nodiscard]] std::uint64_t tour_bound(const TourTimes& times);

/// A good round tour, as an order of the places but the start.
[[nodiscard]] std::vector<std::size_t> good_tour(const TourTimes& times);

/// The best one; empty if there is none. At most kExactStops stops.
[[nodiscard]] std::vector<std::size_t> exact_tour(const TourTimes& times);

}  // namespace konbit
