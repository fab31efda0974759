#include "render/canvas/png_chunks.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <cstring>

namespace konbit {
namespace {

void append_u32(std::uint32_t value, std::vector<std::byte>& to) {
    for (int shift = 24; shift >= 0; shift -= 8) {
        to.push_back(static_cast<std::byte>(value >> static_cast<unsigned>(shift)));
    }
}

void append_text(std::string_view text, std::vector<std::byte>& to) {
    const auto bytes = std::as_bytes(std::span{text});
    to.insert(to.end(), bytes.begin(), bytes.end());
}

bool good_key(std::string_view key) noexcept {
    return !key.empty() && key.size() <= 79 && key.front() != ' ' && key.back() != ' ' &&
           std::all_of(key.begin(), key.end(), [](char c) { return c >= 32 && c < 127; });
}

}  // namespace

void append_signature(std::vector<std::byte>& to) {
    for (const unsigned char c : kPngSignature) to.push_back(std::byte{c});
}

std::size_t begin_chunk(std::string_view name, std::vector<std::byte>& to) {
    const std::size_t begin = to.size();
    append_u32(0, to);
    append_text(name, to);
    return begin;
}

void end_chunk(std::size_t begin, std::vector<std::byte>& to) {
    const std::size_t named = to.size() - begin - 4;
    const auto length = static_cast<std::uint32_t>(named - 4);
    for (unsigned i = 0; i < 4; ++i) {
        to[begin + i] = static_cast<std::byte>(length >> (24 - 8 * i));
    }
    append_u32(libdeflate_crc32(0, to.data() + begin + 4, named), to);
}

void append_chunk(std::string_view name, std::span<const std::byte> data,
                  std::vector<std::byte>& to) {
    const std::size_t begin = begin_chunk(name, to);
    to.insert(to.end(), data.begin(), data.end());
    end_chunk(begin, to);
}

void append_header(const PngHeader& header, std::vector<std::byte>& to) {
    const std::size_t begin = begin_chunk("IHDR", to);
    append_u32(static_cast<std::uint32_t>(header.width), to);
    append_u32(static_cast<std::uint32_t>(header.height), to);
    to.push_back(static_cast<std::byte>(header.bit_depth));
    to.push_back(static_cast<std::byte>(header.color_type));
    to.insert(to.end(), 3, std::byte{0});  // deflate, the five filters, not interlaced
    end_chunk(begin, to);
}

void append_palette(std::span<const std::uint32_t> colors, std::vector<std::byte>& to) {
    const std::size_t begin = begin_chunk("PLTE", to);
    for (const std::uint32_t color : colors) {
        for (unsigned shift : {16U, 8U, 0U}) to.push_back(static_cast<std::byte>(color >> shift));
    }
    end_chunk(begin, to);
}

void append_texts(std::span<const PngText> texts, std::vector<std::byte>& to) {
    for (const PngText& text : texts) {
        if (!good_key(text.key)) continue;
        const std::size_t begin = begin_chunk("iTXt", to);
        append_text(text.key, to);
        to.insert(to.end(), 5, std::byte{0});  // end, not compressed, no language, no second key
        append_text(text.value, to);
        end_chunk(begin, to);
    }
}

}  // namespace konbit
