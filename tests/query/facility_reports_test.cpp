// Shelters as reports tell of them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mapper/model/geodesy.hpp"
#include "tests/query/reported_map.hpp"

namespace konbit {
namespace {

using namespace test;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

DrawnMap town() {
    DrawnMap drawn;
    const TagList designated{{"emergency", "assembly_point"}};
    drawn.node(1, 42.500, 1.500, {{"emergency", "assembly_point"}, {"name", "Plaza"}})
        .node(2, 42.501, 1.500, {{"emergency", "assembly_point"}, {"name", "Parc"}})
        .node(3, 42.502, 1.500, {{"emergency", "assembly_point"}, {"name", "Camp de futbol"}})
        .square(10, 42.503, 1.500, 60, {{"amenity", "school"}, {"building", "school"}})
        .square(11, 42.504, 1.500, 30, {{"building", "warehouse"}, {"name", "Magatzem"}})
        .square(12, 42.505, 1.500, 30,
                {{"building", "yes"},
                 {"social_facility", "shelter"},
                 {"social_facility:for", "abused_women"},
                 {"name", "Casa secreta"}});
    return drawn;
}

class FacilityReports : public testing::Test {
protected:
    DrawnMap drawn = town();
    ReportedMap reported{drawn};
    Map& map = reported.map;
    FacilityQuestion question{.near = location_from_degrees(1.5, 42.5)};

