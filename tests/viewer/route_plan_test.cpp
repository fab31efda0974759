// What is asked about roads, without a window.
#include "render/viewer/route_plan.hpp"

#include <gtest/gtest.h>

namespace konbit {
namespace {

using End = RoutePlan::End;
using What = RoadRequest::What;

Place place(std::string label) {
    Place made;
    made.at = location_from_degrees(-73.0, 19.0 + 0.001 * static_cast<double>(label.size()));
    made.label = std::move(label);
    return made;
}

std::vector<std::string> labels(const RoutePlan& plan) {
    std::vector<std::string> out;
    if (const auto request = plan.request("")) {
        for (const auto& at : request->places) out.push_back(at.label);
    }
    return out;
}

using Labels = std::vector<std::string>;

TEST(RoutePlan, TwoPressesAreAQuestion) {
    RoutePlan plan;
    EXPECT_EQ(plan.waits_for(), End::from);
    EXPECT_FALSE(plan.request(""));
    plan.take(place("a"));
    EXPECT_EQ(plan.waits_for(), End::to);
    EXPECT_FALSE(plan.request(""));
    plan.take(place("bb"));
    EXPECT_EQ(plan.waits_for(), End::none) << "the next press of the map is not the plan's";
    EXPECT_EQ(labels(plan), (Labels{"a", "bb"}));
    plan.take(place("ccc"));
    EXPECT_EQ(labels(plan), (Labels{"a", "bb"}));
}

TEST(RoutePlan, AFieldThatWasPressedTakesTheNextPlace) {
    RoutePlan plan;
    plan.take(place("a"));
    plan.take(place("bb"));
    plan.press_field(End::from);
    EXPECT_EQ(plan.waits_for(), End::from);
    plan.take(place("ccc"));
    EXPECT_EQ(labels(plan), (Labels{"ccc", "bb"}));
    plan.press_field(End::to);
    plan.press_field(End::to);
    EXPECT_EQ(plan.waits_for(), End::none) << "a second press lets it be";
}

TEST(RoutePlan, StopsLieBetweenTheEndsAndTurnWithThem) {
    RoutePlan plan;
    plan.take(place("a"));
    plan.take(place("bb"));
    for (const auto* stop : {"ccc", "dddd"}) {
        plan.press_field(End::stop);
        plan.take(place(stop));
    }
    EXPECT_EQ(labels(plan), (Labels{"a", "ccc", "dddd", "bb"}));
    plan.swap();
    EXPECT_EQ(labels(plan), (Labels{"bb", "dddd", "ccc", "a"}));
    plan.remove_stop(0);
    EXPECT_EQ(labels(plan), (Labels{"bb", "ccc", "a"}));
    plan.set_to(place("eeeee"));
    EXPECT_EQ(labels(plan), (Labels{"bb", "eeeee"})) << "another end, another way";
}

TEST(RoutePlan, HalfAWaySwapsToo) {
    RoutePlan plan;
    plan.take(place("a"));
    plan.swap();
    EXPECT_EQ(plan.waits_for(), End::from);
    ASSERT_TRUE(plan.to());
    EXPECT_EQ(plan.to()->label, "a");
}

TEST(RoutePlan, ReachAndCutOffAskFromOnePlace) {
    RoutePlan plan;
    plan.take(place("a"));
    for (const auto what : {What::reach, What::cut_off}) {
        plan.what = what;
        plan.wait_for_what_is_missing();
        EXPECT_EQ(plan.waits_for(), End::none);
        EXPECT_EQ(labels(plan), Labels{"a"});
    }
    plan.what = What::route;
    plan.wait_for_what_is_missing();
    EXPECT_EQ(plan.waits_for(), End::to);
    EXPECT_FALSE(plan.request(""));
}

TEST(RoutePlan, OnlyWhatASizeIsAskedOfHasOne) {
    RoutePlan plan;
    plan.take(place("a"));
    plan.take(place("bb"));
    EXPECT_EQ(plan.request("")->travel.profile, "truck");
    EXPECT_FALSE(plan.request("")->travel.size.height_m) << "the profile's own until chosen";
    plan.height.more(4.0);
    plan.weight.less(10.0);
    EXPECT_EQ(plan.request("")->travel.size.height_m, 4.2);
    EXPECT_EQ(plan.request("")->travel.size.weight_t, 7.5);
    plan.vehicle = kVehicles.size() - 1;
    EXPECT_EQ(plan.request("")->travel.profile, "foot");
    EXPECT_EQ(plan.request("")->travel.size, VehicleSize{}) << "a walker weighs no 7.5 t";
}

TEST(VehicleMeasure, StepsFromAnyValueToTheNextAndEndsAtBothEnds) {
    VehicleMeasure height{{2, 3, 4}};
    height.more(2.5);
    EXPECT_EQ(height.chosen(), 3.0);
    height.more(2.5);
    height.more(2.5);
    EXPECT_EQ(height.chosen(), 4.0);
    for (int i = 0; i < 5; ++i) height.less(2.5);
    EXPECT_EQ(height.chosen(), 2.0);
    VehicleMeasure unknown{{2, 3, 4}};
    unknown.less({});
    EXPECT_EQ(unknown.chosen(), 3.0);
}

TEST(RoutePlan, DirectionsAreInALanguageThatTheyExistIn) {
    RoutePlan plan;
    plan.take(place("a"));
    plan.take(place("bb"));
    EXPECT_EQ(plan.request("ht")->lang, "ht");
    EXPECT_EQ(plan.request("")->lang, "en");
    EXPECT_EQ(plan.request("ar")->lang, "en");
}

}  // namespace
}  // namespace konbit
