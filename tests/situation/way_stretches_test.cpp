#include "mapper/situation/way_stretches.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace konbit {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Location on_a_line(std::int64_t node) {
    return {static_cast<std::int32_t>(node * 10'000), 0};
}

std::vector<WayStretch> stretches(NodeSpan span, std::vector<std::int64_t> nodes,
                                  Location at = {}) {
    return stretches_of(span, at, nodes, on_a_line);
}

TEST(WayStretches, BetweenTwoNodesEitherWay) {
    EXPECT_THAT(stretches({2, 4}, {1, 2, 3, 4, 5}), ElementsAre(WayStretch{1, 3}));
    EXPECT_THAT(stretches({4, 2}, {1, 2, 3, 4, 5}), ElementsAre(WayStretch{1, 3}));
}

TEST(WayStretches, OnARingInItsDirectionOverTheSeam) {
    const std::vector<std::int64_t> ring{1, 2, 3, 4, 1};
    EXPECT_THAT(stretches({2, 3}, ring), ElementsAre(WayStretch{1, 2}));
    EXPECT_THAT(stretches({4, 2}, ring), ElementsAre(WayStretch{0, 1}, WayStretch{3, 4}));
    EXPECT_THAT(stretches({1, 3}, ring), ElementsAre(WayStretch{0, 2}));
    EXPECT_THAT(stretches({3, 1}, ring), ElementsAre(WayStretch{2, 4}));
}

TEST(WayStretches, ANodeThatComesTwiceGivesTheShorter) {
    EXPECT_THAT(stretches({2, 5}, {1, 2, 3, 4, 2, 5, 6}), ElementsAre(WayStretch{4, 5}));
}

TEST(WayStretches, UnknownNodesGiveTheNearestSegment) {
    EXPECT_THAT(stretches({8, 9}, {1, 2, 3, 4}, {26'000, 5}), ElementsAre(WayStretch{1, 2}));
    EXPECT_THAT(stretches({2, 2}, {1, 2, 3, 4}, {36'000, 5}), ElementsAre(WayStretch{2, 3}));
}

TEST(WayStretches, NothingToGoBy) {
    EXPECT_THAT(stretches({1, 2}, {}), IsEmpty());
    EXPECT_THAT(stretches({1, 2}, {7}), IsEmpty());
    EXPECT_THAT(stretches_of({8, 9}, {0, 0}, std::vector<std::int64_t>{1, 2},
                             [](std::int64_t) { return Location{}; }),
                IsEmpty());
}

TEST(CutWay, JoinsNeighboursOfWhichTheSameIsSaid) {
    const std::vector<std::vector<WayStretch>> spans{{}, {{2, 4}}, {{3, 4}}};
    const auto pieces = cut_way(7, spans);
    ASSERT_EQ(pieces.size(), 4u);
    EXPECT_EQ(pieces[0].stretch, (WayStretch{0, 2}));
    EXPECT_THAT(pieces[0].holding, ElementsAre(0));
    EXPECT_EQ(pieces[1].stretch, (WayStretch{2, 3}));
    EXPECT_THAT(pieces[1].holding, ElementsAre(0, 1));
    EXPECT_THAT(pieces[2].holding, ElementsAre(0, 1, 2));
    EXPECT_EQ(pieces[3].stretch, (WayStretch{4, 6}));
}

TEST(CutWay, TheWholeWayIsOnePiece) {
    const std::vector<std::vector<WayStretch>> spans{{}, {}};
    const auto pieces = cut_way(3, spans);
    ASSERT_EQ(pieces.size(), 1u);
    EXPECT_EQ(pieces[0].stretch, (WayStretch{0, 2}));
}

}  // namespace
}  // namespace konbit
