// Who may: access tags, from the most specific key down, on ways between A and D.
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

TEST(LiteralAccess, TheMostSpecificKeyDecides) {
    constexpr LiteralRow kRows[]{
        {"car", "", "ABCD"},
        {"car", "BC access=yes", "ABCD"},
        {"car", "BC access=no", "ABEFCD"},
        {"car", "BC access=no|motor_vehicle=yes", "ABCD"},
        {"car", "BC access=no|motorcar=yes", "ABCD"},
        {"car", "BC vehicle=no|motorcar=yes", "ABCD"},
        {"car", "BC motor_vehicle=no|access=yes", "ABEFCD"},
        {"car", "BC motor_vehicle=yes|motorcar=no", "ABEFCD"},
        {"car", "BC motorcycle=no|hgv=no|bus=no|foot=no|bicycle=no", "ABCD"},
        {"truck", "BC motorcar=no", "ABCD"},
        {"truck", "BC hgv=no", "ABEFCD"},
        {"truck", "BC access=no|hgv=yes", "ABCD"},
        {"truck", "BC access=no|motor_vehicle=yes", "ABCD"},
        {"truck", "BC goods=no", "ABCD"},
        {"truck t=3.5", "BC goods=no", "ABEFCD"},
        {"truck t=3.5", "BC hgv=no", "ABCD"},
        {"motorcycle", "BC motorcycle=no", "ABEFCD"},
        {"motorcycle", "BC motor_vehicle=no|motorcycle=yes", "ABCD"},
        {"motorcycle", "BC motorcar=no|hgv=no", "ABCD"},
        {"bicycle", "BC motor_vehicle=no", "ABCD"},
        {"bicycle", "BC vehicle=no", "ABEFCD"},
        {"bicycle", "BC vehicle=no|bicycle=yes", "ABCD"},
        {"foot", "BC vehicle=no|motor_vehicle=no|bicycle=no", "ABCD"},
        {"foot", "BC foot=no", "ABEFCD"},
        {"foot", "BC access=no", "ABEFCD"},
        {"foot", "BC access=no|foot=yes", "ABCD"},
        {"foot", "BC access=private|foot=designated", "ABCD"},
        {"4x4", "BC motorcar=no", "ABEFCD"},
    };
    expect_ways(kDetour, kRows);
}

TEST(LiteralAccess, Values) {
    constexpr LiteralRow kRows[]{
        {"car", "BC access=permissive", "ABCD"},
        {"car", "BC access=designated", "ABCD"},
        {"car", "BC access=official", "ABCD"},
        {"car", "BC access=public", "ABCD"},
        {"car", "BC access=agricultural", "ABEFCD"},
        {"car", "BC access=forestry", "ABEFCD"},
        {"car", "BC access=military", "ABEFCD"},
        {"car", "BC access=bus", "ABEFCD"},
        {"car", "BC access=psv", "ABEFCD"},
        {"car", "BC access=no|bus=designated|emergency=yes", "ABEFCD"},
        {"car", "BC access=unknown", "ABCD"},
        {"car", "BC access=whatever", "ABCD"},
        {"car", "BC access=no|motor_vehicle=unbekannt", "ABEFCD"},
        {"car", "BC access=no;yes", "ABCD"},
        {"car", "BC access=forestry;agricultural", "ABEFCD"},
        {"car", "BC motor_vehicle=agricultural;destination", "ABEFCD"},
        {"car", "BC motor_vehicle=agricultural; yes", "ABCD"},
        {"bicycle", "BC bicycle=use_sidepath", "ABEFCD"},
        {"foot", "BC foot=use_sidepath", "ABCD"},
        {"car", "BC access:forward=no", "ABEFCD"},
        {"car", "BC motor_vehicle:backward=no", "ABCD"},
        {"car", "BC motor_vehicle:backward=no", "DCFEBA"},
        {"car", "BC access=no|motor_vehicle:forward=yes", "ABCD"},
        {"car", "BC access=no|motor_vehicle:forward=yes", "DCFEBA"},
        {"car", "CB motor_vehicle:forward=no|highway=residential // BC highway=", "DCFEBA"},
    };
    expect_ways(kDetour, kRows);
}

