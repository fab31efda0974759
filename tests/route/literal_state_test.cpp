// What the road is like: ferries, fords, works, ground, season, decay, and events.
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
constexpr LiteralMap kStraight{R"(
A---B-X-C---D
)",
                               "AB highway=residential // BXC highway=residential // CD "
                               "highway=residential"};

TEST(LiteralState, Construction) {
    constexpr LiteralRow kRows[]{
        {"car", "BC highway=construction|construction=residential", "ABEFCD"},
        {"foot", "BC highway=construction", "ABEFCD"},
        {"4x4 ignore", "BC highway=construction|access=yes", "ABEFCD"},
        {"car", "BC construction=minor", "ABCD"},
        {"car", "BC highway=proposed", "ABEFCD"},
    };
    expect_ways(kDetour, kRows);
}

TEST(LiteralState, Ferries) {
    constexpr LiteralRow kRows[]{
        {"car", "BXC highway=|route=ferry", "ABXCD"},
        {"foot", "BXC highway=|route=ferry", "ABXCD"},
        {"car", "BXC highway=|route=ferry|motor_vehicle=no", "A!D"},
        {"truck", "BXC highway=|route=ferry|hgv=no", "A!D"},
        {"car", "BXC highway=|route=ferry|hgv=no", "ABXCD"},
        {"car", "BXC highway=|route=ferry|access=no|foot=yes", "A!D"},
        {"foot", "BXC highway=|route=ferry|access=no|foot=yes", "ABXCD"},
        {"truck", "BXC highway=|route=ferry|maxweight=18", "A!D"},
        {"car", "BXC highway=|route=ferry|oneway=-1", "A!D"},
        {"car", "BXC highway=|route=shuttle_train", "ABXCD"},
    };
    expect_ways(kStraight, kRows);
    constexpr LiteralRow kSooner[]{
        {"car", "BC highway=|route=ferry|duration=00:01", "ABCD"},
        {"car", "BC highway=|route=ferry|duration=00:05", "ABEFCD"},
        {"car", "BC highway=|route=ferry|duration=2", "ABEFCD"},
        {"car", "BC highway=|route=ferry|duration=PT1M", "ABCD"},
        {"foot", "BC highway=|route=ferry|duration=00:05", "ABCD"},
    };
    expect_ways(kDetour, kSooner);
}

TEST(LiteralState, Fords) {
    constexpr LiteralRow kRows[]{
        {"car", "BXC ford=yes", "A!D"},
        {"truck", "BXC ford=yes", "A!D"},
        {"4x4", "BXC ford=yes", "ABXCD"},
        {"foot", "BXC ford=yes", "ABXCD"},
        {"bicycle", "BXC ford=yes", "ABXCD"},
        {"car", "BXC ford=no", "ABXCD"},
        {"car", "X ford=yes", "A!D"},
        {"truck", "X ford=yes|intermittent=yes", "A!D"},
        {"4x4", "X ford=yes", "ABXCD"},
        {"foot", "X ford=yes", "ABXCD"},
        {"car", "X ford=no", "ABXCD"},
        {"car", "X ford=yes|motor_vehicle=yes", "ABXCD"},
        {"4x4 flood", "X ford=yes", "A!D"},
        {"foot flood", "X ford=yes", "A!D"},
        {"4x4 flood", "BXC ford=yes", "A!D"},
        {"4x4 earthquake", "BXC ford=yes", "ABXCD"},
        {"foot", "BXC ford=stepping_stones", "ABXCD"},
        {"4x4", "BXC ford=stepping_stones", "A!D"},
        {"bicycle", "X ford=stepping_stones", "A!D"},
        {"foot flood", "X ford=stepping_stones", "A!D"},
        {"4x4", "BXC ford=boat", "A!D"},
    };
    expect_ways(kStraight, kRows);
}

TEST(LiteralState, Tracks) {
    constexpr LiteralRow kRows[]{
        {"car", "BXC highway=track|tracktype=grade1", "ABXCD"},
        {"car", "BXC highway=track|tracktype=grade3", "ABXCD"},
        {"car", "BXC highway=track|tracktype=grade4", "A!D"},
        {"car", "BXC highway=track", "ABXCD"},
        {"truck", "BXC highway=track|tracktype=grade2", "ABXCD"},
        {"truck", "BXC highway=track|tracktype=grade3", "A!D"},
        {"truck", "BXC highway=track", "A!D"},
        {"truck", "BXC highway=track|surface=asphalt", "ABXCD"},
        {"4x4", "BXC highway=track|tracktype=grade5", "ABXCD"},
        {"4x4", "BXC highway=track|tracktype=grade4|surface=mud", "ABXCD"},
        {"motorcycle", "BXC highway=track|tracktype=grade5", "A!D"},
        {"bicycle", "BXC highway=track|tracktype=grade5", "ABXCD"},
        {"foot", "BXC highway=track|tracktype=grade5", "ABXCD"},
    };
    expect_ways(kStraight, kRows);
}

