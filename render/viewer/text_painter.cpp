#include "render/viewer/text_painter.hpp"

#include <pango/pangocairo.h>

#include <algorithm>

namespace konbit {
namespace {

constexpr const char* kFamilies =
    "Noto Sans,Noto Sans Arabic,Noto Sans Devanagari,Noto Sans Myanmar,DejaVu Sans,sans-serif";
constexpr std::size_t kMostBytes = 2'000;  ///< of one text: nobody reads more on a screen

template <auto Free>
struct FreeWith {
    template <class T>
    void operator()(T* thing) const noexcept {
        Free(thing);
    }
};
template <class T>
using Object = std::unique_ptr<T, FreeWith<g_object_unref>>;

bool is_harmful(gunichar c) noexcept {
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    const bool turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    const bool breaks = c == 0x2028 || c == 0x2029;
    return control || turns || breaks || c == 0xFEFF;
}

}  // namespace

std::string screen_text(std::string_view text) {
    if (text.empty()) return {};  // GLib wants no null pointer
    text = text.substr(0, kMostBytes);
    if (text.empty()) return {};  // GLib wants no null pointer
    const std::unique_ptr<char, FreeWith<g_free>> valid{
        g_utf8_make_valid(text.data(), static_cast<gssize>(text.size()))};
    std::string out;
    for (const char* at = valid.get(); *at != '\0'; at = g_utf8_next_char(at)) {
        const auto c = g_utf8_get_char(at);
        if (c == '\n' || c == '\t') {
            out += ' ';
        } else if (!is_harmful(c)) {
            out.append(at, static_cast<std::size_t>(g_utf8_next_char(at) - at));
        }
    }
    return out;
}

std::string isolated(std::string_view name) {
    return "\u2068" + screen_text(name) + "\u2069";  // first strong isolate … pop
}

struct TextPainter::Impl {
    Object<PangoFontMap> fonts{pango_cairo_font_map_new()};
    Object<PangoContext> context{pango_font_map_create_context(fonts.get())};

    Impl() {
        auto* options = cairo_font_options_create();
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_SLIGHT);
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
        pango_cairo_context_set_font_options(context.get(), options);
        cairo_font_options_destroy(options);
        pango_cairo_context_set_resolution(context.get(), 96);
    }

    [[nodiscard]] Object<PangoLayout> layout(std::string_view text, const TextLook& look,
                                             UiScale scale) const {
        Object<PangoLayout> made{pango_layout_new(context.get())};
        auto* font = pango_font_description_new();
        pango_font_description_set_family(font, kFamilies);
        pango_font_description_set_weight(font, static_cast<PangoWeight>(look.weight));
        pango_font_description_set_absolute_size(font, look.size_px * scale.text * PANGO_SCALE);
        pango_layout_set_font_description(made.get(), font);
        pango_font_description_free(font);
        auto* attributes = pango_attr_list_new();
        pango_attr_list_insert(attributes, pango_attr_font_features_new("tnum=1"));
        pango_layout_set_attributes(made.get(), attributes);
        pango_attr_list_unref(attributes);
        pango_layout_set_text(made.get(), text.data(), static_cast<int>(text.size()));
        return made;
    }
};

