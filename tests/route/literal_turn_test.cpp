// Turn restrictions: at a node, over ways, for some vehicles, at some times.
#include <gtest/gtest.h>

#include "tests/route/literal_map.hpp"

namespace konbit::test {
namespace {

/// A town of two blocks: from A to G one turns right at B, or goes around.
constexpr LiteralMap kTown{R"(
A---B---C---D
    |   |
    E---F
    |
    G
)",
                           "AB highway=residential // BC highway=residential // CD "
                           "highway=residential // BE highway=residential // CF "
                           "highway=residential // EF highway=residential // EG "
                           "highway=residential"};

TEST(LiteralTurn, AtANode) {
    constexpr LiteralRow kRows[]{
        {"car", "", "ABEG"},
        {"car", "AB>B>BE restriction=no_right_turn", "ABCFEG"},
        {"car", "AB>B>BE restriction=no_left_turn", "ABCFEG"},  // the members say which turn
        {"car", "AB>B>BC restriction=no_straight_on", "ABEG"},
        {"car", "AB>B>BC restriction=no_straight_on", "ABEFCD"},
        {"car", "AB>B>BC restriction=only_straight_on", "ABCFEG"},
        {"car", "AB>B>BE restriction=only_right_turn", "ABEG"},
        {"car", "AB>B>BE restriction=only_right_turn", "ABEFCD"},
        {"car", "AB>B>BE restriction=no_right_turn", "GEBA"},
        {"car", "AB>B>BE restriction=no_right_turn", "DCBEG"},
        {"truck", "AB>B>BE restriction=no_right_turn", "ABCFEG"},
        {"motorcycle", "AB>B>BE restriction=no_right_turn", "ABCFEG"},
        {"bicycle", "AB>B>BE restriction=no_right_turn", "ABCFEG"},
        {"foot", "AB>B>BE restriction=no_right_turn", "ABEG"},
        {"foot", "AB>B>BC restriction=only_straight_on", "ABEG"},
        {"car ignore", "AB>B>BE restriction=no_right_turn", "ABCFEG"},
        // One turns back only where the road ends.
        {"car", "AB>B>BE restriction=no_right_turn // CF highway= // EF highway=", "ABCDCBEG"},
    };
    expect_ways(kTown, kRows);
}

TEST(LiteralTurn, ForSomeVehicles) {
    constexpr LiteralRow kRows[]{
        {"truck", "AB>B>BE restriction:hgv=no_right_turn", "ABCFEG"},
        {"car", "AB>B>BE restriction:hgv=no_right_turn", "ABEG"},
        {"car", "AB>B>BE restriction:motorcar=no_right_turn", "ABCFEG"},
        {"truck", "AB>B>BE restriction:motorcar=no_right_turn", "ABEG"},
        {"truck", "AB>B>BE restriction:motor_vehicle=no_right_turn", "ABCFEG"},
        {"bicycle", "AB>B>BE restriction:motor_vehicle=no_right_turn", "ABEG"},
        {"car", "AB>B>BE restriction:bicycle=no_right_turn", "ABEG"},
        {"foot", "AB>B>BE restriction:foot=no_right_turn", "ABCFEG"},
        {"truck", "AB>B>BE restriction=no_right_turn|except=hgv", "ABEG"},
        {"car", "AB>B>BE restriction=no_right_turn|except=hgv", "ABCFEG"},
        {"bicycle", "AB>B>BE restriction=no_right_turn|except=bicycle;bus", "ABEG"},
        {"car", "AB>B>BE restriction=no_right_turn|except=psv;motorcar", "ABEG"},
        {"car", "AB>B>BE restriction=no_right_turn|except=motor_vehicle", "ABEG"},
        {"car", "AB>B>BE restriction=no_right_turn|except=emergency", "ABCFEG"},
        {"truck", "AB>B>BE restriction=no_right_turn|type=restriction:hgv", "ABCFEG"},
        {"car", "AB>B>BE restriction=no_right_turn|type=restriction:hgv", "ABEG"},
        {"truck t=3", "AB>B>BE restriction:hgv=no_right_turn", "ABEG"},
    };
    expect_ways(kTown, kRows);
}

TEST(LiteralTurn, AtSomeTimes) {
    constexpr LiteralRow kRows[]{
        {"car at=2026-04-06T08:00",
         "AB>B>BE restriction:conditional=no_right_turn @ (Mo-Fr 07:00-09:00)", "ABCFEG"},
        {"car at=2026-04-06T10:00",
         "AB>B>BE restriction:conditional=no_right_turn @ (Mo-Fr 07:00-09:00)", "ABEG"},
        {"car at=2026-04-05T08:00",
         "AB>B>BE restriction:conditional=no_right_turn @ (Mo-Fr 07:00-09:00)", "ABEG"},
        {"truck", "AB>B>BE restriction:conditional=no_right_turn @ (weight>7.5)", "ABCFEG"},
        {"car", "AB>B>BE restriction:conditional=no_right_turn @ (weight>7.5)", "ABEG"},
        {"truck at=2026-04-06T08:00",
         "AB>B>BE restriction:hgv:conditional=no_right_turn @ (07:00-09:00)", "ABCFEG"},
        {"car at=2026-04-06T08:00",
         "AB>B>BE restriction:hgv:conditional=no_right_turn @ (07:00-09:00)", "ABEG"},
        {"car", "AB>B>BE restriction:conditional=no_right_turn @ (school days)", "ABCFEG"},
        {"car at=2026-04-06T08:00",
         "AB>B>BE restriction=no_right_turn|time=7:00-9:00;15:00-18:00|except=taxi", "ABCFEG"},
        {"car at=2026-04-06T12:00",
         "AB>B>BE restriction=no_right_turn|time=7:00-9:00;15:00-18:00|except=taxi", "ABEG"},
        {"car at=2026-04-06T08:00",
         "AB>B>BE "
         "restriction=no_right_turn|day_on=Monday|day_off=Friday|hour_on=07:00|hour_off=09:00",
         "ABCFEG"},
        {"car at=2026-04-05T08:00",
         "AB>B>BE "
         "restriction=no_right_turn|day_on=Monday|day_off=Friday|hour_on=07:00|hour_off=09:00",
         "ABEG"},
    };
    expect_ways(kTown, kRows);
}

TEST(LiteralTurn, OverWays) {
    constexpr LiteralRow kRows[]{
        {"car", "BE highway=", "ABCFEG"},
        {"car", "BE highway= // AB>BC>CF restriction=no_right_turn", "ABCDCFEG"},
        {"car", "AB>BC>CF restriction=no_right_turn", "ABEG"},
        {"car", "BE highway= // AB>BC,CF>EF restriction=no_right_turn", "ABCDCFEG"},
        {"car", "BE highway= // AB>BC>CF restriction=no_right_turn", "DCFEG"},
        {"car", "AB>BC>CD restriction=only_straight_on", "ABEG"},
        {"foot", "BE highway= // AB>BC>CF restriction=no_right_turn", "ABCFEG"},
        {"truck", "BE highway= // AB>BC>CF restriction=no_right_turn|except=hgv", "ABCFEG"},
    };
    expect_ways(kTown, kRows);
}

TEST(LiteralTurn, BrokenOnesAreIgnored) {
    constexpr LiteralRow kRows[]{
        {"car", "AB>F>BE restriction=no_right_turn", "ABEG"},
        {"car", "AB>B>CF restriction=no_right_turn", "ABEG"},
        {"car", "AB>B>BE restriction=give_way", "ABEG"},
        {"car", "AB>B>BE restriction=no_right_turn|type=route", "ABEG"},
    };
    expect_ways(kTown, kRows);
}

TEST(LiteralTurn, NoUTurn) {
    // From D into the gate yard and back: only a dead end lets one turn.
    constexpr LiteralRow kRows[]{
        {"car", "BE highway= // CF highway= // EF highway=", "ABCD"},
        {"car", "BE oneway=yes // EF oneway=yes // CF oneway=-1", "ABEG"},
        {"car", "BE oneway=yes", "GEFCBA"},
        {"car", "BE oneway=yes // CF>C>BC restriction=no_left_turn", "GEFCDCBA"},
        {"car",
         "BE oneway=yes // CF>C>BC restriction=no_left_turn // CD>D>CD restriction=no_u_turn",
         "G!A"},
        {"bicycle", "BE oneway=yes // CF>C>BC restriction=no_left_turn", "GEFCDCBA"},
    };
    expect_ways(kTown, kRows);
}

}  // namespace
}  // namespace konbit::test
