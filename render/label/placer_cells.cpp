#include "render/label/placer_cells.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

namespace konbit {
namespace {

constexpr double kBucket_px = 64;

LabelBox all_boxes(const LabelCandidate& candidate) {
    constexpr double kFar = std::numeric_limits<double>::infinity();
    LabelBox all{kFar, kFar, -kFar, -kFar};
    for (const auto& place : candidate.places) {
        for (const auto& box : place.boxes) {
            all = {std::min(all.left, box.left), std::min(all.top, box.top),
                   std::max(all.right, box.right), std::max(all.bottom, box.bottom)};
        }
    }
    return all;
}

}  // namespace

bool outranks(const CandidateRef& a, const CandidateRef& b) noexcept {
    // `order` should be unique; the rest makes sure that the order is total.
    const auto key = [](const CandidateRef& ref) {
        return std::tuple{ref->forced,   ref->priority,    ref->order, ref->anchor.y,
                          ref->anchor.x, ref.cell->number, ref.index};
    };
    return key(b) < key(a);
}

PlacerCells::PlacerCells(const WebMercator& scale, LabelPlacer::Source source,
                         std::size_t most_cells)
    : world_px_{scale.world_px()},
      ratio_{scale.ratio()},
      cell_px_{std::max(1.0, std::round(kLabelCell_px * scale.ratio()))},
      reach_px_{kLabelReach_px * scale.ratio()},
      repeat_reach_px_{kRepeatReach_px * scale.ratio()},
      columns_{std::max<std::int64_t>(1, std::llround(std::ceil(world_px_ / cell_px_)))},
      source_{std::move(source)},
      most_cells_{most_cells} {}

void PlacerCells::visit(const LabelBox& box, const std::function<void(PlacerCell&, double)>& look) {
    const auto number = [&](double at) {
        return static_cast<std::int64_t>(std::floor(at / cell_px_));
    };
    const auto first_row = std::max<std::int64_t>(number(box.top), 0);
    const auto last_row = std::min(number(box.bottom), columns_ - 1);
    const auto first_turn = static_cast<std::int64_t>(std::floor(box.left / world_px_));
    const auto last_turn = static_cast<std::int64_t>(std::floor(box.right / world_px_));
    for (auto turn = first_turn; turn <= last_turn; ++turn) {
        const double shift = static_cast<double>(turn) * world_px_;
        const auto first = std::max<std::int64_t>(number(box.left - shift), 0);
        const auto last = std::min(number(box.right - shift), columns_ - 1);
        for (auto row = first_row; row <= last_row; ++row) {
            for (auto column = first; column <= last; ++column) look(cell(column, row), shift);
        }
    }
}

PlacerCell& PlacerCells::cell(std::int64_t column, std::int64_t row) {
    const auto number = static_cast<std::uint64_t>(row * columns_ + column);
    auto at = cells_.find(number);
    if (at == cells_.end()) {
        auto made = std::make_unique<PlacerCell>();
        made->number = number;
        make(column, row, *made);
        at = cells_.emplace(number, std::move(made)).first;
    }
    at->second->last_used = ++clock_;
    return *at->second;
}

void PlacerCells::make(std::int64_t column, std::int64_t row, PlacerCell& cell) {
    // The last column and row end with the world.
    const double left = static_cast<double>(column) * cell_px_;
    const double top = static_cast<double>(row) * cell_px_;
    const double right = std::min(left + cell_px_, world_px_);
    const double bottom = std::min(top + cell_px_, world_px_);
    std::vector<LabelCandidate> made;
    source_({static_cast<std::int64_t>(left), static_cast<std::int64_t>(top),
             static_cast<int>(std::ceil(right - left)), static_cast<int>(std::ceil(bottom - top))},
            made);
    std::erase_if(made, [&](LabelCandidate& c) {
        const bool inside =
            c.anchor.x >= left && c.anchor.x < right && c.anchor.y >= top && c.anchor.y < bottom;
        return !inside || !keep_reachable(c);
    });
    std::vector<LabelBox> reach;
    reach.reserve(made.size());
    cell.chosen.reserve(made.size());
    for (const auto& candidate : made) {
        if (candidate.repeat_group != 0) {
            cell.by_group[candidate.repeat_group].push_back(
                static_cast<std::uint32_t>(reach.size()));
        }
        reach.push_back(all_boxes(candidate));
        cell.chosen.push_back(candidate.forced ? 0 : PlacerCell::kOpen);
    }
    cell.grid = BoxGrid{std::move(reach), kBucket_px * ratio_};
    cell.candidates = std::make_shared<const std::vector<LabelCandidate>>(std::move(made));
}

// What reaches too far would not be known to the cells it reaches into.
bool PlacerCells::keep_reachable(LabelCandidate& candidate) const {
    const auto& at = candidate.anchor;
    const auto within = [&](const LabelBox& box) {
        return box.left >= at.x - reach_px_ && box.right <= at.x + reach_px_ &&
               box.top >= at.y - reach_px_ && box.bottom <= at.y + reach_px_;
    };
    std::erase_if(candidate.places, [&](const LabelPlace& place) {
        return !std::all_of(place.boxes.begin(), place.boxes.end(), within);
    });
    return !candidate.places.empty();
}

void PlacerCells::trim() {
    if (cells_.size() <= most_cells_) return;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> by_age;  // last used, number
    by_age.reserve(cells_.size());
    for (const auto& [number, kept] : cells_) by_age.emplace_back(kept->last_used, number);
    const auto surplus = static_cast<std::ptrdiff_t>(cells_.size() - most_cells_);
    std::nth_element(by_age.begin(), by_age.begin() + (surplus - 1), by_age.end());
    for (auto at = by_age.begin(); at != by_age.begin() + surplus; ++at) cells_.erase(at->second);
}

}  // namespace konbit
