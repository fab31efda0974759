#include "render/paper/band_painter.hpp"

#include <algorithm>
#include <cmath>
#include <future>

#include "render/paper/tile_plan.hpp"

namespace konbit {

BandPainter::BandPainter(const Map& map, const Style& style, const PaintOptions& options,
                         const PictureFrame& frame, unsigned threads)
    : frame_{frame},
      block_px_{static_cast<int>(std::lround(kBlock_px * frame.scale.ratio()))},
      first_row_{floor_div(frame.rect.y, block_px_)},
      last_row_{floor_div(frame.rect.y + frame.rect.height - 1, block_px_)},
      first_column_{floor_div(frame.rect.x, block_px_)},
      last_column_{floor_div(frame.rect.x + frame.rect.width - 1, block_px_)} {
    const auto columns = static_cast<std::size_t>(last_column_ - first_column_ + 1);
    const auto count = std::clamp<std::size_t>(threads, 1, columns);
    for (std::size_t i = 0; i < count; ++i) painters_.emplace_back(map, style, options);
}

void BandPainter::paint_columns(MapPainter& painter, std::int64_t row, std::int64_t from,
                                std::int64_t to, Image& into) const {
    Image block;
    const auto top = std::max(frame_.rect.y, row * block_px_);
    for (auto column = from; column < to; ++column) {
        painter.paint_block(frame_.scale, column, row, block);
        const auto left = column * block_px_ - frame_.rect.x;
        copy_pixels(block, 0, static_cast<int>(top - row * block_px_), block_px_, into.height, into,
                    static_cast<int>(left), 0);
    }
}

void BandPainter::paint(std::int64_t band, Image& into) {
    const auto row = first_row_ + band;
    const auto top = std::max(frame_.rect.y, row * block_px_);
    const auto bottom = std::min(frame_.rect.y + frame_.rect.height, (row + 1) * block_px_);
    into = Image{frame_.rect.width, static_cast<int>(bottom - top)};
    const auto columns = last_column_ - first_column_ + 1;
    const auto threads = static_cast<std::int64_t>(painters_.size());
    std::vector<std::future<void>> others;
    for (std::int64_t i = 0; i < threads; ++i) {
        const auto from = first_column_ + columns * i / threads;
        const auto to = first_column_ + columns * (i + 1) / threads;
        others.push_back(std::async(
            std::launch::async, [this, &into, &painter = painters_[static_cast<std::size_t>(i)],
                                 row, from, to] { paint_columns(painter, row, from, to, into); }));
    }
    for (auto& other : others) other.wait();
    for (auto& other : others) other.get();
}

}  // namespace konbit
