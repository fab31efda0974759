// What stands at a node: barriers by their type, what access says of them, locks, limits.
#include <gtest/gtest.h>

#include "tests/route/literal_map.hpp"

namespace konbit::test {
namespace {

/// X stands in the middle of BC; around it is three times as far.
constexpr LiteralMap kDetour{R"(
A---B-X-C---D
    |   |
    E---F
)",
                             "AB highway=residential // BXC highway=residential // CD "
                             "highway=residential // BEFC highway=residential"};
/// The same without a way around.
constexpr LiteralMap kStraight{R"(
A---B-X-C---D
)",
                               "ABXCD highway=residential"};

TEST(LiteralBarrier, ThatLetsPass) {
    constexpr LiteralRow kRows[]{
        {"truck", "X barrier=cattle_grid", "ABXCD"},
        {"truck", "X barrier=border_control", "ABXCD"},
        {"truck", "X barrier=toll_booth", "ABXCD"},
        {"truck", "X barrier=entrance", "ABXCD"},
        {"truck", "X barrier=sally_port", "ABXCD"},
        {"truck", "X barrier=kerb|kerb=lowered", "ABXCD"},
        {"truck", "X barrier=kerb|kerb=flush", "ABXCD"},
        {"truck", "X barrier=bollard|bollard=rising", "ABXCD"},
        {"truck", "X highway=traffic_signals", "ABXCD"},
        {"truck", "X barrier=no", "ABXCD"},
        {"car", "X highway=crossing|foot=yes|bicycle=no", "ABXCD"},
        // of these evidence speaks
        {"truck", "X barrier=debris", "ABXCD"},
        {"truck", "X barrier=block|barrier:obstacle_type=landslide", "ABXCD"},
        {"car", "X amenity=parking_entrance|access=private", "ABXCD"},
    };
    expect_ways(kDetour, kRows);
}

TEST(LiteralBarrier, ThatCostsTime) {
    constexpr LiteralRow kRows[]{
        {"car", "X barrier=gate", "ABEFCD"},  // a minute is longer than the way around
        {"car", "X barrier=lift_gate", "ABEFCD"},
    };
    expect_ways(kDetour, kRows);
    constexpr LiteralRow kNoWayAround[]{
        {"car", "X barrier=gate", "ABXCD"},
        {"truck", "X barrier=lift_gate", "ABXCD"},
        {"car", "X barrier=swing_gate", "ABXCD"},
        {"foot", "X barrier=gate", "ABXCD"},
    };
    expect_ways(kStraight, kNoWayAround);
}

TEST(LiteralBarrier, ThatBlocks) {
    constexpr LiteralRow kRows[]{
        {"car", "X barrier=bollard", "A!D"},
        {"car", "X barrier=block", "A!D"},
        {"car", "X barrier=chain", "A!D"},
        {"car", "X barrier=jersey_barrier", "A!D"},
        {"car", "X barrier=stile", "A!D"},
        {"car", "X barrier=turnstile", "A!D"},
        {"car", "X barrier=cycle_barrier", "A!D"},
        {"car", "X barrier=wall", "A!D"},
        {"car", "X barrier=fence", "A!D"},
        {"car", "X barrier=yes", "A!D"},
        {"truck", "X barrier=log", "A!D"},
        {"truck", "X barrier=kerb|kerb=raised", "A!D"},
        {"4x4", "X barrier=bollard|bollard=removable", "A!D"},
        {"motorcycle", "X barrier=bollard", "A!D"},
        {"car ignore", "X barrier=bollard", "A!D"},
        {"bicycle", "X barrier=bollard", "ABXCD"},
        {"bicycle", "X barrier=cycle_barrier", "ABXCD"},
        {"bicycle", "X barrier=wall", "A!D"},
        {"foot", "X barrier=bollard", "ABXCD"},
        {"foot", "X barrier=stile", "ABXCD"},
        {"foot", "X barrier=turnstile", "ABXCD"},
        {"foot", "X barrier=block", "ABXCD"},
        {"foot", "X barrier=jersey_barrier", "ABXCD"},
        {"foot", "X barrier=wall", "A!D"},
        {"foot", "X barrier=fence", "A!D"},
        {"foot", "X barrier=yes", "A!D"},
    };
    expect_ways(kStraight, kRows);
}

