// What no order of stops can beat.
#include <algorithm>
#include <cmath>

#include "mapper/query/tour_order.hpp"

namespace konbit {
namespace {

constexpr double kNoWayCost = 1e12;
constexpr std::uint32_t kNone = UINT32_MAX;

/// Costs between `size` vertices, row by row.
struct Costs {
    std::size_t size = 0;
    std::vector<double> cost;

    explicit Costs(std::size_t n) : size{n}, cost(n * n, kNoWayCost) {}
    double& at(std::size_t from, std::size_t to) noexcept { return cost[from * size + to]; }
    [[nodiscard]] double at(std::size_t from, std::size_t to) const noexcept {
        return cost[from * size + to];
    }
};

/// Into each vertex but 0 its cheapest arc: where it comes from.
std::vector<std::uint32_t> cheapest_parents(const Costs& costs) {
    std::vector<std::uint32_t> parent(costs.size, kNone);
    for (std::size_t from = 0; from < costs.size; ++from) {
        for (std::size_t to = 1; to < costs.size; ++to) {
            if (from == to) continue;
            if (parent[to] == kNone || costs.at(from, to) < costs.at(parent[to], to))
                parent[to] = static_cast<std::uint32_t>(from);
        }
    }
    return parent;
}

/// Vertices of one cycle get one number, the others each their own; 0 keeps 0. Returns how many.
std::size_t number_cycles(const std::vector<std::uint32_t>& parent,
                          std::vector<std::uint32_t>& number, std::vector<bool>& in_cycle) {
    const auto n = parent.size();
    std::vector<std::uint32_t> seen(n, kNone);
    number.assign(n, kNone);
    in_cycle.assign(n, false);
    number[0] = 0;
    std::uint32_t count = 1;
    for (std::uint32_t start = 1; start < n; ++start) {
        auto v = start;
        while (v != 0 && seen[v] == kNone) {
            seen[v] = start;
            v = parent[v];
        }
        if (v == 0 || seen[v] != start || number[v] != kNone) continue;
        for (auto u = v; number[u] == kNone; u = parent[u]) {
            number[u] = count;
            in_cycle[u] = true;
        }
        ++count;
    }
    for (auto& own : number) {
        if (own == kNone) own = count++;
    }
    return count;
}

/// The cheapest arborescence from vertex 0 (Chu, Liu 1965; Edmonds 1967): all cycles of the
/// cheapest arcs are drawn together at once, and again, until there is none.
std::vector<std::uint32_t> arborescence(const Costs& costs) {
    auto parent = cheapest_parents(costs);
    std::vector<std::uint32_t> number;
    std::vector<bool> in_cycle;
    const auto count = number_cycles(parent, number, in_cycle);
    if (count == costs.size) return parent;
    Costs drawn{count};
    std::vector<std::pair<std::uint32_t, std::uint32_t>> arc(count * count, {0, 0});
    std::fill(drawn.cost.begin(), drawn.cost.end(), HUGE_VAL);
    for (std::uint32_t from = 0; from < costs.size; ++from) {
        for (std::uint32_t to = 1; to < costs.size; ++to) {
            if (number[from] == number[to]) continue;
            const auto saved = in_cycle[to] ? costs.at(parent[to], to) : 0;
            auto& cell = drawn.at(number[from], number[to]);
            if (costs.at(from, to) - saved >= cell) continue;
            cell = costs.at(from, to) - saved;
            arc[number[from] * count + number[to]] = {from, to};
        }
    }
    const auto above = arborescence(drawn);
    for (std::uint32_t v = 1; v < count; ++v) {
        const auto& [from, to] = arc[above[v] * count + v];
        parent[to] = from;
    }
    return parent;
}

/// One step: the bound that these multipliers give, and how often each place was left.
double relaxed(const TourTimes& times, const std::vector<double>& price, std::vector<int>& left) {
    const auto n = times.places();
    Costs costs{n};
    for (std::size_t from = 0; from < n; ++from) {
        for (std::size_t to = 0; to < n; ++to) {
            const auto time = times.at(from, to);
            costs.at(from, to) = (time == kNoWay ? kNoWayCost : time) + price[from];
        }
    }
    const auto parent = arborescence(costs);
    left.assign(n, 0);
    double sum = 0;
    for (std::size_t to = 1; to < n; ++to) {
        sum += costs.at(parent[to], to);
        ++left[parent[to]];
    }
    std::size_t last = 1;
    for (std::size_t from = 2; from < n; ++from) {
        if (costs.at(from, 0) < costs.at(last, 0)) last = from;
    }
    ++left[last];
    sum += costs.at(last, 0);
    for (const auto paid : price) sum -= paid;
    return sum;
}

double mean_time(const TourTimes& times) {
    double sum = 0, count = 1;
    for (std::size_t from = 0; from < times.places(); ++from) {
        for (std::size_t to = 0; to < times.places(); ++to) {
            if (from == to || times.at(from, to) == kNoWay) continue;
            sum += times.at(from, to);
            ++count;
        }
    }
    return sum / count;
}

}  // namespace

std::uint64_t tour_bound(const TourTimes& times) {
    const auto n = times.places();
    if (n < 2) return 0;
    std::vector<double> price(n, 0);
    std::vector<int> left;
    double best = 0;
    double step = mean_time(times) / 4;
    const auto size = static_cast<double>(n);
    const auto rounds = static_cast<int>(std::clamp(2e7 / (size * size), 20.0, 400.0));
    for (int round = 0; round < rounds; ++round, step *= 1 - 4.0 / rounds) {
        const auto bound = relaxed(times, price, left);
        best = std::max(best, bound);
        bool tour = true;
        for (std::size_t i = 0; i < n; ++i) {
            price[i] += step * (left[i] - 1);
            tour = tour && left[i] == 1;
        }
        if (tour) break;
    }
    // Sums of doubles: a thousandth of a second less keeps the promise.
    return static_cast<std::uint64_t>(std::max(0.0, std::floor(best - 1e-3)));
}

}  // namespace konbit
