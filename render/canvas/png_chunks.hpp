#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "render/canvas/png.hpp"

namespace konbit {

/// The frame of a PNG file: signature, chunks with their sums.
inline constexpr std::array<unsigned char, 8> kPngSignature{0x89, 'P',  'N',  'G',
                                                            '\r', '\n', 0x1A, '\n'};
inline constexpr std::size_t kPngChunkFrame = 12;  ///< length, name and sum

enum class PngColorType : std::uint8_t { rgb = 2, palette = 3 };
struct PngHeader {
    int width = 0, height = 0;
    int bit_depth = 8;
    PngColorType color_type = PngColorType::rgb;
};

void append_signature(std::vector<std::byte>& to);
void append_header(const PngHeader& header, std::vector<std::byte>& to);
void append_palette(std::span<const std::uint32_t> colors, std::vector<std::byte>& to);
/// Texts whose key a PNG cannot hold are left out.
void append_texts(std::span<const PngText> texts, std::vector<std::byte>& to);
void append_chunk(std::string_view name, std::span<const std::byte> data,
                  std::vector<std::byte>& to);
/// For data that is written in place: first room for it, then what is around it.
[[nodiscard]] std::size_t begin_chunk(std::string_view name, std::vector<std::byte>& to);
void end_chunk(std::size_t begin, std::vector<std::byte>& to);

}  // namespace konbit
