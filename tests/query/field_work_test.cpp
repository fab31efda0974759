// What people asked for, what to look at next, what a report is anchored to.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mapper/model/error.hpp"
#include "tests/query/reported_map.hpp"

namespace konbit {
namespace {

using namespace test;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

DrawnMap town() {
    DrawnMap drawn;
    for (int i = 0; i < 6; ++i) drawn.node(100 + i, 42.50, 1.600 + 0.0012 * i);
    drawn.node(200, 42.51, 1.6024).node(201, 42.51, 1.6048);
    drawn.way(10, {100, 101, 102, 103, 104, 105}, {{"highway", "primary"}, {"name", "Gran Via"}})
        .way(11, {102, 200}, {{"highway", "residential"}})
        .way(12, {104, 201}, {{"highway", "residential"}})
        .line(13, {{42.5200, 1.6000}, {42.5205, 1.6000}},
              {{"highway", "secondary"}, {"bridge", "yes"}, {"name", "Pont Vell"}})
        .line(14, {{42.60, 1.70}, {42.6005, 1.70}}, {{"highway", "residential"}, {"bridge", "yes"}})
        .node(1, 42.55, 1.60, {{"amenity", "hospital"}, {"name", "Hospital"}})
        .node(2, 42.50, 1.50, {{"emergency", "assembly_point"}, {"name", "Plaza"}})
        .square(20, 42.5001, 1.5001, 20, {{"building", "yes"}});
    for (int i = 0; i < 9; ++i)
        drawn.square(30 + i, 42.5201 + 0.0002 * i, 1.6003, 10, {{"building", "yes"}});
    return drawn;
}

class FieldWork : public testing::Test {
protected:
    DrawnMap drawn = town();
    ReportedMap reported{drawn};
    Map& map = reported.map;

