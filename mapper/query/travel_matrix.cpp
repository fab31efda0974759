// Travel times between many places, row by row.
#include <fmt/format.h>

#include "mapper/model/error.hpp"
#include "mapper/query/reach.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

constexpr double kBytesATarget = 16'000;  ///< of its search space, on the map of a country
constexpr double kBytesACell = 6;         ///< of the table as text

std::vector<Snap> snapped(const Travel& travel, std::span<const Place> places) {
    std::vector<Snap> snaps;
    snaps.reserve(places.size());
    for (const auto& place : places) snaps.push_back(snap_to_road(travel, place));
    return snaps;
}

void check_size(std::size_t from, std::size_t to) {
    if (from <= kMostMatrixEnds && to <= kMostMatrixEnds) return;
    const auto cells = static_cast<double>(from) * static_cast<double>(to);
    throw UsageError{
        "The table is too large", fmt::format("{} x {}", count_text(from), count_text(to)),
        fmt::format("it would need about {} of memory and fill {}",
                    bytes_text(static_cast<std::uint64_t>(kBytesATarget * static_cast<double>(to))),
                    bytes_text(static_cast<std::uint64_t>(kBytesACell * cells))),
        fmt::format("Ask for up to {} places on each side at a time", count_text(kMostMatrixEnds))};
}

/// Ends that lie on roads, and where they stood among all.
struct OnRoads {
    std::vector<RoadPosition> at;
    std::vector<std::size_t> position;

    explicit OnRoads(std::span<const Snap> snaps) {
        for (std::size_t i = 0; i < snaps.size(); ++i) {
            if (!snaps[i].road) continue;
            at.push_back(*snaps[i].road);
            position.push_back(i);
        }
    }
};

}  // namespace

MatrixEnds snap_matrix(const Travel& travel, std::span<const Place> from,
                       std::span<const Place> to) {
    check_size(from.size(), to.size());
    return {.from = snapped(travel, from), .to = snapped(travel, to)};
}

void travel_matrix(
    const Travel& travel, const MatrixEnds& ends,
    const std::function<void(std::size_t row, std::span<const std::optional<double>>)>& tell) {
    check_size(ends.from.size(), ends.to.size());
    const OnRoads from{ends.from}, to{ends.to};
    std::vector<std::optional<double>> row(ends.to.size());
    std::size_t next = 0;
    const auto tell_empty_up_to = [&](std::size_t end) {
        row.assign(row.size(), std::nullopt);
        while (next < end) tell(next++, row);
    };
    const auto tell_row = [&](std::size_t i, std::span<const Weight> times) {
        tell_empty_up_to(from.position[i]);
        for (std::size_t j = 0; j < times.size(); ++j) {
            auto& cell = row[to.position[j]];
            cell = times[j] == kNoWay ? std::optional<double>{} : times[j] * 1e-3;
        }
        tell(next++, row);
    };
    if (!from.at.empty() && !to.at.empty()) travel.today().table(from.at, to.at, tell_row);
    tell_empty_up_to(ends.from.size());
}

}  // namespace konbit
