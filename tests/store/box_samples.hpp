#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "mapper/store/box_index.hpp"

namespace konbit {

/// Boxes as maps have them: crowded in clusters, mostly points and houses, now and then a region.
/// Sorted as BoxIndex wants them.
struct BoxSample {
    std::size_t clusters = 50;
    std::size_t boxes_a_cluster = 100;
    double cluster_deg = 0.1;  ///< about the side of a cluster
    double south_deg = -70, north_deg = 70;
    double west_deg = -180, east_deg = 180;
    std::uint32_t seed = 1;
    bool points_only = false;

    [[nodiscard]] std::vector<BoundingBox> make() const {
        std::mt19937 random{seed};
        std::uniform_real_distribution<double> lon{west_deg, east_deg};
        std::uniform_real_distribution<double> lat{south_deg, north_deg};
        std::vector<BoundingBox> boxes;
        boxes.reserve(clusters * boxes_a_cluster);
        for (std::size_t i = 0; i < clusters; ++i)
            add_cluster(lon(random), lat(random), random, boxes);
        std::sort(boxes.begin(), boxes.end(), [](const BoundingBox& a, const BoundingBox& b) {
            return hilbert_key(a.center()) < hilbert_key(b.center());
        });
        return boxes;
    }

private:
    void add_cluster(double lon, double lat, std::mt19937& random,
                     std::vector<BoundingBox>& boxes) const {
        std::normal_distribution<double> spread{0, cluster_deg / 2};
        std::uniform_real_distribution<double> part{0, 1};
        for (std::size_t i = 0; i < boxes_a_cluster; ++i) {
            // Most are houses of some 20 m; one in a thousand is as large as the cluster.
            const double kind = part(random);
            const double side = points_only || kind < 0.3 ? 0 : kind < 0.999 ? 2e-4 : cluster_deg;
            const double x = lon + spread(random), y = lat + spread(random);
            boxes.push_back({lon_e7(x), lat_e7(y), lon_e7(x + side * part(random)),
                             lat_e7(y + side * part(random))});
        }
    }
    static std::int32_t lon_e7(double deg) {
        return static_cast<std::int32_t>(std::lround(std::clamp(deg, -180.0, 180.0) * 1e7));
    }
    static std::int32_t lat_e7(double deg) {
        return static_cast<std::int32_t>(std::lround(std::clamp(deg, -90.0, 90.0) * 1e7));
    }
};

}  // namespace konbit
