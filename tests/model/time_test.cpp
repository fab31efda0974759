#include "mapper/model/time.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace konbit {
namespace {

TEST(Iso8601, WritesSecondsInUtc) {
    EXPECT_EQ(to_iso8601(0), "1970-01-01T00:00:00Z");
    EXPECT_EQ(to_iso8601(1'775'368'800), "2026-04-05T06:00:00Z");
    EXPECT_EQ(to_iso8601(-1), "1969-12-31T23:59:59Z");
    EXPECT_EQ(to_iso8601(951'782'400), "2000-02-29T00:00:00Z");
    EXPECT_EQ(to_iso8601(4'294'967'295), "2106-02-07T06:28:15Z") << "beyond 32 bits with a sign";
}

TEST(Iso8601, StopsAtTheYearsFourDigitsCanSay) {
    EXPECT_EQ(to_iso8601(std::numeric_limits<UnixSeconds>::max()), "9999-12-31T23:59:59Z");
    EXPECT_EQ(to_iso8601(std::numeric_limits<UnixSeconds>::min()), "0000-01-01T00:00:00Z");
}

TEST(Iso8601, ReadsEachFormPeopleAndPhonesWrite) {
    constexpr UnixSeconds kSix = 1'775'368'800;
    EXPECT_EQ(parse_iso8601("2026-04-05T06:00:00Z"), kSix);
    EXPECT_EQ(parse_iso8601("2026-04-05T06:00Z"), kSix);
    EXPECT_EQ(parse_iso8601("2026-04-05 06:00Z"), kSix);
    EXPECT_EQ(parse_iso8601("2026-04-05T08:00+02:00"), kSix);
    EXPECT_EQ(parse_iso8601("2026-04-05T08:00:00+0200"), kSix);
    EXPECT_EQ(parse_iso8601("2026-04-05T02:00-04"), kSix);
    EXPECT_EQ(parse_iso8601("2026-04-05T11:45+05:45"), kSix) << "Nepal";
    EXPECT_EQ(parse_iso8601("2026-04-05T06:00:00.987Z"), kSix);
    EXPECT_EQ(parse_iso8601("2026-04-05"), kSix - 6 * 3600);
    EXPECT_EQ(parse_iso8601("1969-12-31T23:59:59Z"), -1);
}

TEST(Iso8601, RefusesATimeOfDayWithoutAZone) {
    EXPECT_EQ(parse_iso8601("2026-04-05T06:00"), std::nullopt);
    EXPECT_EQ(parse_iso8601("2026-04-05 06:00:00"), std::nullopt);
}

TEST(Iso8601, RefusesWhatIsNoTime) {
    for (const char* text : {"",
                             "2026",
                             "2026-04",
                             "2026-13-01",
                             "2026-02-29",
                             "2026-04-31",
                             "2026-4-5",
                             "05.04.2026",
                             "2026-04-05T",
                             "2026-04-05Z",
                             "2026-04-05T24:00Z",
                             "2026-04-05T06:60Z",
                             "2026-04-05T06:00:60Z",
                             "2026-04-05T06:00:00.Z",
                             "2026-04-05T06:00:Z",
                             "2026-04-05T06:00+15:00",
                             "2026-04-05T06:00+2",
                             "2026-04-05T06:00Z ",
                             " 2026-04-05",
                             "2026-04-05T06:00ZZ",
                             "+026-04-05",
                             "2026-04-05T06:00+02:",
                             "2026-04-05T-1:00Z",
                             "２026-04-05"}) {
        EXPECT_EQ(parse_iso8601(text), std::nullopt) << '"' << text << '"';
    }
}

TEST(Iso8601, ReadsBackWhatItWrote) {
    for (UnixSeconds time = -62'167'219'200; time < 253'402'300'799; time += 86'399 * 37) {
        ASSERT_EQ(parse_iso8601(to_iso8601(time)), time);
    }
}

}  // namespace
}  // namespace konbit
