#include "render/style/icon.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "render/style/icon_drawings.hpp"
#include "render/style/icon_path.hpp"

namespace konbit {
namespace {

using Verb = Icon::Verb;
using testing::ElementsAre;

std::size_t points_of(Verb verb) {
    return verb == Verb::close ? 0 : verb == Verb::cubic ? 3 : 1;
}

TEST(IconPath, ReadsAbsoluteAndRelativeCommands) {
    Icon::Part part;
    ASSERT_TRUE(add_icon_path("M2 3h4v5H1V.5l-1-.5z", part));
    EXPECT_THAT(part.verbs, ElementsAre(Verb::move, Verb::line, Verb::line, Verb::line, Verb::line,
                                        Verb::line, Verb::close));
    EXPECT_FLOAT_EQ(part.points[1].x, 6);
    EXPECT_FLOAT_EQ(part.points[2].y, 8);
    EXPECT_FLOAT_EQ(part.points[4].y, 0.5);
    EXPECT_FLOAT_EQ(part.points[5].x, 0);
}

TEST(IconPath, TakesMorePointsAfterAMoveAsLines) {
    Icon::Part part;
    ASSERT_TRUE(add_icon_path("m1 1 2 2,3 3", part));
    EXPECT_THAT(part.verbs, ElementsAre(Verb::move, Verb::line, Verb::line));
    EXPECT_FLOAT_EQ(part.points[2].x, 6);
}

TEST(IconPath, KeepsArcsOnTheirCircle) {
    Icon::Part part;
    ASSERT_TRUE(add_icon_path("M3 12a9 9 0 0 1 18 0a9 9 0 0 1-18 0z", part));
    for (std::size_t i = 0, point = 0; i < part.verbs.size(); point += points_of(part.verbs[i++])) {
        if (part.verbs[i] != Verb::cubic) continue;
        const auto from = part.points[point - 1];
        const auto a = part.points[point];
        const auto b = part.points[point + 1];
        const auto to = part.points[point + 2];
        const double x = (from.x + 3 * a.x + 3 * b.x + to.x) / 8.0;
        const double y = (from.y + 3 * a.y + 3 * b.y + to.y) / 8.0;
        EXPECT_NEAR(std::hypot(x - 12, y - 12), 9, 0.01);
    }
    EXPECT_EQ(std::ranges::count(part.verbs, Verb::cubic), 4);
    const auto lowest = std::ranges::min(part.points, {}, &Icon::Point::y);
    EXPECT_NEAR(lowest.y, 3, 0.01) << "clockwise from the left goes over the top";
}

TEST(IconPath, TellsTheLargeArcFromTheSmall) {
    Icon::Part small;
    Icon::Part large;
    ASSERT_TRUE(add_icon_path("M12 4A8 8 0 0 1 20 12", small));
    ASSERT_TRUE(add_icon_path("M12 4A8 8 0 1 0 20 12", large));
    EXPECT_EQ(small.points.size(), 4U);
    EXPECT_EQ(large.points.size(), 10U);
}

TEST(IconPath, RefusesWhatItDoesNotKnow) {
    for (const auto* bad : {"M1", "Q1 2 3 4", "1 2", "M1 1 x", "M1 1z5 5", "M1 1A0 0 0 0 1 2 2"}) {
        Icon::Part part;
        EXPECT_FALSE(add_icon_path(bad, part)) << bad;
    }
}

TEST(Icons, AreAllReadToTheEndAndLieOnTheGrid) {
    for (const IconDrawing& drawing : icon_drawings()) {
        for (const DrawnPart& drawn : drawing.parts) {
            Icon::Part part;
            EXPECT_TRUE(add_icon_path(drawn.path, part)) << drawing.name << " " << drawn.path;
            for (const Icon::Point point : part.points) {
                EXPECT_TRUE(point.x >= 0 && point.x <= 24 && point.y >= 0 && point.y <= 24)
                    << drawing.name << " " << point.x << " " << point.y;
            }
        }
    }
}

TEST(Icons, HaveAsManyPointsAsTheirVerbsTake) {
    for (const Icon& icon : all_icons()) {
        EXPECT_FALSE(icon.parts.empty()) << icon.name;
        for (const Icon::Part& part : icon.parts) {
            std::size_t points = 0;
            for (const Verb verb : part.verbs) points += points_of(verb);
            EXPECT_EQ(points, part.points.size()) << icon.name;
            EXPECT_EQ(part.verbs.front(), Verb::move) << icon.name;
        }
    }
}

TEST(Icons, AreFoundByTheirNames) {
    std::set<std::string_view> names;
    for (const Icon& icon : all_icons()) {
        EXPECT_TRUE(names.insert(icon.name).second) << icon.name << " is there twice";
        EXPECT_EQ(find_icon(icon.name), &icon);
    }
    EXPECT_EQ(find_icon("hospitle"), nullptr);
    EXPECT_EQ(find_icon(""), nullptr);
    for (const auto* name : {"shelter-designated",
                             "shelter-suitable",
                             "shelter-unchecked",
                             "camp",
                             "hospital",
                             "clinic",
                             "pharmacy",
                             "water",
                             "fuel",
                             "helipad",
                             "airport",
                             "port",
                             "bridge-out",
                             "blocked",
                             "restricted",
                             "landslide",
                             "flood",
                             "grade-none",
                             "grade-slight",
                             "grade-moderate",
                             "grade-severe",
                             "grade-destroyed",
                             "need",
                             "note",
                             "photo",
                             "recheck",
                             "disputed",
                             "unverified",
                             "position",
                             "find",
                             "route",
                             "report",
                             "edit",
                             "share",
                             "layers",
                             "fire-station",
                             "police",
                             "school",
                             "assembly-point",
                             "warehouse",
                             "ford",
                             "doctor",
                             "close",
                             "plus",
                             "minus",
                             "peak",
                             "check",
                             "north"}) {
        EXPECT_NE(find_icon(name), nullptr) << name;
    }
}

}  // namespace
}  // namespace konbit
