#include "render/label/text_shaper.hpp"

#include <stdlib.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <future>
#include <iostream>
#include <numeric>

#include "mapper/model/error.hpp"
#include "tests/support/test_map.hpp"

namespace konbit {
namespace {

using testing::HasSubstr;

constexpr float kSize_px = 16;

std::shared_ptr<const ShapedText> shaped(TextShaper& shaper, std::string_view text,
                                         double max_width_px = 0, const TextPaint& paint = {}) {
    return shaper.shape(text, paint, kSize_px, max_width_px);
}

std::uint64_t ink(const Mask& mask) {
    return std::accumulate(mask.coverage.begin(), mask.coverage.end(), std::uint64_t{0});
}

// Pieces of ink that do not touch each other, by flooding.
int pieces(Mask mask, int threshold) {
    int count = 0;
    std::vector<int> todo;
    for (int start = 0; start < mask.width * mask.height; ++start) {
        if (mask.coverage[static_cast<std::size_t>(start)] < threshold) continue;
        ++count;
        todo.push_back(start);
        while (!todo.empty()) {
            const int at = todo.back();
            todo.pop_back();
            auto& cover = mask.coverage[static_cast<std::size_t>(at)];
            if (cover < threshold) continue;
            cover = 0;
            const int x = at % mask.width, y = at / mask.width;
            for (int ny = std::max(0, y - 1); ny <= std::min(mask.height - 1, y + 1); ++ny) {
                for (int nx = std::max(0, x - 1); nx <= std::min(mask.width - 1, x + 1); ++nx) {
                    todo.push_back(ny * mask.width + nx);
                }
            }
        }
    }
    return count;
}

TEST(TextShaper, MeasuresAText) {
    TextShaper shaper;
    const auto text = shaped(shaper, "Pétion");
    EXPECT_TRUE(text->complete());
    EXPECT_GT(text->width_px(), 2.5 * kSize_px);
    EXPECT_LT(text->width_px(), 4 * kSize_px);
    const auto& glyphs = text->straight(0).glyphs;
    EXPECT_NEAR(glyphs.left + glyphs.width, text->width_px(), 3);
    EXPECT_LE(-glyphs.top, std::ceil(text->ascent_px()));
    EXPECT_LE(glyphs.top + glyphs.height, std::ceil(text->descent_px()));
}

TEST(TextShaper, SizesAreInProportion) {
    TextShaper shaper;
    const auto small = shaper.shape("Gonaïves", {}, 10);
    const auto large = shaper.shape("Gonaïves", {}, 40);
    EXPECT_NEAR(4 * small->width_px(), large->width_px(), 0.01);
    EXPECT_NEAR(16.0 * static_cast<double>(ink(small->straight(0).glyphs)),
                static_cast<double>(ink(large->straight(0).glyphs)),
                0.03 * static_cast<double>(ink(large->straight(0).glyphs)));
}

TEST(TextShaper, WeightsAndSlantDiffer) {
    TextShaper shaper;
    TextPaint bold, italic;
    bold.weight = 700;
    italic.italic = true;
    const auto plain_ink = ink(shaped(shaper, "Nò")->straight(0).glyphs);
    EXPECT_GT(ink(shaped(shaper, "Nò", 0, bold)->straight(0).glyphs), plain_ink * 5 / 4);
    EXPECT_NE(shaped(shaper, "Nò", 0, italic)->straight(0).glyphs.coverage,
              shaped(shaper, "Nò")->straight(0).glyphs.coverage);
}

TEST(TextShaper, EqualTextsAreTheSameBytesAndKept) {
    TextShaper one, two;
    const auto text = shaped(one, "ملجأ السلام");
    EXPECT_EQ(text, shaped(one, "ملجأ السلام"));
    EXPECT_EQ(text->straight(3).glyphs.coverage,
              shaped(two, "ملجأ السلام")->straight(3).glyphs.coverage);
}

TEST(TextShaper, EachThreadHasItsOwn) {
    const auto masks = [] {
        std::vector<std::vector<std::uint8_t>> all;
        TextShaper shaper;
        for (const auto* text : {"Ri Kapwa", "جامع النور", "भवन", "ရန်ကုန်", "בית"}) {
            all.push_back(shaped(shaper, text)->straight(3).glyphs.coverage);
        }
        return all;
    };
    auto one = std::async(std::launch::async, masks), other = std::async(std::launch::async, masks);
    const auto expected = masks();
    EXPECT_EQ(one.get(), expected);
    EXPECT_EQ(other.get(), expected);
}

TEST(TextShaper, KeepsOnlySoMuch) {
    TextShaper shaper;
    std::weak_ptr<const ShapedText> first = shaped(shaper, "the first of many");
    for (int i = 0; i < 3000 && !first.expired(); ++i) {
        (void)shaped(shaper, "Rue de la République française " + std::to_string(i));
    }
    EXPECT_TRUE(first.expired());
}

TEST(TextShaper, TextsOutliveTheirShaper) {
    std::shared_ptr<const ShapedText> text;
    {
        TextShaper shaper;
        text = shaped(shaper, "Pòtoprens");
    }
    EXPECT_GT(ink(text->straight(3).halo), ink(text->straight(3).glyphs));
}

TEST(TextShaper, ArabicLettersJoinAndBecomeNarrower) {
    TextShaper shaper;
    // Zero width non-joiners keep the same letters apart.
    const auto joined = shaped(shaper, "سسس"), apart = shaped(shaper, "س\u200Cس\u200Cس");
    EXPECT_TRUE(joined->complete());
    EXPECT_LT(joined->width_px(), 0.85 * apart->width_px());
    EXPECT_EQ(pieces(joined->straight(0).glyphs, 60), 1);
    EXPECT_EQ(pieces(apart->straight(0).glyphs, 60), 3);
}

TEST(TextShaper, RightToLeftRunsAreTurnedRound) {
    TextShaper shaper;
    // Latin then Hebrew: the dot stays left of the alef it follows.
    const auto one = shaped(shaper, "א."), other = shaped(shaper, ".א");
    const auto balance = [](const Mask& m) {
        std::uint64_t left = 0, right = 0;
        for (int i = 0; i < m.width * m.height; ++i) {
            (i % m.width < m.width / 2 ? left : right) += m.coverage[static_cast<std::size_t>(i)];
        }
        return static_cast<double>(left) / static_cast<double>(left + right);
    };
    EXPECT_LT(balance(one->straight(0).glyphs), 0.5);
    EXPECT_GT(balance(other->straight(0).glyphs), 0.5);
}

TEST(TextShaper, DevanagariFormsClusters) {
    TextShaper shaper;
    // The short i is written before the consonant it follows; the conjunct is narrower than both.
    const auto conjunct = shaped(shaper, "न्त"), apart = shaped(shaper, "नत");
    EXPECT_TRUE(conjunct->complete());
    EXPECT_LT(conjunct->width_px(), 0.95 * apart->width_px());
    EXPECT_EQ(pieces(shaped(shaper, "भवन")->straight(0).glyphs, 60), 1);  // one line above all
}

TEST(TextShaper, BurmeseStacksBelow) {
    TextShaper shaper;
    const auto stacked = shaped(shaper, "မ္မ"), single = shaped(shaper, "မ");
    EXPECT_TRUE(stacked->complete());
    EXPECT_NEAR(stacked->width_px(), single->width_px(), 1);
    EXPECT_GT(stacked->straight(0).glyphs.height, 1.4 * single->straight(0).glyphs.height);
}

TEST(TextShaper, MissingCharactersAreBoxes) {
    TextShaper shaper;
    const auto text = shaped(shaper, "\xEE\x80\x80");  // U+E000, private
    EXPECT_FALSE(text->complete());
    EXPECT_GT(ink(text->straight(0).glyphs), 1000u);
    EXPECT_NE(text->straight(0).glyphs.coverage,
              shaped(shaper, "\xEE\x80\x81")->straight(0).glyphs.coverage);
}

TEST(TextShaper, NothingIsShapedOfNothing) {
    TextShaper shaper;
    const auto text = shaped(shaper, "\x01\n ");
    EXPECT_EQ(text->width_px(), 0);
    EXPECT_TRUE(text->straight(3).halo.coverage.empty());
    EXPECT_TRUE(text->along(std::vector<PixelPoint>{{0, 0}, {9, 9}}, 3).glyphs.coverage.empty());
}

TEST(TextShaper, CapitalsAndSpacing) {
    TextShaper shaper;
    TextPaint capitals, spaced;
    capitals.capitals = true;
    spaced.letter_spacing_px = 3;
    EXPECT_EQ(shaped(shaper, "lakwa", 0, capitals)->straight(0).glyphs.coverage,
              shaped(shaper, "LAKWA")->straight(0).glyphs.coverage);
    EXPECT_NEAR(shaped(shaper, "LAKWA", 0, spaced)->width_px(),
                shaped(shaper, "LAKWA")->width_px() + 4 * 3, 0.2);
    EXPECT_EQ(shaped(shaper, "السلام", 0, spaced)->width_px(),
              shaped(shaper, "السلام")->width_px());
}

TEST(TextShaper, BreaksIntoCentredLines) {
    TextShaper shaper;
    const auto one = shaped(shaper, "Lycée National Pétion");
    const auto lines = shaped(shaper, "Lycée National Pétion", 130);
    EXPECT_LE(lines->width_px(), 130);
    EXPECT_NEAR(lines->ascent_px(), one->ascent_px(), 0.01);
    EXPECT_GT(lines->descent_px(), one->descent_px() + 0.9F * kSize_px);
    EXPECT_LT(lines->descent_px(), one->descent_px() + 1.5 * kSize_px);
    const auto& glyphs = lines->straight(0).glyphs;
    EXPECT_NEAR(2 * glyphs.left + glyphs.width, lines->width_px(), 3);
}

TEST(TextShaper, AtMostThreeLinesAndLongOnesAreCut) {
    TextShaper shaper;
    std::string text;
    for (int i = 0; i < 100; ++i) text += "long ";
    const auto lines = shaped(shaper, text, 80);
    EXPECT_LE(lines->width_px(), 80);
    EXPECT_LT(lines->descent_px(), 3.2 * kSize_px);
    EXPECT_LE(shaped(shaper, text)->width_px(), 30 * kSize_px + 1);
}

TEST(TextShaper, AlongAStraightLineIsTheSameText) {
    TextShaper shaper;
    const auto text = shaped(shaper, "Ri Kapwa");
    const double width = text->width_px();
    const std::vector<PixelPoint> line{{-20, 50}, {width + 20, 50}};
    const auto along = text->along(line, 4);
    const auto& straight = text->straight(4);
    EXPECT_EQ(along.glyphs.top, straight.glyphs.top + 50);
    EXPECT_EQ(along.glyphs.left, straight.glyphs.left);
    ASSERT_EQ(along.glyphs.coverage.size(), straight.glyphs.coverage.size());
    for (std::size_t i = 0; i < along.glyphs.coverage.size(); ++i) {
        ASSERT_NEAR(along.glyphs.coverage[i], straight.glyphs.coverage[i], 6) << i;
    }
}

TEST(TextShaper, AlongALineTurnsLetters) {
    TextShaper shaper;
    const auto text = shaped(shaper, "Wout Nasyonal");
    const auto up = text->along(std::vector<PixelPoint>{{0, 0}, {0, -200}}, 0).glyphs;
    EXPECT_GT(up.height, 4 * up.width);
    EXPECT_LT(up.left, -8);  // upwards, letters stand to the left of their line
    EXPECT_LE(up.left + up.width, 6);
    EXPECT_NEAR(up.top + up.height / 2.0, -100, 2);
}

TEST(TextShaper, JoinedWordsStayJoinedOnABend) {
    TextShaper shaper;
    const std::vector<PixelPoint> bend{{0, 0}, {40, 0}, {80, 20}};
    const auto text = shaped(shaper, "سسسسس");
    EXPECT_EQ(pieces(text->along(bend, 0).glyphs, 60), 1);
    // Letters that stand apart turn one by one.
    const auto latin = shaped(shaper, "HHHHH");
    EXPECT_EQ(pieces(latin->along(bend, 0).glyphs, 60), 5);
}

TEST(TextShaperDeathTest, WithoutFontsSaysWhatToInstall) {
    testing::GTEST_FLAG(death_test_style) = "threadsafe";
    EXPECT_EXIT(
        {
            const test::TestFolder folder;
            const auto config = folder.path() / "fonts.conf";
            std::ofstream{config} << "<?xml version=\"1.0\"?>\n<fontconfig><cachedir>"
                                  << folder.path().string() << "</cachedir></fontconfig>\n";
            ::setenv("FONTCONFIG_FILE", config.c_str(), 1);
            try {
                TextShaper shaper;
            } catch (const DataError& error) {
                std::cerr << error.what() << '\n';
                std::exit(3);
            }
            std::exit(0);
        },
        testing::ExitedWithCode(3), "no fonts.*fonts-noto-core");
}

}  // namespace
}  // namespace konbit
