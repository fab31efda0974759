// Profiles as files: what they say, and how slips in them are told.
#include "mapper/route/profile.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "mapper/model/error.hpp"
#include "tests/route/literal_map.hpp"
#include "tests/support/test_map.hpp"

namespace konbit::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::filesystem::path kFolder = KONBIT_SOURCE_DIR "/mapper/route/profiles";

TEST(Profile, ThereAreSix) {
    EXPECT_THAT(Profile::names(kFolder),
                ElementsAre("4x4", "bicycle", "car", "foot", "motorcycle", "truck"));
    for (const auto& name : Profile::names(kFolder)) {
        const auto profile = Profile::load(kFolder, name);
        EXPECT_EQ(profile.name(), name);
        const bool walks = name == "foot" || name == "bicycle";
        EXPECT_EQ(profile.graph(), walks ? RoadGraph::walk : RoadGraph::drive) << name;
        EXPECT_EQ(profile.rough(), walks || name == "4x4") << name;
        EXPECT_GE(profile.fastest_kmh(), 5) << name;
    }
}

TEST(Profile, TheTruckIsAsLargeAsUsual) {
    const VehicleSize usual{4.11, 2.6, 21.64, 21.77, 9.07};
    EXPECT_EQ(literal_profile("truck").size(), usual);
    EXPECT_EQ(literal_profile("foot").size(), VehicleSize{});
}

TEST(Profile, ClassesHaveTheSpeedsOfTheTable) {
    struct Row {
        const char* highway;
        double car, truck;
    };
    constexpr Row kRows[]{
        {"motorway", 90, 80},      {"motorway_link", 45, 40},  {"trunk", 85, 70},
        {"trunk_link", 40, 35},    {"primary", 65, 55},        {"primary_link", 30, 30},
        {"secondary", 55, 45},     {"secondary_link", 25, 25}, {"tertiary", 40, 35},
        {"tertiary_link", 20, 20}, {"unclassified", 25, 20},   {"residential", 25, 20},
        {"living_street", 10, 8},  {"service", 15, 12},        {"road", 20, 15},
        {"track", 15, 0}};
    for (const Row& row : kRows) {
        const Tags tags{{"highway", row.highway}};
        EXPECT_EQ(literal_profile("car").use(tags, {}, {}).forward_kmh, row.car) << row.highway;
        EXPECT_EQ(literal_profile("truck").use(tags, {}, {}).forward_kmh, row.truck) << row.highway;
        EXPECT_EQ(literal_profile("motorcycle").use(tags, {}, {}).forward_kmh, row.car);
    }
    EXPECT_EQ(literal_profile("foot").use({{"highway", "steps"}}, {}, {}).forward_kmh, 2);
    EXPECT_EQ(literal_profile("foot").use({{"highway", "path"}}, {}, {}).forward_kmh, 5);
}

TEST(Profile, TheSlowestOfAllCapsCounts) {
    struct Row {
        const char* who;
        Tags tags;
        double kmh;
    };
    const Row rows[]{
        {"car", {{"surface", "gravel"}}, 40},
        {"car", {{"surface", "asphalt"}}, 65},
        {"car", {{"surface", "asphalt;gravel"}}, 40},
        {"car", {{"surface", "gravel"}, {"smoothness", "very_bad"}}, 20},
        {"car", {{"tracktype", "grade3"}}, 30},
        {"car", {{"maxspeed", "30 mph"}}, 48.28032},
        {"car", {{"maxspeed", "120"}}, 65},
        {"car wet", {{"surface", "dirt"}}, 20},
        {"car", {{"surface", "dirt"}}, 40},
        {"car", {{"oneway", "alternating"}}, 32.5},
        {"car", {{"ruins", "yes"}}, 32.5},
        {"4x4", {{"smoothness", "very_horrible"}}, 5},
        {"4x4", {{"ford", "yes"}}, 32.5},
        {"truck", {{"maxspeed:hgv", "40"}}, 40},
        {"truck snow", {{"winter_road", "yes"}}, 20},
        {"truck snow", {{"ice_road", "yes"}}, 15},
        {"foot", {{"surface", "mud"}}, 2},
        {"bicycle", {{"bicycle", "dismount"}}, 4},
    };
    for (const Row& row : rows) {
        Tags tags{{"highway", "primary"}};
        for (const Tag& tag : row.tags) tags.add(tag.key, tag.value);
        const std::string_view who{row.who};
        const auto use =
            literal_profile(who.substr(0, who.find(' '))).use(tags, {}, literal_trip(who));
        EXPECT_NEAR(use.forward_kmh, row.kmh, 1e-4) << who << ": " << row.tags.begin()->key;
    }
}

