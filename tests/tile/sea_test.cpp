#include "render/tile/sea.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "tests/tile/drawn_pictures.hpp"

namespace konbit {
namespace {

using test::DrawnMap;
using Places = std::vector<std::pair<double, double>>;

constexpr Color kWater{0, 0, 255, 255};
const test::TagList kCoast{{"natural", "coastline"}};

/// A coast through places given as {lat, lon}, water to its right; closed if it ends where it
/// begins (with one node for both).
void add_coast(DrawnMap& map, std::int64_t id, const Places& places) {
    const bool closed = places.front() == places.back();
    std::vector<std::int64_t> refs;
    for (std::size_t i = 0; i + (closed ? 1 : 0) < places.size(); ++i) {
        refs.push_back(id * 1000 + static_cast<std::int64_t>(i));
        map.node(refs.back(), places[i].first, places[i].second);
    }
    if (closed) refs.push_back(refs.front());
    map.way(id, refs, kCoast);
}

/// The sea of a drawn map, painted around a place.
class SeaPicture {
public:
    SeaPicture(const DrawnMap& map, double zoom, double lat, double lon, int size = 256)
        : SeaPicture{BaseMap::open(map.write("sea" + std::to_string(++count_))), WebMercator{zoom},
                     test::rect_around(WebMercator{zoom}, lat, lon, size, size)} {}
    SeaPicture(const BaseMap& base, const WebMercator& scale, const PixelRect& rect)
        : scale_{scale}, rect_{rect}, image_{rect.width, rect.height} {
        Sea sea{base};
        Path water;
        sea.outline(scale, rect, water, shore_);
        Canvas canvas{image_};
        canvas.fill(water, kWater, Canvas::FillRule::nonzero);
    }
    [[nodiscard]] bool water_at(double lat, double lon) const {
        return test::pixel_at(image_, scale_, rect_, lat, lon) == test::pixel_of(kWater);
    }
    [[nodiscard]] const Image& image() const { return image_; }
    [[nodiscard]] const Path& shore() const { return shore_; }
    [[nodiscard]] bool all(bool water) const {
        const auto wanted = water ? test::pixel_of(kWater) : 0xFFFF'FFFFU;
        return std::all_of(image_.pixels.begin(), image_.pixels.end(),
                           [&](std::uint32_t pixel) { return pixel == wanted; });
    }

private:
    inline static int count_ = 0;
    WebMercator scale_;
    PixelRect rect_;
    Image image_;
    Path shore_;
};

/// An island of 0.02° with its middle there: counter-clockwise, land to the left.
Places island(double lat, double lon, double half = 0.01) {
    return {{lat - half, lon - half},
            {lat - half, lon + half},
            {lat + half, lon + half},
            {lat + half, lon - half},
            {lat - half, lon - half}};
}

TEST(Sea, IsNotWithoutCoast) {
    DrawnMap map;
    map.square(1, 10, 20, 500, {{"building", "yes"}});
    const SeaPicture picture{map, 12, 10, 20};
    EXPECT_TRUE(picture.all(false));
    EXPECT_TRUE(picture.shore().empty());
}

TEST(Sea, SurroundsAnIsland) {
    DrawnMap map;
    add_coast(map, 1, island(10, 20));
    for (const double zoom : {9.0, 12.0, 14.0}) {
        const SeaPicture picture{map, zoom, 10, 20, 1024};
        EXPECT_FALSE(picture.water_at(10, 20)) << zoom;
        EXPECT_TRUE(picture.water_at(10.02, 20)) << zoom;
        EXPECT_TRUE(picture.water_at(10, 19.98)) << zoom;
        EXPECT_FALSE(picture.shore().empty());
    }
    for (const double zoom : {0.0, 3.0, 6.0}) {
        const SeaPicture picture{map, zoom, 10, 20, 512};
        EXPECT_TRUE(picture.water_at(15, 20)) << zoom;
        EXPECT_TRUE(picture.water_at(10, 18)) << zoom;
    }
}

TEST(Sea, FillsABlockOfNothingElse) {
    DrawnMap map;
    add_coast(map, 1, island(10, 20));
    EXPECT_TRUE((SeaPicture{map, 15, 10.2, 20.2}.all(true)));
    EXPECT_TRUE((SeaPicture{map, 15, 10.2, 20}.all(true)));
    EXPECT_TRUE((SeaPicture{map, 17, 10, 20.0125}.all(true)));  // beside the coast
}

TEST(Sea, LeavesABlockOnLand) {
    DrawnMap map;
    add_coast(map, 1, island(10, 20));
    EXPECT_TRUE((SeaPicture{map, 16, 10, 20}.all(false)));
    EXPECT_TRUE((SeaPicture{map, 17, 10.007, 20.007}.all(false)));  // beside the corner
}

TEST(Sea, ReachesIntoABayAndAroundAPeninsula) {
    DrawnMap map;  // from west to east: the sea lies in the south
    add_coast(map, 1,
              {{10, 19.9},
               {10, 19.99},
               {10.03, 19.99},  // a bay
               {10.03, 20.01},
               {10, 20.01},
               {10, 20.03},
               {9.97, 20.03},  // a peninsula
               {9.97, 20.05},
               {10, 20.05},
               {10, 20.2}});
    for (const double zoom : {11.0, 12.0, 13.0}) {
        const SeaPicture picture{map, zoom, 10, 20.02, 1024};
        EXPECT_TRUE(picture.water_at(10.02, 20)) << zoom;
        EXPECT_FALSE(picture.water_at(10.035, 20)) << zoom;
        EXPECT_FALSE(picture.water_at(9.98, 20.04)) << zoom;
        EXPECT_TRUE(picture.water_at(9.96, 20.04)) << zoom;
        EXPECT_TRUE(picture.water_at(9.99, 20.02)) << zoom;
        EXPECT_FALSE(picture.water_at(10.01, 20.06)) << zoom;
    }
}

TEST(Sea, HasTwoIslands) {
    DrawnMap map;
    add_coast(map, 1, island(10, 20));
    add_coast(map, 2, island(10, 20.03));
    const SeaPicture picture{map, 12, 10, 20.015, 512};
    EXPECT_FALSE(picture.water_at(10, 20));
    EXPECT_FALSE(picture.water_at(10, 20.03));
    EXPECT_TRUE(picture.water_at(10, 20.015));
}

TEST(Sea, TurnsAnIslandDrawnTheWrongWay) {
    DrawnMap map;
    auto wrong = island(10, 20.03);
    std::reverse(wrong.begin(), wrong.end());
    add_coast(map, 1, island(10, 20));
    add_coast(map, 2, wrong);
    for (const double zoom : {11.0, 13.0}) {
        const SeaPicture picture{map, zoom, 10, 20.015, 1024};
        EXPECT_FALSE(picture.water_at(10, 20.03)) << zoom;
        EXPECT_TRUE(picture.water_at(10, 20.015)) << zoom;
    }
    EXPECT_TRUE((SeaPicture{map, 17, 10, 20.0425}.all(true)));
    EXPECT_TRUE((SeaPicture{map, 17, 10, 20.037}.all(false)));
}

TEST(Sea, KnowsAnIslandThatIsAPlace) {
    DrawnMap map;
    add_coast(map, 1, island(10, 20));
    map.square(2, 9.995, 20.03, 1110, {{"natural", "coastline"}, {"place", "island"}});
    for (const double zoom : {10.0, 13.0}) {
        const SeaPicture picture{map, zoom, 10, 20.015, 1024};
        EXPECT_FALSE(picture.water_at(10, 20.035)) << zoom;
        EXPECT_TRUE(picture.water_at(10, 20.02)) << zoom;
    }
}

TEST(Sea, KeepsALagoonOnAnIsland) {
    DrawnMap map;
    auto lagoon = island(10, 20, 0.005);
    std::reverse(lagoon.begin(), lagoon.end());
    add_coast(map, 1, island(10, 20, 0.02));
    add_coast(map, 2, lagoon);
    const SeaPicture picture{map, 12, 10, 20, 512};
    EXPECT_TRUE(picture.water_at(10, 20));
    EXPECT_FALSE(picture.water_at(10, 20.01));
    EXPECT_TRUE(picture.water_at(10, 20.03));
}

TEST(Sea, JoinsWaysThatMeet) {
    DrawnMap map;
    add_coast(map, 1, {{9.99, 19.99}, {9.99, 20.01}});
    add_coast(map, 2, {{10.01, 20.01}, {10.01, 19.99}});
    map.way(3, {1001, 2000}, kCoast).way(4, {2001, 1000}, kCoast);
    const SeaPicture picture{map, 12, 10, 20};
    EXPECT_FALSE(picture.water_at(10, 20));
    EXPECT_TRUE(picture.water_at(10.02, 20));
    EXPECT_TRUE(picture.water_at(10, 20.02));
}

TEST(Sea, GoesOnWhereTheExtractCutTheCoast) {
    DrawnMap map;  // the extract ends at 19.98 and 20.02; sea in the south
    map.node(1, 10.01, 19.99, {{"place", "town"}}).node(2, 9.99, 20.01);
    add_coast(map, 3, {{10, 19.98}, {10, 20.02}});
    for (const double zoom : {9.0, 11.0, 12.0, 13.0, 15.0}) {
        const SeaPicture at_end{map, zoom, 10, 20.02, 512};
        EXPECT_TRUE(at_end.water_at(9.994, 20.024)) << zoom;
        EXPECT_FALSE(at_end.water_at(10.006, 20.024)) << zoom;
        EXPECT_FALSE(at_end.water_at(10.006, 20.016)) << zoom;
    }
    EXPECT_TRUE((SeaPicture{map, 14, 9.9, 20.3}.all(true)));  // far beyond the end
    EXPECT_TRUE((SeaPicture{map, 14, 10.1, 20.3}.all(false)));
    EXPECT_TRUE((SeaPicture{map, 14, 9.9, 19.7}.all(true)));  // and before the beginning
    EXPECT_TRUE((SeaPicture{map, 14, 10.1, 19.7}.all(false)));
}

TEST(Sea, OfSeveralCutCoastsKeepsTheLandBetween) {
    DrawnMap map;  // a tongue of land between two bays, all cut at 20.02
    map.node(1, 10.03, 19.96, {{"place", "town"}}).node(2, 9.97, 20.02);
    add_coast(map, 3, {{10.005, 20.02}, {10.01, 19.98}, {10.02, 20.02}});
    add_coast(map, 4, {{9.98, 20.02}, {9.99, 19.98}, {9.995, 20.02}});
    for (const double zoom : {11.0, 12.0, 13.0}) {
        const SeaPicture picture{map, zoom, 10, 20, 1024};
        EXPECT_TRUE(picture.water_at(10.0117, 20.01)) << zoom;
        EXPECT_TRUE(picture.water_at(9.9883, 20.01)) << zoom;
        EXPECT_FALSE(picture.water_at(10, 20.01)) << zoom;
        EXPECT_FALSE(picture.water_at(10, 20.03)) << zoom;
        EXPECT_FALSE(picture.water_at(10, 19.97)) << zoom;
        EXPECT_FALSE(picture.water_at(10.03, 20)) << zoom;
    }
}

TEST(Sea, CrossesTheAntimeridian) {
    DrawnMap map;
    add_coast(map, 1,
              {{9.99, 179.99}, {9.99, -179.99}, {10.01, -179.99}, {10.01, 179.99}, {9.99, 179.99}});
    for (const double lon : {180.0, -180.0, 179.995, -179.995}) {
        const SeaPicture picture{map, 12, 10, lon};
        EXPECT_FALSE(picture.water_at(10, 179.995)) << lon;
        EXPECT_FALSE(picture.water_at(10, -179.995)) << lon;
        EXPECT_TRUE(picture.water_at(10, 179.98)) << lon;
        EXPECT_TRUE(picture.water_at(10, -179.98)) << lon;
    }
    EXPECT_TRUE((SeaPicture{map, 12, 10, 0}.all(true)));
}

/// Of all pixels, in red: the water has none.
int most_different(const Image& a, const Image& b) {
    int most = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i) {
        const int red_a = static_cast<int>(a.pixels[i] >> 16U & 0xFFU);
        const int red_b = static_cast<int>(b.pixels[i] >> 16U & 0xFFU);
        most = std::max(most, std::abs(red_a - red_b));
    }
    return most;
}

TEST(Sea, IsTheSameInNeighbouringPictures) {
    DrawnMap map;
    map.node(1, 10.05, 19.95, {{"place", "town"}}).node(2, 9.9, 20.1);
    add_coast(map, 3, {{10, 19.95}, {10.02, 19.98}, {9.985, 20.01}, {10.01, 20.03}});
    add_coast(map, 4, island(9.97, 20.02, 0.004));
    const auto base = BaseMap::open(map.write());
    for (const double zoom : {10.0, 12.0, 14.0}) {
        const WebMercator scale{zoom};
        const PixelRect whole = test::rect_around(scale, 10, 20, 512, 512);
        const SeaPicture big{base, scale, whole};
        for (const int part : {0, 1, 2, 3}) {
            const PixelRect rect{whole.x + part % 2 * 256, whole.y + part / 2 * 256, 256, 256};
            const SeaPicture small{base, scale, rect};
            Image cut{256, 256};
            copy_pixels(big.image(), part % 2 * 256, part / 2 * 256, 256, 256, cut, 0, 0);
            EXPECT_LT(most_different(cut, small.image()), 16) << zoom << " part " << part;
        }
    }
}

}  // namespace
}  // namespace konbit