TEST(LiteralState, Ground) {
    constexpr LiteralRow kRows[]{
        {"truck", "BXC surface=mud", "A!D"},
        {"truck", "BXC surface=sand", "A!D"},
        {"car", "BXC surface=mud", "ABXCD"},
        {"truck", "BXC surface=gravel", "ABXCD"},
        {"truck", "BXC smoothness=very_bad", "ABXCD"},
        {"truck", "BXC smoothness=horrible", "A!D"},
        {"car", "BXC smoothness=horrible", "A!D"},
        {"4x4", "BXC smoothness=horrible", "ABXCD"},
        {"4x4", "BXC smoothness=very_horrible", "ABXCD"},
        {"4x4", "BXC smoothness=impassable", "A!D"},
        {"foot", "BXC smoothness=impassable", "ABXCD"},
        {"car", "BXC 4wd_only=yes", "A!D"},
        {"4x4", "BXC 4wd_only=yes", "ABXCD"},
        {"bicycle", "BXC 4wd_only=yes", "ABXCD"},
        {"car", "BXC 4wd_only=recommended", "ABXCD"},
        {"truck", "BXC practicability:heavy_truck=no", "A!D"},
        {"truck", "BXC practicability:heavy_truck=yes", "ABXCD"},
        {"truck", "BXC practicability:light_truck=no", "A!D"},
        {"truck", "BXC practicability:heavy_truck=limited", "A!D"},
        {"4x4", "BXC practicability:heavy_truck=no", "ABXCD"},
        {"4x4", "BXC practicability:4x4=limited", "ABXCD"},
        {"4x4", "BXC practicability:4x4=no", "A!D"},
        {"motorcycle", "BXC practicability:motorcycle=no", "A!D"},
        {"car", "BXC practicability:motorcycle=no", "ABXCD"},
    };
    expect_ways(kStraight, kRows);
}

TEST(LiteralState, SlowGroundIsAvoided) {
    constexpr LiteralRow kRows[]{
        {"car", "BC surface=mud", "ABCD"},
        {"truck", "BC smoothness=very_bad", "ABCD"},
        {"bicycle", "BC surface=sand", "ABCD"},
        {"4x4", "BC smoothness=horrible", "ABCD"},
        {"4x4", "BC highway=track|tracktype=grade5|ruins=yes", "ABEFCD"},
        {"car", "BC surface=earth|maxspeed=8", "ABCD"},
        {"car wet", "BC surface=earth|maxspeed=8", "ABCD"},
        {"4x4", "BC surface=dirt|highway=track|tracktype=grade3", "ABCD"},
        {"4x4 wet", "BC surface=dirt|highway=track|tracktype=grade4", "ABEFCD"},
    };
    expect_ways(kDetour, kRows);
}

TEST(LiteralState, Seasons) {
    constexpr LiteralRow kRows[]{
        {"4x4", "BXC ice_road=yes", "A!D"},
        {"4x4 snow", "BXC ice_road=yes", "ABXCD"},
        {"truck", "BXC winter_road=yes", "A!D"},
        {"truck snow", "BXC winter_road=yes", "ABXCD"},
        {"foot", "BXC ice_road=yes", "A!D"},
        {"car", "BXC snowplowing=no", "ABXCD"},
        {"car snow", "BXC snowplowing=no", "A!D"},
        {"car snow", "BXC winter_service=no", "A!D"},
        {"foot snow", "BXC winter_service=no", "ABXCD"},
        {"car", "BXC seasonal=yes", "ABXCD"},
        {"car flood", "BXC seasonal=yes", "A!D"},
        {"4x4 flood", "BXC seasonal=yes", "ABXCD"},
        {"car wet", "BXC seasonal=dry_season", "A!D"},
    };
    expect_ways(kStraight, kRows);
}

TEST(LiteralState, HazardsInAnEventOfTheirKind) {
    constexpr LiteralRow kRows[]{
        {"truck", "BXC flood_prone=yes", "ABXCD"},
        {"truck flood", "BXC flood_prone=yes", "A!D"},
        {"4x4 flood", "BXC flood_prone=yes", "ABXCD"},
        {"foot flood", "BXC flood_prone=yes", "ABXCD"},
        {"truck earthquake", "BXC flood_prone=yes", "ABXCD"},
        {"truck earthquake", "BXC hazard=landslide", "A!D"},
        {"truck landslide", "BXC hazard=landslide", "A!D"},
        {"truck flood", "BXC hazard=landslide", "ABXCD"},
        {"truck flood", "BXC hazard=flood", "A!D"},
        {"truck", "BXC hazard_type=landslide", "ABXCD"},
    };
    expect_ways(kStraight, kRows);
}

TEST(LiteralState, DecayedRoadsAreOpenAndSlow) {
    constexpr LiteralRow kRows[]{
        {"car", "BC ruins=yes", "ABCD"},
        {"car", "BC abandoned=yes", "ABCD"},
        {"car", "BC disused=yes", "ABCD"},
        {"4x4", "BC disused=yes|highway=track|tracktype=grade4", "ABEFCD"},
        {"car", "BC maxspeed=8", "ABCD"},
    };
    expect_ways(kDetour, kRows);
}

}  // namespace
}  // namespace konbit::test
