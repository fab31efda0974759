#include "render/label/box_grid.hpp"

#include <cmath>

namespace konbit {

BoxGrid::BoxGrid(std::vector<LabelBox> boxes, double bucket_px)
    : boxes_{std::move(boxes)}, bucket_px_{bucket_px} {
    if (boxes_.empty()) return;
    bounds_ = boxes_.front();
    for (const auto& box : boxes_) {
        bounds_ = {std::min(bounds_.left, box.left), std::min(bounds_.top, box.top),
                   std::max(bounds_.right, box.right), std::max(bounds_.bottom, box.bottom)};
    }
    columns_ = static_cast<int>((bounds_.right - bounds_.left) / bucket_px_) + 1;
    rows_ = static_cast<int>((bounds_.bottom - bounds_.top) / bucket_px_) + 1;
    first_.reserve(boxes_.size());
    for (const auto& box : boxes_) {
        const Range range = range_of(box);
        first_.push_back({range.x0, range.y0});
    }
    const auto each_bucket = [&](auto&& act) {
        for (std::uint32_t i = 0; i < boxes_.size(); ++i) {
            const Range range = range_of(boxes_[i]);
            for (int y = range.y0; y <= range.y1; ++y) {
                for (int x = range.x0; x <= range.x1; ++x) {
                    act(static_cast<std::size_t>(y * columns_ + x), i);
                }
            }
        }
    };
    begin_.resize(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_) + 1);
    each_bucket([&](std::size_t bucket, std::uint32_t) { ++begin_[bucket]; });
    std::uint32_t total = 0;
    for (auto& count : begin_) count = total += count;
    members_.resize(total);
    each_bucket([&](std::size_t bucket, std::uint32_t i) { members_[--begin_[bucket]] = i; });
}

BoxGrid::Range BoxGrid::range_of(const LabelBox& box) const noexcept {
    const auto bucket = [&](double at, double from, int count) {
        return static_cast<int>(
            std::clamp(std::floor((at - from) / bucket_px_), 0.0, static_cast<double>(count - 1)));
    };
    return {bucket(box.left, bounds_.left, columns_), bucket(box.top, bounds_.top, rows_),
            bucket(box.right, bounds_.left, columns_), bucket(box.bottom, bounds_.top, rows_)};
}

}  // namespace konbit
