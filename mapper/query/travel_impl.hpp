#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "mapper/query/routes.hpp"

namespace konbit {

/// The inside of Travel: the metric of today, and others made when first asked for.
struct Travel::Impl {
    Impl(const Map& asked, const TravelQuestion& with);

    const Map* map;
    TravelQuestion question;
    std::shared_ptr<const RoadNetwork> network;
    Profile profile;
    TripContext trip;
    RoadConditions conditions;
    RoadMetric today;

    [[nodiscard]] const RoadMetric& everyday();
    /// Today, for a vehicle of no size that may go wherever a vehicle of its kind fits: what its
    /// limits keep it from is measured against this.
    [[nodiscard]] const RoadMetric& without_limits();
    /// Runs `use` on a metric of the same trip with other conditions, which `use` may change and
    /// penalize. One at a time.
    void with_other(std::vector<RoadCondition> others, const std::function<void(RoadMetric&)>& use);

private:
    [[nodiscard]] RoadMetric build(const TripContext& other_trip,
                                   std::vector<RoadCondition> others) const;

    std::mutex mutex_, other_mutex_;
    std::optional<RoadMetric> everyday_, without_limits_, other_;
};

}  // namespace konbit
