// What holds for any tags: sizes, laws ignored, directions. Fixed seeds.
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "tests/route/literal_map.hpp"

namespace konbit::test {
namespace {

constexpr std::array<std::string_view, 40> kKeys{"highway",
                                                 "access",
                                                 "vehicle",
                                                 "motor_vehicle",
                                                 "motorcar",
                                                 "hgv",
                                                 "foot",
                                                 "bicycle",
                                                 "oneway",
                                                 "oneway:bicycle",
                                                 "junction",
                                                 "maxheight",
                                                 "maxweight",
                                                 "maxspeed",
                                                 "maxlength",
                                                 "surface",
                                                 "smoothness",
                                                 "tracktype",
                                                 "ford",
                                                 "barrier",
                                                 "locked",
                                                 "seasonal",
                                                 "hazard",
                                                 "winter_road",
                                                 "4wd_only",
                                                 "construction",
                                                 "motorroad",
                                                 "service",
                                                 "hgv:forward",
                                                 "access:backward",
                                                 "maxheight:hgv",
                                                 "access:conditional",
                                                 "maxweight:conditional",
                                                 "maxspeed:conditional",
                                                 "hgv:conditional",
                                                 "width",
                                                 "practicability:4x4",
                                                 "ruins",
                                                 "route",
                                                 "cycleway"};
constexpr std::array<std::string_view, 56> kValues{"yes",
                                                   "no",
                                                   "private",
                                                   "destination",
                                                   "designated",
                                                   "permissive",
                                                   "primary",
                                                   "track",
                                                   "service",
                                                   "footway",
                                                   "path",
                                                   "steps",
                                                   "pedestrian",
                                                   "motorway",
                                                   "construction",
                                                   "residential",
                                                   "grade1",
                                                   "grade4",
                                                   "mud",
                                                   "gravel",
                                                   "horrible",
                                                   "impassable",
                                                   "roundabout",
                                                   "-1",
                                                   "reversible",
                                                   "alternating",
                                                   "3.5",
                                                   "4",
                                                   "12'6\"",
                                                   "30 mph",
                                                   "none",
                                                   "default",
                                                   "below_default",
                                                   "?",
                                                   "",
                                                   "gate",
                                                   "bollard",
                                                   "height_restrictor",
                                                   "wall",
                                                   "stepping_stones",
                                                   "flood",
                                                   "landslide",
                                                   "dry_season",
                                                   "no @ (07:00-19:00)",
                                                   "yes @ destination",
                                                   "7.5 @ (weight>3)",
                                                   "no @ (weight>7.5); yes @ (22:00-06:00)",
                                                   "3 @ wet",
                                                   "no @ (PH)",
                                                   "@",
                                                   "no @ ((;",
                                                   "forestry;yes",
                                                   "agricultural;military",
                                                   "ferry",
                                                   "limited",
                                                   "opposite"};

Tags random_tags(std::mt19937& random) {
    Tags tags;
    for (auto count = 1 + random() % 8; count > 0; --count) {
        const auto key = kKeys[random() % kKeys.size()];
        if (!tags.has(key)) tags.add(key, kValues[random() % kValues.size()]);
    }
    if (!tags.has("highway") && random() % 8 != 0) tags.add("highway", "residential");
    return tags;
}

std::string text_of(const Tags& tags) {
    std::string text;
    for (const Tag& tag : tags) text.append(tag.key).append("=").append(tag.value).append("|");
    return text;
}

constexpr std::array kProfiles{"foot", "bicycle", "motorcycle", "car", "4x4", "truck"};

/// Calls `check(tags, profile)` for many tags and every profile.
template <class Check>
void for_many(Check&& check) {
    std::mt19937 random{20260406};
    for (int i = 0; i < 2'000; ++i) {
        const Tags tags = random_tags(random);
        for (const char* name : kProfiles) {
            SCOPED_TRACE(std::string{name} + ": " + text_of(tags));
            check(tags, literal_profile(name));
            if (testing::Test::HasFailure()) return;
        }
    }
}

TEST(ProfileProperty, OpenHasASpeedAndClosedAReason) {
    int open = 0;
    int closed = 0;
    for_many([&](const Tags& tags, const Profile& profile) {
        const auto use = profile.use(tags, {}, {});
        for (const auto& [access, kmh] :
             {std::pair{use.forward, use.forward_kmh}, std::pair{use.backward, use.backward_kmh}}) {
            EXPECT_EQ(access != RoadAccess::closed, kmh > 0);
            EXPECT_LE(kmh, profile.fastest_kmh());
            EXPECT_TRUE(access != RoadAccess::closed || !use.reason.empty());
            ++(access == RoadAccess::closed ? closed : open);
        }
        const auto node = profile.node_use(tags, {});
        EXPECT_EQ(node.access == RoadAccess::open, node.reason.empty());
        EXPECT_GE(node.delay_s, 0);
    });
    EXPECT_GT(open, 5'000);
    EXPECT_GT(closed, 5'000);
}

TEST(ProfileProperty, ALargerVehicleIsLetInNowhereElse) {
    TripContext small = literal_trip("truck h=3 w=2 l=8 t=5 axle=3 at=2026-04-06T12:00");
    TripContext large = literal_trip("truck h=4.5 w=3 l=25 t=40 axle=12 at=2026-04-06T12:00");
    int differ = 0;
    for_many([&](const Tags& tags, const Profile& profile) {
        // A condition may well let in the heavy alone.
        if (text_of(tags).find("weight>") != std::string::npos) return;
        const auto a = profile.use(tags, {}, small);
        const auto b = profile.use(tags, {}, large);
        EXPECT_LE(a.forward, b.forward);
        EXPECT_LE(a.backward, b.backward);
        EXPECT_LE(profile.node_use(tags, small).access, profile.node_use(tags, large).access);
        if (a.forward != b.forward) ++differ;
    });
    EXPECT_GT(differ, 25);
}

TEST(ProfileProperty, IgnoringLawsOpensAndSaysSo) {
    const auto ignoring = literal_trip("x ignore");
    int differ = 0;
    for_many([&](const Tags& tags, const Profile& profile) {
        const auto law = profile.use(tags, {}, {});
        const auto use = profile.use(tags, {}, ignoring);
        EXPECT_LE(use.forward, law.forward);
        EXPECT_LE(use.backward, law.backward);
        const bool more = use.forward != law.forward || use.backward != law.backward;
        if (more) {
            EXPECT_TRUE(use.ignored_access);
            EXPECT_NE(use.reason, "");
            ++differ;
        }
        EXPECT_NE(use.forward, RoadAccess::ends_only);
        const auto node = profile.node_use(tags, {});
        const auto free = profile.node_use(tags, ignoring);
        EXPECT_LE(free.access, node.access);
        EXPECT_EQ(free.ignored_access, free.access != node.access) << node.reason;
    });
    EXPECT_GT(differ, 250);
}

TEST(ProfileProperty, ADrawnBackwardWayIsTheSameRoad) {
    const auto turned = [](const Tags& tags) {
        Tags other;
        for (const Tag& tag : tags) {
            auto [key, value] = tag;
            if (key == "hgv:forward")
                key = "hgv:backward";
            else if (key == "access:backward")
                key = "access:forward";
            if (key.starts_with("oneway") && value == "yes")
                value = "-1";
            else if (key.starts_with("oneway") && value == "-1")
                value = "yes";
            other.add(key, value);
        }
        return other;
    };
    for_many([&](const Tags& tags, const Profile& profile) {
        // What implies a direction cannot be turned.
        if (tags.is("junction", "roundabout") || tags.is("highway", "motorway")) return;
        const auto use = profile.use(tags, {}, {});
        const auto other = profile.use(turned(tags), {}, {});
        EXPECT_EQ(use.forward, other.backward);
        EXPECT_EQ(use.backward, other.forward);
        EXPECT_EQ(use.forward_kmh, other.backward_kmh);
    });
}

TEST(ProfileProperty, TurnRulesOfAnyTagsAreAnswered) {
    std::mt19937 random{7};
    constexpr std::array<std::string_view, 8> kRuleKeys{"restriction",
                                                        "restriction:hgv",
                                                        "restriction:conditional",
                                                        "restriction:hgv:conditional",
                                                        "except",
                                                        "time",
                                                        "hour_on",
                                                        "type"};
    int applies = 0;
    for (int i = 0; i < 4'000; ++i) {
        Tags rule;
        for (auto count = random() % 4; count > 0; --count) {
            rule.add(kRuleKeys[random() % kRuleKeys.size()],
                     random() % 2 == 0 ? "no_left_turn" : kValues[random() % kValues.size()]);
        }
        if (literal_profile("truck").rule_applies(rule, {})) ++applies;
    }
    EXPECT_GT(applies, 500);
    EXPECT_LT(applies, 3'500);
}

}  // namespace
}  // namespace konbit::test