    EntryId need(const char* what, double lat, double lon, std::uint32_t people, double hours_ago,
                 const char* witness, bool met = false, Method how = Method::seen) {
        auto report =
            freely(report_of(map, ReportKind::need, node(1), how, hours_ago, witness), lat, lon);
        report.what = what;
        report.people = people;
        report.met = met;
        return reported.add(report);
    }
    [[nodiscard]] std::optional<FoundRecheck> recheck(ObjectId id) const {
        for (auto& found : recheck_in(map, {}).found) {
            if (found.id == id) return found;
        }
        return std::nullopt;
    }
};

// ---- needs

TEST_F(FieldWork, NeedsOfOneSpotAreOne) {
    need("water", 42.50, 1.50, 100, 5, "Marie");
    const auto second = need("water", 42.5002, 1.50, 150, 3, "Jan");
    need("water", 42.5002, 1.50, 20, 2, "Marie");
    need("medical", 42.50, 1.50, 3, 2, "Marie");
    need("water", 42.52, 1.50, 10, 2, "Marie");
    reported.judge(EntryKind::confirm, second, Method::heard, kNow, "Luc");
    const auto answer = needs_in(map, {});
    ASSERT_EQ(answer.found.size(), 3U);
    EXPECT_EQ(answer.found[0].what, "water");
    EXPECT_EQ(answer.found[0].people, 150U);
    EXPECT_EQ(answer.found[0].witnesses, 3U) << "Marie twice, Jan, Luc";
    EXPECT_EQ(answer.found[0].reports.size(), 3U);
    EXPECT_EQ(answer.found[0].first, kNow - 5 * kHour);
    EXPECT_EQ(answer.found[0].newest, kNow - 2 * kHour);
    EXPECT_FALSE(answer.found[0].unverified);
    NeedQuestion q;
    q.area = resolve_area(map, "1.49,42.515,1.51,42.525");
    EXPECT_EQ(needs_in(map, q).found.size(), 1U);
}

TEST_F(FieldWork, ANeedIsMetOnlyWhenSeenLater) {
    need("water", 42.50, 1.50, 100, 5, "Marie");
    need("water", 42.50, 1.50, 0, 3, "Jan", true, Method::heard);
    EXPECT_EQ(needs_in(map, {}).found.size(), 1U);
    need("water", 42.50, 1.50, 0, 2, "Jan", true, Method::seen);
    EXPECT_THAT(needs_in(map, {}).found, IsEmpty());
    EXPECT_EQ(needs_in(map, {}).met, 1U);
    const auto with_met = needs_in(map, {.area = {}, .include_met = true});
    ASSERT_EQ(with_met.found.size(), 1U);
    EXPECT_TRUE(with_met.found[0].met);
    need("water", 42.50, 1.50, 50, 1, "Luc");
    EXPECT_EQ(needs_in(map, {}).found.size(), 1U) << "asked again";
}

// ---- recheck

TEST_F(FieldWork, WithoutAnEventOnlyDoubtsAreLookedAtAgain) {
    EXPECT_THAT(recheck_in(map, {}).found, IsEmpty());
    reported.add(passability_report(map, way(13), Passability::blocked, Method::seen, 3));
    EXPECT_THAT(recheck_in(map, {}).found, IsEmpty()) << "bad news stays, nothing to doubt";
    reported.add(passability_report(map, way(13), Passability::open, Method::heard, 1));
    const auto bridge = recheck(way(13));
    ASSERT_TRUE(bridge);
    EXPECT_THAT(bridge->why, HasSubstr("disputed"));
    EXPECT_EQ(bridge->last_observed, kNow - kHour);
    EXPECT_EQ(bridge->depends, 9U);
    EXPECT_EQ(bridge->depends_on_it, "9 buildings within 1 km");
}

TEST_F(FieldWork, AfterAnEventWhatNobodyHasLookedAt) {
    map.set_event({"earthquake", kNow - 2 * kHour, ""});
    auto answer = recheck_in(map, {});
    EXPECT_EQ(answer.in_all, 3U) << "hospital, assembly point, bridge of a main road";
    EXPECT_EQ(answer.found[0].id, way(13)) << "most depends on it";
    EXPECT_EQ(answer.found[0].what, "bridge");
    EXPECT_EQ(answer.found[0].name, "Pont Vell");
    EXPECT_EQ(answer.found[0].why, "nobody has looked since the earthquake");
    EXPECT_TRUE(recheck(node(1)));
    EXPECT_FALSE(recheck(way(14))) << "no main road";
    reported.add(damage_report(map, node(1), Grade::none, Method::heard, 1));
    EXPECT_TRUE(recheck(node(1))) << "a rumour is no look";
    reported.add(damage_report(map, node(1), Grade::none, Method::seen, 1));
    EXPECT_FALSE(recheck(node(1)));
    reported.add(shelter_report(map, node(2), ShelterStatus::open, Method::seen, 3));
    ASSERT_TRUE(recheck(node(2)));
    EXPECT_THAT(recheck(node(2))->why, HasSubstr("before the earthquake"));
    RecheckQuestion q;
    q.area = resolve_area(map, "1.49,42.49,1.51,42.51");
    EXPECT_EQ(recheck_in(map, q).in_all, 1U);
    q = {};
    q.count = 1;
    EXPECT_EQ(recheck_in(map, q).found.size(), 1U);
}

// ---- anchors

TEST_F(FieldWork, AClosureIsOfTheStretchBetweenJunctions) {
    const auto anchor =
        anchor_at(map, ReportKind::passability, location_from_degrees(1.6030, 42.5001));
    EXPECT_EQ(anchor.object, way(10));
    EXPECT_EQ(anchor.span, (NodeSpan{102, 104}));
    const auto a_little_further =
        anchor_at(map, ReportKind::passability, location_from_degrees(1.6040, 42.5001));
    EXPECT_EQ(a_little_further.span, anchor.span);
    const auto at_the_end =
        anchor_at(map, ReportKind::passability, location_from_degrees(1.6001, 42.5001));
    EXPECT_EQ(at_the_end.span, (NodeSpan{100, 102}));
    const auto nowhere =
        anchor_at(map, ReportKind::passability, location_from_degrees(1.6030, 42.5010));
    EXPECT_FALSE(nowhere.object);
    EXPECT_EQ(nowhere.at, location_from_degrees(1.6030, 42.5010));
}

TEST_F(FieldWork, DamageIsOfABuildingOrABridge) {
    EXPECT_EQ(anchor_at(map, ReportKind::damage, location_from_degrees(1.5002, 42.5002)).object,
              way(20));
    EXPECT_EQ(anchor_at(map, ReportKind::damage, location_from_degrees(1.6000, 42.5202)).object,
              way(13));
    EXPECT_FALSE(anchor_at(map, ReportKind::damage, location_from_degrees(1.6030, 42.5)).object)
        << "a house that is not mapped must not block its road";
}

TEST_F(FieldWork, AShelterIsTheOneNearby) {
    const auto near = location_from_degrees(1.5001, 42.5);
    EXPECT_EQ(anchor_at(map, ReportKind::shelter, near).object, node(2));
    EXPECT_EQ(anchor_at(map, ReportKind::need, near).object, node(2));
    EXPECT_FALSE(anchor_at(map, ReportKind::hazard, near).object);
    EXPECT_FALSE(anchor_at(map, ReportKind::shelter, location_from_degrees(1.51, 42.5)).object);
}

TEST_F(FieldWork, AWholeObject) {
    EXPECT_EQ(anchor_of(map, node(1)).at, location_from_degrees(1.60, 42.55));
    EXPECT_EQ(anchor_of(map, node(100)).at, location_from_degrees(1.60, 42.50)) << "without tags";
    EXPECT_FALSE(anchor_of(map, way(10)).span);
    EXPECT_THROW(static_cast<void>(anchor_of(map, way(999))), UsageError);
}

}  // namespace
}  // namespace konbit
