#include "mapper/query/tour_order.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

namespace konbit {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Roads between random places: times differ by direction, some ways are missing.
TourTimes random_times(std::mt19937& random, std::size_t places, double missing) {
    std::vector<std::pair<double, double>> at(places);
    for (auto& [x, y] : at) x = random() % 10'000, y = random() % 10'000;
    TourTimes times{places};
    std::uniform_real_distribution<double> share{0, 1};
    for (std::size_t i = 0; i < places; ++i) {
        for (std::size_t j = 0; j < places; ++j) {
            const double away = std::hypot(at[i].first - at[j].first, at[i].second - at[j].second);
            const bool none = i != j && share(random) < missing;
            times.set(i, j,
                      none ? kNoWay : static_cast<Weight>(away * (0.8 + 0.4 * share(random))));
        }
    }
    return times;
}

std::uint64_t sum(const TourTimes& times, const std::vector<std::size_t>& order, bool back) {
    std::uint64_t all = 0;
    std::size_t last = 0;
    for (const auto place : order) {
        if (times.at(last, place) == kNoWay) return UINT64_MAX;
        all += times.at(last, place);
        last = place;
    }
    if (!back) return all;
    return times.at(last, 0) == kNoWay ? UINT64_MAX : all + times.at(last, 0);
}

std::uint64_t best_of_all(const TourTimes& times, bool back) {
    std::vector<std::size_t> order(times.places() - 1);
    std::iota(order.begin(), order.end(), 1);
    auto best = UINT64_MAX;
    do {
        best = std::min(best, sum(times, order, back));
    } while (std::next_permutation(order.begin(), order.end()));
    return best;
}

TEST(TourOrder, EqualsTheBestOfAllPermutations) {
    std::mt19937 random{11};
    for (int round = 0; round < 200; ++round) {
        const auto times = random_times(random, 2 + round % 7, round % 3 == 0 ? 0.1 : 0);
        for (const bool back : {true, false}) {
            const auto best = best_of_all(times, back);
            const auto answer = order_stops(times, back);
            if (best == UINT64_MAX) {
                EXPECT_FALSE(answer.left_out.empty()) << "round " << round;
                continue;
            }
            if (!answer.left_out.empty()) continue;  // not to and fro from the start
            EXPECT_EQ(answer.duration_ms, best) << "round " << round;
            EXPECT_EQ(sum(times, answer.order, back), best) << "round " << round;
            EXPECT_TRUE(answer.exact);
            EXPECT_EQ(answer.bound_ms, best);
        }
    }
}

TEST(TourOrder, AGoodTourIsSeldomMuchWorseThanTheBest) {
    std::mt19937 random{12};
    int best_found = 0;
    for (int round = 0; round < 60; ++round) {
        const auto times = random_times(random, 8, 0);
        const auto found = sum(times, good_tour(times), true);
        const auto best = best_of_all(times, true);
        EXPECT_GE(found, best);
        EXPECT_LE(found, best + best / 10);
        best_found += found == best ? 1 : 0;
    }
    EXPECT_GE(best_found, 55);
}

TEST(TourOrder, NoOrderBeatsTheBound) {
    std::mt19937 random{13};
    for (int round = 0; round < 100; ++round) {
        const auto times = random_times(random, 2 + round % 8, 0);
        const auto best = best_of_all(times, true);
        EXPECT_LE(tour_bound(times), best) << "round " << round;
        EXPECT_GE(tour_bound(times), best * 7 / 10) << "round " << round;
    }
}

TEST(TourOrder, ManyStopsHaveABoundNearTheTour) {
    std::mt19937 random{14};
    for (const std::size_t places : {14U, 25U}) {
        const auto times = random_times(random, places, 0);
        const auto answer = order_stops(times, true);
        EXPECT_EQ(answer.order.size(), places - 1);
        EXPECT_EQ(sum(times, answer.order, true), answer.duration_ms);
        EXPECT_LE(answer.bound_ms, answer.duration_ms);
        EXPECT_GE(answer.bound_ms, answer.duration_ms * 85 / 100);
        EXPECT_EQ(order_stops(times, true).order, answer.order);
        auto sorted = answer.order;
        std::sort(sorted.begin(), sorted.end());
        for (std::size_t i = 0; i < sorted.size(); ++i) EXPECT_EQ(sorted[i], i + 1);
    }
}

TEST(TourOrder, NamesStopsWithoutAWay) {
    TourTimes times{4};
    for (const std::size_t i : {0U, 1U, 3U}) {
        for (const std::size_t j : {0U, 1U, 3U}) times.set(i, j, i == j ? 0 : 100 + i);
    }
    times.set(2, 0, 50);  // one may leave it, not get there
    const auto answer = order_stops(times, true);
    EXPECT_THAT(answer.left_out, ElementsAre(2));
    EXPECT_EQ(answer.order.size(), 2U);
}

TEST(TourOrder, OfTwoStopsThatNobodyLeavesOneRemains) {
    TourTimes times{3};
    times.set(0, 1, 10);
    times.set(0, 2, 20);
    EXPECT_THAT(order_stops(times, true).order, IsEmpty());
    const auto answer = order_stops(times, false);
    EXPECT_EQ(answer.order.size(), 1U);
    EXPECT_EQ(answer.left_out.size(), 1U);
}

TEST(TourOrder, NothingToVisit) {
    const auto answer = order_stops(TourTimes{1}, true);
    EXPECT_THAT(answer.order, IsEmpty());
    EXPECT_TRUE(answer.exact);
    EXPECT_EQ(answer.bound_ms, 0U);
}

}  // namespace
}  // namespace konbit