namespace {

/// Breaks at words, keeps the line height of the look, and the left edge for every script.
void wrap(PangoLayout* layout, int width) {
    pango_layout_set_width(layout, std::max(1, width) * PANGO_SCALE);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    const bool from_right = pango_layout_get_direction(layout, 0) == PANGO_DIRECTION_RTL;
    pango_layout_set_alignment(layout, from_right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
}

/// A drawing context on an image's pixels.
class OnImage {
public:
    explicit OnImage(Image& to)
        : surface_{cairo_image_surface_create_for_data(
              reinterpret_cast<unsigned char*>(to.pixels.data()), CAIRO_FORMAT_ARGB32, to.width,
              to.height, to.width * 4)},
          cr_{cairo_create(surface_.get())} {}
    [[nodiscard]] cairo_t* get() const noexcept { return cr_.get(); }

private:
    std::unique_ptr<cairo_surface_t, FreeWith<cairo_surface_destroy>> surface_;
    std::unique_ptr<cairo_t, FreeWith<cairo_destroy>> cr_;
};

void use(cairo_t* cr, Color c) {
    cairo_set_source_rgba(cr, c.r / 255.0, c.g / 255.0, c.b / 255.0, c.a / 255.0);
}

}  // namespace

TextPainter::TextPainter() : impl_{std::make_unique<Impl>()} {}
TextPainter::~TextPainter() = default;

int TextPainter::width_of(std::string_view text, const TextLook& look) const {
    int width = 0;
    pango_layout_get_pixel_size(impl_->layout(text, look, scale_).get(), &width, nullptr);
    return width;
}

int TextPainter::height_of(std::string_view text, const TextLook& look, int width) const {
    const auto layout = impl_->layout(text, look, scale_);
    wrap(layout.get(), width);
    return pango_layout_get_line_count(layout.get()) * scale_.px(look.line_px);
}

void TextPainter::line(Image& to, const UiRect& box, std::string_view text, const TextLook& look,
                       Align align) const {
    if (box.width <= 0 || text.empty()) return;
    const auto layout = impl_->layout(text, look, scale_);
    pango_layout_set_single_paragraph_mode(layout.get(), TRUE);
    PangoRectangle size;
    pango_layout_get_pixel_extents(layout.get(), nullptr, &size);
    if (size.width > box.width) {
        pango_layout_set_width(layout.get(), box.width * PANGO_SCALE);
        pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
        size.width = box.width;
    }
    int x = box.x;
    if (align == Align::center) x += (box.width - size.width) / 2;
    if (align == Align::right) x += box.width - size.width;
    // The line of Latin letters decides where the text stands: fallback fonts are taller.
    const int half_x_height = scale_.px(look.size_px * 0.357);
    const int baseline = box.y + box.height / 2 + half_x_height;
    const OnImage draw{to};
    cairo_rectangle(draw.get(), box.x, box.y - scale_.px(2), box.width, box.height + scale_.px(4));
    cairo_clip(draw.get());
    use(draw.get(), look.color);
    cairo_move_to(draw.get(), x, baseline - pango_layout_get_baseline(layout.get()) / PANGO_SCALE);
    pango_cairo_show_layout(draw.get(), layout.get());
}

void TextPainter::paragraph(Image& to, const UiRect& box, std::string_view text,
                            const TextLook& look) const {
    const auto layout = impl_->layout(text, look, scale_);
    wrap(layout.get(), box.width);
    const OnImage draw{to};
    cairo_rectangle(draw.get(), box.x, box.y, box.width, box.height);
    cairo_clip(draw.get());
    use(draw.get(), look.color);
    const int step = scale_.px(look.line_px);
    int baseline = box.y + step / 2 + scale_.px(look.size_px * 0.357);
    auto* lines = pango_layout_get_iter(layout.get());
    do {
        PangoRectangle extents;
        pango_layout_iter_get_line_extents(lines, nullptr, &extents);
        cairo_move_to(draw.get(), box.x + extents.x / PANGO_SCALE, baseline);
        pango_cairo_show_layout_line(draw.get(), pango_layout_iter_get_line_readonly(lines));
        baseline += step;
    } while (pango_layout_iter_next_line(lines));
    pango_layout_iter_free(lines);
}

int TextPainter::cursor_x(std::string_view text, const TextLook& look, std::size_t index) const {
    const auto layout = impl_->layout(text, look, scale_);
    PangoRectangle strong;
    pango_layout_get_cursor_pos(layout.get(), static_cast<int>(std::min(index, text.size())),
                                &strong, nullptr);
    return strong.x / PANGO_SCALE;
}

std::size_t TextPainter::index_at(std::string_view text, const TextLook& look, int x) const {
    const auto layout = impl_->layout(text, look, scale_);
    int index = 0;
    int trailing = 0;
    pango_layout_xy_to_index(layout.get(), x * PANGO_SCALE, 0, &index, &trailing);
    const char* at = text.data() + index;
    while (trailing-- > 0 && at < text.data() + text.size()) at = g_utf8_next_char(at);
    return static_cast<std::size_t>(at - text.data());
}

}  // namespace konbit
