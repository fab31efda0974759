#include "mapper/model/area_tags.hpp"

#include <gtest/gtest.h>

namespace konbit {
namespace {

TEST(ClosedWay, IsAnAreaByItsMainKey) {
    for (const Tag& tag : std::initializer_list<Tag>{{"building", "yes"},
                                                     {"building:part", "yes"},
                                                     {"landuse", "forest"},
                                                     {"natural", "water"},
                                                     {"leisure", "pitch"},
                                                     {"amenity", "school"},
                                                     {"shop", "mall"},
                                                     {"tourism", "hotel"},
                                                     {"office", "ngo"},
                                                     {"historic", "castle"},
                                                     {"man_made", "water_works"},
                                                     {"aeroway", "helipad"},
                                                     {"waterway", "riverbank"},
                                                     {"power", "substation"},
                                                     {"public_transport", "platform"},
                                                     {"place", "square"},
                                                     {"boundary", "administrative"},
                                                     {"military", "bunker"},
                                                     {"emergency", "assembly_point"},
                                                     {"healthcare", "clinic"},
                                                     {"highway", "services"},
                                                     {"railway", "station"},
                                                     {"indoor", "room"},
                                                     {"area:highway", "primary"},
                                                     {"golf", "green"}}) {
        EXPECT_TRUE(closed_way_is_area({tag})) << tag.key << '=' << tag.value;
    }
}

TEST(ClosedWay, IsALineByItsMainKey) {
    for (const Tag& tag : std::initializer_list<Tag>{
             {"highway", "residential"}, {"highway", "pedestrian"},  {"highway", "escape"},
             {"natural", "coastline"},   {"natural", "cliff"},       {"natural", "tree_row"},
             {"leisure", "track"},       {"leisure", "slipway"},     {"historic", "citywalls"},
             {"man_made", "pier"},       {"man_made", "embankment"}, {"man_made", "dyke"},
             {"aeroway", "runway"},      {"aeroway", "taxiway"},     {"waterway", "river"},
             {"power", "line"},          {"railway", "rail"},        {"barrier", "fence"},
             {"golf", "cartpath"},       {"building", "no"},         {"name", "Somewhere"},
             {"source", "survey"}}) {
        EXPECT_FALSE(closed_way_is_area({tag})) << tag.key << '=' << tag.value;
    }
    EXPECT_FALSE(closed_way_is_area({}));
}

TEST(ClosedWay, AreaDecides) {
    EXPECT_TRUE(closed_way_is_area({{"highway", "pedestrian"}, {"area", "yes"}}));
    EXPECT_TRUE(closed_way_is_area(
        {{"area", "yes"}, {"highway", "pedestrian"}, {"leisure", "ski_resort"}}));
    EXPECT_FALSE(closed_way_is_area({{"leisure", "park"}, {"area", "no"}}));
    EXPECT_TRUE(closed_way_is_area({{"leisure", "park"}, {"area", "perhaps"}}));
}

TEST(ClosedWay, ARoundaboutIsALine) {
    EXPECT_FALSE(closed_way_is_area(
        {{"highway", "primary"}, {"junction", "roundabout"}, {"landuse", "grass"}}));
}

TEST(ClosedWay, DisasterTagsMakeAreas) {
    for (const Tag& tag : std::initializer_list<Tag>{{"hazard_type", "landslide"},
                                                     {"hazard", "flood"},
                                                     {"destroyed:building", "yes"},
                                                     {"damage:Chido", "complete"},
                                                     {"idp:camp_site", "spontaneous_camp"},
                                                     {"earthquake:damage", "landslide"},
                                                     {"flood_prone", "yes"},
                                                     {"social_facility", "shelter"},
                                                     {"typhoon:damage", "yes"},
                                                     {"damage", "damaged"}}) {
        EXPECT_TRUE(closed_way_is_area({tag})) << tag.key << '=' << tag.value;
    }
}

TEST(ClosedWay, ARingRoadWithADisasterTagStaysARoad) {
    for (const Tag& tag : std::initializer_list<Tag>{{"hazard", "landslide"},
                                                     {"flood_prone", "yes"},
                                                     {"damage:Chido", "complete"},
                                                     {"emergency", "yes"},
                                                     {"emergency", "designated"},
                                                     {"historic", "yes"}}) {
        EXPECT_FALSE(closed_way_is_area({{"highway", "service"}, tag})) << tag.key;
    }
    EXPECT_FALSE(closed_way_is_area({{"emergency", "yes"}})) << "an access word alone";
}

TEST(ClosedWay, LifecyclePrefixesKeepTheShape) {
    EXPECT_TRUE(closed_way_is_area({{"demolished:building", "yes"}}));
    EXPECT_TRUE(closed_way_is_area({{"disused:amenity", "school"}}));
    EXPECT_FALSE(closed_way_is_area({{"abandoned:highway", "track"}}));
    EXPECT_FALSE(closed_way_is_area({{"note:building", "yes"}}));
}

}  // namespace
}  // namespace konbit
