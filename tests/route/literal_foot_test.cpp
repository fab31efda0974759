// On foot everywhere, by bicycle on most, over squares.
#include <gtest/gtest.h>

#include "tests/route/literal_map.hpp"

namespace konbit::test {
namespace {

constexpr LiteralMap kStraight{R"(
A---B-X-C---D
)",
                               "AB highway=residential // BXC highway=residential // CD "
                               "highway=residential"};

TEST(LiteralFoot, GoesOnEverything) {
    constexpr LiteralRow kRows[]{
        {"foot", "BXC highway=footway", "ABXCD"},
        {"foot", "BXC highway=path", "ABXCD"},
        {"foot", "BXC highway=steps", "ABXCD"},
        {"foot", "BXC highway=cycleway", "ABXCD"},
        {"foot", "BXC highway=bridleway", "ABXCD"},
        {"foot", "BXC highway=pedestrian", "ABXCD"},
        {"foot", "BXC highway=corridor", "ABXCD"},
        {"foot", "BXC highway=track", "ABXCD"},
        {"foot", "BXC highway=trunk", "ABXCD"},
        {"foot", "BXC highway=trunk|foot=no", "A!D"},
        {"foot", "BXC highway=trunk|motorroad=yes", "A!D"},
        {"foot", "BXC highway=trunk|motorroad=yes|foot=yes", "ABXCD"},
        {"foot", "BXC highway=motorway", "A!D"},
        {"foot", "BXC highway=motorway_link", "A!D"},
        {"foot ignore", "BXC highway=motorway", "ABXCD"},
        {"foot", "BXC highway=|man_made=pier", "ABXCD"},
        {"foot", "BXC highway=|railway=platform", "ABXCD"},
        {"foot", "BXC highway=|railway=rail", "A!D"},
        {"foot", "BXC highway=via_ferrata", "A!D"},
        {"foot", "BXC highway=path|sac_scale=mountain_hiking", "ABXCD"},
        {"foot", "BXC highway=path|sac_scale=difficult_alpine_hiking", "A!D"},
        {"foot", "BXC highway=busway", "A!D"},
    };
    expect_ways(kStraight, kRows);
}

TEST(LiteralFoot, Bicycles) {
    constexpr LiteralRow kRows[]{
        {"bicycle", "BXC highway=cycleway", "ABXCD"},
        {"bicycle", "BXC highway=path", "ABXCD"},
        {"bicycle", "BXC highway=footway", "ABXCD"},  // pushed
        {"bicycle", "BXC highway=footway|bicycle=no", "A!D"},
        {"bicycle", "BXC highway=footway|bicycle=dismount", "ABXCD"},
        {"bicycle", "BXC highway=steps", "ABXCD"},  // carried
        {"bicycle", "BXC highway=motorway", "A!D"},
        {"bicycle", "BXC highway=primary|bicycle=no", "A!D"},
        {"bicycle", "BXC highway=trunk|motorroad=yes", "A!D"},
        {"bicycle", "BXC highway=pedestrian", "ABXCD"},
        {"bicycle", "BXC smoothness=impassable", "A!D"},
        {"bicycle", "BXC surface=sand", "ABXCD"},
    };
    expect_ways(kStraight, kRows);
}

constexpr LiteralMap kTwoWays{R"(
A---B---C---D
    |   |
    E---F
)",
                              "AB highway=residential // BC highway=steps // CD "
                              "highway=residential // BEFC highway=residential"};

TEST(LiteralFoot, StairsAreSlow) {
    constexpr LiteralRow kRows[]{
        {"foot", "", "ABCD"},  // 100 m at 2 km/h against 500 m at 5
        {"bicycle", "", "ABEFCD"},
        {"car", "", "ABEFCD"},
        {"bicycle", "BC highway=footway", "ABCD"},
        {"bicycle", "BC highway=footway|surface=sand|sac_scale=demanding_mountain_hiking",
         "ABEFCD"},
    };
    expect_ways(kTwoWays, kRows);
}

/// A square: ways meet it at its corners.
constexpr LiteralMap kSquare{R"(
A---B-------C
    |       |
    E-------F---D
)",
                             "AB highway=residential // FD highway=residential // BCFEB "
                             "highway=pedestrian|area=yes"};

TEST(LiteralFoot, SquaresAreWalkedStraight) {
    constexpr LiteralRow kRows[]{
        {"foot", "", "ABFD"},
        {"foot", "BCFEB access=no", "A!D"},
        {"foot", "BCFEB access=no|foot=yes", "ABFD"},
        {"foot", "BCFEB area=|oneway:foot=-1", "ABEFD"},
        {"bicycle", "", "ABFD"},
        {"car", "", "A!D"},
        {"truck", "BCFEB motor_vehicle=destination", "A!D"},
        {"foot", "BCFEB oneway=yes", "ABFD"},
        {"foot", "BCFEB highway=footway", "ABFD"},
    };
    expect_ways(kSquare, kRows);
}

}  // namespace
}  // namespace konbit::test
