// Lengths, weights, speeds and times as people tag them.
#include "mapper/meaning/road_units.hpp"

#include <gtest/gtest.h>

#include <span>

namespace konbit {
namespace {

using Kind = RoadMeasure::Kind;

struct MeasureRow {
    const char* text;
    Kind kind;
    double value = 0;
    bool odd = false;
};

template <class Parse>
void expect_measures(std::span<const MeasureRow> rows, Parse parse) {
    for (const MeasureRow& row : rows) {
        const RoadMeasure found = parse(row.text);
        EXPECT_EQ(found.kind, row.kind) << row.text;
        EXPECT_NEAR(found.value, row.value, 0.0051) << row.text;
        EXPECT_EQ(found.odd, row.odd) << row.text;
    }
}

TEST(RoadUnits, Lengths) {
    constexpr MeasureRow kRows[]{
        {"3.8", Kind::value, 3.8},
        {"3.8 m", Kind::value, 3.8},
        {"3.8m", Kind::value, 3.8},
        {" 4 ", Kind::value, 4},
        {"4.30", Kind::value, 4.3},
        {"380 cm", Kind::value, 3.8},
        {"3,8", Kind::value, 3.8, true},
        {"12'6\"", Kind::value, 3.81},
        {"12' 6\"", Kind::value, 3.81},
        {"12'-6\"", Kind::value, 3.81},
        {"12’6”", Kind::value, 3.81},
        {"12′6″", Kind::value, 3.81},
        {"12 ft 6 in", Kind::value, 3.81},
        {"8'", Kind::value, 2.438},
        {"13 ft", Kind::value, 3.962},
        {"150\"", Kind::value, 3.81},
        {"4.2;3.9", Kind::value, 3.9, true},
        {"none;4", Kind::value, 4, true},
        {"none", Kind::none},
        {"default", Kind::none},
        {"unsigned", Kind::none},
        {"no_sign", Kind::none},
        {"below_default", Kind::unknown},
        {"low", Kind::unknown},
        {"", Kind::unknown},
        {"0", Kind::unknown},
        {"-3", Kind::unknown},
        {"380", Kind::unknown},  // perhaps centimetres
        {"3.8 parsecs", Kind::unknown},
        {"3.8.1", Kind::unknown},
        {"12'14\"", Kind::unknown},
        {"12'6\" or so", Kind::unknown},
        {"nan", Kind::unknown},
        {"inf", Kind::unknown},
        {"1e3", Kind::unknown},
        {"4;?", Kind::unknown, 0, true},
        {"3,800", Kind::unknown},
        {"9999999999999999999999999999", Kind::unknown},
    };
    expect_measures(kRows, parse_road_length_m);
}

TEST(RoadUnits, Weights) {
    constexpr MeasureRow kRows[]{
        {"3.5", Kind::value, 3.5},
        {"3.5 t", Kind::value, 3.5},
        {"3.5t", Kind::value, 3.5},
        {"7,5", Kind::value, 7.5, true},
        {"7,5 t", Kind::value, 7.5, true},
        {"3500 kg", Kind::value, 3.5},
        {"3500kg", Kind::value, 3.5},
        {"8000 lbs", Kind::value, 3.629},
        {"8000 lb", Kind::value, 3.629},
        {"5 st", Kind::value, 4.536},
        {"10 lt", Kind::value, 10.16},
        {"44 t", Kind::value, 44},
        {"7.5;18", Kind::value, 7.5, true},
        {"none", Kind::none},
        {"unsigned", Kind::none},
        {"3500", Kind::unknown},  // perhaps kilograms
        {"below_default", Kind::unknown},
        {"5 stones", Kind::unknown},
        {"3.5 t except buses", Kind::unknown},
    };
    expect_measures(kRows, parse_road_weight_t);
}

TEST(RoadUnits, Speeds) {
    constexpr MeasureRow kRows[]{
        {"50", Kind::value, 50},
        {"50 km/h", Kind::value, 50},
        {"30 mph", Kind::value, 48.28},
        {"30mph", Kind::value, 48.28},
        {"10 knots", Kind::value, 18.52},
        {"walk", Kind::value, 6},
        {"FR:urban", Kind::value, 50},
        {"FR:rural", Kind::value, 90},
        {"DE:rural", Kind::value, 100},
        {"CH:rural", Kind::value, 80},
        {"RO:trunk", Kind::value, 110},
        {"IT:motorway", Kind::value, 130},
        {"DE:zone30", Kind::value, 30},
        {"DE:zone:30", Kind::value, 30},
        {"DE:living_street", Kind::value, 6},
        {"50;30", Kind::value, 30, true},
        {"none", Kind::none},
        {"signals", Kind::none},
        {"variable", Kind::none},
        {"fast", Kind::unknown},
        {"0", Kind::unknown},
        {"DE:somewhere", Kind::unknown},
        {"1000", Kind::unknown},
    };
    expect_measures(kRows, parse_road_speed_kmh);
}

TEST(RoadUnits, Durations) {
    EXPECT_EQ(parse_duration_s("01:30"), 5400);
    EXPECT_EQ(parse_duration_s("00:07:30"), 450);
    EXPECT_EQ(parse_duration_s("20"), 1200);
    EXPECT_EQ(parse_duration_s("PT1H30M"), 5400);
    EXPECT_EQ(parse_duration_s("PT90S"), 90);
    EXPECT_EQ(parse_duration_s("2:5"), 7500);
    for (const char* text : {"", "0", "00:00", "soon", "1:2:3:4", "-5", "PT", "PTH", "20 min",
                             "200:00", "1:", "PT5"}) {
        EXPECT_EQ(parse_duration_s(text), std::nullopt) << text;
    }
}

TEST(RoadUnits, Lists) {
    std::string joined;
    for_each_value("a; b;;c ;", [&](std::string_view part) { joined.append(part).append("|"); });
    EXPECT_EQ(joined, "a|b|c|");
    for_each_value("", [&](std::string_view) { FAIL(); });
}

}  // namespace
}  // namespace konbit
