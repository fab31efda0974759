#include "cli/report_words.hpp"

#include <gtest/gtest.h>

#include "cli/report_file.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
namespace {

constexpr UnixSeconds kNow = 1'000'000;

ReportWords seen() {
    ReportWords words;
    words.seen = true;
    return words;
}

TEST(ReportWords, ARestrictedRoadHasLimits) {
    auto words = seen();
    words.passability = "restricted";
    words.weight = "5";
    words.height = "3.2";
    const auto report = read_report(ReportKind::passability, words, kNow);
    EXPECT_EQ(report.passability, Passability::restricted);
    EXPECT_EQ(report.limits.weight_t, 5);
    EXPECT_EQ(report.limits.height_m, 3.2);
    EXPECT_FALSE(report.limits.width_m);
    EXPECT_EQ(report.how, Method::seen);
    EXPECT_EQ(report.observed, kNow);
    words.passability = "blocked";
    EXPECT_THROW((void)read_report(ReportKind::passability, words, kNow), UsageError);
}

TEST(ReportWords, LimitsArePositiveNumbersWithoutUnits) {
    for (const auto* text : {"0", "-1", "5t", "5 t", "1e3", "inf", "nan", "101"}) {
        auto words = seen();
        words.passability = "restricted";
        words.height = text;
        EXPECT_THROW((void)read_report(ReportKind::passability, words, kNow), UsageError) << text;
    }
}

TEST(ReportWords, EachKindAsksForItsOwn) {
    for (const auto kind : {ReportKind::damage, ReportKind::passability, ReportKind::shelter,
                            ReportKind::need, ReportKind::hazard, ReportKind::note})
        EXPECT_THROW((void)read_report(kind, seen(), kNow), UsageError) << to_string(kind);
    auto words = seen();
    words.people = "120";
    EXPECT_EQ(read_report(ReportKind::shelter, words, kNow).people, 120u);
    words.what = "water";
    EXPECT_THROW((void)read_report(ReportKind::shelter, words, kNow), UsageError);
    EXPECT_EQ(read_report(ReportKind::need, words, kNow).what, "water");
    words.text = "t";
    EXPECT_THROW((void)read_report(ReportKind::note, words, kNow), UsageError);
}

TEST(ReportWords, UnknownIsNoAnswer) {
    auto words = seen();
    words.grade = "unknown";
    EXPECT_THROW((void)read_report(ReportKind::damage, words, kNow), UsageError);
    words.grade = "none";
    EXPECT_EQ(read_report(ReportKind::damage, words, kNow).grade, Grade::none);
}

TEST(ReportWords, OneWayOfKnowing) {
    ReportWords words;
    EXPECT_THROW((void)read_method(words), UsageError);
    words.imagery = true;
    EXPECT_EQ(read_method(words), Method::imagery);
    words.heard = true;
    EXPECT_THROW((void)read_method(words), UsageError);
}

TEST(ReportWords, TimesAheadAreRefusedButForTenMinutes) {
    EXPECT_EQ(read_observed("", kNow), kNow);
    EXPECT_EQ(read_observed(to_iso8601(kNow + 600), kNow), kNow + 600);
    EXPECT_THROW((void)read_observed(to_iso8601(kNow + 601), kNow), UsageError);
    EXPECT_EQ(read_observed(to_iso8601(0), kNow), 0);
}

TEST(ReportWords, TextsHaveAnEnd) {
    EXPECT_EQ(read_entry_text("--text", std::string(8'000, 'a')).size(), 8'000u);
    EXPECT_THROW((void)read_entry_text("--text", std::string(8'001, 'a')), UsageError);
    EXPECT_THROW((void)read_entry_text("--text", "--json"), UsageError);
}

TEST(ReportFileWords, Zones) {
    EXPECT_EQ(read_zone("Z"), 0);
    EXPECT_EQ(read_zone("+05:45"), 345);
    EXPECT_EQ(read_zone("-04:00"), -240);
    for (const auto* text : {"", "+5", "0545", "+05:60", "+15:00", "east", "+05:450", "x05:45"})
        EXPECT_THROW((void)read_zone(text), UsageError) << text;
}

TEST(ReportFileWords, Columns) {
    const auto columns = read_columns({"grade=Etat = x", "photo="});
    EXPECT_EQ(columns.at(ReportField::grade), "Etat = x");
    EXPECT_EQ(columns.at(ReportField::photo), "");
    EXPECT_THROW((void)read_columns({"grade"}), UsageError);
    try {
        (void)read_columns({"grad=Etat"});
        FAIL();
    } catch (const UsageError& error) {
        EXPECT_NE(std::string{error.what()}.find("Did you mean grade?"), std::string::npos);
    }
}

}  // namespace
}  // namespace konbit
