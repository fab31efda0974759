#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/query/map.hpp"
#include "render/label/label.hpp"
#include "render/tile/map_painter.hpp"

namespace konbit {

/// One cell being filled with candidates: where it lies, and what all their makers need. All of
/// it in world pixels.
class LabelCell {
public:
    LabelCell(const Map& map, const Style& style, const PaintOptions& options, TextShaper& shaper,
              const WebMercator& scale, const PixelRect& rect, std::vector<LabelCandidate>& into);

    const Map& map;
    const Style& style;
    const PaintOptions& options;
    const WebMercator& scale;
    const PixelRect& rect;
    std::vector<LabelCandidate>& into;

    [[nodiscard]] double zoom() const noexcept { return scale.zoom(); }
    /// Pixels of a style's pixel; texts have their own scale.
    [[nodiscard]] double ratio() const noexcept { return scale.ratio(); }
    [[nodiscard]] double text_size(const TextPaint& paint) const noexcept {
        return static_cast<double>(paint.size_px.at(scale.zoom())) * ratio() * options.text_scale;
    }
    [[nodiscard]] double reach() const noexcept { return kLabelReach_px * ratio(); }

    /// In the copy of the world that is nearest to the cell.
    [[nodiscard]] PixelPoint pixels(Location at) const noexcept;
    [[nodiscard]] bool holds(PixelPoint at) const noexcept;
    /// Whether a thing with this box may have its anchor in the cell.
    [[nodiscard]] bool may_hold(const BoundingBox& box) const noexcept;
    /// The cell's ground with `margin_px` (at ratio 1) around it.
    [[nodiscard]] BoundingBox grown_box(double margin_px) const noexcept;
    /// The simplified copy of the map that serves this zoom; nullopt: the map itself.
    [[nodiscard]] std::optional<std::size_t> overview() const noexcept { return overview_; }
    /// Where a thing of that copy is in the map itself.
    [[nodiscard]] FeatureIndex in_full_map(ObjectId id, FeatureIndex in_copy) const;
    [[nodiscard]] bool is_hidden(std::string_view layer) const noexcept;

    /// Shaped in the paint's size; nullptr for what has no room in a map.
    [[nodiscard]] std::shared_ptr<const ShapedText> shape(std::string_view text,
                                                          const TextPaint& paint, bool wrap) const;

private:
    TextShaper& shaper_;
    std::array<BoundingBox, 2> boxes_;
    std::optional<std::size_t> overview_;
};

/// The words a paint shows of a thing: the first of its keys that is tagged, "name" in the
/// language asked for where it is known ("name:ht", else "name"); empty if there are none. Of a
/// list ("N 1;N 2") the first.
[[nodiscard]] std::string_view label_words(const Tags& tags, const TextPaint& paint,
                                           std::string_view lang);

/// Ranks equals: by importance (0 … 255), then by what is chance to a reader but stable: the id.
[[nodiscard]] std::uint64_t label_order(double importance, ObjectId id, std::uint64_t nth = 0);
/// Labels with the same words and rule are repetitions of each other.
[[nodiscard]] std::uint64_t repeat_group(std::string_view words, std::string_view rule);

/// A symbol's box and where it is drawn, both relative to the anchor.
struct Symbol {
    LabelBox box;
    PixelPoint at;
};
/// Where a symbol's text is tried first: below, then to the right, above, to the left; or, for the
/// few words beside a mark, to the right, then to the left. At last the symbol stands alone.
enum class TextSide : std::uint8_t { below, right };
struct Beside {
    double halo_px = 0;
    double gap_px = 0;
    TextSide side = TextSide::below;
    std::int32_t most_text_priority = INT32_MAX;  ///< of the text of what is forced
};
void add_places(LabelCandidate& to, const Symbol& symbol, const Beside& beside);
/// Adds the candidate with its places. What is forced takes its place whatever is there, so its
/// text becomes a candidate of its own that looks for room.
void add_symbol(LabelCell& cell, LabelCandidate candidate, const Symbol& symbol,
                const Beside& beside);
/// A text alone with its middle at the anchor; or above or below, or beginning or ending there,
/// as far as the name of a village, of a big town may stand from it.
enum class Roaming : std::uint8_t { none, near, far };
void add_centred_places(LabelCandidate& to, double halo_px, Roaming roaming);

}  // namespace konbit
