#include "mapper/query/condition_text.hpp"

#include <gtest/gtest.h>

namespace konbit {
namespace {

constexpr UnixSeconds kNow = 1'775'390'400;

Statement said(Method how, std::uint8_t value, double hours_ago, std::string person) {
    Statement s;
    s.entry.bytes[0] = 1;
    s.how = how;
    s.value = value;
    s.observed = kNow - static_cast<UnixSeconds>(hours_ago * 3600);
    s.person = std::move(person);
    return s;
}

constexpr auto kBlocked = static_cast<std::uint8_t>(Passability::blocked);
constexpr auto kOpen = static_cast<std::uint8_t>(Passability::open);

std::string reason(const Finding& finding) {
    return reason_text(finding, {kNow, {}}, "earthquake");
}

TEST(ConditionText, TheAnswerFirstWithItsAge) {
    Finding finding{Matter::passability, {}, {}, {said(Method::seen, kBlocked, 3, "a")}};
    finding.verdict.used = 0;
    EXPECT_EQ(reason(finding), "seen blocked 3 hours ago (1 person)");
    finding.statements.push_back(said(Method::seen, kBlocked, 4, "b"));
    finding.statements.back().photo_taken = finding.statements.back().observed;
    EXPECT_EQ(reason(finding), "seen blocked 3 hours ago (2 people, photo)");
}

TEST(ConditionText, BothSidesOfADispute) {
    Finding finding{Matter::passability,
                    {},
                    {},
                    {said(Method::seen, kBlocked, 3, "a"), said(Method::heard, kOpen, 2, "b")}};
    finding.verdict.used = 0;
    finding.verdict.against = 1;
    finding.verdict.disputed = true;
    EXPECT_EQ(reason(finding),
              "seen blocked 3 hours ago (1 person); heard open 2 hours ago: disputed, worse one "
              "used");
}

TEST(ConditionText, Doubts) {
    Finding finding{Matter::passability, {}, {}, {said(Method::heard, kOpen, 5, "a")}};
    finding.verdict.used = 0;
    finding.verdict.recheck = true;
    EXPECT_EQ(reason(finding), "heard open 5 hours ago; before the earthquake: look again");
    finding.verdict = {};
    finding.verdict.used = 0;
    finding.verdict.unverified = true;
    EXPECT_EQ(reason(finding), "heard open 5 hours ago; sender not accepted");
}

TEST(ConditionText, SilenceIsNotSafety) {
    const auto none = static_cast<std::uint8_t>(Grade::none);
    Finding finding{Matter::damage, {}, {}, {said(Method::imagery, none, 5, "a")}};
    finding.verdict.used = 0;
    EXPECT_EQ(reason(finding), "none seen on imagery 5 hours ago");
    EXPECT_EQ(reason(Finding{}), "");
}

TEST(ConditionText, Ages) {
    EXPECT_EQ(age_words(0, kNow), "at an unknown time");
    EXPECT_EQ(age_words(kNow - 90 * 60, kNow), "90 minutes ago");
    EXPECT_EQ(age_words(kNow + 3600 * 5, kNow), "in 5 hours");
}

}  // namespace
}  // namespace konbit
