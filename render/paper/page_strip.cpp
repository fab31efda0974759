#include "render/paper/page_strip.hpp"

#include <algorithm>
#include <cmath>

namespace konbit {
namespace {

constexpr double kLeading = 1.4;
constexpr std::size_t kPieceCharacters = 40;  // the shaper cuts what is longer than a name

/// A long line as pieces that are shaped apart, broken between words.
std::vector<std::string_view> pieces_of(std::string_view line) {
    std::vector<std::string_view> pieces;
    std::size_t begin = 0, space = 0, characters = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if ((static_cast<unsigned char>(line[i]) & 0xC0U) != 0x80U) ++characters;
        if (line[i] == ' ') space = i;
        if (characters <= kPieceCharacters || space <= begin) continue;
        pieces.push_back(line.substr(begin, space - begin));
        begin = space + 1;
        characters = 0;
        i = space;
    }
    pieces.push_back(line.substr(begin));
    return pieces;
}

}  // namespace

PageStrip::PageStrip(TextShaper& shaper, int width_px, double unit_px)
    : shaper_{shaper}, width_px_{width_px}, unit_px_{unit_px} {}

std::shared_ptr<const ShapedText> PageStrip::shape(std::string_view text, const PageText& look,
                                                   double most_width) const {
    TextPaint paint;
    paint.weight = look.weight;
    paint.color = look.color;
    paint.halo_px = 0;
    return shaper_.shape(text, paint, look.size_px * unit_px_, most_width * unit_px_);
}

double PageStrip::space_width(const PageText& look) const {
    return (shape("n n", look)->width_px() - shape("nn", look)->width_px()) / unit_px_;
}

double PageStrip::width_of(std::string_view text, const PageText& look) const {
    const auto pieces = pieces_of(text);
    double width = space_width(look) * static_cast<double>(pieces.size() - 1);
    for (const auto piece : pieces) width += shape(piece, look)->width_px() / unit_px_;
    return width;
}

void PageStrip::put_line(std::string_view line, const PageText& look, double x, double baseline) {
    for (const auto piece : pieces_of(line)) {
        const auto shaped = shape(piece, look);
        put(shaped, look.color, x, baseline);
        x += shaped->width_px() / unit_px_ + space_width(look);
    }
}

void PageStrip::put(std::shared_ptr<const ShapedText> text, Color color, double x,
                    double baseline) {
    draw([=, at_x = std::lround(px(x)), at_y = std::lround(px(baseline))](Canvas& canvas) {
        canvas.blend(text->straight(0).glyphs, static_cast<int>(at_x), static_cast<int>(at_y),
                     color);
    });
}

void PageStrip::text(std::string_view words, const PageText& look, double x, double y) {
    // Centred on the height of capitals, whatever the script's own line height is.
    put_line(words, look, x, y + 0.36 * look.size_px);
}

void PageStrip::paragraph(std::string_view words, const PageText& look, double left) {
    const double room = std::max(1.0, width() - left - kMargin);
    std::string line;
    const auto end_line = [&] {
        if (line.empty()) return;
        // A word wider than the page is broken by the shaper.
        const auto shaped = shape(line.substr(0, line.find(' ')), look, room);
        const double ascent = shaped->ascent_px() / unit_px_;
        if (width_of(line, look) > room) {
            put(shaped, look.color, left, y_ + ascent);
        } else {
            put_line(line, look, left, y_ + ascent);
        }
        y_ += std::max(kLeading * look.size_px, ascent + shaped->descent_px() / unit_px_);
        line.clear();
    };
    while (!words.empty()) {
        const auto end = std::min(words.find(' '), words.size());
        auto longer = line.empty() ? std::string{} : line + " ";
        longer += words.substr(0, end);
        words.remove_prefix(std::min(end + 1, words.size()));
        if (!line.empty() && width_of(longer, look) > room) {
            auto next = longer.substr(line.size() + 1);
            end_line();
            line = std::move(next);
        } else {
            line = std::move(longer);
        }
    }
    end_line();
}

void PageStrip::fill(double left, double top, double width, double height, Color color) {
    Path path;
    path.begin_part();
    const double x = std::round(px(left)), y = std::round(px(top));
    const double right = x + std::max(1.0, std::round(px(width)));
    const double bottom = y + std::max(1.0, std::round(px(height)));
    for (const PixelPoint at : {PixelPoint{x, y}, {right, y}, {right, bottom}, {x, bottom}})
        path.add(at);
    path.close_part();
    draw([path, color](Canvas& canvas) { canvas.fill(path, color); });
}

Image PageStrip::image() const {
    Image image{width_px_, std::max(1, static_cast<int>(std::lround(px(y_))))};
    Canvas canvas{image};
    for (const auto& drawing : drawings_) drawing(canvas);
    return image;
}

}  // namespace konbit
