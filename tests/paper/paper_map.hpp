#pragma once

#include "render/paper/render_request.hpp"
#include "tests/support/test_map.hpp"

namespace konbit::test {

inline constexpr UnixSeconds kDataDay = 1'773'014'400;      // 2026-03-09
inline constexpr UnixSeconds kNow = kDataDay + 4 * 86'400;  // 2026-03-13

/// Two streets, a house, a hospital and a pond around 19.1,-73.0.
inline DrawnMap paper_map() {
    DrawnMap map;
    map.data_timestamp(kDataDay);
    map.line(1, {{19.095, -73.005}, {19.105, -72.995}}, {{"highway", "primary"}, {"name", "Ri A"}});
    map.line(2, {{19.105, -73.005}, {19.095, -72.995}}, {{"highway", "residential"}});
    map.square(3, 19.1005, -73.0005, 40, {{"building", "yes"}});
    map.square(4, 19.097, -73.003, 150, {{"natural", "water"}});
    map.node(5, 19.1, -73.001, {{"amenity", "hospital"}, {"name", "Lopital"}});
    return map;
}

inline RenderRequest request_of(const std::filesystem::path& map,
                                const std::filesystem::path& out) {
    RenderRequest request;
    request.map_folder = map;
    request.rules_folder = std::filesystem::path{KONBIT_SOURCE_DIR} / "mapper/meaning/rules";
    request.styles_folder = std::filesystem::path{KONBIT_SOURCE_DIR} / "render/style/styles";
    request.out = out;
    request.now = kNow;
    return request;
}

}  // namespace konbit::test
