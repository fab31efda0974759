// When a tag holds: hours, days, seasons, sizes. 2026-04-06 is a Monday.
#include "mapper/meaning/road_conditional.hpp"

#include <gtest/gtest.h>

#include <random>

namespace konbit {
namespace {

UnixSeconds at(const std::string& local) {
    return parse_iso8601(local + "Z").value();
}

struct HoursRow {
    const char* hours;
    const char* local;
    Truth holds;
    bool holidays = false;
};

TEST(RoadHours, Hold) {
    constexpr HoursRow kRows[]{
        {"07:00-19:00", "2026-04-06T07:00", Truth::yes},
        {"07:00-19:00", "2026-04-06T06:59", Truth::no},
        {"07:00-19:00", "2026-04-06T18:59:59", Truth::yes},
        {"07:00-19:00", "2026-04-06T19:00", Truth::no},
        {"7:00-9:00", "2026-04-06T08:00", Truth::yes},
        {"22:00-06:00", "2026-04-06T23:00", Truth::yes},
        {"22:00-06:00", "2026-04-07T05:59", Truth::yes},
        {"22:00-06:00", "2026-04-07T06:00", Truth::no},
        {"Fr 22:00-06:00", "2026-04-11T03:00", Truth::yes},  // Saturday morning
        {"Fr 22:00-06:00", "2026-04-10T03:00", Truth::no},
        {"20:00-26:00", "2026-04-07T01:30", Truth::yes},
        {"Mo-Fr 07:00-09:00,15:00-18:00", "2026-04-06T16:00", Truth::yes},
        {"Mo-Fr 07:00-09:00,15:00-18:00", "2026-04-06T12:00", Truth::no},
        {"Mo-Fr 07:00-09:00, 15:00-18:00", "2026-04-06T16:00", Truth::yes},
        {"Mo-Fr 07:00-09:00", "2026-04-05T08:00", Truth::no},
        {"Fr-Mo 07:00-09:00", "2026-04-05T08:00", Truth::yes},
        {"Fr-Mo 07:00-09:00", "2026-04-08T08:00", Truth::no},
        {"Sa,Su", "2026-04-05T08:00", Truth::yes},
        {"Sa,Su", "2026-04-06T08:00", Truth::no},
        {"Mo-Fr 07:00-19:00; Sa 07:00-14:00", "2026-04-11T13:00", Truth::yes},
        {"Mo-Fr 07:00-19:00; Sa 07:00-14:00", "2026-04-11T15:00", Truth::no},
        {"Mo-Su 07:00-19:00; Sa off", "2026-04-11T13:00", Truth::no},
        {"Mo-Su 07:00-19:00; Sa 09:00-10:00", "2026-04-11T13:00", Truth::no},
        {"07:00-09:00; 15:00-18:00", "2026-04-06T08:00", Truth::yes},
        {"Su 00:00-24:00; Mo-Sa 00:00-06:00,23:00-24:00", "2026-04-06T05:00", Truth::yes},
        {"Su 00:00-24:00; Mo-Sa 00:00-06:00,23:00-24:00", "2026-04-06T07:00", Truth::no},
        {"24/7", "2026-04-06T07:00", Truth::yes},
        {"Nov-Apr", "2026-01-06T07:00", Truth::yes},
        {"Nov-Apr", "2026-04-30T07:00", Truth::yes},
        {"Nov-Apr", "2026-05-01T07:00", Truth::no},
        {"Jul", "2026-07-31T07:00", Truth::yes},
        {"Dec 01-Mar 31", "2026-03-31T23:00", Truth::yes},
        {"Dec 01-Mar 31", "2026-04-01T00:00", Truth::no},
        {"Jun 15-20", "2026-06-18T00:00", Truth::yes},
        {"Nov-Apr Sa,Su 10:00-16:00", "2026-01-03T11:00", Truth::yes},
        {"Nov-Apr 07:00-09:00", "2026-01-03T11:00", Truth::no},
        {"Sa,Su,PH 07:00-20:00", "2026-04-05T08:00", Truth::yes, true},
        {"Sa,Su,PH 07:00-20:00", "2026-04-06T08:00", Truth::no, true},
        {"PH", "2026-04-06T08:00", Truth::unknown, true},
        {"PH 08:00-20:00", "2026-04-06T08:00", Truth::unknown, true},
        {"sunset-sunrise", "2026-04-06T08:00", Truth::unknown},
        {"week 10-20", "2026-04-06T08:00", Truth::unknown},
        {"2026 Oct-Dec", "2026-04-06T08:00", Truth::unknown},
        {"Mo-Xx 07:00-09:00", "2026-04-06T08:00", Truth::unknown},
        {"Mo, 07:00-09:00", "2026-04-06T08:00", Truth::unknown},
        {"07:00", "2026-04-06T08:00", Truth::unknown},
        {"07:00-", "2026-04-06T08:00", Truth::unknown},
        {"99:00-07:00", "2026-04-06T08:00", Truth::unknown},
        {"", "2026-04-06T08:00", Truth::unknown},
        {";;", "2026-04-06T08:00", Truth::unknown},
        {"Mo-Fr 07:00-09:00 fee", "2026-04-06T08:00", Truth::unknown},
        {"Mo", "1969-12-29T23:59:59", Truth::yes},  // a Monday before 1970
        {"Feb 29", "2024-02-29T12:00", Truth::yes},
    };
    for (const HoursRow& row : kRows) {
        const HoursAnswer answer = hours_hold(row.hours, at(row.local));
        EXPECT_EQ(answer.holds, row.holds) << row.hours << " at " << row.local;
        EXPECT_EQ(answer.holidays, row.holidays) << row.hours;
    }
}

TEST(RoadHours, AnyTextIsAnsweredAndEnds) {
    constexpr std::string_view kParts[]{"Mo", "-",  ",",  ";",    "07:00", "Jan",
                                        "31", " ",  "PH", "24/7", "off",   "99",
                                        ":",  "Su", "SH", "é",    "0",     "Dec 01"};
    std::mt19937 random{7};
    int understood = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string hours;
        for (auto parts = random() % 9; parts > 0; --parts)
            hours += kParts[random() % std::size(kParts)];
        if (hours_hold(hours, 1'775'462'400).holds != Truth::unknown) ++understood;
    }
    EXPECT_GT(understood, 100);
}

TEST(RoadConditional, IsSplitOutsideOfParentheses) {
    using Clauses = std::vector<ConditionalClause>;
    EXPECT_EQ(split_conditional("no @ (Mo 07:00-09:00; Sa 07:00-12:00); yes @ destination"),
              (Clauses{{"no", "Mo 07:00-09:00; Sa 07:00-12:00"}, {"yes", "destination"}}));
    EXPECT_EQ(split_conditional("15@(22:00-06:00)"), (Clauses{{"15", "22:00-06:00"}}));
    EXPECT_EQ(split_conditional("no @ wet;"), (Clauses{{"no", "wet"}}));
    EXPECT_EQ(split_conditional("no @ (Mo; Tu"), (Clauses{{"no", "(Mo; Tu"}}));
    for (const char* text : {"", "no", "@ (Mo)", "no @", "no @ ()", "no @ (Mo); yes", ";"}) {
        EXPECT_EQ(split_conditional(text), std::nullopt) << text;
    }
    std::string many;
    for (int i = 0; i < 100; ++i) many += "no @ wet;";
    EXPECT_EQ(split_conditional(many), std::nullopt);
}

TEST(RoadConditional, Conditions) {
    TravelMoment moment{at("2026-04-06T08:00"), {}, true, false};
    moment.size.weight_t = 7.5;
    moment.size.length_m = 12;
    struct Row {
        const char* condition;
        Truth holds;
        std::string_view purpose = {};
    };
    constexpr Row kRows[]{
        {"weight>7.5", Truth::no},
        {"weight>=7.5", Truth::yes},
        {"weight > 7 t", Truth::yes},
        {"weight<=7500 kg", Truth::yes},
        {"weight<7.5", Truth::no},
        {"weight=7.5", Truth::yes},
        {"weightrating>3.5", Truth::yes},
        {"length>11.99", Truth::yes},
        {"length>40'", Truth::no},
        {"height>4", Truth::unknown},  // not told
        {"weight>heavy", Truth::unknown},
        {"axles>2", Truth::unknown},
        {">3", Truth::unknown},
        {"wet", Truth::yes},
        {"snow", Truth::no},
        {"destination", Truth::yes, "destination"},
        {"delivery AND 07:00-09:00", Truth::yes, "delivery"},
        {"delivery AND 10:00-11:00", Truth::no},
        {"weight>5 AND 07:00-09:00", Truth::yes},
        {"weight>5 AND 10:00-11:00", Truth::no},
        {"weight>5 AND flooding", Truth::unknown},
        {"weight>50 AND flooding", Truth::no},
        {"flooding", Truth::unknown},
    };
    for (const Row& row : kRows) {
        const auto answer = condition_holds(row.condition, moment);
        EXPECT_EQ(answer.holds, row.holds) << row.condition;
        EXPECT_EQ(answer.purpose, row.purpose) << row.condition;
    }
}

}  // namespace
}  // namespace konbit
