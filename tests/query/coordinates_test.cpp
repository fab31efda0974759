#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <clocale>
#include <random>
#include <string>

#include "mapper/model/error.hpp"
#include "mapper/query/coordinate_text.hpp"
#include "mapper/query/place.hpp"

namespace konbit {
namespace {

using testing::HasSubstr;

struct Row {
    std::string text;
    double lat, lon;
};

class CoordinatesRead : public testing::TestWithParam<Row> {};

TEST_P(CoordinatesRead, AsMeant) {
    const auto at = parse_coordinates(GetParam().text);
    ASSERT_TRUE(at) << GetParam().text;
    EXPECT_NEAR(at->lat(), GetParam().lat, 2e-6) << GetParam().text;
    EXPECT_NEAR(at->lon(), GetParam().lon, 2e-6) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Forms, CoordinatesRead,
    testing::Values(
        Row{"42.5063,1.5218", 42.5063, 1.5218}, Row{" 42.5063, 1.5218 ", 42.5063, 1.5218},
        Row{"42.5063 1.5218", 42.5063, 1.5218}, Row{"42.5063;1.5218", 42.5063, 1.5218},
        Row{"18.5 72.6", 18.5, 72.6}, Row{"-16.5,179.9", -16.5, 179.9},
        Row{"-16.5 -179.9", -16.5, -179.9}, Row{"+18.5,-72.3", 18.5, -72.3}, Row{"0,0", 0, 0},
        Row{"90,180", 90, 180}, Row{"-90,-180", -90, -180},
        Row{"\u221216.5,\u22120.25", -16.5, -0.25}, Row{"42,5063 1,5218", 42.5063, 1.5218},
        Row{"42,5063; -1,5218", 42.5063, -1.5218},
        Row{"18\u00B030'N 72\u00B038'W", 18.5, -72.633333},
        Row{"18\u00B030\u2032N 72\u00B038\u2032W", 18.5, -72.633333},
        Row{"18\u00B030'36\"S, 72\u00B038'24\"E", -18.51, 72.64},
        Row{"18\u00B030\u203236\u2033N 72\u00B038\u203224\u2033O", 18.51, -72.64},
        Row{"N18\u00B030' W72\u00B038'", 18.5, -72.633333},
        Row{"N 18 30 W 72 38", 18.5, -72.633333}, Row{"18 30 36 N 72 38 24 W", 18.51, -72.64},
        Row{"18.5N 72.5W", 18.5, -72.5}, Row{"72.5W, 18.5N", 18.5, -72.5},
        Row{"18.5n,72.5w", 18.5, -72.5}, Row{"18\u00BA30'S 72\u00BA30'O", -18.5, -72.5},
        Row{"18\u00B030.5' 72\u00B030.25'", 18.508333, 72.504167},
        Row{"-18\u00B030' -72\u00B030'", -18.5, -72.5}, Row{"geo:42.5063,1.5218", 42.5063, 1.5218},
        Row{"GEO:42.5,-1.5", 42.5, -1.5}, Row{"geo:42.5,1.5,100;crs=wgs84;u=35", 42.5, 1.5},
        Row{"geo:42.5,1.5?z=19", 42.5, 1.5}, Row{"geo:0,0?q=18.5,-72.3(Camp)", 18.5, -72.3},
        // Reference values: PROJ, EPSG:32631 (MGRS: the middle of the square metre).
        Row{"31TCH7855307051", 42.506301, 1.521807}, Row{"31T CH 78553 07051", 42.506301, 1.521807},
        Row{"31T 378553 4707051", 42.506297, 1.521801},
        Row{"31 N 378553 4707051", 42.506297, 1.521801},
        Row{"31t 378553mE 4707051mN", 42.506297, 1.521801}));

class CoordinatesNot : public testing::TestWithParam<std::string> {};
TEST_P(CoordinatesNot, AreLeftToNames) {
    EXPECT_FALSE(parse_coordinates(GetParam())) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(Names, CoordinatesNot,
                         testing::Values("", " ", "42.5", "Hospital", "12 Carrer Major",
                                         "Carrer Major, 12", "N 12", "E5", "1,2,3", "1,2,3,4",
                                         "1.2.3,4", "1e3,2", "inf,nan", "nan,0", "0x10,5", "--1,2",
                                         "1,,2", ",", "1,", "Nord 5 Est 6", "31T", "31TCH",
                                         "31TCH123", "HT0511-02", "18N 5 6", "42.5N", "42.5N 1.5",
                                         std::string(5000, '1'), std::string("1\0,2", 4), "12/5",
                                         "\u00B0\u00B0", "N", "'' ''", "5' 6'' N",
                                         "1 2 3 4 5 6 7 8", "\xff\xfe", "Rue 12-14"));

std::string refusal(const std::string& text, const BoundingBox* hint = nullptr) {
    try {
        static_cast<void>(parse_coordinates(text, hint));
    } catch (const UsageError& error) {
        return error.what();
    }
    return "";
}

TEST(Coordinates, OutOfRangeSaysWhichWayRound) {
    EXPECT_THAT(refusal("121.5,31.2"), HasSubstr("Did you mean 31.20000,121.50000?"));
    EXPECT_THAT(refusal("-91,0"), HasSubstr("latitude"));
    EXPECT_THAT(refusal("10,181"), HasSubstr("latitude first"));
    EXPECT_THAT(refusal("500,500"), HasSubstr("out of range"));
    EXPECT_THAT(refusal("geo:95,10"), HasSubstr("Did you mean 10.00000,95.00000?"));
    EXPECT_THAT(refusal("geo:1"), HasSubstr("latitude"));
    EXPECT_THAT(refusal("geo:1,2;crs=nad27"), HasSubstr("wgs84"));
    EXPECT_THAT(refusal("18N 72N"), HasSubstr("longitude"));
    EXPECT_THAT(refusal("-18N 72W"), HasSubstr("minus"));
    EXPECT_THAT(refusal("31T 378553 9999999"), HasSubstr("UTM"));
    EXPECT_THAT(refusal("31TZZ1234512345"), HasSubstr("MGRS"));
}

TEST(Coordinates, SwappedAgainstTheMap) {
    const BoundingBox andorra{14'000'000, 424'000'000, 18'000'000, 427'000'000};
    EXPECT_THAT(refusal("1.5218,42.5063", &andorra), HasSubstr("Did you mean 42.50630,1.52180?"));
    EXPECT_EQ(refusal("42.5063,1.5218", &andorra), "");
    EXPECT_EQ(refusal("18.5,-72.3", &andorra), "") << "far away either way: not ours to judge";
}

TEST(Coordinates, TheLetterOGoesByTheMap) {
    const BoundingBox germany{60'000'000, 470'000'000, 150'000'000, 550'000'000};
    EXPECT_NEAR(parse_coordinates("50\u00B030'N 10\u00B030'O", &germany)->lon(), 10.5, 1e-6);
    EXPECT_NEAR(parse_coordinates("50\u00B030'N 10\u00B030'O")->lon(), -10.5, 1e-6);
}

TEST(Coordinates, TheBandSGoesByTheMap) {
    // 34.05° N in Los Angeles, band S, which as a hemisphere would be in the Southern Ocean.
    const BoundingBox los_angeles{-1'190'000'000, 330'000'000, -1'170'000'000, 350'000'000};
    EXPECT_GT(parse_coordinates("11S 385000 3768000", &los_angeles)->lat(), 0);
    EXPECT_LT(parse_coordinates("11S 385000 3768000")->lat(), 0);
}

TEST(Coordinates, DoNotHeedTheLocale) {
    for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8", "C.UTF-8"}) {
        std::setlocale(LC_ALL, name);
        EXPECT_NEAR(parse_coordinates("42.5063,1.5218")->lat(), 42.5063, 1e-7);
    }
    std::setlocale(LC_ALL, "C");
}

TEST(Coordinates, SurviveAnything) {
    std::mt19937 random{20260405};
    const std::string letters = "0123456789.,;:- +NSEWOgeo'\"~\xC2\xB0\xE2\x80\xB2\xB3?=()T";
    for (int i = 0; i < 100'000; ++i) {
        std::string text;
        for (auto n = random() % 24; n > 0; --n) text.push_back(letters[random() % letters.size()]);
        try {
            const auto at = parse_coordinates(text);
            EXPECT_TRUE(!at || at->valid()) << text;
        } catch (const UsageError&) {
        }
    }
}

}  // namespace
}  // namespace konbit
