#include "render/canvas/png.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <memory>
#include <new>

#include "render/canvas/png_palette.hpp"
#include "render/canvas/png_chunks.hpp"
#include "render/canvas/png_rows.hpp"

namespace konbit {
namespace {

constexpr int kPictureLevel = 6;  ///< pictures are made once and sent by thin lines
constexpr int kTileLevel = 1;

struct FreeCompressor {
    void operator()(libdeflate_compressor* c) const noexcept { libdeflate_free_compressor(c); }
};

/// One of each kind for each thread: making one costs more than a small tile.
libdeflate_compressor* compressor(int level) {
    thread_local std::unique_ptr<libdeflate_compressor, FreeCompressor> kept[2];
    auto& one = kept[level == kTileLevel ? 0 : 1];
    if (!one) one.reset(libdeflate_alloc_compressor(level));
    if (!one) throw std::bad_alloc{};
    return one.get();
}

void append_pixels(std::span<const std::uint8_t> rows, int level, std::vector<std::byte>& to) {
    libdeflate_compressor* with = compressor(level);
    const std::size_t begin = begin_chunk("IDAT", to);
    const std::size_t data = to.size();
    to.resize(data + libdeflate_zlib_compress_bound(with, rows.size()));
    const std::size_t bytes = libdeflate_zlib_compress(with, rows.data(), rows.size(),
                                                       to.data() + data, to.size() - data);
    to.resize(data + bytes);
    end_chunk(begin, to);
}

std::vector<std::byte> encode(const PixelView& pixels, PngColors colors,
                              std::span<const PngText> texts) {
    thread_local PngPalette palette;
    thread_local std::vector<std::uint8_t> rows;
    PngHeader header{pixels.width, pixels.height};
    bool indexed = true;
    if (colors == PngColors::palette) {
        palette.index_nearest(pixels);
    } else {
        indexed = palette.index_exactly(pixels);
    }
    if (indexed) {
        header.color_type = PngColorType::palette;
        header.bit_depth = index_bits(palette.colors().size());
        pack_indices(palette.indices(), pixels.width, header.bit_depth, rows);
    } else {
        rows.clear();
        for (int y = 0; y < pixels.height; ++y) append_rgb(pixels.row(y), rows);
    }
    std::vector<std::byte> png;
    append_signature(png);
    append_header(header, png);
    append_texts(texts, png);
    if (indexed) append_palette(palette.colors(), png);
    append_pixels(rows, colors == PngColors::palette ? kTileLevel : kPictureLevel, png);
    append_chunk("IEND", {}, png);
    return png;
}

}  // namespace

std::vector<std::byte> encode_png(const Image& image, PngColors colors,
                                  std::span<const PngText> texts) {
    const auto stride = static_cast<std::size_t>(image.width);
    return encode({image.pixels.data(), stride, image.width, image.height}, colors, texts);
}

std::vector<std::byte> encode_png_part(const Image& image, int x, int y, int width, int height,
                                       PngColors colors) {
    const int left = std::clamp(x, 0, image.width), top = std::clamp(y, 0, image.height);
    const auto stride = static_cast<std::size_t>(image.width);
    const std::size_t first =
        static_cast<std::size_t>(top) * stride + static_cast<std::size_t>(left);
    return encode({image.pixels.data() + first, stride, std::clamp(width, 0, image.width - left),
                   std::clamp(height, 0, image.height - top)},
                  colors, {});
}

}  // namespace konbit
