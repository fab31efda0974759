// Which direction: oneway in all its forms, what implies it, and whom it binds.
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

TEST(LiteralDirection, Oneway) {
    constexpr LiteralRow kRows[]{
        {"car", "BC oneway=yes", "ABCD"},
        {"car", "BC oneway=yes", "DCFEBA"},
        {"car", "BC oneway=1", "DCFEBA"},
        {"car", "BC oneway=true", "DCFEBA"},
        {"car", "BC oneway=-1", "ABEFCD"},
        {"car", "BC oneway=-1", "DCBA"},
        {"car", "BC oneway=reverse", "ABEFCD"},
        {"car", "BC oneway=no", "DCBA"},
        {"car", "BC oneway=false", "DCBA"},
        {"car", "BC oneway=reversible", "ABEFCD"},
        {"car", "BC oneway=reversible", "DCFEBA"},
        {"car", "BC oneway=alternating", "ABCD"},  // half as fast, and still a third of the way
        {"car", "BC oneway=perhaps", "DCBA"},
        {"car", "BC oneway=yes // BEFC highway=", "D!A"},
        {"car", "AB oneway=-1", "A!D"},
        {"truck", "BC oneway=-1", "ABEFCD"},
        {"bicycle", "BC oneway=-1", "ABEFCD"},
        {"foot", "BC oneway=-1", "ABCD"},
        {"foot", "BC oneway=yes", "DCBA"},
    };
    expect_ways(kDetour, kRows);
}

TEST(LiteralDirection, OnewayForSome) {
    constexpr LiteralRow kRows[]{
        {"bicycle", "BC oneway=yes|oneway:bicycle=no", "DCBA"},
        {"car", "BC oneway=yes|oneway:bicycle=no", "DCFEBA"},
        {"bicycle", "BC oneway:bicycle=yes", "DCFEBA"},
        {"bicycle", "BC oneway:bicycle=-1", "ABEFCD"},
        {"car", "BC oneway:motor_vehicle=yes", "DCFEBA"},
        {"truck", "BC oneway:motor_vehicle=yes", "DCFEBA"},
        {"bicycle", "BC oneway:motor_vehicle=yes", "DCBA"},
        {"bicycle", "BC oneway:vehicle=yes", "DCFEBA"},
        {"truck", "BC oneway:hgv=yes", "DCFEBA"},
        {"car", "BC oneway:hgv=yes", "DCBA"},
        {"car", "BC oneway=yes|oneway:motorcar=no", "DCBA"},
        {"foot", "BC oneway:foot=yes", "DCFEBA"},
        {"foot", "BC oneway:foot=-1", "ABEFCD"},
        {"foot", "BC oneway=yes|oneway:bicycle=yes", "DCBA"},
        {"car", "BC oneway=yes|oneway:conditional=no @ (07:00-19:00)", "DCFEBA"},
        {"car at=2026-04-06T08:00", "BC oneway=yes|oneway:conditional=no @ (07:00-19:00)", "DCBA"},
    };
    expect_ways(kDetour, kRows);
}

TEST(LiteralDirection, ImpliedOneway) {
    constexpr LiteralRow kRows[]{
        {"car", "BC highway=motorway", "DCFEBA"},
        {"car", "BC highway=motorway|oneway=no", "DCBA"},
        {"car", "BC highway=motorway_link", "DCBA"},
        {"car", "BC highway=trunk", "DCBA"},
        {"car", "BC junction=roundabout", "DCFEBA"},
        {"car", "BC junction=circular", "DCFEBA"},
        {"car", "BC junction=roundabout|oneway=no", "DCBA"},
        {"car", "BC junction=roundabout|oneway=-1", "ABEFCD"},
        {"bicycle", "BC junction=roundabout", "DCFEBA"},
        {"foot", "BC junction=roundabout", "DCBA"},
        {"car", "BC junction=jughandle", "DCBA"},
    };
    expect_ways(kDetour, kRows);
}

constexpr LiteralMap kRoundabout{R"(
A---B---C---D
    |   |
    E---F
        |
        G
)",
                                 "AB highway=tertiary // CD highway=tertiary // FG "
                                 "highway=tertiary // BEFCB highway=tertiary|junction=roundabout"};

TEST(LiteralDirection, Roundabouts) {
    constexpr LiteralRow kRows[]{
        {"car", "", "ABEFCD"},
        {"car", "", "DCBA"},
        {"car", "", "ABEFG"},
        {"car", "", "GFCBA"},
        {"truck", "", "DCBEFG"},
        {"foot", "", "ABCD"},
        {"car", "BEFCB oneway=-1", "ABCD"},
    };
    expect_ways(kRoundabout, kRows);
}

constexpr LiteralMap kContraflow{R"(
A---B---C---D
)",
                                 "ABCD highway=residential|oneway=yes"};

TEST(LiteralDirection, AgainstTheTraffic) {
    constexpr LiteralRow kRows[]{
        {"bicycle", "", "D!A"},    {"bicycle", "ABCD oneway:bicycle=no", "DCBA"},
        {"foot", "", "DCBA"},      {"car", "", "ABCD"},
        {"car ignore", "", "D!A"},
    };
    expect_ways(kContraflow, kRows);
}

}  // namespace
}  // namespace konbit::test
