// Limits of size and weight, in every way of writing them: a lorry fits or goes around.
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

TEST(LiteralLimit, Height) {
    constexpr LiteralRow kRows[]{
        {"truck h=4.4", "BC maxheight=4.3", "ABEFCD"},
        {"truck h=4.3", "BC maxheight=4.3", "ABCD"},
        {"truck h=4.0", "BC maxheight=4.3", "ABCD"},
        {"truck", "BC maxheight=4", "ABEFCD"},
        {"car", "BC maxheight=4", "ABCD"},
        {"car", "BC maxheight=1.8", "ABEFCD"},
        {"foot", "BC maxheight=1.8", "ABCD"},
        {"truck", "BC maxheight=3.8 m", "ABEFCD"},
        {"truck", "BC maxheight=380 cm", "ABEFCD"},
        {"truck", "BC maxheight=12'6\"", "ABEFCD"},
        {"truck", "BC maxheight=13'6\"", "ABCD"},
        {"truck", "BC maxheight=14 ft", "ABCD"},
        {"truck", "BC maxheight=none", "ABCD"},
        {"truck", "BC maxheight=default", "ABCD"},
        {"truck", "BC maxheight=below_default", "ABCD"},
        {"truck", "BC maxheight=low", "ABCD"},
        {"truck", "BC maxheight:physical=4.0", "ABEFCD"},
        {"truck", "BC maxheight=5|maxheight:physical=4.0", "ABEFCD"},
        {"truck", "BC maxheight=4.5|maxheight:hgv=4.0", "ABEFCD"},
        {"car", "BC maxheight=4.5|maxheight:hgv=1.0", "ABCD"},
        {"truck", "BC maxheight:bus=3", "ABCD"},
        {"truck", "BC maxheight:forward=4", "ABEFCD"},
        {"truck", "BC maxheight:backward=4", "ABCD"},
        {"truck", "BC maxheight:backward=4", "DCFEBA"},
        {"truck h=4.4", "BC maxheight=4.5;4.2", "ABEFCD"},
    };
    expect_ways(kDetour, kRows);
}

TEST(LiteralLimit, Weight) {
    constexpr LiteralRow kRows[]{
        {"truck", "BC maxweight=3.5", "ABEFCD"},
        {"truck t=3.4", "BC maxweight=3.5", "ABCD"},
        {"car", "BC maxweight=3.5", "ABCD"},
        {"car", "BC maxweight=1.5", "ABEFCD"},
        {"4x4", "BC maxweight=2.1", "ABEFCD"},
        {"truck t=7.4", "BC maxweight=7.5", "ABCD"},
        {"truck t=7.6", "BC maxweight=7,5", "ABEFCD"},
        {"truck t=7.4", "BC maxweight=7,5", "ABCD"},
        {"truck t=3.6", "BC maxweight=3500 kg", "ABEFCD"},
        {"truck t=3.4", "BC maxweight=3500 kg", "ABCD"},
        {"truck t=3.7", "BC maxweight=8000 lbs", "ABEFCD"},
        {"truck t=3.6", "BC maxweight=8000 lbs", "ABCD"},
        {"truck t=4.6", "BC maxweight=5 st", "ABEFCD"},
        {"truck t=4.5", "BC maxweight=5 st", "ABCD"},
        {"truck", "BC maxweight=3500", "ABCD"},  // not known: perhaps kilograms; a warning
        {"truck", "BC maxweight=unsigned", "ABCD"},
        {"truck", "BC maxweightrating=7.5", "ABEFCD"},
        {"truck", "BC maxweightrating:hgv=7.5", "ABEFCD"},
        {"car", "BC maxweightrating:hgv=1", "ABCD"},
        {"truck", "BC maxaxleload=8", "ABEFCD"},
        {"truck axle=7", "BC maxaxleload=8", "ABCD"},
        {"truck", "BC maxweight=30|maxaxleload=9", "ABEFCD"},
        {"truck", "BC maxweight=26", "ABCD"},
        {"bicycle", "BC maxweight=0.01", "ABCD"},
        {"foot", "BC maxweight=3.5|bridge=yes", "ABCD"},
        {"truck ignore", "BC maxweight=3.5|bridge=yes", "ABEFCD"},
    };
    expect_ways(kDetour, kRows);
}

TEST(LiteralLimit, LengthAndWidth) {
    constexpr LiteralRow kRows[]{
        {"truck", "BC maxlength=12", "ABEFCD"},
        {"truck l=11", "BC maxlength=12", "ABCD"},
        {"truck", "BC maxlength=8", "ABEFCD"},
        {"truck", "BC maxlength:bus=8", "ABCD"},
        {"truck", "BC maxwidth=2.5", "ABEFCD"},
        {"truck w=2.5", "BC maxwidth=2.5", "ABCD"},
        {"truck", "BC maxwidth:physical=2.5", "ABEFCD"},
        {"truck", "BC maxwidth=8'6\"", "ABEFCD"},
        {"car", "BC maxwidth=2", "ABCD"},
        {"motorcycle", "BC maxwidth=1.2", "ABCD"},
        {"car", "BC maxwidth=1.2", "ABEFCD"},
        {"truck", "BC width=2", "ABCD"},  // a warning, no more
    };
    expect_ways(kDetour, kRows);
}

TEST(LiteralLimit, Speed) {
    // Around takes five times as long unless BC is slower than a fifth of it.
    constexpr LiteralRow kRows[]{
        {"car", "BC maxspeed=10", "ABCD"},
        {"car", "BC maxspeed=4", "ABEFCD"},
        {"car", "BC maxspeed=3 mph", "ABEFCD"},
        {"car", "BC maxspeed=4 mph", "ABCD"},
        {"car", "BC maxspeed=2 knots", "ABEFCD"},
        {"car", "BC maxspeed=walk", "ABCD"},
        {"car", "BC maxspeed=none", "ABCD"},
        {"car", "BC maxspeed=signals", "ABCD"},
        {"car", "BC maxspeed=FR:urban", "ABCD"},
        {"car", "BC maxspeed:forward=4", "ABEFCD"},
        {"car", "BC maxspeed:backward=4", "ABCD"},
        {"truck", "BC maxspeed=50|maxspeed:hgv=3", "ABEFCD"},
        {"car", "BC maxspeed=50|maxspeed:hgv=3", "ABCD"},
        {"foot", "BC maxspeed=1", "ABCD"},
        {"car", "BC maxspeed=slow", "ABCD"},
    };
    expect_ways(kDetour, kRows);
}

}  // namespace
}  // namespace konbit::test
