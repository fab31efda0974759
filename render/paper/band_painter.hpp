#pragma once

#include <vector>

#include "render/paper/picture.hpp"
#include "render/tile/map_painter.hpp"

namespace konbit {

/// Paints the map of a picture band by band, each as high as the blocks it is cut from, several
/// blocks at once.
class BandPainter {
public:
    BandPainter(const Map& map, const Style& style, const PaintOptions& options,
                const PictureFrame& frame, unsigned threads);

    [[nodiscard]] std::int64_t bands() const noexcept { return last_row_ - first_row_ + 1; }
    /// Band 0 is the northernmost. `into` gets its size: as wide as the picture.
    void paint(std::int64_t band, Image& into);

private:
    void paint_columns(MapPainter& painter, std::int64_t row, std::int64_t from, std::int64_t to,
                       Image& into) const;

    PictureFrame frame_;
    int block_px_;
    std::int64_t first_row_, last_row_, first_column_, last_column_;
    std::vector<MapPainter> painters_;
};

}  // namespace konbit
