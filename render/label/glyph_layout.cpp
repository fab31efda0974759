#include "render/label/glyph_layout.hpp"

#include <hb.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "mapper/model/error.hpp"
#include "render/label/clean_text.hpp"
#include "render/label/missing_glyph.hpp"
#include "render/label/shaped_text_impl.hpp"

namespace konbit {
namespace {

constexpr double kNominal_px = 64;
constexpr double kWidest_em = 30;  // of a line; a longer one is cut
constexpr int kMostLines = 3;
constexpr float kLineSpacing = 0.9F;

// In this order, so that scripts look alike whatever else a machine has.
constexpr const char* kFamilies =
    "Noto Sans,Noto Sans Arabic,Noto Sans Hebrew,Noto Sans Devanagari,Noto Sans Bengali,"
    "Noto Sans Myanmar,Noto Sans Khmer,Noto Sans Thai,Noto Sans Lao,Noto Sans Tamil,"
    "Noto Sans Telugu,Noto Sans Sinhala,Noto Sans Gujarati,Noto Sans Gurmukhi,Noto Sans Kannada,"
    "Noto Sans Malayalam,Noto Sans Oriya,Noto Sans Ethiopic,Noto Sans Georgian,Noto Sans Armenian,"
    "Noto Sans Thaana,Noto Sans Tifinagh,Noto Sans NKo,Noto Sans CJK SC,DejaVu Sans,sans-serif";

struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
    void operator()(PangoFontDescription* d) const { pango_font_description_free(d); }
    void operator()(PangoLayoutIter* iter) const { pango_layout_iter_free(iter); }
    void operator()(PangoAttrList* list) const { pango_attr_list_unref(list); }
    void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

double px(int pango_units) {
    return static_cast<double>(pango_units) / PANGO_SCALE;
}
int pango_units(double nominal_px) {
    return static_cast<int>(std::clamp(nominal_px, -1e5, 1e5) * PANGO_SCALE);
}

// Pango itself names four families that stand for others, whether there are any or not.
bool has_font(PangoFontMap* map) {
    PangoFontFamily** families = nullptr;
    int count = 0;
    pango_font_map_list_families(map, &families, &count);
    const bool found = std::any_of(families, families + count, [](PangoFontFamily* family) {
        const std::string_view name = pango_font_family_get_name(family);
        return name != "Sans" && name != "Serif" && name != "Monospace" && name != "System-ui";
    });
    g_free(families);
    return found;
}

Owned<PangoContext> context_of(PangoFontMap* map) {
    Owned<PangoContext> context{pango_font_map_create_context(map)};
    const Owned<cairo_font_options_t> options{cairo_font_options_create()};
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context.get(), options.get());
    pango_context_set_round_glyph_positions(context.get(), FALSE);
    // Else the language of whoever looks would choose among fonts.
    pango_context_set_language(context.get(), pango_language_from_string("en"));
    return context;
}

Owned<PangoFontDescription> description_of(int weight, bool italic) {
    Owned<PangoFontDescription> description{pango_font_description_new()};
    pango_font_description_set_family_static(description.get(), kFamilies);
    pango_font_description_set_weight(description.get(), static_cast<PangoWeight>(weight));
    pango_font_description_set_style(description.get(),
                                     italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_font_description_set_absolute_size(description.get(), kNominal_px * PANGO_SCALE);
    return description;
}

// The clusters of a text become units; a word of a joined script becomes one.
class Units {
public:
    Units(const char* text, std::vector<TextUnit>& units) : text_{text}, units_{units} {}
    void begin_run(const PangoItem& item) {
        item_ = &item;
        joins_ = script_joins(item.analysis.script);
        cluster_ = -1;
        in_word_ = false;
    }
    // The number of the unit that a glyph of this cluster belongs to.
    std::uint32_t of(int cluster, float left, float right) {
        if (cluster != cluster_) {
            cluster_ = cluster;
            const bool space =
                g_unichar_isspace(g_utf8_get_char(text_ + item_->offset + cluster)) != 0;
            if (!(joins_ && in_word_ && !space)) units_.push_back({left, right});
            in_word_ = !space;
        }
        units_.back().right = std::max(units_.back().right, right);
        return static_cast<std::uint32_t>(units_.size() - 1);
    }

private:
    const char* text_;
    std::vector<TextUnit>& units_;
    const PangoItem* item_ = nullptr;
    int cluster_ = -1;
    bool joins_ = false, in_word_ = false;
};

}  // namespace

struct GlyphLayout::Impl {
    Owned<PangoFontMap> map{pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT)};
    Owned<PangoContext> context;
    Owned<PangoLayout> layout;
    std::map<std::pair<int, bool>, Owned<PangoFontDescription>> descriptions;
    std::map<PangoFont*, std::uint32_t> font_numbers;
    std::vector<Owned<PangoFont>> fonts;  // held, so that no other takes its address
    GlyphOutlines outlines;