TEST(LiteralAccess, EndsOnlyIsNoWayThrough) {
    constexpr LiteralRow kRows[]{
        {"car", "BC access=destination", "ABEFCD"},
        {"car", "BC access=private", "ABEFCD"},
        {"car", "BC access=customers", "ABEFCD"},
        {"car", "BC access=delivery", "ABEFCD"},
        {"car", "BC access=permit", "ABEFCD"},
        {"car", "BC access=residents", "ABEFCD"},
        {"truck", "BC hgv=destination", "ABEFCD"},
        {"car", "BC hgv=destination", "ABCD"},
        {"car ignore", "BC access=private", "ABCD"},
        {"car ignore", "BC access=no", "ABCD"},
        {"car ignore", "BC motor_vehicle=forestry", "ABCD"},
        {"truck ignore", "BC hgv=no", "ABCD"},
        {"truck ignore", "BC maxweight=3.5", "ABEFCD"},
        {"truck ignore", "CB highway=residential|oneway=yes // BC highway=", "ABEFCD"},
        // … but one may begin and end there.
        {"car", "CD access=private", "ABCD"},
        {"car", "AB access=private", "ABCD"},
        {"car", "AB access=destination // CD access=customers", "ABCD"},
        {"car", "CD access=private // BC access=private", "ABCD"},
        {"car", "CD access=private // BC access=private // BEFC highway=", "ABCD"},
        {"car", "CD access=no", "A!D"},
        {"car", "BC access=private // BEFC highway=", "A!D"},
        {"foot", "BC access=private // BEFC highway=", "A!D"},
        {"foot", "BC access=private|foot=yes // BEFC highway=", "ABCD"},
    };
    expect_ways(kDetour, kRows);
}

TEST(LiteralAccess, ClassesThatAreNotForThisTraveller) {
    constexpr LiteralRow kRows[]{
        {"car", "BC highway=footway", "ABEFCD"},
        {"car", "BC highway=path", "ABEFCD"},
        {"car", "BC highway=steps", "ABEFCD"},
        {"car", "BC highway=cycleway", "ABEFCD"},
        {"car", "BC highway=pedestrian", "ABEFCD"},
        {"car", "BC highway=busway", "ABEFCD"},
        {"car", "BC highway=footway|access=yes", "ABEFCD"},
        {"car", "BC highway=footway|motor_vehicle=yes // BEFC highway=", "ABCD"},
        {"car", "BC highway=path|motorcar=designated // BEFC highway=", "ABCD"},
        {"car", "BC highway=pedestrian|motor_vehicle=yes // BEFC highway=", "ABCD"},
        {"car", "BC highway=pedestrian|motor_vehicle=destination // BEFC highway=", "A!D"},
        {"truck ignore", "BC highway=pedestrian // BEFC highway=", "ABCD"},
        {"truck ignore", "BC highway=footway // BEFC highway=", "A!D"},
        {"truck ignore", "BC highway=steps // BEFC highway=", "A!D"},
        {"car", "BC highway=service|service=emergency_access", "ABEFCD"},
        {"car", "BC highway=service|service=emergency_access|emergency=yes", "ABEFCD"},
        {"car", "BC highway=service|service=emergency_access|motor_vehicle=yes", "ABCD"},
        {"car", "BC highway=service|service=driveway", "ABCD"},
        {"truck", "BC highway=living_street", "ABCD"},
        {"car", "BC highway=proposed", "ABEFCD"},
        {"car", "BC highway=raceway", "ABEFCD"},
        {"car", "BC highway=platform", "ABEFCD"},
        {"car", "BC highway=|abandoned:highway=residential", "ABEFCD"},
        {"car", "BC highway=road", "ABCD"},
        {"truck", "BC highway=motorway|motorroad=yes", "ABCD"},
    };
    expect_ways(kDetour, kRows);
}

}  // namespace
}  // namespace konbit::test