/// "closed|maxheight=4 / warning; warning": both directions, if they differ, by a comma.
std::string told(const RoadUse& use) {
    const auto word = [](RoadAccess access) {
        return access == RoadAccess::open     ? "open"
               : access == RoadAccess::closed ? "closed"
                                              : "ends";
    };
    std::string text = word(use.forward);
    if (use.forward != use.backward) text.append(",").append(word(use.backward));
    if (use.ignored_access) text += " ignored";
    if (use.rough_only) text += " rough";
    text += "|" + use.reason;
    for (const auto& warning : use.warnings) text += " / " + warning;
    return text;
}

TEST(Profile, ReasonsAndWarnings) {
    struct Row {
        const char* who;
        Tags tags;
        const char* told;
    };
    const Row rows[]{
        {"truck", {}, "open|"},
        {"truck", {{"maxheight", "4"}}, "closed|maxheight=4"},
        {"truck", {{"oneway", "yes"}, {"maxheight", "4"}}, "closed|maxheight=4"},
        {"truck", {{"oneway", "yes"}}, "open,closed|oneway=yes"},
        {"truck", {{"junction", "roundabout"}}, "open,closed|junction=roundabout"},
        {"truck", {{"maxheight:forward", "4"}}, "closed,open|maxheight:forward=4"},
        {"truck", {{"hgv", "no"}}, "closed|hgv=no"},
        {"truck ignore", {{"hgv", "no"}}, "open ignored|hgv=no"},
        {"truck ignore", {{"hgv", "no"}, {"maxweight", "3.5"}}, "closed|maxweight=3.5"},
        {"truck ignore", {{"access", "private"}}, "open ignored|access=private"},
        {"truck", {{"access", "private"}}, "ends|access=private"},
        {"truck", {{"maxheight", "below_default"}}, "open| / maxheight=below_default: not known"},
        {"truck", {{"maxheight", "default"}}, "open|"},
        {"truck", {{"maxweight", "30,5"}}, "open| / maxweight=30,5: oddly written"},
        {"truck", {{"maxspeed", "slow"}}, "open| / maxspeed=slow: not known"},
        {"car",
         {{"access", "unknown"}},
         "open| / access=unknown: not understood, as if it were not there"},
        {"car", {{"ruins", "yes"}}, "open| / ruins=yes: nobody knows its state"},
        {"car", {{"seasonal", "yes"}}, "open| / seasonal=yes: only in season"},
        {"car", {{"flood_prone", "yes"}}, "open| / flood_prone=yes: prone to flood"},
        {"car flood",
         {{"flood_prone", "yes"}},
         "closed|flood_prone=yes / flood_prone=yes: prone to flood"},
        {"4x4 flood", {{"flood_prone", "yes"}}, "open rough| / flood_prone=yes: prone to flood"},
        {"4x4", {{"4wd_only", "yes"}}, "open rough|"},
        {"car", {{"4wd_only", "yes"}}, "closed|4wd_only=yes"},
        {"car", {{"ford", "yes"}}, "closed|ford=yes"},
        {"4x4", {{"ford", "yes"}}, "open rough|"},
        {"car",
         {{"access:conditional", "no @ (PH)"}},
         "closed|access:conditional=no @ (PH) / access:conditional=no @ (PH): cannot be checked, "
         "the worse is taken"},
        {"truck", {{"width", "2"}}, "open| / width=2: narrower than the vehicle"},
        {"motorcycle", {{"maxaxleload", "?"}}, "open| / maxaxleload=?: not known"},
        {"foot", {{"maxheight", "?"}, {"maxspeed", "?"}}, "open|"},
    };
    for (const Row& row : rows) {
        Tags tags{{"highway", "primary"}};
        for (const Tag& tag : row.tags) tags.add(tag.key, tag.value);
        const std::string_view who{row.who};
        const auto& profile = literal_profile(who.substr(0, who.find(' ')));
        EXPECT_EQ(told(profile.use(tags, {}, literal_trip(who))), row.told);
    }
}

TEST(Profile, ClassesAreReasons) {
    EXPECT_EQ(told(literal_profile("car").use({{"highway", "steps"}}, {}, {})),
              "closed|highway=steps");
    EXPECT_EQ(told(literal_profile("truck").use({{"highway", "track"}}, {}, {})),
              "closed|highway=track, untyped");
    EXPECT_EQ(
        told(literal_profile("car").use({{"highway", "track"}, {"tracktype", "grade5"}}, {}, {})),
        "closed|highway=track, tracktype=grade5");
    EXPECT_EQ(told(literal_profile("car").use(
                  {{"highway", "construction"}, {"construction", "primary"}}, {}, {})),
              "closed|highway=construction");
    EXPECT_EQ(told(literal_profile("car").use({{"route", "ferry"}, {"duration", "00:20"}},
                                              {RoadKindFlags::kFerry}, {})),
              "open| / route=ferry: not tagged whether it takes vehicles");
    EXPECT_EQ(literal_profile("foot")
                  .use({{"route", "ferry"}, {"duration", "00:20"}}, {RoadKindFlags::kFerry}, {})
                  .duration_s,
              1200);
}

