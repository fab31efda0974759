#pragma once

#include <gtest/gtest.h>

#include <span>
#include <vector>

#include "mapper/route/road_metric.hpp"

namespace konbit::test {

/// Expects one duration of all searches, and that each path costs what it says.
void expect_same_routes(const RoadMetric& metric, const RoadPosition& from, const RoadPosition& to);

/// Expects the hierarchy's routes from one place to many to cost what Dijkstra's algorithm says.
void expect_same_routes_to(const RoadMetric& metric, const RoadPosition& from,
                           std::span<const RoadPosition> to);

/// Expects the times between places, all at once, to be those of single routes.
void expect_same_tables(const RoadMetric& metric, std::span<const RoadPosition> places);

/// Expects reach from and to a place to give the times of single routes with `others`.
void expect_same_reach(const RoadMetric& metric, const RoadPosition& place,
                       std::span<const RoadPosition> others);

}  // namespace konbit::test
