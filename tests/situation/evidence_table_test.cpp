// The rule of evidence as its table has it: each row, in every order of arrival.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "tests/situation/told.hpp"

namespace konbit {
namespace {

using test::minute;
using test::shown;
using test::told;

constexpr std::int64_t kYear = 525'600;  // minutes

struct Row {
    const char* number;
    std::string story;
    const char* value;      ///< letter
    const char* certainty;  ///< word
    const char* doubts;     ///< d disputed, u unverified, r recheck, w good news waits, c corrected
    std::vector<std::int64_t> events{};  ///< minutes
};

void PrintTo(const Row& row, std::ostream* out) {
    *out << "row " << row.number << ": " << row.story;
}

const std::vector<Row> kRows{
    // 1 and 2: of silence the rule says nothing; whoever asks makes of it "open" on an everyday map
    // and "nobody has looked" after a disaster.
    {"1", "", "?", "none", ""},
    {"2", "", "?", "none", "", {10}},
    {"3", "tag B @10", "B", "guessed", ""},
    {"4", "heard B @10", "B", "reported", ""},
    {"5", "imagery B @10", "B", "reported", ""},
    {"6", "seen B @10", "B", "reported", ""},
    {"7", "seen B @10 by=A; seen B @500 by=C", "B", "confirmed", ""},
    {"8", "seen B @10 photo=40", "B", "confirmed", ""},
    {"8 before", "seen B @100 photo=41", "B", "confirmed", ""},
    {"9", "seen B @10 photo=-525600", "B", "reported", ""},
    {"10", "heard B @10 by=A; heard B @500 by=C", "B", "reported", ""},
    {"11", "seen B @10; heard O @500", "B", "reported", "d"},
    {"12", "seen B @10; imagery O @500", "B", "reported", "d"},
    {"13", "seen B @10 by=A; seen O @500 by=C", "O", "reported", ""},
    {"13 same person", "seen B @10 by=A; seen O @500 by=A", "O", "reported", ""},
    {"14", "seen B @10 by=A; seen O @50 by=C", "B", "reported", "d"},
    {"14 reversed", "seen O @10 by=A; seen B @50 by=C", "B", "reported", "d"},
    {"15", "seen B @10 by=A; seen O @50 by=A", "O", "reported", ""},
    {"16", "seen O @10; heard B @500", "B", "reported", ""},
    {"17", "seen O @10; tag B @500", "B", "guessed", ""},
    {"18", "seen O @500; heard B @10", "O", "reported", ""},
    {"19", "heard O @500; seen B @10", "B", "reported", "d"},
    {"20", "seen O @500; seen B @10", "O", "reported", ""},
    {"21", "seen R @10 height=3; seen R @500 weight=5", "R", "reported", ""},
    {"21 same limit", "seen R @10 height=3; seen R @500 height=3", "R", "confirmed", ""},
    {"21 same person", "seen R @10 height=3 by=A; seen R @500 weight=5 by=A", "R", "reported", ""},
    {"22", "seen B @10; seen R @500", "R", "reported", ""},
    {"23", "seen O @10", "O", "reported", "r", {300}},
    {"24", "seen B @10", "B", "reported", "", {300}},
    {"25", "heard B @10 stranger", "B", "reported", "u"},
    {"26", "seen B @10; seen O @500 stranger", "B", "reported", "w"},
    {"28", "seen B @10 by=A; doubts=0 heard @50 by=C", "B", "reported", "d"},
    {"30", "seen O @99999999", "?", "none", ""},
    {"30 beside bad news", "seen B @10; seen O @99999999", "B", "reported", ""},
    {"31", "imagery D @10 product=first/1; imagery N @500 product=second/1", "D", "reported", "d"},
    {"32", "imagery V @10 product=first/1; imagery D @500 product=first/2", "D", "reported", ""},
    {"33", "imagery V @10 product=first/1; imagery N @500 product=first/2", "N", "reported", "c"},
    {"34", "tag N @10; imagery M @20; heard D @30", "D", "reported", ""},
    {"34 reversed", "tag N @30; imagery M @20; heard D @10", "D", "reported", "d"},
    {"35", "imagery ? @10", "?", "none", ""},
    {"36", "seen full @10; heard free @500", "full", "reported", "d"},
    {"37", "imagery B @10 inferred", "B", "guessed", ""},
    {"40", "seen O @10 by=A; seen B @10 by=C", "B", "reported", "d"},
    // Beyond the table, by its principle.
    {"two strangers confirm nothing", "seen B @10 by=A stranger; seen B @20 by=C stranger", "B",
     "reported", "u"},
    {"a stranger's photo confirms nothing", "seen B @10 photo=10 stranger", "B", "reported", "u"},
    {"good news of a stranger alone waits", "seen O @10 stranger", "?", "none", "w"},
    {"hearsay of a stranger alone", "heard O @10 stranger", "?", "none", ""},
    {"bad news again answers a doubt", "seen B @10 by=A; heard O @90 by=C; seen B @200 by=A", "B",
     "reported", ""},
    {"cleared and closed again", "seen B @10 by=A; seen O @200 by=A; seen B @500 by=C", "B",
     "reported", ""},
    {"a row imported on two laptops", "seen B @10 by=A source=k1; seen B @10 by=A source=k1", "B",
     "reported", ""},
    {"a stranger's copy of a source displaces nothing",
     "seen B @10 by=A source=k1; seen O @500 by=A source=k1 stranger", "B", "reported", "w"},
    {"a stranger corrects no product",
     "imagery D @10 product=first/1; imagery N @500 product=first/9 stranger", "D", "reported", ""},
    {"not assessed corrects nothing",
     "imagery D @10 product=first/1; imagery ? @500 product=first/2", "D", "reported", ""},
    {"a stranger's doubt of bad news waits", "seen B @10 by=A; doubts=0 heard @50 by=C stranger",
     "B", "reported", "w"},
    {"a stranger's doubt of good news shows", "seen O @10 by=A; doubts=0 heard @50 by=C stranger",
     "O", "reported", "d"},
    {"an event to come", "seen O @10", "O", "reported", "", {99'999'999}},
    {"two against one within the hour", "seen B @10 by=A; seen O @30 by=C; seen B @50 by=E", "B",
     "confirmed", "d"},
    {"a hearing first, two looks disagree", "seen O @10 by=A; heard B @20; seen B @50 by=C", "B",
     "reported", "d"},
    {"better than one look, worse than another",
     "seen B @10 by=A; seen O @20 by=C; seen R @50 by=A", "R", "reported", "d"},
    {"who said better takes it back", "seen O @10 by=A; seen B @50 by=C; seen B @55 by=A", "B",
     "confirmed", ""},
    {"who said worse takes it back", "seen B @10 by=A; seen O @20 by=A; seen O @50 by=C", "O",
     "confirmed", ""},
    {"a stranger takes back nobody's word",
     "seen B @10 by=A; seen R @20 by=A stranger; seen O @50 by=C", "B", "reported", "dw"},
    {"hearsay after the shock is no look",
     "seen O @10 by=A; heard O @500 by=C",
     "O",
     "reported",
     "r",
     {300}},
    {"nor is a stranger's",
     "seen O @10 by=A; seen O @500 by=C stranger",
     "O",
     "reported",
     "r",
     {300}},
    {"a look after the shock", "seen O @10 by=A; seen O @500 by=C", "O", "confirmed", "", {300}},
    {"a source corrects itself by hearsay",
     "heard B @10 by=A source=k1; heard O @500 by=A source=k1", "B", "reported", "d"},
    {"a source corrects itself by a look", "heard B @10 by=A source=k1; seen O @500 by=A source=k1",
     "O", "reported", ""},
    {"a copy under another name", "seen B @10 by=A source=k1; seen B @10 by=C source=k1", "B",
     "reported", ""},
    {"a doubt of one of two copies",
     "seen B @10 by=A source=k1; seen B @10 by=A source=k1; doubts=0 heard @50 by=C", "B",
     "reported", "d"},
};

class EvidenceTable : public testing::TestWithParam<Row> {};

std::string doubts_of(const Verdict& v) {
    std::string doubts;
    if (v.disputed) doubts += 'd';
    if (v.unverified) doubts += 'u';
    if (v.recheck) doubts += 'r';
    if (v.good_news_waits) doubts += 'w';
    if (v.corrected) doubts += 'c';
    return doubts;
}

TEST_P(EvidenceTable, HoldsInEveryOrder) {
    const auto& row = GetParam();
    Moment moment{.as_of = minute(kYear), .events = {}};
    for (const auto event : row.events) moment.events.push_back(minute(event));
    const auto statements = row.story.empty() ? std::vector<Statement>{} : told(row.story);
    const auto expected = judge(statements, moment);
    EXPECT_EQ(int{expected.value}, int{test::value_of(row.value)});
    EXPECT_EQ(to_string(expected.certainty), row.certainty);
    EXPECT_EQ(doubts_of(expected), row.doubts);

    std::vector<std::size_t> order(statements.size());
    std::iota(order.begin(), order.end(), 0);
    do {
        std::vector<Statement> shuffled;
        for (const auto i : order) shuffled.push_back(statements[i]);
        EXPECT_EQ(shown(judge(shuffled, moment), shuffled), shown(expected, statements));
    } while (std::next_permutation(order.begin(), order.end()));
}

INSTANTIATE_TEST_SUITE_P(Rows, EvidenceTable, testing::ValuesIn(kRows));

TEST(Evidence, LimitsAddUpUntilOneIsSeenLifted) {  // row 21
    const Moment moment{.as_of = minute(10'000), .events = {}};
    const auto both = judge(told("seen R @10 height=3; seen R @500 weight=5"), moment);
    EXPECT_EQ(both.limits.height_m, 3.0);
    EXPECT_EQ(both.limits.weight_t, 5.0);
    auto lifted = told("seen R @10 height=3 by=A; seen R @500 weight=5 by=A");
    lifted[1].lifts_limits = true;
    EXPECT_EQ(judge(lifted, moment).limits.height_m, std::nullopt);
    EXPECT_EQ(judge(lifted, moment).limits.weight_t, 5.0);
    const auto anew = judge(told("seen R @10 height=3; seen O @200; seen R @500 weight=5"), moment);
    EXPECT_EQ(anew.limits.height_m, std::nullopt) << "it had been seen open in between";
}

// A stated limit is no leave for a car where somebody said "restricted" without one.
TEST(Evidence, AnUnstatedLimitStaysBesideAStatedOne) {
    const Moment moment{.as_of = minute(10'000), .events = {}};
    EXPECT_TRUE(judge(told("seen R @10; heard R @500 height=4"), moment).unstated_limits);
    EXPECT_TRUE(judge(told("seen R @10 height=4; heard R @500"), moment).unstated_limits);
    EXPECT_FALSE(judge(told("seen R @10 height=4"), moment).unstated_limits);
    EXPECT_FALSE(
        judge(told("seen R @10; seen O @200; seen R @500 height=4"), moment).unstated_limits);
}

TEST(Evidence, FutureStatementsAreListed) {  // row 30
    const auto v = judge(told("seen B @10; seen O @99999"), {.as_of = minute(100), .events = {}});
    EXPECT_EQ(v.from_the_future, std::vector<std::size_t>{1});
    EXPECT_FALSE(v.disputed);
    EXPECT_EQ(v.used, 0u);
}

TEST(Evidence, BothSidesOfADisputeAreNamed) {
    const auto v = judge(told("seen B @10; heard O @500"), {.as_of = minute(9'999), .events = {}});
    EXPECT_EQ(v.used, 0u);
    EXPECT_EQ(v.against, 1u);
}

TEST(Evidence, TheStrongestSupporterCarriesTheValue) {
    const auto v =
        judge(told("seen B @10 by=A; heard B @500 by=C"), {.as_of = minute(9'999), .events = {}});
    EXPECT_EQ(v.used, 0u);
    EXPECT_EQ(v.certainty, Certainty::reported);
}

}  // namespace
}  // namespace konbit
