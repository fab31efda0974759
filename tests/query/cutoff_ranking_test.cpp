#include "mapper/query/cutoff_ranking.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace konbit {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kReached = CutOffArc::kReached;
constexpr auto kOpen = CutOffArc::kOpenStep;

const std::vector<std::uint32_t>& set_of(const Reconnections& all, std::uint32_t place) {
    return all.sets[all.set_of_place[place]];
}

/// With this place open, over and over until nothing more is reached.
std::vector<std::uint32_t> by_brute_force(std::uint32_t states, std::span<const CutOffArc> arcs,
                                          std::uint32_t place) {
    std::vector<bool> reached(states, false);
    for (bool more = true; more;) {
        more = false;
        for (const auto& arc : arcs) {
            if (arc.place != kOpen && arc.place != place) continue;
            if ((arc.from != kReached && !reached[arc.from]) || reached[arc.to]) continue;
            reached[arc.to] = more = true;
        }
    }
    std::vector<std::uint32_t> found;
    for (std::uint32_t state = 0; state < states; ++state) {
        if (reached[state]) found.push_back(state);
    }
    return found;
}

TEST(CutOffRanking, EqualsOpeningEachPlaceByBruteForce) {
    std::mt19937 random{31};
    for (int round = 0; round < 300; ++round) {
        const std::uint32_t states = 1 + random() % 40, places = 1 + random() % 6;
        std::vector<CutOffArc> arcs;
        const auto count = random() % (3 * states);
        for (std::uint32_t i = 0; i < count; ++i) {
            CutOffArc arc{static_cast<std::uint32_t>(random() % states),
                          static_cast<std::uint32_t>(random() % states), kOpen};
            const auto sort = random() % 10;
            if (sort < 2) arc.place = random() % places;
            if (sort == 2) arc.place = CutOffArc::kSeveralPlaces;
            if (sort == 3) arc = {kReached, arc.to, static_cast<std::uint32_t>(random() % places)};
            arcs.push_back(arc);
        }
        const auto all = reconnections(states, places, arcs);
        ASSERT_EQ(all.set_of_place.size(), places);
        for (std::uint32_t place = 0; place < places; ++place)
            EXPECT_EQ(set_of(all, place), by_brute_force(states, arcs, place)) << "round " << round;
    }
}

TEST(CutOffRanking, TwoBridgesIntoOneValleyOpenTheSame) {
    const std::vector<CutOffArc> arcs{
        {kReached, 0, 0}, {kReached, 1, 1}, {0, 1, kOpen}, {1, 0, kOpen}};
    const auto all = reconnections(2, 2, arcs);
    EXPECT_THAT(set_of(all, 0), ElementsAre(0, 1));
    EXPECT_EQ(all.set_of_place[0], all.set_of_place[1]);
}

TEST(CutOffRanking, ARoadBlockedTwiceNeedsBoth) {
    const std::vector<CutOffArc> arcs{{kReached, 0, 0}, {0, 1, 1}, {1, 2, kOpen}};
    const auto all = reconnections(3, 2, arcs);
    EXPECT_THAT(set_of(all, 0), ElementsAre(0));
    EXPECT_THAT(set_of(all, 1), IsEmpty());
}

TEST(CutOffRanking, OneLandslideOverTwoBends) {
    const std::vector<CutOffArc> arcs{{kReached, 0, 0}, {0, 1, 0}, {1, 2, kOpen}};
    EXPECT_THAT(set_of(reconnections(3, 1, arcs), 0), ElementsAre(0, 1, 2));
}

TEST(CutOffRanking, ALongRoadNeedsNoDeepStack) {
    constexpr std::uint32_t kLong = 200'000;
    std::vector<CutOffArc> arcs{{kReached, 0, 0}};
    for (std::uint32_t state = 0; state + 1 < kLong; ++state) {
        arcs.push_back({state, state + 1, kOpen});
        arcs.push_back({state + 1, state, kOpen});
    }
    EXPECT_EQ(set_of(reconnections(kLong, 1, arcs), 0).size(), kLong);
}

}  // namespace
}  // namespace konbit