TEST(Profile, WhatMappersLeftOfARoadIsARoad) {
    EXPECT_EQ(literal_profile("car").use({{"status", "impassable"}}, {}, {}).forward_kmh, 20);
    EXPECT_EQ(literal_profile("car").use({{"destroyed:highway", "primary"}}, {}, {}).forward_kmh,
              65);
}

TEST(Profile, NodesTakeTime) {
    const auto gate = literal_profile("car").node_use({{"barrier", "gate"}}, {});
    EXPECT_EQ(gate.access, RoadAccess::open);
    EXPECT_EQ(gate.delay_s, 60);
    const auto ford = literal_profile("4x4").node_use({{"ford", "yes"}}, {});
    EXPECT_EQ(ford.delay_s, 60);
    const auto bollard = literal_profile("car").node_use({{"barrier", "bollard"}}, {});
    EXPECT_EQ(bollard.access, RoadAccess::closed);
    EXPECT_EQ(bollard.reason, "barrier=bollard");
    const auto yard = literal_profile("car").node_use({{"barrier", "gate"}, {"access", "private"}},
                                                      literal_trip("car ignore"));
    EXPECT_EQ(yard.access, RoadAccess::open);
    EXPECT_TRUE(yard.ignored_access);
    EXPECT_EQ(yard.reason, "access=private");
}

Limits limit(std::optional<double> Limits::*measure, double most) {
    Limits limits;
    limits.*measure = most;
    return limits;
}

TEST(Profile, FitsWithinStatedLimits) {
    const auto& truck = literal_profile("truck");
    EXPECT_EQ(truck.fits({}, {}), true);
    EXPECT_EQ(truck.fits(limit(&Limits::weight_t, 3.5), {}), false);
    EXPECT_EQ(truck.fits(limit(&Limits::weight_t, 21.77), {}), true);
    EXPECT_EQ(truck.fits(limit(&Limits::weight_t, 3.5), literal_trip("truck t=3")), true);
    EXPECT_EQ(truck.fits(limit(&Limits::height_m, 4), {}), false);
    EXPECT_EQ(truck.fits(limit(&Limits::height_m, 4), literal_trip("truck h=3.9")), true);
    EXPECT_EQ(literal_profile("foot").fits(limit(&Limits::weight_t, 0.01), {}), true);
    EXPECT_EQ(Profile::load(kFolder, "car").fits(limit(&Limits::axle_load_t, 1), {}), false);
}

TEST(Profile, OnesOwnFile) {
    const TestFolder folder;
    const auto file = folder.path() / "tractor.yaml";
    std::ofstream{file} << "like: truck\nrough: yes\nsize: {height_m: 3}\n"
                           "tracks: {grade5: 8, untyped: 8}\nclosed: [\"no\", military]\n";
    const auto mine = Profile::load(kFolder, file.string());
    EXPECT_EQ(mine.name(), "tractor");
    EXPECT_TRUE(mine.rough());
    EXPECT_EQ(mine.size().height_m, 3);
    EXPECT_EQ(mine.size().width_m, 2.6);
    EXPECT_EQ(mine.use({{"highway", "track"}}, {}, {}).forward_kmh, 8);
    EXPECT_EQ(mine.use({{"highway", "primary"}}, {}, {}).forward_kmh, 55);
    // A value that is in no list any more is not understood.
    EXPECT_EQ(told(mine.use({{"highway", "primary"}, {"access", "forestry"}}, {}, {})),
              "open| / access=forestry: not understood, as if it were not there");
}

TEST(Profile, ALimitOnWhatIsNotToldIsToldAndDoesNotStop) {
    const TestFolder folder;
    const auto file = folder.path() / "cart.yaml";
    std::ifstream truck{kFolder / "truck.yaml"};
    std::ofstream out{file};
    for (std::string line; std::getline(truck, line);) {
        if (!line.starts_with("size:")) out << line << '\n';
    }
    out.close();
    const auto cart = Profile::load(kFolder, file.string());
    EXPECT_EQ(told(cart.use({{"highway", "primary"}, {"maxweight", "3.5"}}, {}, {})),
              "open| / maxweight=3.5: not looked at, this measure of the vehicle is not known");
    EXPECT_EQ(cart.fits(limit(&Limits::weight_t, 3.5), {}), std::nullopt);
    EXPECT_EQ(cart.fits(limit(&Limits::weight_t, 3.5), literal_trip("cart t=2")), true);
}

