// Objects of real extracts that a careless rule gets wrong. Tags © OpenStreetMap contributors
// (ODbL), copied as they stand in the extracts; names shortened to what matters.
#include "tests/meaning/described.hpp"

namespace konbit {
namespace {

// Helsinki way 28888848 and node 317543438.
TEST(Trap, BombSheltersAreForBlastsOnly) {
    for (const char* object : {"area 30 amenity=shelter|building=shed|shelter_type=bomb_shelter",
                               "building=entrance|shelter_type=bomb"}) {
        EXPECT_EQ(described(Theme::shelter, object),
                  "suitable bomb_shelter not_in=flood; blast only; never in a flood")
            << object;
    }
}

// Andorra node 899526219 lies in way 978058670: the bare node is no shelter, the hut is one.
TEST(Trap, NodeAndHutAreOneShelter) {
    EXPECT_EQ(described(Theme::shelter, "amenity=shelter|wikidata=Q3931668"), "nothing");
    const Drawn hut = draw(
        "area 40 amenity=shelter|building=yes|capacity=6|ele=2230|fireplace=yes|"
        "name=Refugi dels Agols|ref=21|tourism=wilderness_hut|wikidata=Q3931668");
    const auto found = meaning().facility(Theme::shelter, hut.subject());
    ASSERT_TRUE(found);
    EXPECT_EQ(found->kind, "mountain_refuge");
    EXPECT_EQ(found->suitability, Suitability::suitable);
    EXPECT_EQ(found->capacity_people, 6U);
}

// Liechtenstein node 442697600, Andorra node 4235462231, Porto Alegre node 2266223694.
TEST(Trap, PicnicCaveAndViewpointAreNoShelters) {
    for (const char* object :
         {"name=Paulahütte Picknick|amenity=shelter|tourism=picnic_site|operator=LAV|fireplace=yes",
          "amenity=shelter|name=Cova Balma de la Margineda|shelter_type=rock_shelter",
          "amenity=shelter|noexit=yes|shelter_type=weather_shelter|tourism=viewpoint"}) {
        EXPECT_EQ(described(Theme::shelter, object), "nothing") << object;
    }
}

// Andorra node 5764355409.
TEST(Trap, ReikiIsNoHospital) {
    EXPECT_EQ(
        described(Theme::care, "emergency=no|healthcare=hospital|healthcare:speciality=reiki"),
        "nothing");
}

// Helsinki node 5011343474.
TEST(Trap, HypnosisIsNoClinic) {
    EXPECT_EQ(described(Theme::care,
                        "healthcare=clinic|healthcare:speciality=hypnosis; herbalism|"
                        "name=Hypnoosi- ja luontaisterapeuttia|office=company"),
              "nothing");
}

TEST(Trap, RuinedBunkerIsNoRefuge) {
    EXPECT_EQ(described(Theme::shelter, "military=bunker|historic=ruins"), "nothing");
    EXPECT_EQ(described(Theme::shelter, "bunker_type=bomb_shelter|historic=ruins"), "nothing");
}

// Monaco node 2287695176.
TEST(Trap, PharmacyTaggedAsHospitalIsNone) {
    EXPECT_EQ(described(Theme::care, "name=Farmacy des Anglais|amenity=hospital|emergency=no"),
              "suitable pharmacy; tagged as a hospital, named a pharmacy: check; "
              "no emergency department");
}

// Haiti node 631657138.
TEST(Trap, DispensaryIsNoHospital) {
    const Tags tags{{"addr:country", "HT"},
                    {"amenity", "hospital"},
                    {"health_facility:type", "dispensary"},
                    {"name", "DISPENSAIRE LA PIERRE"},
                    {"operator", "MSPP"},
                    {"pcode", "95455"}};
    EXPECT_EQ(meaning().facility(Theme::care, Subject{tags, GeometryKind::point, 0})->kind,
              "dispensary");
}

// Porto Alegre way 236848471.
TEST(Trap, DisusedBusStationIsNeitherShelterNorDamage) {
    const char* station =
        "area 9000 amenity=bus_station|disused=yes|landuse=commercial|"
        "name=Terminal Alameda";
    EXPECT_EQ(described(Theme::shelter, station), "nothing");
    EXPECT_EQ(described(Theme::supply, station), "nothing");
    EXPECT_EQ(described_damage(station), "nothing");
}

// Andorra way 330823766.
TEST(Trap, DisusedCampSiteIsACarPark) {
    const char* parking =
        "area 9000 access=yes|amenity=parking|disused:tourism=camp_site|fee=yes|"
        "name=Càmping Pla|parking=surface|surface=asphalt";
    for (const Theme theme : {Theme::shelter, Theme::care, Theme::water, Theme::supply}) {
        EXPECT_EQ(described(theme, parking), "nothing");
    }
    EXPECT_EQ(described_damage(parking), "nothing");
}

// Andorra way 208595135, Liechtenstein way 39003399, Helsinki way 123951217.
TEST(Trap, CastlesAndDemolishedHousesAreNotDamage) {
    for (const char* object :
         {"area 90 building=ruins|building:levels=3|castle_type=defensive|historic=castle|"
          "man_made=tower|name=Castell de les Bons (Torre dels Moros)|wikidata=Q28710886",
          "area 900 name=Hinterschloss|ruins=yes|historic=castle",
          "area 900 "
          "demolished:building=yes|end_date=2016|last_full_renovation=2013|start_date=1961"}) {
        EXPECT_EQ(described_damage(object), "nothing") << object;
        EXPECT_TRUE(meaning().gone(draw(object).tags)) << object;
    }
}

// Liechtenstein way 27346597.
TEST(Trap, PathNamedDestroyedIsUnknownAndAvoided) {
    EXPECT_EQ(
        described_damage("line foot=yes|name=destroyed!!|ruins=yes|highway=path|abandoned=yes"),
        "unknown unknown road osm:gone everyday; tagged ruined, abandoned or disused: avoid");
}

// Andorra way 689547935.
TEST(Trap, FormerRoadThatIsATrackIsATrack) {
    EXPECT_EQ(described_damage("line abandoned:highway=secondary|highway=track|tracktype=grade2"),
              "nothing");
}

// Andorra way 311481236: a children's home by its name only has no shelter tag and stays out.
TEST(Trap, ChildrensHomeIsNoShelter) {
    EXPECT_EQ(described(Theme::shelter,
                        "area 400 amenity=social_facility|building=yes|"
                        "name=Centre d'Acolliment d'Infants la Gavernera"),
              "nothing");
}

// Andorra nodes 9208010531 and 1832215787.
TEST(Trap, LockedGateAndFordAreEveryday) {
    EXPECT_EQ(described_damage("barrier=gate|bicycle=unknown|foot=unknown|locked=yes"),
              "unknown blocked road osm:barrier stated everyday; locked");
    EXPECT_EQ(described_damage("ford=yes|intermittent=yes"),
              "unknown restricted road osm:ford stated everyday blocked_in=flood; "
              "ford: depends on the water");
}

// Andorra way 24364513: closed to people on foot by law, not broken.
TEST(Trap, LegalAccessIsNotPassability) {
    EXPECT_EQ(described_damage("line access=no|bicycle=no|bridge=yes|foot=no|highway=primary|"
                               "horse=no|lanes=2|maxweight=3.5|motor_vehicle=yes"),
              "nothing");
}

// Liechtenstein node 3366483393: a telephone number as opening hours.
TEST(Trap, TelephoneNumberIsNoOpeningHour) {
    EXPECT_EQ(described(Theme::shelter, "area 300 tourism=hotel|opening_hours=+423 232 48 18"),
              "unchecked hotel");
}

// Andorra way 1337988494, Andorra node 12853589862, Monaco node 3903849001.
TEST(RealObject, IsFoundForWhatItIs) {
    EXPECT_EQ(described(Theme::supply,
                        "area 90 air_rescue_service=aeromedical|"
                        "emergency=air_rescue_service|name=Heliport Terra Guindales"),
              "suitable air_rescue");
    EXPECT_EQ(described(Theme::water, "amenity=fountain|drinking_water=no|name=Font de la Calc"),
              "nothing");
    EXPECT_EQ(described(Theme::water, "man_made=water_well"),
              "unchecked water_well; not known to be drinkable; mapped, quality not tested");
}

}  // namespace
}  // namespace konbit
