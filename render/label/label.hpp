#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "mapper/store/base_map.hpp"
#include "render/canvas/canvas.hpp"
#include "render/canvas/mercator.hpp"
#include "render/label/text_shaper.hpp"

namespace konbit {

/// A box in world pixels.
struct LabelBox {
    double left = 0, top = 0, right = 0, bottom = 0;
    [[nodiscard]] constexpr bool touches(const LabelBox& other) const noexcept {
        return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
};

/// One way a label may lie, in world pixels.
struct LabelPlace {
    std::vector<LabelBox>
        boxes;  ///< the room it takes: one for straight text and icon, several along a line
    bool with_icon = false;
    PixelPoint icon_at;  ///< middle
    bool with_text = false;
    PixelPoint text_at;                ///< left end of the baseline, if straight
    std::vector<PixelPoint> baseline;  ///< along this, if not empty
};

/// Something that wants room on the map.
struct LabelCandidate {
    std::int32_t priority = 0;  ///< higher first
    std::uint64_t order =
        0;                ///< among equals, higher first; unique and stable: from the object's id
    bool forced = false;  ///< takes its first place whatever is there; others keep clear of it
    std::uint64_t repeat_group = 0;  ///< 0: none
    /// In the scale's pixels, at most kRepeatReach_px: it is left out if one of its group that
    /// ranks higher is shown with an anchor nearer than this.
    float repeat_px = 0;
    PixelPoint anchor;  ///< in the cell that made it
    std::vector<LabelPlace>
        places;  ///< the best first; none reaches further than kLabelReach_px from the anchor
    std::shared_ptr<const ShapedText> text;
    const TextPaint* text_paint = nullptr;
    const IconPaint* icon = nullptr;
    const FacilityPaint* pin = nullptr;    ///< a shelter's pin instead of the icon's plate
    const ConditionPaint* mark = nullptr;  ///< a grade's or a closure's mark instead of an icon
    float mark_px = 0;                     ///< of the mark at ratio 1; 0: as its paint says
    std::string mark_text{};               ///< beside the mark: "5 t"; `text` is its shape
    FeatureIndex feature;                  ///< what it belongs to
};

inline constexpr double kLabelReach_px = 256;  ///< at ratio 1
inline constexpr double kRepeatReach_px = 512;
inline constexpr int kLabelCell_px = 512;

struct PlacedLabel {
    std::shared_ptr<const LabelCandidate> label;
    std::size_t place = 0;
};

}  // namespace konbit
