#include <libdeflate.h>

#include <algorithm>
#include <memory>

#include "render/canvas/png.hpp"
#include "render/canvas/png_chunks.hpp"
#include "render/canvas/png_rows.hpp"

namespace konbit {
namespace {

constexpr std::uint32_t kMostSide_px = 1U << 20U;
constexpr std::uint64_t kMostPixels = std::uint64_t{1} << 28U;
constexpr std::uint64_t kMostExpansion = 1100;  ///< deflate cannot do better than 1032

std::uint32_t u32_at(std::span<const std::byte> bytes, std::size_t at) noexcept {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        value = value << 8U | std::to_integer<std::uint32_t>(bytes[at + i]);
    }
    return value;
}

struct Chunk {
    std::string_view name;
    std::span<const std::byte> data;
};

/// The chunk at the beginning, which is taken off; nullopt if it is cut or its sum is wrong.
std::optional<Chunk> take_chunk(std::span<const std::byte>& bytes) {
    if (bytes.size() < kPngChunkFrame) return std::nullopt;
    const std::size_t length = u32_at(bytes, 0);
    if (length > bytes.size() - kPngChunkFrame) return std::nullopt;
    const auto named = bytes.subspan(4, length + 4);
    if (u32_at(bytes, length + 8) != libdeflate_crc32(0, named.data(), named.size())) {
        return std::nullopt;
    }
    bytes = bytes.subspan(length + kPngChunkFrame);
    return Chunk{{reinterpret_cast<const char*>(named.data()), 4}, named.subspan(4)};
}

struct Parsed {
    PngHeader header;
    std::vector<std::uint32_t> palette;
    std::vector<std::byte> deflated;
    [[nodiscard]] bool indexed() const noexcept {
        return header.color_type == PngColorType::palette;
    }
    [[nodiscard]] std::size_t row_bytes() const noexcept {
        const std::size_t bits = static_cast<std::size_t>(header.bit_depth) * (indexed() ? 1 : 3);
        return (static_cast<std::size_t>(header.width) * bits + 7) / 8;
    }
};

bool read_header(std::span<const std::byte> data, PngHeader& header) {
    if (data.size() != 13) return false;
    const std::uint32_t width = u32_at(data, 0), height = u32_at(data, 4);
    if (width == 0 || height == 0 || width > kMostSide_px || height > kMostSide_px ||
        std::uint64_t{width} * height > kMostPixels) {
        return false;
    }
    const auto byte = [&](std::size_t i) { return std::to_integer<int>(data[i]); };
    header = {static_cast<int>(width), static_cast<int>(height), byte(8),
              static_cast<PngColorType>(byte(9))};
    const int bits = header.bit_depth;
    const bool rgb = header.color_type == PngColorType::rgb && bits == 8;
    const bool indexed = header.color_type == PngColorType::palette &&
                         (bits == 1 || bits == 2 || bits == 4 || bits == 8);
    return (rgb || indexed) && byte(10) == 0 && byte(11) == 0 && byte(12) == 0;
}

bool read_palette(std::span<const std::byte> data, std::vector<std::uint32_t>& palette) {
    if (data.empty() || data.size() % 3 != 0 || data.size() > std::size_t{3} * 256) return false;
    for (std::size_t i = 0; i < data.size(); i += 3) {
        const auto channel = [&](std::size_t k) {
            return std::to_integer<std::uint32_t>(data[i + k]);
        };
        palette.push_back(0xFF00'0000U | channel(0) << 16U | channel(1) << 8U | channel(2));
    }
    return true;
}

std::optional<Parsed> parse(std::span<const std::byte> bytes) {
    if (bytes.size() < kPngSignature.size() ||
        !std::equal(kPngSignature.begin(), kPngSignature.end(), bytes.begin(),
                    [](unsigned char a, std::byte b) { return std::byte{a} == b; })) {
        return std::nullopt;
    }
    bytes = bytes.subspan(kPngSignature.size());
    Parsed parsed;
    auto chunk = take_chunk(bytes);
    if (!chunk || chunk->name != "IHDR" || !read_header(chunk->data, parsed.header)) {
        return std::nullopt;
    }
    while ((chunk = take_chunk(bytes))) {
        if (chunk->name == "IEND") return parsed;
        if (chunk->name == "PLTE") {
            if (!parsed.palette.empty() || !read_palette(chunk->data, parsed.palette)) break;
        } else if (chunk->name == "IDAT") {
            parsed.deflated.insert(parsed.deflated.end(), chunk->data.begin(), chunk->data.end());
        } else if (chunk->name != "iTXt") {
            break;
        }
    }
    return std::nullopt;
}

std::optional<std::vector<std::uint8_t>> inflate_rows(const Parsed& parsed) {
    const std::uint64_t size =
        std::uint64_t{parsed.row_bytes() + 1} * static_cast<std::uint64_t>(parsed.header.height);
    if (size > parsed.deflated.size() * kMostExpansion) return std::nullopt;
    std::vector<std::uint8_t> rows(size);
    const std::unique_ptr<libdeflate_decompressor, void (*)(libdeflate_decompressor*)> with{
        libdeflate_alloc_decompressor(), libdeflate_free_decompressor};
    if (!with) throw std::bad_alloc{};
    const auto result =
        libdeflate_zlib_decompress(with.get(), parsed.deflated.data(), parsed.deflated.size(),
                                   rows.data(), rows.size(), nullptr);
    if (result != LIBDEFLATE_SUCCESS) return std::nullopt;
    return rows;
}

/// False if an index has no colour.
bool unpack(std::span<const std::uint8_t> row, const Parsed& parsed, std::uint32_t* to) {
    const auto bits = static_cast<unsigned>(parsed.header.bit_depth);
    for (unsigned x = 0; x < static_cast<unsigned>(parsed.header.width); ++x) {
        if (!parsed.indexed()) {
            to[x] = 0xFF00'0000U | std::uint32_t{row[3 * x]} << 16U |
                    std::uint32_t{row[3 * x + 1]} << 8U | row[3 * x + 2];
            continue;
        }
        const unsigned shift = 8 - bits - x * bits % 8;
        const unsigned index = row[std::size_t{x} * bits / 8] >> shift & ((1U << bits) - 1);
        if (index >= parsed.palette.size()) return false;
        to[x] = parsed.palette[index];
    }
    return true;
}

}  // namespace

std::optional<Image> decode_png(std::span<const std::byte> bytes) {
    const auto parsed = parse(bytes);
    if (!parsed) return std::nullopt;
    const auto rows = inflate_rows(*parsed);
    if (!rows) return std::nullopt;
    const std::size_t length = parsed->row_bytes();
    Image image{parsed->header.width, parsed->header.height};
    for (int y = 0; y < image.height; ++y) {
        const std::size_t begin = static_cast<std::size_t>(y) * (length + 1);
        const auto row = std::span{*rows}.subspan(begin + 1, length);
        if ((*rows)[begin] != kNotFiltered || !unpack(row, *parsed, image.row(y))) {
            return std::nullopt;
        }
    }
    return image;
}

}  // namespace konbit