TEST(Profile, AnUnknownNameListsThoseThereAre) {
    try {
        (void)Profile::load(kFolder, "lorry");
        FAIL();
    } catch (const UsageError& error) {
        EXPECT_THAT(error.what(), HasSubstr("4x4, bicycle, car, foot, motorcycle, truck"));
    }
    EXPECT_THROW((void)Profile::load(kFolder, ""), UsageError);
    EXPECT_THROW((void)Profile::load(kFolder, "/nowhere/mine.yaml"), UsageError);
    EXPECT_THROW((void)Profile::load(kFolder, "../profiles"), UsageError);
    EXPECT_THROW((void)Profile::load("/nowhere", "car"), UsageError);
    EXPECT_THAT(Profile::names("/nowhere"), IsEmpty());
}

TEST(Profile, SlipsAreToldWithLineAndColumn) {
    struct Row {
        const char* text;
        const char* told;
    };
    constexpr Row kRows[]{
        {"like: truck\nspeed: {track: 5}\n", "mine.yaml:2:1): unknown key 'speed'"},
        {"like: truck\nspeeds: {track: fast}\n", "mine.yaml:2:17): \"fast\" is no number"},
        {"like: truck\nspeeds: {track: -5}\n", "mine.yaml:2:17): -5 is out of bounds"},
        {"like: truck\nspeeds: {track: 0}\n", ":2:17): 0 is out of bounds"},
        {"like: truck\nspeeds: {track: 900}\n", "Use 0.1 to 200"},
        {"like: truck\nspeeds: {track: nan}\n", "is no number"},
        {"like: truck\nspeeds: [track]\n", ":2:9): lines of \"key: value\" are wanted"},
        {"like: truck\nspeeds: {track: 5, track: 6}\n", "key 'track' is there twice"},
        {"like: truck\ngraph: fly\n", ":2:8): \"fly\" is no graph"},
        {"like: truck\nrough: perhaps\n", "neither yes nor no"},
        {"like: truck\nsize: {height: 3}\n", "unknown key 'height'"},
        {"like: truck\nsize: {height_m: 3000}\n", "out of bounds"},
        {"like: truck\nsize: {weight_t: 0}\n", "out of bounds"},
        {"like: truck\nbarriers: {gate: slow, other: block}\n", "does not say how a barrier"},
        {"like: truck\nbarriers: {gate: 60}\n", "'other' is missing"},
        {"like: truck\naccess_keys: [hgv]\n", "the last key is not access"},
        {"like: truck\nlight: {up_to_t: 3}\n", "'up_to_t' or 'keys' is missing"},
        {"like: truck\nopen: [\"yes\", private]\n", "'private' is in two lists"},
        {"like: truck\nclosed_by_law: [pedestrian]\n", "\"pedestrian\" is no tag"},
        {"like: truck\nsnow: melts\n", "\"melts\" is unknown"},
        {"like: truck\ncaps: {surface: {mud: shut}}\n", "\"shut\" is no number"},
        {"like: lorry\n", "mine.yaml:1:7): 'lorry' is not there. Name one"},
        {"like: ../truck\n", "is no profile's name"},
        {"graph: drive\n", "'rough' is missing"},
        {"", "are wanted here"},
        {"like: truck\n  speeds: {\n", "mine.yaml:"},
        {"- a\n- b\n", "are wanted here"},
    };
    for (const Row& row : kRows) {
        const TestFolder folder;
        const auto file = folder.path() / "mine.yaml";
        std::ofstream{file} << row.text;
        try {
            (void)Profile::load(kFolder, file.string());
            ADD_FAILURE() << row.text;
        } catch (const DataError& error) {
            EXPECT_THAT(error.what(), HasSubstr(row.told)) << row.text;
        }
    }
}

TEST(Profile, LargeFilesAreRefused) {
    const TestFolder folder;
    const auto file = folder.path() / "mine.yaml";
    std::ofstream{file} << "like: truck\n" << std::string(2 << 20, '#');
    EXPECT_THROW((void)Profile::load(kFolder, file.string()), DataError);
    std::ofstream many{folder.path() / "many.yaml"};
    many << "like: truck\nspeeds: {";
    for (int i = 0; i < 1'001; ++i) many << 'k' << i << ": 5, ";
    many << "z: 5}\n";
    many.close();
    EXPECT_THROW((void)Profile::load(kFolder, (folder.path() / "many.yaml").string()), DataError);
}

}  // namespace
}  // namespace konbit::test
