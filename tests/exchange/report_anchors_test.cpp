#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "import/importer.hpp"
#include "mapper/exchange/report_files.hpp"
#include "mapper/query/questions.hpp"
#include "tests/query/query_map.hpp"

namespace konbit {
namespace {

using test::DrawnMap;
using testing::SizeIs;

constexpr UnixSeconds kNow = 1'773'500'000;  // 2026-03-14T14:53Z

ReportRow damage_at(double lat, double lon, bool of_bridge) {
    ReportRow row;
    row.report.kind = ReportKind::damage;
    row.report.grade = Grade::destroyed;
    row.report.observed = kNow - 100;
    row.report.about.at = location_from_degrees(lon, lat);
    row.of_bridge = of_bridge;
    return row;
}

/// A house of 20 m, 10 m south of a bridge; the road to it in the west.
DrawnMap house_by_a_bridge() {
    DrawnMap drawn;
    drawn.line(1, {{19.00028, -73.001}, {19.00028, -73.0002}}, {{"highway", "primary"}})
        .line(2, {{19.00028, -73.0002}, {19.00028, -72.999}},
              {{"highway", "primary"}, {"bridge", "yes"}})
        .square(3, 19.0, -73.0, 20, {{"building", "yes"}});
    return drawn;
}

TEST(ReportAnchors, ABridgeIsNoHouseAndAHouseNoBridge) {
    const auto drawn = house_by_a_bridge();
    const auto map = test::open_map(drawn.write());
    std::vector<ReportRow> rows{
        damage_at(19.00019, -72.9999, true),    // nearer to the house
        damage_at(19.00026, -72.9999, false),   // nearer to the bridge
        damage_at(19.00030, -73.0006, true),    // a bridge that the map has as road
        damage_at(19.00010, -72.9999, false)};  // in the house
    EXPECT_EQ(anchor_reports(map, rows), 3u);
    EXPECT_EQ(rows[0].report.about.object, (ObjectId{ObjectType::way, 2}));
    EXPECT_FALSE(rows[1].report.about.object);
    EXPECT_EQ(rows[2].report.about.object, (ObjectId{ObjectType::way, 1}));
    EXPECT_EQ(rows[3].report.about.object, (ObjectId{ObjectType::way, 3}));
    for (const auto& row : rows) EXPECT_TRUE(row.report.about.at.valid());
}

TEST(ReportAnchors, AnUncertainPlaceHitsNoRoad) {
    const auto drawn = house_by_a_bridge();
    const auto map = test::open_map(drawn.write());
    auto row = damage_at(19.00010, -72.9999, false);
    row.accuracy_m = kMostAnchorError_m + 1;
    auto sharp = row;
    sharp.accuracy_m = 5;
    std::vector<ReportRow> rows{row, sharp};
    EXPECT_EQ(anchor_reports(map, rows), 1u);
    EXPECT_FALSE(rows[0].report.about.object);
    EXPECT_TRUE(rows[1].report.about.object);
}

TEST(ReportAnchors, WhatTheJournalKnowsIsLeftOut) {
    const auto drawn = house_by_a_bridge();
    const test::TestFolder device;
    auto map = Map::open({.folder = drawn.write(),
                          .rules_folder = test::rules_folder(),
                          .progress = {},
                          .device_folder = device.path()});
    auto first = damage_at(19.0001, -72.9999, false), second = first;
    first.report.source = second.report.source = "Kobo";
    first.report.source_id = "uuid:1";
    second.report.source_id = "uuid:2";
    std::vector<ReportRow> rows{first, second};
    EXPECT_EQ(leave_out_known(map, rows), 0u);
    map.add(NewEntry{EntryKind::report, Audience::team, first.report});
    EXPECT_EQ(leave_out_known(map, rows), 1u);
    ASSERT_THAT(rows, SizeIs(1));
    EXPECT_EQ(rows[0].report.source_id, "uuid:2");
}

/// A day's reports on the sample's town, each on the thing it speaks of.
TEST(ReportAnchors, TheSamplesBridges) {
    const test::TestFolder folder;
    const auto sample = std::filesystem::path{KONBIT_SOURCE_DIR} / "sample-osm";
    static_cast<void>(
        import_extract({.extract = sample / "bel-rivye.osm", .map = folder.path() / "a.konbit"}));
    const auto map = test::open_map(folder.path() / "a.konbit");
    ReportFileOptions options;
    options.now = kNow;
    auto file = read_report_file(sample / "reports.csv", options);
    ASSERT_THAT(file.reports, SizeIs(197));
    const auto found = anchor_reports(map, file.reports);
    std::map<std::int64_t, int> bridges;
    std::size_t shelters = 0;
    for (const auto& row : file.reports) {
        const auto& report = row.report;
        if (row.of_bridge) ++bridges[report.about.object.value_or(ObjectId{}).ref];
        if (report.kind == ReportKind::shelter && report.about.object) ++shelters;
    }
    // Pon Bèl Rivyè, the broken one, Pon Fè, Pon Lakwa, the one to Fon Dlo.
    const std::map<std::int64_t, int> expected{
        {72000501, 3}, {72000502, 1}, {72000503, 3}, {72000504, 1}, {72000522, 2}};
    EXPECT_EQ(bridges, expected);
    EXPECT_EQ(shelters, 8u);
    EXPECT_GE(found, 180u);
}

}  // namespace
}  // namespace konbit
