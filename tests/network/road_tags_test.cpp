// Which ways are roads, which tags of them and of nodes matter.
#include "mapper/network/road_tags.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace konbit {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct PartCase {
    Tags tags;
    RoadPart part;
};

TEST(RoadTags, WhichWaysAreRoads) {
    constexpr auto none = RoadPart::none;
    constexpr auto walk = RoadPart::walk;
    constexpr auto drive = RoadPart::drive;
    const std::vector<PartCase> cases{
        {{{"highway", "motorway"}}, drive},
        {{{"highway", "track"}, {"abandoned:highway", "secondary"}}, drive},
        {{{"highway", "construction"}, {"construction", "primary"}}, drive},
        {{{"highway", "pedestrian"}}, drive},
        {{{"highway", "raceway"}}, drive},
        {{{"highway", "footway"}}, walk},
        {{{"highway", "steps"}}, walk},
        {{{"highway", "via_ferrata"}}, walk},
        {{{"highway", "footway"}, {"motor_vehicle", "no"}}, walk},
        {{{"highway", "footway"}, {"emergency", "yes"}}, drive},
        {{{"highway", "cycleway"}, {"motorcar", "destination"}}, drive},
        {{{"highway", "path"}, {"motor_vehicle:conditional", "yes @ (May-Oct)"}}, drive},
        {{{"highway", "path"}, {"practicability:4x4", "yes"}}, drive},
        {{{"highway", "path"}, {"practicability:4x4", "no"}}, walk},
        {{{"highway", "path"}, {"access:lanes", "yes|no"}}, walk},
        {{{"highway", "proposed"}}, none},
        {{{"highway", "razed"}}, none},
        {{{"highway", "abandoned"}}, none},
        {{{"highway", "platform"}}, none},
        {{{"highway", "services"}, {"area", "yes"}}, none},
        {{{"highway", "bus_stop"}}, none},
        {{{"razed:highway", "track"}}, none},
        {{{"destroyed:highway", "secondary"}}, drive},
        {{{"destroyed:highway", "footway"}}, walk},
        {{{"route", "ferry"}}, drive},
        {{{"route", "ferry"}, {"foot", "yes"}}, drive},
        {{{"route", "shuttle_train"}}, drive},
        {{{"route", "hiking"}}, none},
        {{{"status", "impassable"}}, drive},
        {{{"status", "impassible"}, {"name", "E20"}}, drive},
        {{{"status", "impassable"}, {"building", "yes"}}, none},
        {{{"impassable", "yes"}, {"waterway", "river"}}, none},
        {{{"status", "open"}}, none},
        {{{"man_made", "pier"}}, walk},
        {{{"man_made", "pier"}, {"motor_vehicle", "yes"}}, drive},
        {{{"railway", "platform"}}, walk},
        {{{"railway", "rail"}}, none},
        {{{"leisure", "track"}}, none},
        {{{"highway", "pedestrian"}, {"area", "yes"}, {"leisure", "ski_resort"}}, none},
        {{{"barrier", "fence"}}, none},
        {{}, none}};
    for (const auto& [tags, part] : cases) {
        std::string said;
        for (const auto& [key, value] : tags)
            said += std::string{key} + "=" + std::string{value} + " ";
        EXPECT_EQ(road_part(tags), part) << said;
    }
}

std::vector<std::string> keys(const Tags& tags) {
    std::vector<std::string> found;
    for (const auto& tag : tags) found.emplace_back(tag.key);
    return found;
}

TEST(RoadTags, WhatMattersIsKept) {
    Tags kept;
    keep_road_tags({{"highway", "residential"},
                    {"name", "Rue"},
                    {"maxspeed", "30"},
                    {"maxspeed:source", "sign"},
                    {"source:maxspeed", "sign"},
                    {"maxspeed:hgv:conditional", "20 @ wet"},
                    {"maxheight:physical", "3.5"},
                    {"hgv:forward:conditional", "no @ (22:00-06:00)"},
                    {"motor_vehicle:lanes", "no|yes"},
                    {"oneway:bicycle", "no"},
                    {"access:note", "ask"},
                    {"hazard:type", "landslide"},
                    {"practicability:heavy_truck", "limited"},
                    {"lanes", "2"},
                    {"layer", "1"},
                    {"wikidata", "Q1"}},
                   kept);
    EXPECT_THAT(keys(kept),
                ElementsAre("highway", "maxspeed", "maxspeed:hgv:conditional", "maxheight:physical",
                            "hgv:forward:conditional", "oneway:bicycle", "hazard:type",
                            "practicability:heavy_truck"));
}

TEST(RoadTags, WhichNodesMatter) {
    const auto matters = [](const Tags& node) {
        Tags kept;
        keep_node_tags(node, kept);
        return !kept.empty();
    };
    EXPECT_TRUE(matters({{"barrier", "bollard"}}));
    EXPECT_TRUE(matters({{"ford", "yes"}}));
    EXPECT_FALSE(matters({{"ford", "no"}}));
    EXPECT_TRUE(matters({{"maxheight", "2.5"}}));
    EXPECT_TRUE(matters({{"status", "impassable"}}));
    EXPECT_TRUE(matters({{"motor_vehicle", "no"}}));
    EXPECT_TRUE(matters({{"access:conditional", "no @ (Nov-Apr)"}}));
    EXPECT_FALSE(matters({{"highway", "crossing"}, {"bicycle", "no"}, {"access", "yes"}}));
    EXPECT_FALSE(matters({{"amenity", "parking_entrance"}, {"access", "private"}}));
    EXPECT_FALSE(matters({{"highway", "traffic_signals"}}));
    EXPECT_FALSE(matters({{"bicycle", "yes"}}));
    EXPECT_FALSE(matters({{"name", "X"}}));
    EXPECT_FALSE(matters({}));
}

TEST(RoadTags, UsualDirections) {
    EXPECT_EQ(usual_direction({{"oneway", "yes"}}), 1);
    EXPECT_EQ(usual_direction({{"oneway", "true"}}), 1);
    EXPECT_EQ(usual_direction({{"oneway", "-1"}}), -1);
    EXPECT_EQ(usual_direction({{"junction", "roundabout"}}), 1);
    EXPECT_EQ(usual_direction({{"junction", "roundabout"}, {"oneway", "no"}}), 0);
    EXPECT_EQ(usual_direction({{"highway", "motorway"}}), 1);
    EXPECT_EQ(usual_direction({{"highway", "motorway_link"}}), 0);
    EXPECT_EQ(usual_direction({{"oneway", "reversible"}}), 0);
}

}  // namespace
}  // namespace konbit
