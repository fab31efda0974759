#pragma once

#include <span>
#include <string>
#include <string_view>

#include "mapper/route/road_metric.hpp"

namespace konbit::test {

/// A little map drawn in a test. Letters are nodes on a grid (a column is 25 m, a line 100 m); all
/// other characters are only there to be looked at. `ways` are statements (see LiteralRow).
///     A---B---C---D
///         |   |
///         E---F
struct LiteralMap {
    std::string_view drawing;
    std::string_view ways;
};

/// One line of a table: a traveller, what is different on the map, and the way that is right.
struct LiteralRow {
    /// A profile and words after it: h=4.4 w=2 l=12 t=18 axle=9 (size), wet, snow, ignore, flood
    /// (or another kind of disaster), at=2026-04-06T08:00 (local time).
    std::string_view who;
    /// Statements joined by " // ": letters and tags joined by "|". One letter is a node, several
    /// are a way; tags add to those the drawing gives ("key=" takes one away). AB>B>BC is a turn
    /// restriction, its via one letter or a way; several vias are joined by commas.
    std::string_view tags;
    /// "ABCD": the nodes of the quickest way from the first to the last. "A!D": there is none.
    std::string_view way;
};

/// Every row of a table, each told apart: the hierarchy and Dijkstra must both find the way.
void expect_ways(const LiteralMap& map, std::span<const LiteralRow> rows);

/// The profile of that name, read once.
[[nodiscard]] const Profile& literal_profile(std::string_view name);
/// The traveller of a row.
[[nodiscard]] TripContext literal_trip(std::string_view who);

}  // namespace konbit::test
