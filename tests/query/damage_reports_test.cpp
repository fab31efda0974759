// Damage and passability as reports and tags together tell them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/query/reported_map.hpp"

namespace konbit {
namespace {

using namespace test;
using testing::HasSubstr;
using testing::IsEmpty;

/// A road of nodes 100 to 105, a hundred metres each, met at 102 and 104 by other roads.
DrawnMap town() {
    DrawnMap drawn;
    for (int i = 0; i < 6; ++i) drawn.node(100 + i, 42.50, 1.600 + 0.0012 * i);
    drawn.node(200, 42.51, 1.6024).node(201, 42.51, 1.6048);
    drawn.way(10, {100, 101, 102, 103, 104, 105}, {{"highway", "primary"}, {"name", "Gran Via"}})
        .way(11, {102, 200}, {{"highway", "residential"}})
        .way(12, {104, 201}, {{"highway", "residential"}})
        .line(13, {{42.52, 1.60}, {42.53, 1.60}},
              {{"highway", "secondary"}, {"bridge", "yes"}, {"name", "Pont Vell"}})
        .square(20, 42.525, 1.5999, 30, {{"man_made", "bridge"}})
        .line(14, {{42.54, 1.60}, {42.55, 1.60}},
              {{"highway", "tertiary"}, {"status", "impassable"}})
        .square(1, 42.50, 1.50, 20, {{"building", "collapsed"}, {"name", "Casa"}})
        .square(2, 42.51, 1.50, 20, {{"building", "yes"}})
        .square(3, 42.52, 1.50, 20, {{"building", "yes"}});
    return drawn;
}

class DamageReports : public testing::Test {
protected:
    DrawnMap drawn = town();
    ReportedMap reported{drawn};
    Map& map = reported.map;

