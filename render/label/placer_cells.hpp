#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

#include "render/label/box_grid.hpp"
#include "render/label/label_placer.hpp"

namespace konbit {

/// The candidates of one cell and what was decided of them.
struct PlacerCell {
    static constexpr std::int32_t kOpen = -2, kLeftOut = -1;  // else the place taken

    std::shared_ptr<const std::vector<LabelCandidate>> candidates;
    std::vector<std::int32_t> chosen;
    BoxGrid grid;  ///< by all boxes of all places of a candidate
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_group;
    std::uint64_t number = 0;
    std::uint64_t last_used = 0;
};

/// A candidate by its cell.
struct CandidateRef {
    PlacerCell* cell = nullptr;
    std::uint32_t index = 0;
    [[nodiscard]] const LabelCandidate& operator*() const { return (*cell->candidates)[index]; }
    [[nodiscard]] const LabelCandidate* operator->() const { return &**this; }
    [[nodiscard]] std::int32_t& chosen() const { return cell->chosen[index]; }
    bool operator==(const CandidateRef&) const = default;
};

/// Whether `a` chooses before `b`: a total order. What is forced comes first, since all others
/// keep clear of it.
[[nodiscard]] bool outranks(const CandidateRef& a, const CandidateRef& b) noexcept;

/// The cells of the world at one scale, made when they are asked for. Columns wrap.
class PlacerCells {
public:
    PlacerCells(const WebMercator& scale, LabelPlacer::Source source, std::size_t most_cells);

    [[nodiscard]] double reach_px() const noexcept { return reach_px_; }
    [[nodiscard]] double repeat_reach_px() const noexcept { return repeat_reach_px_; }
    [[nodiscard]] double ratio() const noexcept { return ratio_; }

    /// Calls `look(cell, shift_x)` for each cell, and each copy of it around the world, that may
    /// hold anchors in the box; what lies in the cell is seen `shift_x` further east.
    void visit(const LabelBox& box, const std::function<void(PlacerCell&, double)>& look);
    /// Forgets the cells used longest ago, but for the most that are kept. Never while a cell is
    /// in use.
    void trim();

private:
    PlacerCell& cell(std::int64_t column, std::int64_t row);
    void make(std::int64_t column, std::int64_t row, PlacerCell& cell);
    [[nodiscard]] bool keep_reachable(LabelCandidate& candidate) const;

    double world_px_, ratio_, cell_px_, reach_px_, repeat_reach_px_;
    std::int64_t columns_;
    LabelPlacer::Source source_;
    std::size_t most_cells_;
    std::uint64_t clock_ = 0;
    std::unordered_map<std::uint64_t, std::unique_ptr<PlacerCell>> cells_;
};

}  // namespace konbit
