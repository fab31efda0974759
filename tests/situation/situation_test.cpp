// Evidence as it comes from a journal: who withdrew, who is accepted, which stretch, what has gone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "mapper/model/geodesy.hpp"
#include "tests/situation/scribe.hpp"
#include "tests/support/test_map.hpp"

namespace konbit {
namespace {

using test::device;
using test::minute;
using test::passing;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr ObjectId kRoad{ObjectType::way, 10};
constexpr auto kBlocked = Passability::blocked;
constexpr auto kOpen = Passability::open;

class SituationTest : public testing::Test {
protected:
    SituationTest()
        : folder_{map_.node(1, 19.1, -73.000)
                      .node(2, 19.1, -73.001)
                      .node(3, 19.1, -73.002)
                      .node(4, 19.1, -73.003)
                      .node(5, 19.1, -73.004)
                      .way(10, {1, 2, 3, 4, 5}, {{"highway", "primary"}})
                      .square(20, 19.11, -73.0, 20, {{"building", "school"}})
                      .write()},
          base_{BaseMap::open(folder_)} {}

    /// The situation after all entries, in an order of arrival.
    Situation situation(const std::vector<std::size_t>& order = {}) const {
        Situation situation{
            {.base = &base_, .roots = {device('A')}, .as_of = minute(1'000), .now = 0}};
        for (std::size_t i = 0; i < scribe_.entries.size(); ++i)
            situation.apply(scribe_.entries[order.empty() ? i : order[i]]);
        return situation;
    }
    /// Runs a check on the situation after every order of arrival.
    template <class Check>
    void in_every_order(Check&& check) const {
        std::vector<std::size_t> order(scribe_.entries.size());
        std::iota(order.begin(), order.end(), 0);
        do {
            check(situation(order));
        } while (std::next_permutation(order.begin(), order.end()) && !HasFatalFailure());
    }
    static Verdict of_road(const Situation& all) {
        const auto findings = all.findings(kRoad, Matter::passability, {});
        EXPECT_THAT(findings, SizeIs(1));
        return findings.empty() ? Verdict{} : findings[0].verdict;
    }

    test::DrawnMap map_;
    std::filesystem::path folder_;
    BaseMap base_;
    test::Scribe scribe_;
};

TEST_F(SituationTest, ARoadTellsItsStory) {
    scribe_.report('A', passing(kRoad, Method::seen, kBlocked, minute(10)));
    scribe_.report('A', passing(kRoad, Method::heard, kOpen, minute(100)));
    EXPECT_TRUE(of_road(situation()).disputed);
    EXPECT_EQ(int{of_road(situation()).value}, 3);
    scribe_.report('A', passing(kRoad, Method::seen, kOpen, minute(300)));
    in_every_order([&](const Situation& all) {
        const auto verdict = of_road(all);
        EXPECT_EQ(int{verdict.value}, 1);
        EXPECT_FALSE(verdict.disputed);
    });
}

TEST_F(SituationTest, BadNewsOfAStrangerIsUsedAndMarked) {  // row 25
    scribe_.report('X', passing(kRoad, Method::heard, kBlocked, minute(10)));
    const auto verdict = of_road(situation());
    EXPECT_EQ(int{verdict.value}, 3);
    EXPECT_TRUE(verdict.unverified);
}

TEST_F(SituationTest, GoodNewsOfAStrangerWaitsUntilHeIsAccepted) {  // row 26
    scribe_.report('A', passing(kRoad, Method::seen, kBlocked, minute(10)));
    scribe_.report('X', passing(kRoad, Method::seen, kOpen, minute(300)));
    in_every_order([&](const Situation& all) {
        EXPECT_EQ(int{of_road(all).value}, 3);
        EXPECT_TRUE(of_road(all).good_news_waits);
        EXPECT_EQ(all.counts().good_news_waiting, 1u);
    });
    scribe_.accept('A', 'X');
    in_every_order([&](const Situation& all) {
        EXPECT_EQ(int{of_road(all).value}, 1);
        EXPECT_FALSE(of_road(all).good_news_waits);
        EXPECT_EQ(all.counts().unverified, 0u);
    });
}

TEST_F(SituationTest, AWithdrawnReportIsAsIfNeverSaid) {  // row 27
    const auto id = scribe_.report('A', passing(kRoad, Method::seen, kBlocked, minute(10)));
    scribe_.judge('A', EntryKind::withdraw, id, Method::seen, minute(20));
    in_every_order([&](const Situation& all) {
        EXPECT_THAT(all.findings(kRoad, Matter::passability, {}), IsEmpty());
        EXPECT_FALSE(all.speaks_of(kRoad));
        EXPECT_EQ(all.report(id), nullptr);
        EXPECT_EQ(all.counts().withdrawn, 1u);
    });
}

TEST_F(SituationTest, NobodyWithdrawsForAnother) {
    const auto id = scribe_.report('A', passing(kRoad, Method::seen, kBlocked, minute(10)));
    scribe_.judge('B', EntryKind::withdraw, id, Method::seen, minute(20));
    in_every_order([&](const Situation& all) { EXPECT_EQ(int{of_road(all).value}, 3); });
}

TEST_F(SituationTest, ADoubtIsShownAndMayBeWithdrawn) {  // row 28
    scribe_.accept('A', 'C');
    const auto id = scribe_.report('A', passing(kRoad, Method::seen, kBlocked, minute(10)));
    const auto doubt = scribe_.judge('C', EntryKind::dispute, id, Method::heard, minute(60));
    in_every_order([&](const Situation& all) {
        EXPECT_TRUE(of_road(all).disputed);
        EXPECT_EQ(int{of_road(all).value}, 3);
        EXPECT_THAT(all.report(id)->disputed_by, ElementsAre(doubt));
    });
    scribe_.judge('C', EntryKind::withdraw, doubt, Method::heard, minute(70));
    in_every_order([&](const Situation& all) {
        EXPECT_FALSE(of_road(all).disputed);
        EXPECT_THAT(all.report(id)->disputed_by, IsEmpty());
    });
}

TEST_F(SituationTest, AnotherWhoSawItConfirms) {
    scribe_.accept('A', 'C');
    const auto id = scribe_.report('A', passing(kRoad, Method::seen, kBlocked, minute(10)));
    scribe_.judge('C', EntryKind::confirm, id, Method::seen, minute(60));
    in_every_order([&](const Situation& all) {
        EXPECT_EQ(of_road(all).certainty, Certainty::confirmed);
        EXPECT_THAT(all.report(id)->confirmed_by, SizeIs(1));
    });
}

TEST_F(SituationTest, WhatIsRedactedIsAsIfNeverSaid) {  // row 29
    const auto id = scribe_.report('A', passing(kRoad, Method::seen, kBlocked, minute(10)));
    auto known = situation();
    scribe_.redact(id);
    const auto after = situation();
    EXPECT_THAT(after.findings(kRoad, Matter::passability, {}), IsEmpty());
    EXPECT_EQ(after.counts().redacted, 1u);
    known.forget(id);
    EXPECT_THAT(known.findings(kRoad, Matter::passability, {}), IsEmpty());
    EXPECT_EQ(known.report(id), nullptr);
    EXPECT_EQ(known.counts().redacted, 1u);
}

TEST_F(SituationTest, AReportOfTheFutureIsListedAndNotUsed) {  // row 30
    const auto id = scribe_.report('A', passing(kRoad, Method::seen, kOpen, minute(5'000)));
    scribe_.report('A', passing(kRoad, Method::seen, kBlocked, minute(10)));
    in_every_order([&](const Situation& all) {
        EXPECT_EQ(int{of_road(all).value}, 3);
        EXPECT_TRUE(all.report(id)->from_the_future);
        EXPECT_EQ(all.counts().from_the_future, 1u);
        EXPECT_EQ(all.counts().newest_observed, minute(10));
    });
}

TEST_F(SituationTest, EvidenceStaysOnItsStretch) {  // row 38
    auto far = passing(kRoad, Method::seen, kBlocked, minute(10));
    far.about.span = NodeSpan{3, 4};
    scribe_.report('A', far);
    scribe_.report('A', passing(kRoad, Method::seen, kOpen, minute(5)));
    in_every_order([&](const Situation& all) {
        const auto findings = all.findings(kRoad, Matter::passability, {});
        ASSERT_THAT(findings, SizeIs(3));
        EXPECT_EQ(findings[0].stretch, (WayStretch{0, 2}));
        EXPECT_EQ(int{findings[0].verdict.value}, 1);
        EXPECT_EQ(findings[1].stretch, (WayStretch{2, 3}));
        EXPECT_EQ(int{findings[1].verdict.value}, 3);
        EXPECT_EQ(findings[2].stretch, (WayStretch{3, 4}));
        EXPECT_EQ(int{findings[2].verdict.value}, 1);
    });
}

TEST_F(SituationTest, AStretchWithoutWordOnTheRestIsAlone) {
    auto far = passing(kRoad, Method::seen, kBlocked, minute(10));
    far.about.span = NodeSpan{4, 3};  // against the way's direction
    scribe_.report('A', far);
    const auto findings = situation().findings(kRoad, Matter::passability, {});
    ASSERT_THAT(findings, SizeIs(1));
    EXPECT_EQ(findings[0].stretch, (WayStretch{2, 3}));
}

TEST_F(SituationTest, ASpanOfUnknownNodesIsTheNearestSegment) {
    auto far = passing(kRoad, Method::seen, kBlocked, minute(10), {-730'025'000, 191'000'100});
    far.about.span = NodeSpan{901, 902};
    scribe_.report('A', far);
    const auto findings = situation().findings(kRoad, Matter::passability, {});
    ASSERT_THAT(findings, SizeIs(1));
    EXPECT_EQ(findings[0].stretch, (WayStretch{2, 3}));
}

TEST_F(SituationTest, WhatHasGoneFromTheMapStaysAtItsPlace) {  // row 39
    const ObjectId gone{ObjectType::way, 999};
    const auto id = scribe_.report('A', passing(gone, Method::seen, kBlocked, minute(10)));
    const auto all = situation();
    EXPECT_THAT(all.objects(), IsEmpty());
    const auto free = all.reports_in(box_around({-730'000'000, 191'000'000}, 50), true);
    ASSERT_THAT(free, SizeIs(1));
    EXPECT_EQ(free[0]->entry, id);
    EXPECT_EQ(int{all.finding_of_free(*free[0], Matter::passability).verdict.value}, 3);
}

TEST_F(SituationTest, FreeReportsOfOneSpotAreOfOneThing) {
    auto report = passing(kRoad, Method::seen, kBlocked, minute(10));
    report.about.object.reset();
    scribe_.report('A', report);
    report.how = Method::seen;
    report.passability = kOpen;
    report.observed = minute(200);
    report.about.at.lat_e7 += 900;  // 10 m
    scribe_.report('A', report);
    report.passability = kBlocked;
    report.observed = minute(300);
    report.about.at.lat_e7 += 9'000;  // 100 m: another thing
    scribe_.report('A', report);
    const auto all = situation();
    const auto free = all.reports_in(box_around({-730'000'000, 191'000'000}, 20), true);
    ASSERT_THAT(free, SizeIs(2));
    EXPECT_EQ(int{all.finding_of_free(*free[0], Matter::passability).verdict.value}, 1);
}

TEST_F(SituationTest, TagsAndReportsAreJudgedTogether) {
    scribe_.report('A', passing(kRoad, Method::heard, kOpen, minute(100)));
    Statement tag;
    tag.value = 3;
    tag.observed = minute(5);
    tag.person = "osm";
    const auto findings = situation().findings(kRoad, Matter::passability, {&tag, 1});
    ASSERT_THAT(findings, SizeIs(1));
    EXPECT_EQ(int{findings[0].verdict.value}, 3);
    EXPECT_EQ(findings[0].verdict.certainty, Certainty::guessed);
    EXPECT_TRUE(findings[0].verdict.disputed);
}

TEST_F(SituationTest, EventsAreSetAndTakenBack) {
    const EventNote quake{"earthquake", minute(100), ""};
    const EventNote shock{"earthquake", minute(200), ""};
    const EventNote later{"earthquake", minute(9'000), ""};
    scribe_.write('X', EntryKind::event, quake);
    scribe_.write('A', EntryKind::event, shock);
    scribe_.write('A', EntryKind::event, later);
    scribe_.write('X', EntryKind::event_removed, shock);
    in_every_order([&](const Situation& all) {
        EXPECT_THAT(all.events(), ElementsAre(quake, shock)) << "a stranger takes nothing back";
    });
    scribe_.write('A', EntryKind::event_removed, shock);
    EXPECT_THAT(situation().events(), ElementsAre(quake));
}

TEST_F(SituationTest, AnEventMakesEarlierGoodNewsToRecheck) {  // row 23
    scribe_.report('A', passing(kRoad, Method::seen, kOpen, minute(10)));
    EXPECT_FALSE(of_road(situation()).recheck);
    scribe_.write('A', EntryKind::event, EventNote{"earthquake", minute(100), ""});
    in_every_order([&](const Situation& all) { EXPECT_TRUE(of_road(all).recheck); });
}

TEST_F(SituationTest, TimeMovesOn) {
    scribe_.report('A', passing(kRoad, Method::seen, kOpen, minute(10)));
    scribe_.report('A', passing(kRoad, Method::seen, kBlocked, minute(500)));
    Situation all{{.base = &base_, .roots = {device('A')}, .as_of = {}, .now = minute(100)}};
    for (const auto& entry : scribe_.entries) all.apply(entry);
    EXPECT_EQ(int{of_road(all).value}, 1);
    all.set_now(minute(600));
    EXPECT_EQ(int{of_road(all).value}, 3);
    EXPECT_EQ(all.counts().from_the_future, 0u);
    all.set_now(minute(100));  // somebody set the clock right
    EXPECT_EQ(int{of_road(all).value}, 1);
    EXPECT_EQ(all.counts().from_the_future, 1u);
    all.set_now(minute(600));
    EXPECT_EQ(all.counts().from_the_future, 0u);
}

TEST_F(SituationTest, WhatIsDestroyedDoesNotComeBack) {
    scribe_.report('A', passing(kRoad, Method::seen, kBlocked, minute(10)));
    const auto whole = scribe_.entries[0];
    scribe_.redact(whole.id);
    for (const bool redacted_first : {true, false}) {
        auto all =
            redacted_first
                ? situation()
                : Situation{
                      {.base = &base_, .roots = {device('A')}, .as_of = minute(1'000), .now = 0}};
        all.apply(whole);
        all.apply(scribe_.entries[0]);
        EXPECT_THAT(all.findings(kRoad, Matter::passability, {}), IsEmpty());
        EXPECT_EQ(all.counts().redacted, 1u);
    }
}

TEST_F(SituationTest, OneRowTakenInOnTwoLaptopsIsOnePerson) {
    scribe_.accept('A', 'B');
    auto row = passing(kRoad, Method::seen, kBlocked, minute(10));
    row.source = "Kobo";
    row.witness = "Rose";
    row.source_id = "kobo:1";
    scribe_.report('A', row);
    scribe_.report('B', row);
    EXPECT_EQ(of_road(situation()).certainty, Certainty::reported);
    row.witness = "Paul";
    row.source_id = "kobo:2";
    scribe_.report('B', row);
    EXPECT_EQ(of_road(situation()).certainty, Certainty::confirmed);
}

}  // namespace
}  // namespace konbit