    [[nodiscard]] FacilityAnswer ask() const { return nearest_facilities(map, question); }
    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> names;
        for (const auto& found : ask().found) names.push_back(found.name);
        return names;
    }
};

TEST_F(FacilityReports, NobodySaidAnything) {
    const auto answer = ask();
    ASSERT_EQ(answer.found.size(), 3U);
    EXPECT_FALSE(answer.found[0].condition);
    EXPECT_FALSE(answer.found[0].age_h);
}

TEST_F(FacilityReports, ClosedAndUnsafeLeaveTheListFullStays) {
    reported.add(shelter_report(map, node(1), ShelterStatus::closed, Method::heard, 1));
    auto full = shelter_report(map, node(2), ShelterStatus::full, Method::seen, 2);
    full.people = 300;
    full.capacity = 250;
    reported.add(full);
    reported.add(shelter_report(map, node(3), ShelterStatus::open, Method::seen, 1));
    question.count = 2;
    const auto answer = ask();
    EXPECT_THAT(names(), ElementsAre("Parc", "Camp de futbol"));
    EXPECT_EQ(answer.out_nearer, 1U);
    EXPECT_THAT(answer.wider, Contains(HasSubstr("1 nearer place is reported closed")));
    ASSERT_TRUE(answer.found[0].condition);
    EXPECT_EQ(answer.found[0].condition->status, ShelterStatus::full);
    EXPECT_EQ(answer.found[0].people_now, 300U);
    EXPECT_EQ(answer.found[0].facility.capacity_people, 250U);
    EXPECT_EQ(answer.found[0].age_h, 2.0);
    EXPECT_THAT(answer.found[0].condition->reason, HasSubstr("seen full 2 hours ago"));
    question.include_closed = true;
    EXPECT_THAT(names(), ElementsAre("Plaza", "Parc"));
    EXPECT_TRUE(ask().found[0].facility.closed);
}

TEST_F(FacilityReports, OpenSeenLaterBringsItBack) {
    reported.add(shelter_report(map, node(1), ShelterStatus::unsafe, Method::seen, 5));
    reported.add(shelter_report(map, node(1), ShelterStatus::open, Method::heard, 3));
    EXPECT_THAT(names(), Not(Contains("Plaza"))) << "good news must be seen";
    reported.add(shelter_report(map, node(1), ShelterStatus::open, Method::seen, 1));
    EXPECT_THAT(names(), Contains("Plaza"));
}

TEST_F(FacilityReports, DamageTakesItOut) {
    reported.add(damage_report(map, node(1), Grade::moderate, Method::seen, 1));
    EXPECT_THAT(names(), Contains("Plaza")) << "designated: somebody decides";
    EXPECT_EQ(ask().found[0].damage->grade, Grade::moderate);
    EXPECT_EQ(ask().found[0].damage_certainty, Certainty::reported);
    reported.add(damage_report(map, node(1), Grade::severe, Method::seen, 0.5));
    EXPECT_THAT(names(), Not(Contains("Plaza")));
    question.include_unchecked = true;
    const auto with_school = ask().found.size();
    reported.add(damage_report(map, way(10), Grade::moderate, Method::imagery, 1));
    EXPECT_EQ(ask().found.size(), with_school - 1) << "nobody had checked the school";
}

TEST_F(FacilityReports, WhatOnlyReportsKnowIsOffered) {
    auto free =
        freely(shelter_report(map, node(1), ShelterStatus::open, Method::seen, 1), 42.5001, 1.5001);
    free.name = "Tenda";
    free.people = 40;
    const auto entry = reported.add(free);
    reported.add(shelter_report(map, way(11), ShelterStatus::open, Method::seen, 2));
    const auto answer = ask();
    ASSERT_EQ(answer.found.size(), 5U);
    EXPECT_EQ(answer.found[1].name, "Tenda");
    EXPECT_EQ(answer.found[1].report, entry);
    EXPECT_EQ(answer.found[1].facility.kind, "reported");
    EXPECT_EQ(answer.found[1].facility.suitability, Suitability::unchecked);
    EXPECT_EQ(answer.found[1].facility.audience, Audience::team);
    EXPECT_EQ(answer.found[1].people_now, 40U);
    EXPECT_EQ(answer.found[4].name, "Magatzem");
    EXPECT_EQ(answer.found[4].id, way(11));
    EXPECT_FALSE(answer.found[4].report);
    question.audience = Audience::open_to_all;
    EXPECT_EQ(ask().found.size(), 3U);
    const auto all = facilities_in(map, Theme::shelter, std::nullopt, false, true);
    EXPECT_EQ(all.size(), 5U);
}

TEST_F(FacilityReports, ARefugeNeverBecomesAShelter) {
    reported.add(shelter_report(map, way(12), ShelterStatus::open, Method::seen, 1));
    question.include_unchecked = true;
    question.include_closed = true;
    for (const auto& found : ask().found) {
        EXPECT_NE(found.id, way(12));
        EXPECT_NE(found.name, "Casa secreta");
    }
    EXPECT_THAT(reports_in(map, {}), IsEmpty()) << "nor is it told of one by one";
}

TEST_F(FacilityReports, CapacityAskedForIsTheOneReported) {
    auto report = shelter_report(map, node(2), ShelterStatus::open, Method::seen, 1);
    report.capacity = 500;
    reported.add(report);
    question.capacity_at_least = 400;
    EXPECT_THAT(names(), ElementsAre("Parc"));
}

TEST_F(FacilityReports, NearestAgreesWithBruteForce) {
    reported.add(shelter_report(map, node(2), ShelterStatus::closed, Method::seen, 1));
    for (int i = 0; i < 20; ++i) {
        auto free = freely(shelter_report(map, node(1), ShelterStatus::open, Method::seen, 1),
                           42.50 + 0.0004 * (i * 7 % 20), 1.5 + 0.0007 * (i % 5));
        free.name = "T" + std::to_string(i);
        if (i % 4 == 0) free.status = ShelterStatus::unsafe;
        reported.add(free);
    }
    question.count = 8;
    const auto near = ask().found;
    auto all = facilities_in(map, Theme::shelter, std::nullopt, false, true);
    std::erase_if(all, [](const FoundFacility& f) { return f.facility.closed; });
    std::vector<double> distances;
    for (const auto& found : all) distances.push_back(distance_m(question.near, found.at));
    std::sort(distances.begin(), distances.end());
    ASSERT_EQ(near.size(), 8U);
    for (std::size_t i = 0; i < near.size(); ++i)
        EXPECT_NEAR(near[i].distance_m, distances[i], 0.01) << i;
}

}  // namespace
}  // namespace konbit
