#include "render/viewer/report_watch.hpp"

#include <gtest/gtest.h>

#include "render/tile/map_painter.hpp"
#include "tests/support/test_map.hpp"

namespace konbit {
namespace {

BlockId block_of(double lat, double lon, int zoom) {
    const auto at =
        WebMercator{static_cast<double>(zoom)}.to_pixels(location_from_degrees(lon, lat));
    return {zoom, static_cast<std::int64_t>(at.x) / kBlock_px,
            static_cast<std::int64_t>(at.y) / kBlock_px};
}

class Watch : public testing::Test {
protected:
    Watch() : map{Map::open(options())}, watch{map} {}
    Map::Options options() {
        drawn.line(20, {{19.1, -73.02}, {19.1, -72.98}}, {{"highway", "primary"}})
            .node(30, 19.1, -73.0, {{"place", "town"}});
        Map::Options options{.folder = drawn.write(),
                             .rules_folder = KONBIT_SOURCE_DIR "/mapper/meaning/rules",
                             .progress = {}};
        options.device_folder = drawn.folder() / "device";
        return options;
    }
    EntryId report_at(double lat, double lon, std::optional<ObjectId> object = {}) {
        Report report;
        report.about = {.object = object, .span = {}, .at = location_from_degrees(lon, lat)};
        report.observed = 1'700'000'000;
        report.text = "here";
        return map.add(
            {.kind = EntryKind::report, .audience = Audience::team, .payload = std::move(report)});
    }

    test::DrawnMap drawn;
    Map map;
    ReportWatch watch;
};

TEST_F(Watch, AReportTouchesWhatIsAroundIt) {
    report_at(19.3, -72.5);
    const auto changed = watch.changed();
    EXPECT_FALSE(changed.everywhere);
    for (const int zoom : {4, 10, 16}) EXPECT_TRUE(changed.touches(block_of(19.3, -72.5, zoom)));
    EXPECT_FALSE(changed.touches(block_of(19.3, -72.4, 16)));
    EXPECT_FALSE(changed.touches(block_of(19.1, -73.0, 16)));
}

TEST_F(Watch, AReportOfARoadTouchesAllOfIt) {
    report_at(19.1, -73.0, ObjectId{ObjectType::way, 20});
    const auto changed = watch.changed();
    EXPECT_TRUE(changed.touches(block_of(19.1, -73.019, 17)));
    EXPECT_FALSE(changed.touches(block_of(19.2, -73.019, 17)));
}

TEST_F(Watch, AWordOnAReportTouchesItsPlaceAndOnlyNewOnesCount) {
    const auto id = report_at(19.3, -72.5);
    (void)watch.changed();
    Judgement word;
    word.entry = id;
    map.add({.kind = EntryKind::withdraw, .audience = Audience::team, .payload = std::move(word)});
    report_at(19.31, -72.5);
    const auto changed = watch.changed();
    EXPECT_FALSE(changed.everywhere);
    EXPECT_TRUE(changed.touches(block_of(19.3, -72.5, 16)));
    EXPECT_EQ(changed.boxes.size(), 2u);
}

TEST_F(Watch, WhoIsAcceptedAndEventsMatterEverywhere) {
    map.set_event({.kind = "earthquake", .at = 1'700'000'000, .glide = {}});
    EXPECT_TRUE(watch.changed().everywhere);
    const auto id = report_at(19.3, -72.5);
    (void)watch.changed();
    map.redact(id, "a name in it");
    EXPECT_TRUE(watch.changed().everywhere);
}

TEST_F(Watch, ABlockAcrossTheDateLineIsANeighbour) {
    report_at(0, 179.9999);
    EXPECT_TRUE(watch.changed().touches(block_of(0, -179.9999, 10)));
}

}  // namespace
}  // namespace konbit
