#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mapper/model/error.hpp"
#include "mapper/query/importance.hpp"
#include "mapper/query/name_keys.hpp"
#include "mapper/query/questions.hpp"
#include "tests/query/query_map.hpp"

namespace konbit {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// Ids of what is found, best first: "n1".
std::vector<std::string> ids(const Map& map, const std::string& text,
                             std::optional<Location> near = std::nullopt, std::size_t count = 10) {
    std::vector<std::string> out;
    for (const auto& found : find_names(map, {.text = text, .near = near, .count = count})) {
        out.push_back(to_string(found.id).substr(0, 1) + std::to_string(found.id.ref));
    }
    return out;
}

test::DrawnMap city() {
    test::DrawnMap map;
    map.node(1, -30.03, -51.23,
             {{"place", "city"}, {"name", "Porto Alegre"}, {"population", "1400000"}})
        .node(2, -30.00, -51.10, {{"place", "locality"}, {"name", "Porto Alegre do Sul"}})
        .node(
            3, -30.04, -51.20,
            {{"amenity", "hospital"}, {"name", "Hospital Ipiranga"}, {"operator", "Porto Alegre"}})
        .node(4, -30.05, -51.21, {{"amenity", "school"}, {"name", "Escola São João"}, {"ref", "4"}})
        .node(5, -30.06, -51.22,
              {{"addr:street", "Avenida Ipiranga"}, {"addr:housenumber", "1200"}})
        .node(6, -30.06, -51.23,
              {{"addr:place", "Vila Nova"},
               {"addr:housenumber", "7b"},
               {"addr:housename", "Casa Azul"}})
        .node(7, 19.45, -72.69,
              {{"place", "town"},
               {"name", "Gonaïves"},
               {"name:ar", "غوناييف"},
               {"name:ne", "गोनाइभ्स"},
               {"name:ht", "Gonayiv"},
               {"alt_name", "Les Gonaïves;Gonaives Ville"},
               {"old_name", "Gonaibo"}});
    map.line(20, {{-30.050, -51.200}, {-30.050, -51.202}},
             {{"highway", "secondary"}, {"name", "Avenida Ipiranga"}})
        .line(21, {{-30.050, -51.202}, {-30.050, -51.210}},
              {{"highway", "secondary"}, {"name", "Avenida Ipiranga"}})
        .line(22, {{-30.500, -51.202}, {-30.500, -51.210}},
              {{"highway", "residential"}, {"name", "Avenida Ipiranga"}})
        .line(23, {{-30.500, -51.302}, {-30.500, -51.310}},
              {{"highway", "primary"}, {"ref", "BR-116;RS-020"}});
    return map;
}

TEST(Find, NeverTellsOfRefugesForPeopleAtRisk) {
    test::DrawnMap drawn;
    drawn
        .node(1, 42.5, 1.5,
              {{"amenity", "social_facility"},
               {"social_facility", "shelter"},
               {"social_facility:for", "woman;abused"},
               {"name", "Casa Segura"}})
        .node(2, 42.5, 1.6, {{"tourism", "hotel"}, {"name", "Casa Segunda"}});
    const auto map = test::open_map(drawn.write());
    EXPECT_THAT(ids(map, "Casa Segura"), Not(Contains("n1")));
    EXPECT_THAT(ids(map, "Casa"), ElementsAre("n2"));
}

TEST(Find, ForgivesOneTypoAWord) {
    const auto drawn = city();
    const auto map = test::open_map(drawn.write());
    EXPECT_THAT(ids(map, "Avenda Ipirnga"), ElementsAre("w21", "w22", "n5"));
    EXPECT_THAT(ids(map, "vAenida Ipiranga"), Contains("w21"));
    EXPECT_THAT(ids(map, "xvenida Ipiranga"), Contains("w21")) << "the first letter too";
    EXPECT_THAT(ids(map, "Avenda Iprnga"), IsEmpty()) << "two typos in a word";
    const auto found = find_names(map, {.text = "Avenda Ipirnga"});
    EXPECT_FALSE(found[0].exact);
    EXPECT_EQ(found[0].name, "Avenida Ipiranga");
    EXPECT_EQ(found[0].kind, "highway=secondary");
}

TEST(Find, ShortWordsAndCodesHoldNoTypos) {
    const auto drawn = city();
    const auto map = test::open_map(drawn.write());
    EXPECT_THAT(ids(map, "BR-117"), IsEmpty());
    EXPECT_THAT(ids(map, "BR-116"), ElementsAre("w23"));
    EXPECT_THAT(ids(map, "br116"), ElementsAre("w23"));
    EXPECT_THAT(ids(map, "RS 020"), ElementsAre("w23")) << "lists are split";
    EXPECT_THAT(ids(map, "avenida ipiranga 1201"), IsEmpty());
}

TEST(Find, OneStreetIsOneAnswer) {
    const auto drawn = city();
    const auto map = test::open_map(drawn.write());
    EXPECT_THAT(ids(map, "avenida ipiranga"), ElementsAre("w21", "w22", "n5"))
        << "the longest way of the first street, the other street, the address";
    EXPECT_THAT(ids(map, "avenida ipiranga", location_from_degrees(-51.2, -30.05))[0], "w20")
        << "the nearest way";
    EXPECT_THAT(ids(map, "avenida ipiranga", location_from_degrees(-51.2, -30.5))[0], "w22")
        << "the nearer street";
}

TEST(Find, RanksPlacesBeforeFacilitiesBeforeRoads) {
    const auto drawn = city();
    const auto map = test::open_map(drawn.write());
    EXPECT_THAT(ids(map, "porto alegre"), ElementsAre("n1", "n2", "n3"));
    EXPECT_THAT(ids(map, "alegre porto"), ElementsAre("n1", "n2", "n3"))
        << "word order does not count";
    EXPECT_THAT(ids(map, "ipiranga")[0], "n3");
}

TEST(Find, KnowsAddressesEitherWayRound) {
    const auto drawn = city();
    const auto map = test::open_map(drawn.write());
    EXPECT_THAT(ids(map, "Avenida Ipiranga 1200"), ElementsAre("n5"));
    EXPECT_THAT(ids(map, "1200 avenida ipiranga"), ElementsAre("n5"));
    EXPECT_THAT(ids(map, "vila nova 7B"), ElementsAre("n6"));
    EXPECT_THAT(ids(map, "casa azul"), ElementsAre("n6"));
}

TEST(Find, AnyScriptAndLanguage) {
    const auto drawn = city();
    const auto map = test::open_map(drawn.write());
    for (const std::string text :
         {"gonaives", "GONAÏVES", "Gonai\u0308ves", "غوناييف", "गोनाइभ्स", "gonayiv", "Gonayv",
          "les gonaives", "gonaibo", "gonaives ville"}) {
        EXPECT_THAT(ids(map, text), ElementsAre("n7")) << text;
    }
    const auto found = find_names(map, {.text = "غوناييف", .lang = "ht"});
    EXPECT_EQ(found[0].name, "Gonayiv");
    EXPECT_EQ(found[0].matched, "غوناييف");
    EXPECT_TRUE(found[0].whole);
}

TEST(Find, BeginningsOfTheLastWord) {
    const auto drawn = city();
    const auto map = test::open_map(drawn.write());
    EXPECT_THAT(ids(map, "escola sao jo"), ElementsAre("n4"));
    EXPECT_THAT(ids(map, "hosp"), ElementsAre("n3"));
    EXPECT_FALSE(find_names(map, {.text = "hosp"})[0].exact);
    EXPECT_THAT(ids(map, "hosp ipiranga"), IsEmpty()) << "only of the last word";
}

TEST(Find, OddTextsFindNothing) {
    const auto drawn = city();
    const auto map = test::open_map(drawn.write());
    for (const std::string text : {"", "   ", "?!", "\xff\xfe", "zzzzzz"})
        EXPECT_THAT(ids(map, text), IsEmpty());
    EXPECT_THAT(ids(map, std::string(10'000, 'a')), IsEmpty());
    std::string many;
    for (int i = 0; i < 1000; ++i) many += "a ";
    EXPECT_THAT(ids(map, many), IsEmpty());
    EXPECT_THAT(ids(map, "porto", {}, 0), IsEmpty());
    EXPECT_THAT(ids(map, "porto", {}, 1), SizeIs(1));
}

TEST(Find, SuggestsWhatIsNear) {
    const auto drawn = city();
    const auto map = test::open_map(drawn.write());
    EXPECT_THAT(suggest_names(map, "Gonavies"), Contains("Gonaïves"));
    EXPECT_THAT(suggest_names(map, "Hospitall Iparanga"), Contains("Hospital Ipiranga"));
    EXPECT_THAT(suggest_names(map, ""), IsEmpty());
}

TEST(Find, HaitisCodesAreComposed) {
    test::DrawnMap drawn;
    drawn
        .square(1, 19.40, -72.70, 20'000,
                {{"boundary", "administrative"},
                 {"admin_level", "4"},
                 {"name", "Artibonite"},
                 {"pcode:1", "5"}})
        .square(2, 19.42, -72.70, 5'000,
                {{"boundary", "administrative"},
                 {"admin_level", "8"},
                 {"name", "Gonaïves"},
                 {"pcode:2", "511"}})
        .square(3, 19.42, -72.70, 6'000,
                {{"boundary", "administrative"}, {"admin_level", "5"}, {"name", "Gonaïves"}})
        .square(4, 19.43, -72.69, 1'000,
                {{"boundary", "administrative"},
                 {"admin_level", "10"},
                 {"name", "Bassin"},
                 {"pcode:3", "511-02"}})
        .node(5, 50.0, 10.0,
              {{"place", "town"}, {"name", "Elsewhere"}, {"pcode:1", "5"}, {"ref:pcode", "DE-X7"}});
    const auto map = test::open_map(drawn.write());
    EXPECT_THAT(ids(map, "HT05")[0], "w1");
    EXPECT_THAT(ids(map, "ht0511")[0], "w2");
    EXPECT_THAT(ids(map, "HT0511-02"), ElementsAre("w4"));
    EXPECT_THAT(ids(map, "HT051102"), ElementsAre("w4"));
    EXPECT_THAT(ids(map, "511-02"), ElementsAre("w4"));
    EXPECT_THAT(ids(map, "de-x7"), ElementsAre("n5"));
    EXPECT_THAT(ids(map, "HT05"), Not(Contains("n5"))) << "5 is Haiti's only in Haiti";
    EXPECT_THAT(ids(map, "gonaives"), ElementsAre("w2", "w3"))
        << "the commune, then the arrondissement";
}

TEST(NameKeys, TakeEveryName) {
    const Tags tags{{"name", "A;B"},          {"name:fr", "C"},    {"name_1", "D"},
                    {"name:etymology", "no"}, {"name:fr:x", "no"}, {"official_name", "E"},
                    {"reg_name", "F"},        {"note", "no"},      {"naming", "no"},
                    {"addr:city", "no"}};
    std::vector<std::string> texts;
    for (const auto& name : names_of(tags, {})) texts.push_back(name.text);
    EXPECT_THAT(texts, ElementsAre("A", "B", "C", "D", "E", "F"));
    EXPECT_TRUE(may_have_names(tags));
    EXPECT_FALSE(may_have_names(Tags{{"building", "yes"}, {"addr:city", "x"}}));
    EXPECT_EQ(display_name(tags), "A;B");
    EXPECT_EQ(display_name(tags, "fr"), "C");
    EXPECT_EQ(display_name(Tags{{"ref", "CG-1"}}), "CG-1");
    EXPECT_EQ(display_name(Tags{}), "");
}

}  // namespace
}  // namespace konbit
