#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "mapper/model/bounding_box.hpp"

namespace konbit {

/// Tells which of many boxes touch one box, which does not cross the antimeridian. Four boxes a
/// step with SSE2, which every 64-bit laptop has; else one by one.
class BoxScan {
public:
    explicit BoxScan(const BoundingBox& box) noexcept;

    /// Bit i is set if boxes[i] touches; at most 64 boxes.
    [[nodiscard]] std::uint64_t matches(std::span<const BoundingBox> boxes) const noexcept;

private:
    static_assert(sizeof(BoundingBox) == 16 && offsetof(BoundingBox, west) == 0 &&
                  offsetof(BoundingBox, south) == 4 && offsetof(BoundingBox, east) == 8 &&
                  offsetof(BoundingBox, north) == 12);
    BoundingBox box_;
#if defined(__SSE2__)
    // All of a stored box's west and south must be at most, its east and north at least these.
    __m128i at_most_;
    __m128i at_least_;

    [[nodiscard]] __m128i outside(const BoundingBox& stored) const noexcept {
        const auto lanes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(&stored));
        return _mm_or_si128(_mm_cmpgt_epi32(lanes, at_most_), _mm_cmplt_epi32(lanes, at_least_));
    }
#endif
};

#if defined(__SSE2__)

inline BoxScan::BoxScan(const BoundingBox& box) noexcept
    : box_{box},
      at_most_{_mm_setr_epi32(box.east, box.north, INT32_MAX, INT32_MAX)},
      at_least_{_mm_setr_epi32(INT32_MIN, INT32_MIN, box.west, box.south)} {}

inline std::uint64_t BoxScan::matches(std::span<const BoundingBox> boxes) const noexcept {
    std::uint64_t found = 0;
    std::size_t i = 0;
    for (; i + 4 <= boxes.size(); i += 4) {
        // A lane of 32 bits a box: zero if nothing of it lies outside.
        const auto first = _mm_packs_epi32(outside(boxes[i]), outside(boxes[i + 1]));
        const auto second = _mm_packs_epi32(outside(boxes[i + 2]), outside(boxes[i + 3]));
        const auto all = _mm_packs_epi16(first, second);
        const auto inside = _mm_cmpeq_epi32(all, _mm_setzero_si128());
        const auto bits = static_cast<unsigned>(_mm_movemask_ps(_mm_castsi128_ps(inside)));
        found |= std::uint64_t{bits} << i;
    }
    for (; i < boxes.size(); ++i) found |= std::uint64_t{boxes[i].intersects(box_)} << i;
    return found;
}

#else

inline BoxScan::BoxScan(const BoundingBox& box) noexcept : box_{box} {}

inline std::uint64_t BoxScan::matches(std::span<const BoundingBox> boxes) const noexcept {
    std::uint64_t found = 0;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        found |= std::uint64_t{boxes[i].intersects(box_)} << i;
    }
    return found;
}

#endif

}  // namespace konbit