    [[nodiscard]] std::optional<FoundDamage> found(ObjectId id) const {
        for (auto& found : damage_in(map, {.include_unknown = true}).found) {
            if (found.id == id) return found;
        }
        return std::nullopt;
    }
    Report on_stretch(std::int64_t from, std::int64_t to, Passability passability, Method how,
                      double hours_ago, const std::string& witness = "Marie") {
        auto report = passability_report(map, way(10), passability, how, hours_ago, witness);
        report.about.span = NodeSpan{from, to};
        return report;
    }
};

TEST_F(DamageReports, ABuildingThatWasSeen) {
    auto report = damage_report(map, way(2), Grade::severe, Method::seen, 3);
    report.source_value = "muy mal";
    reported.add(report);
    const auto house = found(way(2));
    ASSERT_TRUE(house);
    EXPECT_EQ(house->statement.grade, Grade::severe);
    EXPECT_EQ(house->statement.what, "building");
    EXPECT_EQ(house->certainty, Certainty::reported);
    EXPECT_EQ(house->source, "seen");
    EXPECT_EQ(house->statement.source_value, "muy mal") << "verbatim";
    EXPECT_EQ(house->observed_at, kNow - 3 * kHour);
    EXPECT_THAT(house->reason, HasSubstr("seen severe 3 hours ago (1 person)"));
    EXPECT_EQ(house->audience, Audience::team);
    const auto answer = damage_in(map, {});
    EXPECT_EQ(answer.assessed_buildings, 2U);
    EXPECT_EQ(answer.by_grade[std::size_t(Grade::severe)], 1U);
}

TEST_F(DamageReports, TagsAndReportsAreJudgedTogether) {
    reported.add(damage_report(map, way(1), Grade::none, Method::heard, 1));
    auto house = found(way(1));
    ASSERT_TRUE(house);
    EXPECT_EQ(house->statement.grade, Grade::destroyed) << "good news must be seen";
    EXPECT_TRUE(house->doubt.disputed);
    EXPECT_THAT(house->reason, HasSubstr("worse one used"));
    reported.add(damage_report(map, way(1), Grade::slight, Method::seen, 0.5));
    house = found(way(1));
    ASSERT_TRUE(house);
    EXPECT_EQ(house->statement.grade, Grade::slight);
    EXPECT_EQ(house->source, "seen");
}

TEST_F(DamageReports, ARoadOpenedAgain) {
    EXPECT_EQ(found(way(14))->statement.passability, Passability::blocked);
    reported.add(passability_report(map, way(14), Passability::open, Method::seen, 1));
    EXPECT_FALSE(found(way(14)) && found(way(14))->statement.passability != Passability::open);
    const auto answer = damage_in(map, {});
    EXPECT_EQ(answer.road_km_blocked, 0);
    EXPECT_EQ(answer.assessed_roads, 1U);
}

TEST_F(DamageReports, AGradeSaysHowARoadCanBePassed) {
    reported.add(damage_report(map, way(13), Grade::severe, Method::seen, 1));
    const auto bridge = found(way(13));
    ASSERT_TRUE(bridge);
    EXPECT_EQ(bridge->statement.what, "bridge");
    EXPECT_EQ(bridge->statement.passability, Passability::blocked);
    EXPECT_EQ(bridge->certainty, Certainty::reported);
    reported.add(damage_report(map, way(10), Grade::severe, Method::seen, 1));
    EXPECT_EQ(found(way(10))->statement.passability, Passability::restricted);
}

TEST_F(DamageReports, ABrokenBridgeBlocksTheRoadOnIt) {
    EXPECT_FALSE(found(way(13)));
    reported.add(damage_report(map, way(20), Grade::destroyed, Method::imagery, 5));
    const auto road = found(way(13));
    ASSERT_TRUE(road);
    EXPECT_EQ(road->statement.passability, Passability::blocked);
    EXPECT_EQ(road->certainty, Certainty::guessed);
    EXPECT_THAT(road->reason, HasSubstr("what it stands on"));
    reported.add(passability_report(map, way(13), Passability::open, Method::seen, 1));
    EXPECT_FALSE(found(way(13)) && found(way(13))->statement.passability == Passability::blocked);
}

TEST_F(DamageReports, OnlyTheStretchIsBlocked) {
    reported.add(on_stretch(102, 104, Passability::blocked, Method::seen, 2));
    const auto answer = damage_in(map, {.of = DamageQuestion::Of::roads});
    const auto part = std::find_if(answer.found.begin(), answer.found.end(),
                                   [](const auto& f) { return f.id == way(10); });
    ASSERT_NE(part, answer.found.end());
    ASSERT_TRUE(part->stretch);
    EXPECT_EQ(*part->stretch, (WayStretch{2, 4}));
    EXPECT_NEAR(part->length_m, 197, 2);
    Geometry shape;
    read_shape(map, *part, shape);
    EXPECT_EQ(shape.locations.size(), 3U);
    EXPECT_EQ(shape.locations.front(), location_from_degrees(1.6024, 42.50));
}

TEST_F(DamageReports, StretchesDiffer) {
    reported.add(on_stretch(100, 103, Passability::blocked, Method::seen, 3));
    reported.add(on_stretch(102, 105, Passability::open, Method::seen, 1));
    std::vector<std::pair<WayStretch, Passability>> parts;
    for (const auto& condition : conditions_of(map, way(10))) {
        ASSERT_TRUE(condition.stretch);
        parts.emplace_back(*condition.stretch, condition.passability);
    }
    EXPECT_THAT(parts, testing::ElementsAre(std::pair{WayStretch{0, 2}, Passability::blocked},
                                            std::pair{WayStretch{2, 3}, Passability::open},
                                            std::pair{WayStretch{3, 5}, Passability::open}));
}

TEST_F(DamageReports, FreeReportsAreItemsOfTheirOwn) {
    const auto shack = reported.add(
        freely(damage_report(map, way(2), Grade::destroyed, Method::seen, 2), 42.60, 1.70));
    reported.add(freely(passability_report(map, way(10), Passability::blocked, Method::heard, 2),
                        42.61, 1.70));
    auto slide = freely(report_of(map, ReportKind::hazard, way(10), Method::seen, 2), 42.62, 1.70);
    slide.what = "landslide";
    reported.add(slide);
    std::vector<FoundDamage> free;
    for (auto& found : damage_in(map, {}).found) {
        if (found.report) free.push_back(std::move(found));
    }
    ASSERT_EQ(free.size(), 3U);
    EXPECT_EQ(free[2].statement.what, "hazard") << "the least severe";
    if (free[0].statement.what == "road") std::swap(free[0], free[1]);  // both are the worst
    EXPECT_EQ(free[0].report, shack);
    EXPECT_EQ(free[0].id.ref, 0);
    EXPECT_EQ(free[1].statement.what, "road");
    EXPECT_THAT(free[2].reason, HasSubstr("seen landslide 2 hours ago"));
    DamageQuestion q;
    q.area = resolve_area(map, "1.69,42.595,1.71,42.605");
    const auto in_area = damage_in(map, q);
    ASSERT_EQ(in_area.found.size(), 1U);
    EXPECT_EQ(in_area.found[0].report, shack);
}

TEST_F(DamageReports, FreeReportsAtOneSpotAreOne) {
    const auto at_spot = [&](Grade grade, double hours_ago, const char* witness) {
        reported.add(freely(damage_report(map, way(2), grade, Method::seen, hours_ago, witness),
                            42.60, 1.70));
    };
    at_spot(Grade::severe, 5, "Marie");
    at_spot(Grade::severe, 4, "Jan");
    std::vector<FoundDamage> free;
    for (auto& found : damage_in(map, {}).found) {
        if (found.report) free.push_back(std::move(found));
    }
    ASSERT_EQ(free.size(), 1U);
    EXPECT_EQ(free[0].certainty, Certainty::confirmed);
}

TEST_F(DamageReports, GoodNewsFromBeforeTheEventIsToRecheck) {
    reported.add(passability_report(map, way(14), Passability::open, Method::seen, 5));
    map.set_event({"earthquake", kNow - kHour, ""});
    const auto conditions = conditions_of(map, way(14));
    ASSERT_EQ(conditions.size(), 1U);
    EXPECT_EQ(conditions[0].passability, Passability::open);
    EXPECT_TRUE(conditions[0].doubt.recheck);
    EXPECT_THAT(conditions[0].reason, HasSubstr("before the earthquake"));
}

TEST_F(DamageReports, NearABoxIsWhatTheQuestionFindsThere) {
    reported.add(on_stretch(102, 104, Passability::blocked, Method::seen, 2));
    reported.add(
        freely(damage_report(map, way(2), Grade::destroyed, Method::seen, 2), 42.60, 1.70));
    BoundingBox box;
    box.extend(location_from_degrees(1.60, 42.49));
    box.extend(location_from_degrees(1.61, 42.505));
    auto near = damage_near(map, box);
    ASSERT_EQ(near.size(), 1U);
    EXPECT_EQ(near[0].id, way(10));
    EXPECT_THAT(damage_near(map, box, Audience::open_to_all), IsEmpty());
}

TEST_F(DamageReports, EvidenceIsListedNewestFirst) {
    reported.add(damage_report(map, way(1), Grade::severe, Method::seen, 3, "Marie"));
    const auto heard =
        reported.add(damage_report(map, way(1), Grade::none, Method::heard, 1, "Jan"));
    reported.judge(EntryKind::dispute, heard, Method::heard, kNow - kHour / 2, "Luc");
    const auto lines = evidence_of(map, way(1));
    ASSERT_GE(lines.size(), 3U);
    for (std::size_t i = 1; i < lines.size(); ++i)
        EXPECT_GE(lines[i - 1].observed, lines[i].observed);
    const auto used = std::find_if(lines.begin(), lines.end(),
                                   [](const EvidenceLine& line) { return line.used; });
    ASSERT_NE(used, lines.end());
    const auto tag = std::find_if(lines.begin(), lines.end(),
                                  [](const EvidenceLine& line) { return !line.entry; });
    ASSERT_NE(tag, lines.end());
    EXPECT_EQ(tag->how, Method::tag);
    EXPECT_EQ(tag->source_value, "building=collapsed");
    const auto jan = std::find_if(lines.begin(), lines.end(),
                                  [](const EvidenceLine& line) { return line.who == "Jan"; });
    ASSERT_NE(jan, lines.end());
    EXPECT_EQ(jan->value, "none");
}

// ---- against judging by hand

constexpr std::array kHows{Method::heard, Method::imagery, Method::seen};

Statement statement_of(const Report& report, std::uint8_t value) {
    Statement s;
    s.how = report.how;
    s.observed = report.observed;
    s.person = report.source + "|" + report.witness;
    s.value = value;
    return s;
}

TEST(DamageBruteForce, RandomReportsOnBuildings) {
    std::mt19937 random{7};
    const auto pick = [&](int most) { return std::uniform_int_distribution{0, most}(random); };
    DrawnMap drawn;
    constexpr int kHouses = 40;
    for (int i = 0; i < kHouses; ++i) {
        drawn.square(1 + i, 42.5 + 0.001 * i, 1.5, 20,
                     {{"building", i % 5 == 0 ? "collapsed" : "yes"}});
    }
    ReportedMap reported{drawn};
    std::vector<std::vector<Statement>> by_hand(kHouses);
    for (int i = 0; i < kHouses; i += 5) {
        Statement tag;
        tag.observed = 1'700'000'000;
        tag.person = "tags";
        tag.value = static_cast<std::uint8_t>(Grade::destroyed);
        by_hand[static_cast<std::size_t>(i)].push_back(tag);
    }
    std::vector<NewEntry> entries;
    for (int n = 0; n < 150; ++n) {
        const int house = pick(kHouses - 1);
        const auto grade = static_cast<Grade>(1 + pick(4));
        auto report = damage_report(reported.map, way(1 + house), grade,
                                    kHows[static_cast<std::size_t>(pick(2))], pick(3000) / 10.0,
                                    std::string(1, static_cast<char>('A' + pick(3))));
        by_hand[static_cast<std::size_t>(house)].push_back(
            statement_of(report, static_cast<std::uint8_t>(grade)));
        entries.push_back({EntryKind::report, Audience::team, report});
    }
    static_cast<void>(reported.map.add(entries));
    std::map<std::int64_t, FoundDamage> told;
    for (auto& found : damage_in(reported.map, {.at_least = Grade::unknown}).found)
        told.emplace(found.id.ref, std::move(found));
    for (int i = 0; i < kHouses; ++i) {
        SCOPED_TRACE(i);
        const auto& statements = by_hand[static_cast<std::size_t>(i)];
        ASSERT_EQ(told.contains(1 + i), !statements.empty());
        if (statements.empty()) continue;
        const auto verdict = judge(statements, {kNow, {}});
        const auto& found = told.at(1 + i);
        EXPECT_EQ(static_cast<int>(found.statement.grade), int{verdict.value});
        EXPECT_EQ(found.certainty, verdict.certainty);
        EXPECT_EQ(found.doubt.disputed, verdict.disputed);
    }
}

TEST(DamageBruteForce, RandomReportsOnStretches) {
    std::mt19937 random{11};
    const auto pick = [&](int most) { return std::uniform_int_distribution{0, most}(random); };
    DrawnMap drawn;
    constexpr int kRoads = 12, kNodes = 9;
    for (int r = 0; r < kRoads; ++r) {
        std::vector<std::int64_t> refs;
        for (int n = 0; n < kNodes; ++n) {
            refs.push_back(1000 * r + n + 1);
            drawn.node(refs.back(), 42.5 + 0.01 * r, 1.5 + 0.001 * n);
        }
        drawn.way(r + 1, refs, {{"highway", "primary"}});
    }
    ReportedMap reported{drawn};
    std::map<std::pair<int, int>, std::vector<Statement>> by_hand;  // road and segment
    std::vector<NewEntry> entries;
    for (int n = 0; n < 120; ++n) {
        const int road = pick(kRoads - 1);
        int from = pick(kNodes - 1), to = pick(kNodes - 1);
        if (from == to) continue;
        const auto passability = static_cast<Passability>(1 + pick(2));
        auto report = passability_report(
            reported.map, way(road + 1), passability, kHows[static_cast<std::size_t>(pick(2))],
            pick(2000) / 10.0, std::string(1, static_cast<char>('A' + pick(3))));
        report.about.span = NodeSpan{1000 * road + from + 1, 1000 * road + to + 1};
        for (int s = std::min(from, to); s < std::max(from, to); ++s) {
            by_hand[{road, s}].push_back(
                statement_of(report, static_cast<std::uint8_t>(passability)));
        }
        entries.push_back({EntryKind::report, Audience::team, report});
    }
    static_cast<void>(reported.map.add(entries));
    const auto answer = damage_in(reported.map, {});
    for (int r = 0; r < kRoads; ++r) {
        for (int s = 0; s + 1 < kNodes; ++s) {
            SCOPED_TRACE(testing::Message() << "road " << r << " segment " << s);
            std::vector<const FoundDamage*> parts;
            for (const auto& found : answer.found) {
                if (found.id != way(r + 1)) continue;
                const auto position = static_cast<std::uint32_t>(s);
                if (!found.stretch ||
                    (found.stretch->first <= position && found.stretch->last > position))
                    parts.push_back(&found);
            }
            ASSERT_LE(parts.size(), 1U);
            const auto verdict = judge(by_hand[{r, s}], {kNow, {}});
            const auto told = static_cast<Passability>(verdict.value);
            ASSERT_EQ(parts.size(), told >= Passability::restricted ? 1U : 0U);
            if (parts.empty()) continue;
            EXPECT_EQ(parts[0]->statement.passability, told);
            EXPECT_EQ(parts[0]->certainty, verdict.certainty);
            EXPECT_EQ(parts[0]->doubt.disputed, verdict.disputed);
        }
    }
}

}  // namespace
}  // namespace konbit
