#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "render/label/label.hpp"

namespace konbit {

/// Boxes by the buckets of a grid, to find those near a box. Immutable once made.
class BoxGrid {
public:
    BoxGrid() = default;
    BoxGrid(std::vector<LabelBox> boxes, double bucket_px);

    /// Calls `found(index)` once for each box that touches this one and whose index is `wanted`.
    template <class Wanted, class Found>
    void touching(const LabelBox& box, Wanted&& wanted, Found&& found) const {
        if (boxes_.empty() || !bounds_.touches(box)) return;
        const Range asked = range_of(box);
        for (int y = asked.y0; y <= asked.y1; ++y) {
            for (int x = asked.x0; x <= asked.x1; ++x) {
                const auto bucket = static_cast<std::size_t>(y * columns_ + x);
                for (auto i = begin_[bucket]; i < begin_[bucket + 1]; ++i) {
                    const auto index = members_[i];
                    if (!wanted(index) || !boxes_[index].touches(box)) continue;
                    // A box lies in several buckets; the first that both share reports it.
                    const Corner own = first_[index];
                    if (std::max(own.x, asked.x0) == x && std::max(own.y, asked.y0) == y) {
                        found(index);
                    }
                }
            }
        }
    }

private:
    struct Range {
        int x0, y0, x1, y1;
    };
    struct Corner {
        int x, y;
    };
    [[nodiscard]] Range range_of(const LabelBox& box) const noexcept;

    std::vector<LabelBox> boxes_;
    std::vector<Corner> first_;  // the first bucket of each
    LabelBox bounds_;
    double bucket_px_ = 1;
    int columns_ = 0, rows_ = 0;
    std::vector<std::uint32_t> begin_, members_;
};

}  // namespace konbit
