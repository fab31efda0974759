#include "render/canvas/png.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <random>
#include <set>

#include "render/canvas/canvas.hpp"

namespace konbit {
namespace {

using Bytes = std::vector<std::byte>;

Image with_colors(int width, int height, std::uint32_t colors, unsigned seed = 1) {
    std::mt19937 random{seed};
    Image image{width, height};
    for (auto& pixel : image.pixels)
        pixel = 0xFF00'0000U | (random() % colors) * 0x01'3579U % 0x100'0000U;
    return image;
}

/// Something like a map: plain areas, antialiased lines of several colours.
Image maplike(int side) {
    Image image{side, side, 0xFFF1'F0ECU};
    Canvas canvas{image};
    std::mt19937 random{2};
    std::uniform_real_distribution<double> anywhere{0, static_cast<double>(side)};
    for (int i = 0; i < 120; ++i) {
        Path path;
        path.begin_part();
        for (int k = 0; k < 5; ++k) path.add({anywhere(random), anywhere(random)});
        const auto shade = [&] { return static_cast<std::uint8_t>(random() % 256); };
        const Color color{shade(), shade(), shade()};
        canvas.stroke(path, color, {.width_px = 1.0 + i % 7});
    }
    return image;
}

void expect_near(const Image& a, const Image& b, double most_mean, int most) {
    ASSERT_EQ(a.width, b.width);
    ASSERT_EQ(a.height, b.height);
    double sum = 0;
    int farthest = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i) {
        for (unsigned shift : {0U, 8U, 16U}) {
            const int difference = std::abs(static_cast<int>(a.pixels[i] >> shift & 255U) -
                                            static_cast<int>(b.pixels[i] >> shift & 255U));
            sum += difference;
            farthest = std::max(farthest, difference);
        }
    }
    EXPECT_LE(sum / (3.0 * static_cast<double>(a.pixels.size())), most_mean);
    EXPECT_LE(farthest, most);
}

TEST(Png, ExactPicturesComeBackAsTheyWere) {
    for (const std::uint32_t colors : {1U, 2U, 3U, 4U, 5U, 16U, 17U, 256U, 257U, 5000U}) {
        for (const int width : {1, 7, 64, 129}) {
            const Image image = with_colors(width, 33, colors);
            const auto back = decode_png(encode_png(image, PngColors::exact));
            ASSERT_TRUE(back) << colors << " colours, width " << width;
            EXPECT_EQ(*back, image) << colors << " colours, width " << width;
        }
    }
}

TEST(Png, APaletteKeepsUpTo256ColoursExactly) {
    for (const std::uint32_t colors : {1U, 16U, 200U, 256U}) {
        const Image image = with_colors(100, 100, colors);
        const auto back = decode_png(encode_png(image, PngColors::palette));
        ASSERT_TRUE(back);
        EXPECT_EQ(*back, image);
    }
}

TEST(Png, APaletteOfMoreColoursIsNear) {
    const Image image = maplike(256);
    EXPECT_GT(std::set<std::uint32_t>(image.pixels.begin(), image.pixels.end()).size(), 3000u);
    const Bytes png = encode_png(image, PngColors::palette);
    const auto back = decode_png(png);
    ASSERT_TRUE(back);
    expect_near(image, *back, 5, 90);
    EXPECT_LE(std::set<std::uint32_t>(back->pixels.begin(), back->pixels.end()).size(), 256u);
    EXPECT_EQ(back->row(0)[0] == image.row(0)[0], true) << "what is frequent stays as it is";
    EXPECT_EQ(png, encode_png(image, PngColors::palette)) << "equal bytes";
}

TEST(Png, APartIsThatPart) {
    const Image image = with_colors(64, 64, 200);
    Image part{20, 30};
    copy_pixels(image, 13, 17, 20, 30, part, 0, 0);
    const auto back = decode_png(encode_png_part(image, 13, 17, 20, 30, PngColors::palette));
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, part);
    const auto cut = decode_png(encode_png_part(image, 60, 60, 20, 30, PngColors::exact));
    ASSERT_TRUE(cut);
    EXPECT_EQ(cut->width, 4);
}

TEST(Png, BandsMakeOnePicture) {
    const Image image = maplike(300);
    Bytes png;
    const PngText texts[] = {{"Copyright", "© OpenStreetMap contributors"}};
    PngWriter writer{300, 300, texts, [&](std::span<const std::byte> bytes) {
                         png.insert(png.end(), bytes.begin(), bytes.end());
                     }};
    for (int y = 0; y < 300; y += 70) {
        Image band{300, std::min(70, 300 - y)};
        copy_pixels(image, 0, y, 300, band.height, band, 0, 0);
        writer.rows(band);
    }
    writer.finish();
    writer.finish();
    const auto back = decode_png(png);
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, image);
}

