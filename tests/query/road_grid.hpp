#pragma once

#include <random>
#include <string>

#include "tests/query/reported_map.hpp"

namespace konbit::test {

/// A town of streets at random: `side` junctions a side some 1.1 km apart, each street a way of its
/// own with a node in its middle, and beside its second half a hamlet of the way's name with a
/// house. Some streets are missing, some are one-ways, a few have a gate at their middle or are
/// private.
class RoadGrid {
public:
    static constexpr double kLat = 19, kLon = -73, kStep = 0.01;

    RoadGrid(std::mt19937& random, int side) : side_{side}, random_{random} {
        for (int row = 0; row < side; ++row) {
            for (int column = 0; column < side; ++column)
                map.node(junction(row, column), lat(row), lon(column));
        }
        for (int row = 0; row < side; ++row) {
            for (int column = 0; column < side; ++column) {
                if (column + 1 < side) add_street(row, column, 0, 1);
                if (row + 1 < side) add_street(row, column, 1, 0);
            }
        }
    }

    DrawnMap map;
    std::vector<std::int64_t> ways;   ///< streets, from a junction over `middle_of` to another
    std::vector<std::int64_t> tails;  ///< the junction where each begins
    std::vector<std::int64_t> gates;  ///< middles that have a gate

    [[nodiscard]] static std::int64_t middle_of(std::int64_t way) { return 10'000 + way; }
    [[nodiscard]] std::int64_t junction(int row, int column) const {
        return 1'000 + row * side_ + column;
    }
    static double lat(double row) { return kLat - row * kStep; }
    static double lon(double column) { return kLon + column * kStep; }

private:
    [[nodiscard]] bool seldom(unsigned of) { return random_() % of == 0; }

    void add_street(int row, int column, int down, int right) {
        if (seldom(6)) return;
        const auto way = static_cast<std::int64_t>(100 + ways.size());
        const double y = row + down * 0.5, x = column + right * 0.5;
        TagList middle;
        if (seldom(12)) {
            middle = {{"barrier", "gate"}};
            gates.push_back(middle_of(way));
        }
        map.node(middle_of(way), lat(y), lon(x), middle);
        TagList tags{{"highway", seldom(3) ? "secondary" : "residential"}};
        if (seldom(6)) tags.emplace_back("oneway", seldom(2) ? "yes" : "-1");
        if (seldom(15)) tags.emplace_back("access", "private");
        map.way(way, {junction(row, column), middle_of(way), junction(row + down, column + right)},
                tags);
        // In the second half, so that what closes the first leaves them to one side.
        const double beside = 0.0001;
        const double house_lat = lat(row + down * 0.6) + beside;
        const double house_lon = lon(column + right * 0.6) + beside;
        map.node(20'000 + way, house_lat, house_lon,
                 {{"place", "hamlet"}, {"name", std::to_string(way)}});
        map.square(30'000 + way, house_lat - 0.000045, house_lon - 0.000047, 10,
                   {{"building", "yes"}});
        ways.push_back(way);
        tails.push_back(junction(row, column));
    }

    int side_;
    std::mt19937& random_;
};

inline Place place_at(double lat, double lon, std::string label = "a place") {
    Place place;
    place.at = location_from_degrees(lon, lat);
    place.label = std::move(label);
    return place;
}

}  // namespace konbit::test
