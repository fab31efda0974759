// Tags that hold at times, for some, or in some weather. 2026-04-06 is a Monday.
#include <gtest/gtest.h>

#include "tests/route/literal_map.hpp"

namespace konbit::test {
namespace {

constexpr LiteralMap kDetour{R"(
A---B---C---D
    |   |
    E---F
)",
                             "AB highway=residential // BC highway=residential // CD "
                             "highway=residential // BEFC highway=residential"};

TEST(LiteralConditional, Hours) {
    constexpr LiteralRow kRows[]{
        {"car at=2026-04-06T08:00", "BC motor_vehicle:conditional=no @ (07:00-19:00)", "ABEFCD"},
        {"car at=2026-04-06T06:59", "BC motor_vehicle:conditional=no @ (07:00-19:00)", "ABCD"},
        {"car at=2026-04-06T19:00", "BC motor_vehicle:conditional=no @ (07:00-19:00)", "ABCD"},
        {"car at=2026-04-06T23:30", "BC access:conditional=no @ (22:00-06:00)", "ABEFCD"},
        {"car at=2026-04-07T05:30", "BC access:conditional=no @ (22:00-06:00)", "ABEFCD"},
        {"car at=2026-04-06T12:00", "BC access:conditional=no @ (22:00-06:00)", "ABCD"},
        {"car at=2026-04-11T08:00", "BC motor_vehicle:conditional=no @ (Sa,Su,PH 07:00-20:00)",
         "ABEFCD"},
        {"car at=2026-04-06T08:00", "BC motor_vehicle:conditional=no @ (Sa,Su,PH 07:00-20:00)",
         "ABCD"},
        {"car at=2026-04-06T08:00", "BC motor_vehicle:conditional=no @ (PH)", "ABEFCD"},
        {"car at=2026-04-11T10:00",
         "BC access:conditional=no @ (Mo-Fr 07:00-19:00; Sa "
         "07:00-14:00)",
         "ABEFCD"},
        {"car at=2026-04-11T15:00",
         "BC access:conditional=no @ (Mo-Fr 07:00-19:00; Sa "
         "07:00-14:00)",
         "ABCD"},
        {"car at=2026-01-15T10:00", "BC access:conditional=no @ (Nov-Apr)", "ABEFCD"},
        {"car at=2026-06-15T10:00", "BC access:conditional=no @ (Nov-Apr)", "ABCD"},
        {"car at=2026-12-24T10:00", "BC access:conditional=no @ (Dec 01-Mar 31)", "ABEFCD"},
        {"car at=2026-04-06T08:00", "BC access=no|access:conditional=yes @ (07:00-19:00)", "ABCD"},
        {"car at=2026-04-06T20:00", "BC access=no|access:conditional=yes @ (07:00-19:00)",
         "ABEFCD"},
        {"car at=2026-04-05T12:00", "BC foot:conditional=no @ (Su)", "ABCD"},
        {"foot at=2026-04-05T12:00", "BC foot:conditional=no @ (Su)", "ABEFCD"},
        {"car", "BC access:conditional=no @ (24/7)", "ABEFCD"},
        {"car at=2026-04-06T08:00", "BC motor_vehicle:backward:conditional=no @ (07:00-19:00)",
         "ABCD"},
        {"car at=2026-04-06T08:00", "BC motor_vehicle:forward:conditional=no @ (07:00-19:00)",
         "ABEFCD"},
    };
    expect_ways(kDetour, kRows);
}

TEST(LiteralConditional, TheLastTrueClauseWins) {
    constexpr LiteralRow kRows[]{
        {"car at=2026-04-06T12:30", "BC access:conditional=no @ (07:00-19:00); yes @ (12:00-13:00)",
         "ABCD"},
        {"car at=2026-04-06T14:30", "BC access:conditional=no @ (07:00-19:00); yes @ (12:00-13:00)",
         "ABEFCD"},
        {"car at=2026-04-06T12:30", "BC access:conditional=yes @ (12:00-13:00); no @ (07:00-19:00)",
         "ABEFCD"},
    };
    expect_ways(kDetour, kRows);
}

TEST(LiteralConditional, Vehicles) {
    constexpr LiteralRow kRows[]{
        {"truck", "BC access:conditional=no @ (weight>7.5)", "ABEFCD"},
        {"truck t=7.5", "BC access:conditional=no @ (weight>7.5)", "ABCD"},
        {"truck t=7.5", "BC access:conditional=no @ (weight>=7.5)", "ABEFCD"},
        {"car", "BC access:conditional=no @ (weight>7.5)", "ABCD"},
        {"truck", "BC hgv:conditional=no @ (length>12)", "ABEFCD"},
        {"truck l=10", "BC hgv:conditional=no @ (length>12)", "ABCD"},
        {"truck", "BC hgv:conditional=no @ (height > 4 m)", "ABEFCD"},
        {"truck at=2026-04-06T23:00", "BC hgv:conditional=no @ (weight>7.5 AND 22:00-06:00)",
         "ABEFCD"},
        {"truck at=2026-04-06T12:00", "BC hgv:conditional=no @ (weight>7.5 AND 22:00-06:00)",
         "ABCD"},
        {"bicycle", "BC access:conditional=no @ (weight>7.5)", "ABEFCD"},  // not told: the worse
    };
    expect_ways(kDetour, kRows);
}

TEST(LiteralConditional, Limits) {
    constexpr LiteralRow kRows[]{
        {"truck at=2026-04-06T08:00",
         "BC maxweight:conditional=15 @ (Mo-Fr 07:00-19:00; Sa 07:00-14:00)", "ABEFCD"},
        {"truck at=2026-04-05T08:00",
         "BC maxweight:conditional=15 @ (Mo-Fr 07:00-19:00; Sa 07:00-14:00)", "ABCD"},
        {"truck t=12 at=2026-04-06T08:00",
         "BC maxweight:conditional=15 @ (Mo-Fr 07:00-19:00; Sa 07:00-14:00)", "ABCD"},
        {"truck at=2026-04-11T12:00",
         "BC maxlength:conditional=7 @ (Mo-Fr 07:00-19:00; Sa 07:00-14:00)", "ABEFCD"},
        {"truck", "BC maxweight:conditional=7.5 @ (who knows)", "ABEFCD"},
        {"truck", "BC maxweight=7.5|maxweight:conditional=none @ delivery", "ABEFCD"},
        {"car at=2026-04-06T08:00", "BC maxspeed:conditional=3 @ (07:00-09:00)", "ABEFCD"},
        {"car at=2026-04-06T10:00", "BC maxspeed:conditional=3 @ (07:00-09:00)", "ABCD"},
        {"car at=2026-04-06T23:00", "BC maxspeed=3|maxspeed:conditional=50 @ (22:00-06:00)",
         "ABCD"},
        {"car at=2026-04-06T12:00", "BC maxspeed=3|maxspeed:conditional=50 @ (22:00-06:00)",
         "ABEFCD"},
        {"car wet", "BC maxspeed:conditional=3 @ wet", "ABEFCD"},
        {"car", "BC maxspeed:conditional=3 @ wet", "ABCD"},
        {"truck", "BC maxspeed:conditional=3 @ (weight>7.5)", "ABEFCD"},
    };
    expect_ways(kDetour, kRows);
}

TEST(LiteralConditional, PurposesWeatherAndTheUnknown) {
    constexpr LiteralRow kRows[]{
        {"car", "BC access=no|access:conditional=yes @ destination", "ABEFCD"},
        {"car", "CD access=no|access:conditional=yes @ destination", "ABCD"},
        {"car", "CD access=no|access:conditional=yes @ resident", "ABCD"},
        {"truck", "CD hgv=no|hgv:conditional=yes @ delivery", "ABCD"},
        {"truck", "BC hgv:conditional=no @ (22:00-06:00); destination @ (06:00-22:00)", "ABEFCD"},
        {"car snow", "BC access:conditional=no @ snow", "ABEFCD"},
        {"car", "BC access:conditional=no @ snow", "ABCD"},
        {"car", "BC access:conditional=no @ (flooding)", "ABEFCD"},
        {"car", "BC access:conditional=yes @ (flooding)", "ABCD"},
        {"car", "BC access=no|access:conditional=yes @ (permit holders)", "ABEFCD"},
        {"car", "BC access=conditional=yes @ (Mo-Fr 08:00-20:00, Sa 08:00-16:00)", "ABCD"},
        {"car", "BC access:conditional=no", "ABCD"},  // not understood: a warning
        {"car", "BC access:conditional=@ (Mo)", "ABCD"},
    };
    expect_ways(kDetour, kRows);
}

}  // namespace
}  // namespace konbit::test