    void prepare(const std::string& text, const TextPaint& paint, double scale);
    void break_lines(double max_width_nominal_px);
    void set_width(double nominal_px, int height);
    void collect(ShapedText::Impl& into);
    void add_run(const PangoGlyphItem& run, double x_px, double y_px, Units& units,
                 ShapedText::Impl& into);
    std::uint32_t number_of(PangoFont* font);
    std::shared_ptr<const GlyphOutline> outline_of(PangoFont* font, const PangoGlyphInfo& glyph);
};

std::uint32_t GlyphLayout::Impl::number_of(PangoFont* font) {
    const auto [at, added] =
        font_numbers.try_emplace(font, static_cast<std::uint32_t>(fonts.size()));
    if (added) fonts.emplace_back(static_cast<PangoFont*>(g_object_ref(font)));
    return at->second;
}

std::shared_ptr<const GlyphOutline> GlyphLayout::Impl::outline_of(PangoFont* font,
                                                                  const PangoGlyphInfo& glyph) {
    if (glyph.glyph == PANGO_GLYPH_EMPTY) return nullptr;
    if ((glyph.glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0) {
        return std::make_shared<const GlyphOutline>(missing_glyph(
            glyph.glyph & ~PANGO_GLYPH_UNKNOWN_FLAG, px(glyph.geometry.width), kNominal_px));
    }
    hb_font_t* const hb = pango_font_get_hb_font(font);
    int x_scale = 0, y_scale = 0;
    hb_font_get_scale(hb, &x_scale, &y_scale);
    return outlines.of(hb, number_of(font), glyph.glyph, x_scale / kNominal_px);
}

void GlyphLayout::Impl::prepare(const std::string& text, const TextPaint& paint, double scale) {
    auto& description = descriptions[{paint.weight, paint.italic}];
    if (!description) description = description_of(paint.weight, paint.italic);
    pango_layout_set_font_description(layout.get(), description.get());
    if (paint.letter_spacing_px != 0 && !joins_letters(text)) {
        const Owned<PangoAttrList> list{pango_attr_list_new()};
        pango_attr_list_insert(list.get(), pango_attr_letter_spacing_new(
                                               pango_units(paint.letter_spacing_px / scale)));
        pango_layout_set_attributes(layout.get(), list.get());
    } else {
        pango_layout_set_attributes(layout.get(), nullptr);
    }
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
}

void GlyphLayout::Impl::set_width(double nominal_px, int height) {
    pango_layout_set_width(layout.get(), pango_units(nominal_px));
    pango_layout_set_height(layout.get(), height);
}

void GlyphLayout::Impl::break_lines(double max_width_nominal_px) {
    const double widest = kWidest_em * kNominal_px;
    set_width(widest, -1);
    if (!(max_width_nominal_px > 0)) return;
    PangoRectangle whole{};
    pango_layout_get_extents(layout.get(), nullptr, &whole);
    const bool cut = pango_layout_is_ellipsized(layout.get()) != 0;
    if (!cut && px(whole.width) <= max_width_nominal_px) return;
    const double width = std::min(max_width_nominal_px, widest);
    set_width(width, -kMostLines);
    const int lines = pango_layout_get_line_count(layout.get());
    if (cut || lines < 2) return;
    // Lines of like length look better than full ones with a short rest.
    set_width(std::min(width, px(whole.width) / lines * 1.15), -kMostLines);
    if (pango_layout_get_line_count(layout.get()) != lines ||
        pango_layout_is_ellipsized(layout.get()) != 0) {
        set_width(width, -kMostLines);
    }
}

void GlyphLayout::Impl::add_run(const PangoGlyphItem& run, double x_px, double y_px, Units& units,
                                ShapedText::Impl& into) {
    units.begin_run(*run.item);
    for (int i = 0; i < run.glyphs->num_glyphs; ++i) {
        const auto& glyph = run.glyphs->glyphs[i];
        const double right_px = x_px + px(glyph.geometry.width);
        const auto unit =
            units.of(run.glyphs->log_clusters[i], static_cast<float>(x_px * into.scale),
                     static_cast<float>(right_px * into.scale));
        auto outline = outline_of(run.item->analysis.font, glyph);
        if (outline && !outline->empty()) {
            const double x = x_px + px(glyph.geometry.x_offset);
            const double y = y_px + px(glyph.geometry.y_offset);
            into.glyphs.push_back({std::move(outline), static_cast<float>(x * into.scale),
                                   static_cast<float>(y * into.scale), unit});
        }
        x_px = right_px;
    }
}

void GlyphLayout::Impl::collect(ShapedText::Impl& into) {
    // Of the layout's copy: an ellipsis is not in the caller's text.
    Units units{pango_layout_get_text(layout.get()), into.units};
    PangoRectangle whole{};
    pango_layout_get_extents(layout.get(), nullptr, &whole);
    const Owned<PangoLayoutIter> iter{pango_layout_get_iter(layout.get())};
    const int first_baseline = pango_layout_iter_get_baseline(iter.get());
    do {
        const auto* const run = pango_layout_iter_get_run_readonly(iter.get());
        if (run == nullptr) continue;
        PangoRectangle extents{};
        pango_layout_iter_get_run_extents(iter.get(), nullptr, &extents);
        add_run(*run, px(extents.x - whole.x),
                px(pango_layout_iter_get_baseline(iter.get()) - first_baseline), units, into);
    } while (pango_layout_iter_next_run(iter.get()) != 0);
    into.width_px = static_cast<float>(px(whole.width) * into.scale);
    into.complete = pango_layout_get_unknown_glyphs_count(layout.get()) == 0;
}

GlyphLayout::GlyphLayout() : impl_{std::make_unique<Impl>()} {
    if (!impl_->map || !has_font(impl_->map.get())) {
        throw DataError{"no fonts", "this machine", "names cannot be drawn",
                        "Install the package fonts-noto-core"};
    }
    impl_->context = context_of(impl_->map.get());
    impl_->layout.reset(pango_layout_new(impl_->context.get()));
    pango_layout_set_single_paragraph_mode(impl_->layout.get(), TRUE);
    pango_layout_set_alignment(impl_->layout.get(), PANGO_ALIGN_CENTER);
    pango_layout_set_wrap(impl_->layout.get(), PANGO_WRAP_WORD);
    pango_layout_set_ellipsize(impl_->layout.get(), PANGO_ELLIPSIZE_END);
    pango_layout_set_line_spacing(impl_->layout.get(), kLineSpacing);
}
GlyphLayout::~GlyphLayout() = default;

void GlyphLayout::lay_out(const std::string& text, const TextPaint& paint, double size_px,
                          double max_width_px, ShapedText::Impl& into) {
    into.scale = static_cast<float>(size_px / kNominal_px);
    impl_->prepare(text, paint, into.scale);
    impl_->break_lines(max_width_px / into.scale);
    impl_->collect(into);
}

}  // namespace konbit
