#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "mapper/network/road_network.hpp"
#include "mapper/route/metric.hpp"

namespace konbit {

/// Customized metrics, and what else a metric takes a look at the whole network for, in files of
/// derived/: METRIC-GRAPH-KEY.idx. Keeps the newest few. A file that is damaged counts as missing;
/// one that cannot be written is left out: a route does not fail for it.
class MetricCache {
public:
    static constexpr std::size_t kKept = 6;
    static constexpr std::uintmax_t kMostBytes = 512'000'000;  ///< of one sort, but the newest

    MetricCache(std::filesystem::path folder, RoadGraph graph)
        : folder_{std::move(folder)}, graph_{graph} {}

    [[nodiscard]] std::optional<Metric> load(const Hierarchy& hierarchy, std::uint64_t key) const;
    void save(const Metric& metric, std::uint64_t key) const;

    /// See find_enclosed. `segment_count` bounds what is believed.
    [[nodiscard]] std::optional<std::vector<SegmentId>> load_enclosed(
        std::uint64_t key, std::size_t segment_count) const;
    void save_enclosed(std::span<const SegmentId> segments, std::uint64_t key) const;

private:
    [[nodiscard]] std::filesystem::path file(std::string_view kind, std::uint64_t key) const;
    void remove_oldest(std::string_view kind) const;

    std::filesystem::path folder_;
    RoadGraph graph_;
};

}  // namespace konbit