/// Reads a PNG by the letter of its specification, with zlib and nothing of ours.
struct PlainChunk {
    std::string name, data;
};
std::vector<PlainChunk> chunks_of(const Bytes& png) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(png.data());
    EXPECT_EQ(std::memcmp(bytes, "\x89PNG\r\n\x1a\n", 8), 0);
    std::vector<PlainChunk> chunks;
    const auto number = [&](std::size_t at) {
        return std::uint32_t{bytes[at]} << 24U | std::uint32_t{bytes[at + 1]} << 16U |
               std::uint32_t{bytes[at + 2]} << 8U | bytes[at + 3];
    };
    for (std::size_t at = 8; at + 12 <= png.size();) {
        const std::size_t length = number(at);
        if (at + 12 + length > png.size()) break;
        EXPECT_EQ(number(at + 8 + length), crc32(0, bytes + at + 4, static_cast<uInt>(length + 4)));
        const auto* text = reinterpret_cast<const char*>(bytes + at + 4);
        chunks.push_back({{text, 4}, {text + 4, length}});
        at += 12 + length;
    }
    return chunks;
}

TEST(Png, OtherReadersUnderstandIt) {
    const Image image = with_colors(50, 20, 100);
    const PngText texts[] = {{"Title", "Pòtoprens"}, {"", "no key"}, {"a\nb", "bad key"}};
    const auto chunks = chunks_of(encode_png(image, PngColors::exact, texts));
    ASSERT_EQ(chunks.size(), 5u);
    EXPECT_EQ(chunks[0].name, "IHDR");
    EXPECT_EQ(chunks[0].data, std::string("\0\0\0\x32\0\0\0\x14\x08\x03\0\0\0", 13));
    EXPECT_EQ(chunks[1].name, "iTXt");
    EXPECT_EQ(chunks[1].data, std::string("Title\0\0\0\0\0Pòtoprens", 20));
    EXPECT_EQ(chunks[2].name, "PLTE");
    EXPECT_EQ(chunks[3].name, "IDAT");
    EXPECT_EQ(chunks[4].name, "IEND");
    std::string rows(51 * 20, '\0');
    uLongf size = rows.size();
    ASSERT_EQ(
        uncompress(reinterpret_cast<Bytef*>(rows.data()), &size,
                   reinterpret_cast<const Bytef*>(chunks[3].data.data()), chunks[3].data.size()),
        Z_OK);
    ASSERT_EQ(size, rows.size());
    for (int y = 0; y < 20; ++y) {
        ASSERT_EQ(rows[static_cast<std::size_t>(y) * 51], '\0') << "not filtered";
        for (int x = 0; x < 50; ++x) {
            const auto index =
                static_cast<unsigned char>(rows[static_cast<std::size_t>(y * 51 + 1 + x)]);
            const std::string color = chunks[2].data.substr(std::size_t{index} * 3, 3);
            const std::uint32_t pixel = image.row(y)[x];
            EXPECT_EQ(static_cast<unsigned char>(color[0]), pixel >> 16U & 255U);
            EXPECT_EQ(static_cast<unsigned char>(color[2]), pixel & 255U);
        }
    }
}

void set_u32(Bytes& bytes, std::size_t at, std::uint32_t value) {
    for (unsigned i = 0; i < 4; ++i) bytes[at + i] = static_cast<std::byte>(value >> (24 - 8 * i));
}
/// Corrects the sum of the header after it was changed.
void sign_header(Bytes& png) {
    set_u32(
        png, 29,
        static_cast<std::uint32_t>(crc32(0, reinterpret_cast<const Bytef*>(png.data()) + 12, 17)));
}

TEST(Png, RefusesWhatIsNoPngOfOurs) {
    EXPECT_FALSE(decode_png({}));
    const Bytes good = encode_png(with_colors(40, 40, 30), PngColors::exact);
    for (std::size_t length = 0; length < good.size(); ++length) {
        EXPECT_FALSE(decode_png(std::span{good}.first(length))) << length;
    }
    for (std::size_t i = 0; i < good.size(); ++i) {
        Bytes bad = good;
        bad[i] ^= std::byte{0x10};
        EXPECT_FALSE(decode_png(bad)) << "byte " << i;
    }
}

TEST(Png, RefusesSizesBeforeItAllocates) {
    Bytes png = encode_png(with_colors(40, 40, 30), PngColors::exact);
    for (const auto& [width, height] :
         std::vector<std::pair<std::uint32_t, std::uint32_t>>{{0, 40},
                                                              {40, 0},
                                                              {0xFFFF'FFFFU, 0xFFFF'FFFFU},
                                                              {1U << 20U, 1U << 20U},
                                                              {16000, 16000},
                                                              {40, 41},
                                                              {39, 40}}) {
        set_u32(png, 16, width);
        set_u32(png, 20, height);
        sign_header(png);
        EXPECT_FALSE(decode_png(png)) << width << " × " << height;
    }
}

TEST(Png, RefusesIndicesWithoutAColour) {
    Bytes png = encode_png(with_colors(40, 40, 30), PngColors::exact);
    const std::size_t palette = 33;  // after signature and header
    ASSERT_EQ(std::memcmp(png.data() + palette + 4, "PLTE", 4), 0);
    Bytes shorter(png.begin(), png.begin() + palette);
    shorter.insert(shorter.end(), png.begin() + palette, png.begin() + palette + 8 + 3);
    set_u32(shorter, palette, 3);
    shorter.resize(shorter.size() + 4);
    set_u32(shorter, palette + 11,
            static_cast<std::uint32_t>(
                crc32(0, reinterpret_cast<const Bytef*>(shorter.data()) + palette + 4, 7)));
    shorter.insert(shorter.end(), png.begin() + palette + 12 + 90, png.end());
    EXPECT_FALSE(decode_png(shorter));
}

}  // namespace
}  // namespace konbit
