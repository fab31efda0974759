#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "render/label/label.hpp"

namespace konbit {

/// Chooses, for the whole world at one scale, which labels are shown and where: each candidate,
/// from the most important down, takes its first place that touches nothing placed before. That
/// choice does not depend on what part of the world is looked at, so labels run over tile borders
/// uncut and stand still while panning. Forced ones choose first, and do not ask. Computed lazily:
/// to know of one candidate only those more important that may touch it are asked, cell by cell;
/// cells are kept up to a limit, which does not change what is chosen. Pictures side by side are
/// best asked for in strips no wider than a few dozen cells. Not for several threads at once.
class LabelPlacer {
public:
    /// Appends the candidates whose anchor lies in the cell (kLabelCell_px · ratio pixels wide,
    /// aligned to the world; the last column and row end with it). Must depend on the cell alone.
    /// Those with their anchor elsewhere, and places that reach too far, are left out.
    using Source = std::function<void(const PixelRect& cell, std::vector<LabelCandidate>& into)>;
    LabelPlacer(const WebMercator& scale, Source source, std::size_t most_cells = 64);
    ~LabelPlacer();
    LabelPlacer(LabelPlacer&&) noexcept;

    /// What is shown and reaches into the rectangle or, for halos and collars, 8 pixels (· ratio)
    /// near it; the least important first. Around the world, in the rectangle's copy of it.
    [[nodiscard]] std::vector<PlacedLabel> placed_in(const PixelRect& rect);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Draws them: halos below all texts of the list, marks and pins on top of all texts. `origin` is
/// the image's upper left corner in world pixels.
void draw_labels(Canvas& canvas, std::span<const PlacedLabel> labels, PixelPoint origin,
                 double ratio);

/// The mark of a grade or passability (white collar, black edge), also for keys and lists. `at`:
/// its middle. `size_px` at ratio 1; 0: the paint's mark_px.
void draw_mark(Canvas& canvas, const ConditionPaint& paint, PixelPoint at, double ratio,
               double size_px = 0);
/// The house-shaped pin, 4 px wider than the paint's icon size; what is on it (a letter, its icon)
/// is the caller's. `at`: its tip.
void draw_pin(Canvas& canvas, const FacilityPaint& paint, PixelPoint at, double ratio);

}  // namespace konbit
