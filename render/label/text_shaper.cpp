#include "render/label/text_shaper.hpp"

#include <list>
#include <string>
#include <unordered_map>

#include "render/label/clean_text.hpp"
#include "render/label/glyph_layout.hpp"
#include "render/label/shaped_text_impl.hpp"

namespace konbit {
namespace {

constexpr std::size_t kMostCharacters = 120;
constexpr std::size_t kMostBytes = 8U << 20U;
constexpr double kSmallest_px = 1, kLargest_px = 512;
// Room of a line of Latin text: capitals with accents, and descenders. Half of the difference is
// how far below a line's middle the baseline belongs.
constexpr float kAscent_em = 0.93F, kDescent_em = 0.24F;

std::string key_of(std::string_view text, const TextPaint& paint, double size_px,
                   double max_width_px) {
    const struct {
        double size_px, max_width_px;
        float letter_spacing_px;
        std::int32_t weight, italic, capitals;
    } numbers{size_px,      max_width_px, paint.letter_spacing_px,
              paint.weight, paint.italic, paint.capitals};
    static_assert(sizeof numbers == 32, "no padding, whose bytes would be anything");
    std::string key{reinterpret_cast<const char*>(&numbers), sizeof numbers};
    return key.append(text);
}

// What a text keeps in memory once its masks are made.
std::size_t bytes_of(const ShapedText::Impl& text, std::size_t key_bytes) {
    const double masks = 2.0 * (text.width_px + 8) * (text.ascent_px + text.descent_px + 8);
    return 2 * key_bytes + sizeof text + 300 + text.glyphs.size() * sizeof(PlacedGlyph) +
           text.units.size() * sizeof(TextUnit) + static_cast<std::size_t>(masks);
}

void measure(ShapedText::Impl& text) {
    text.ascent_px = kAscent_em * text.size_px;
    text.descent_px = kDescent_em * text.size_px;
    for (const auto& glyph : text.glyphs) {
        text.ascent_px = std::max(text.ascent_px, -(glyph.y + glyph.outline->top * text.scale));
        text.descent_px = std::max(text.descent_px, glyph.y + glyph.outline->bottom * text.scale);
    }
}

}  // namespace

struct TextShaper::Impl {
    struct Kept {
        std::string key;
        std::shared_ptr<const ShapedText> text;
        std::size_t bytes = 0;
    };
    GlyphLayout layout;
    std::shared_ptr<GlyphRasteriser> rasteriser = std::make_shared<GlyphRasteriser>();
    std::list<Kept> kept;  // the last used first
    std::unordered_map<std::string_view, std::list<Kept>::iterator> by_key;
    std::size_t bytes = 0;

    void keep(std::string key, std::shared_ptr<const ShapedText> text, std::size_t text_bytes) {
        kept.push_front({std::move(key), std::move(text), text_bytes});
        by_key.emplace(kept.front().key, kept.begin());
        bytes += text_bytes;
        while (bytes > kMostBytes && kept.size() > 1) {
            bytes -= kept.back().bytes;
            by_key.erase(kept.back().key);
            kept.pop_back();
        }
    }
};

TextShaper::TextShaper() : impl_{std::make_unique<Impl>()} {}
TextShaper::~TextShaper() = default;

std::shared_ptr<const ShapedText> TextShaper::shape(std::string_view text, const TextPaint& paint,
                                                    double size_px, double max_width_px) {
    size_px = std::clamp(size_px, kSmallest_px, kLargest_px);
    auto key = key_of(text.substr(0, 4 * (kMostCharacters + 1) + 1), paint, size_px, max_width_px);
    if (const auto at = impl_->by_key.find(key); at != impl_->by_key.end()) {
        impl_->kept.splice(impl_->kept.begin(), impl_->kept, at->second);
        return at->second->text;
    }
    const auto clean = clean_text(text, paint.capitals, kMostCharacters);
    auto impl = std::make_unique<ShapedText::Impl>();
    impl->rasteriser = impl_->rasteriser;
    impl->size_px = static_cast<float>(size_px);
    impl_->layout.lay_out(clean, paint, size_px, max_width_px, *impl);
    measure(*impl);
    const auto bytes = bytes_of(*impl, key.size());
    auto shaped = std::make_shared<const ShapedText>(std::move(impl));
    impl_->keep(std::move(key), shaped, bytes);
    return shaped;
}

}  // namespace konbit
