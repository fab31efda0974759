#include "mapper/meaning/capacity.hpp"
#include "tests/meaning/described.hpp"

namespace konbit {
namespace {

std::optional<std::uint32_t> capacity_of(Theme theme, std::string_view object) {
    const Drawn drawn = draw(object);
    const auto found = meaning().facility(theme, drawn.subject());
    if (!found) throw std::invalid_argument{"no such place: " + std::string{object}};
    return found->capacity_people;
}

TEST(Capacity, OfThePeopleInAShelterTakesTheMostTelling) {
    EXPECT_EQ(capacity_of(Theme::shelter,
                          "emergency:social_facility=shelter|capacity=9|beds=8|"
                          "capacity:persons=7|emergency:capacity=6|"
                          "emergency:social_facility:capacity=5"),
              5U);
    EXPECT_EQ(capacity_of(Theme::shelter,
                          "emergency:social_facility=shelter|capacity=9|beds=8|"
                          "capacity:persons=7|emergency:capacity=6"),
              6U);
    EXPECT_EQ(capacity_of(Theme::shelter,
                          "emergency:social_facility=shelter|capacity=9|beds=8|"
                          "capacity:persons=7"),
              7U);
    EXPECT_EQ(capacity_of(Theme::shelter, "emergency:social_facility=shelter|capacity=9|beds=8"),
              8U);
    EXPECT_EQ(capacity_of(Theme::shelter, "emergency:social_facility=shelter|capacity=9"), 9U);
    EXPECT_EQ(capacity_of(Theme::shelter, "emergency:social_facility=shelter"), std::nullopt);
}

TEST(Capacity, ThatIsNoNumberGivesWayToTheNext) {
    EXPECT_EQ(capacity_of(Theme::shelter, "tourism=alpine_hut|capacity:persons=many|capacity=43"),
              43U);
}

TEST(Capacity, OfCarsSeatsAndPumpsIsNotOfPeople) {
    EXPECT_EQ(capacity_of(Theme::shelter, "emergency=assembly_point|amenity=parking|capacity=200"),
              std::nullopt);
    EXPECT_EQ(capacity_of(Theme::shelter, "area 900 leisure=stadium|capacity=20000"), std::nullopt);
    EXPECT_EQ(
        capacity_of(Theme::shelter, "area 900 leisure=stadium|capacity=20000|capacity:persons=300"),
        300U);
    EXPECT_EQ(capacity_of(Theme::supply, "amenity=fuel|capacity=8"), std::nullopt);
    EXPECT_EQ(capacity_of(Theme::care, "amenity=hospital|capacity=80"), 80U);
}

TEST(Capacity, IsAWholeNumber) {
    EXPECT_EQ(parse_count("120"), 120U);
    EXPECT_EQ(parse_count(" 0 "), 0U);
    for (const char* text : {"", " ", "-5", "+5", "12.5", "1,000", "1 000", "~100", "80-100",
                             "20;30", "4294967296", "99999999999999999999", "0x10"}) {
        EXPECT_EQ(parse_count(text), std::nullopt) << text;
    }
}

TEST(Camp, NewestStatusWins) {
    EXPECT_EQ(described(Theme::shelter,
                        "idp:camp_site=spontaneous_camp|idp:status_20100312=empty|"
                        "idp:status_20100201=occupied"),
              "unchecked spontaneous_camp closed team; unverified camp");
    EXPECT_EQ(described(Theme::shelter,
                        "idp:camp_site=spontaneous_camp|idp:status_20100201=empty|"
                        "idp:status_20100312=occupied"),
              "unchecked spontaneous_camp team; unverified camp");
    EXPECT_EQ(described(Theme::shelter, "idp:camp_site=spontaneous_camp|idp:status_lately=empty"),
              "unchecked spontaneous_camp team; unverified camp");
}

TEST(Lifecycle, PrefixMeansAbsent) {
    for (const char* object :
         {"area 900 disused:amenity=school", "area 900 was:amenity=school",
          "area 900 abandoned:amenity=school", "area 900 demolished:amenity=school"}) {
        EXPECT_EQ(described(Theme::shelter, object), "nothing") << object;
    }
    EXPECT_EQ(described(Theme::care, "disused:amenity=hospital"), "nothing");
}

TEST(Lifecycle, TagOnTheObjectClosesIt) {
    for (const char* object :
         {"amenity=hospital|disused=yes", "amenity=hospital|abandoned=yes",
          "amenity=hospital|demolished=yes", "amenity=hospital|ruins=yes",
          "amenity=hospital|operational_status=closed", "amenity=hospital|opening_hours=closed"}) {
        EXPECT_EQ(described(Theme::care, object), "suitable hospital closed; +medical") << object;
    }
}

TEST(OpeningHours, AreNotGuessedAt) {
    for (const char* hours : {"24/7", "+423 232 48 18", "Mo closed", "PH off"}) {
        const Tags tags{{"amenity", "hospital"}, {"opening_hours", hours}};
        EXPECT_FALSE(meaning().facility(Theme::care, Subject{tags})->closed) << hours;
    }
}

TEST(DamagedPlace, FallsOutIfUncheckedAndWarnsElse) {
    EXPECT_EQ(described(Theme::shelter, "area 900 amenity=school|damage=slight"),
              "unchecked school; tagged as damaged: slight");
    EXPECT_EQ(described(Theme::shelter, "area 900 amenity=school|damage=damaged"), "nothing");
    EXPECT_EQ(described(Theme::shelter,
                        "area 900 amenity=school|emergency:social_facility=shelter|damage=severe"),
              "designated designated_shelter; tagged as damaged: severe");
    EXPECT_EQ(described(Theme::care, "area 900 amenity=hospital|building=collapsed"),
              "suitable hospital closed; tagged as damaged: destroyed; +medical");
    EXPECT_EQ(described(Theme::care, "area 900 amenity=hospital|damage=yes"),
              "suitable hospital; perhaps damaged; +medical");
}

TEST(ProtectedRefuge, IsInNoAnswer) {
    for (const char* people :
         {"child", "children", "juvenile", "orphan", "abused", "woman", "women", "abused_women",
          "victim", "victims_of_violence", "homeless;woman", "Women", "youth ; homeless"}) {
        const Tags shelter{{"social_facility", "shelter"},
                           {"social_facility:for", people},
                           {"emergency:social_facility", "shelter"}};
        EXPECT_TRUE(meaning().protected_refuge(shelter)) << people;
        EXPECT_FALSE(meaning().facility(Theme::shelter, Subject{shelter})) << people;
    }
    EXPECT_EQ(described(Theme::shelter, "area 900 social_facility=group_home|tourism=hotel"),
              "nothing");
    EXPECT_EQ(described(Theme::supply, "social_facility=food_bank;group_home"), "nothing");
    EXPECT_EQ(described(Theme::care, "social_facility=group_home|healthcare=nurse"), "nothing");
}

TEST(ProtectedRefuge, ChildrensHospitalIsStillAHospital) {
    EXPECT_EQ(described(Theme::care, "amenity=hospital|social_facility:for=child"),
              "suitable hospital; +medical");
}

TEST(ShelterByName, IsNone) {
    EXPECT_EQ(described(Theme::shelter, "area 900 building=yes|name=Emergency Shelter"), "nothing");
    EXPECT_EQ(described(Theme::shelter, "shelter=yes|highway=bus_stop"), "nothing");
    for (const char* access : {"yes", "no", "private", "designated"}) {
        const Tags road{{"highway", "service"}, {"emergency", access}};
        EXPECT_FALSE(meaning().facility(Theme::shelter, Subject{road})) << access;
    }
}

TEST(Reason, NamesTheTags) {
    const Tags tags{{"building", "shed"}, {"shelter_type", "basic_hut"}, {"amenity", "shelter"}};
    EXPECT_EQ(meaning().facility(Theme::shelter, Subject{tags})->reason,
              "amenity=shelter + shelter_type=basic_hut");
}

}  // namespace
}  // namespace konbit