TEST(LiteralBarrier, AccessOutranksItsType) {
    constexpr LiteralRow kRows[]{
        {"motorcycle", "X barrier=bollard|bicycle=yes|foot=yes|motorcycle=yes", "ABXCD"},
        {"car", "X barrier=bollard|bicycle=yes|foot=yes|motorcycle=yes", "A!D"},
        {"car", "X barrier=bollard|motor_vehicle=yes", "ABXCD"},
        {"car", "X barrier=gate|access=no", "A!D"},
        {"foot", "X barrier=gate|access=no", "A!D"},
        {"foot", "X barrier=gate|access=no|foot=yes", "ABXCD"},
        {"bicycle", "X barrier=gate|access=no|foot=yes", "A!D"},
        {"truck", "X barrier=gate|hgv=no", "A!D"},
        {"car", "X barrier=gate|hgv=no", "ABXCD"},
        {"car", "X barrier=gate|motor_vehicle=forestry", "A!D"},
        {"foot", "X barrier=wall|foot=yes", "ABXCD"},
        {"car", "X barrier=gate|access=unknown", "ABXCD"},
        {"car ignore", "X barrier=gate|access=no", "ABXCD"},
    };
    expect_ways(kStraight, kRows);
}

TEST(LiteralBarrier, PrivateGates) {
    constexpr LiteralRow kRows[]{
        {"car", "X barrier=gate|access=private", "A!D"},
        {"foot", "X barrier=gate|access=private", "A!D"},
        {"car ignore", "X barrier=gate|access=private", "ABXCD"},
        {"car",
         "X barrier=gate|access=private // ABX highway=residential // XCD "
         "highway=service|access=private // ABXCD highway=",
         "ABXCD"},
        {"car",
         "X barrier=lift_gate|access=customers // ABX highway=residential // XCD "
         "highway=service|access=customers // ABXCD highway=",
         "DCXBA"},
        {"car",
         "X barrier=gate|locked=yes // ABX highway=residential // XCD "
         "highway=service|access=private // ABXCD highway=",
         "A!D"},
    };
    expect_ways(kStraight, kRows);
}

TEST(LiteralBarrier, Locked) {
    constexpr LiteralRow kRows[]{
        {"car", "X barrier=gate|locked=yes", "A!D"},
        {"car", "X barrier=gate|locked=no", "ABXCD"},
        {"foot", "X barrier=gate|locked=yes", "A!D"},
        {"foot", "X barrier=gate|locked=yes|foot=unknown|bicycle=unknown", "A!D"},
        {"foot", "X barrier=gate|locked=yes|foot=yes", "ABXCD"},
        {"car", "X barrier=gate|locked=yes|access=yes", "A!D"},
        {"truck ignore", "X barrier=gate|locked=yes", "A!D"},
    };
    expect_ways(kStraight, kRows);
}

TEST(LiteralBarrier, LimitsAtNodes) {
    constexpr LiteralRow kRows[]{
        {"truck", "X barrier=height_restrictor", "ABEFCD"},
        {"car", "X barrier=height_restrictor", "ABXCD"},
        {"truck", "X barrier=height_restrictor|maxheight=4.30", "ABXCD"},
        {"truck h=4.4", "X barrier=height_restrictor|maxheight=4.30", "ABEFCD"},
        {"truck", "X barrier=height_restrictor|maxheight=2.5|maxweight=3.5", "ABEFCD"},
        {"car", "X barrier=height_restrictor|maxheight=2.5|maxweight=3.5", "ABXCD"},
        {"car", "X barrier=height_restrictor|maxheight=1.9", "ABEFCD"},
        {"truck", "X barrier=height_restrictor|maxheight=below_default", "ABEFCD"},
        {"truck", "X barrier=bollard|bollard=rising|maxwidth=2.3", "ABEFCD"},
        {"truck ignore", "X maxheight=3.5", "ABEFCD"},
        {"foot", "X barrier=height_restrictor|maxheight=1.5", "ABXCD"},
    };
    expect_ways(kDetour, kRows);
}

/// A wall that is a way bars no road: where a road crosses it, a node says so.
constexpr LiteralMap kWall{R"(
    E
    |
A---B---C
    |
    F
)",
                           "ABC highway=residential // EBF barrier=wall"};

TEST(LiteralBarrier, WallsThatAreWays) {
    constexpr LiteralRow kRows[]{
        {"car", "", "ABC"},
        {"car", "B barrier=gate", "ABC"},
        {"car", "B barrier=wall", "A!C"},
    };
    expect_ways(kWall, kRows);
}

}  // namespace
}  // namespace konbit::test
