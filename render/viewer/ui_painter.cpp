#include "render/viewer/ui_painter.hpp"

#include <cairo.h>

#include <algorithm>
#include <array>
#include <numbers>

#include "render/label/label_placer.hpp"
#include "render/paper/legend_swatch.hpp"

namespace konbit {
namespace {

constexpr double kSwatchZoom = 17;  ///< where all of a style is large enough to be told apart

void use(cairo_t* cr, Color c) {
    cairo_set_source_rgba(cr, c.r / 255.0, c.g / 255.0, c.b / 255.0, c.a / 255.0);
}

void round_box(cairo_t* cr, double x, double y, double width, double height, double radius) {
    constexpr double kQuarter = std::numbers::pi / 2;
    cairo_new_sub_path(cr);
    cairo_arc(cr, x + width - radius, y + radius, radius, -kQuarter, 0);
    cairo_arc(cr, x + width - radius, y + height - radius, radius, 0, kQuarter);
    cairo_arc(cr, x + radius, y + height - radius, radius, kQuarter, 2 * kQuarter);
    cairo_arc(cr, x + radius, y + radius, radius, 2 * kQuarter, 3 * kQuarter);
    cairo_close_path(cr);
}

void trace(cairo_t* cr, const Icon::Part& part) {
    std::size_t next = 0;
    for (const auto verb : part.verbs) {
        const auto need = verb == Icon::Verb::cubic ? 3U : verb == Icon::Verb::close ? 0U : 1U;
        if (next + need > part.points.size()) return;
        const auto* p = part.points.data() + next;
        next += need;
        switch (verb) {
            case Icon::Verb::move:
                cairo_move_to(cr, p[0].x, p[0].y);
                break;
            case Icon::Verb::line:
                cairo_line_to(cr, p[0].x, p[0].y);
                break;
            case Icon::Verb::cubic:
                cairo_curve_to(cr, p[0].x, p[0].y, p[1].x, p[1].y, p[2].x, p[2].y);
                break;
            case Icon::Verb::close:
                cairo_close_path(cr);
                break;
        }
    }
}

}  // namespace

struct UiPainter::Impl {
    cairo_surface_t* surface;
    cairo_t* cr;
    std::unique_ptr<TextShaper> shaper{};  ///< for swatches alone

    explicit Impl(Image& to)
        : surface{cairo_image_surface_create_for_data(
              reinterpret_cast<unsigned char*>(to.pixels.data()), CAIRO_FORMAT_ARGB32, to.width,
              to.height, to.width * 4)},
          cr{cairo_create(surface)} {}
    ~Impl() {
        cairo_destroy(cr);
        cairo_surface_destroy(surface);
    }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;
};

UiPainter::UiPainter(Image& to, const TextPainter& texts)
    : to_{to}, texts_{texts}, impl_{std::make_unique<Impl>(to)} {}
UiPainter::~UiPainter() = default;

void UiPainter::fill(const UiRect& box, Color color) {
    use(impl_->cr, color);
    cairo_rectangle(impl_->cr, box.x, box.y, box.width, box.height);
    cairo_fill(impl_->cr);
}

void UiPainter::frame(const UiRect& box, Color fill_color, Color edge, double edge_px,
                      double radius_px) {
    auto* cr = impl_->cr;
    const double half = edge_px / 2;
    round_box(cr, box.x + half, box.y + half, box.width - edge_px, box.height - edge_px,
              std::max(0.5, radius_px - half));
    use(cr, fill_color);
    cairo_fill_preserve(cr);
    use(cr, edge);
    cairo_set_line_width(cr, edge_px);
    cairo_stroke(cr);
}

void UiPainter::focus_ring(const UiRect& box) {
    auto* cr = impl_->cr;
    cairo_set_line_width(cr, 4);
    round_box(cr, box.x + 2, box.y + 2, box.width - 4, box.height - 4, 4);
    use(cr, kActionBlue);
    cairo_stroke(cr);
    // The gap keeps the ring apart from a control of any colour.
    cairo_set_line_width(cr, 2);
    round_box(cr, box.x + 5, box.y + 5, box.width - 10, box.height - 10, 3);
    use(cr, kPaper);
    cairo_stroke(cr);
}

void UiPainter::dashed_frame(const UiRect& box) {
    auto* cr = impl_->cr;
    constexpr std::array<double, 2> kDash{4, 3};
    cairo_save(cr);
    cairo_set_dash(cr, kDash.data(), 2, 0);
    cairo_set_line_width(cr, 1.5);
    round_box(cr, box.x + 0.75, box.y + 0.75, box.width - 1.5, box.height - 1.5, 3);
    use(cr, kInk);
    cairo_stroke(cr);
    cairo_restore(cr);
}

void UiPainter::badge(std::string_view name, PixelPoint middle, double size_px) {
    auto* cr = impl_->cr;
    cairo_new_path(cr);
    cairo_arc(cr, middle.x, middle.y, size_px / 2, 0, 2 * std::numbers::pi);
    use(cr, kPaper);
    cairo_fill_preserve(cr);
    use(cr, kInk);
    cairo_set_line_width(cr, 1.5);
    cairo_stroke(cr);
    icon(name, middle, size_px * 0.72, kInk, kPaper);
}

void UiPainter::icon(std::string_view name, PixelPoint middle, double size_px, Color ink,
                     Color paper) {
    const auto* icon = find_icon(name);
    if (icon == nullptr) return;
    auto* cr = impl_->cr;
    cairo_save(cr);
    cairo_translate(cr, middle.x - size_px / 2, middle.y - size_px / 2);
    cairo_scale(cr, size_px / 24, size_px / 24);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_fill_rule(cr, CAIRO_FILL_RULE_EVEN_ODD);
    for (const auto& part : icon->parts) {
        trace(cr, part);
        use(cr, part.paper ? paper : ink);
        if (part.filled) cairo_fill_preserve(cr);
        constexpr std::array<double, 2> kDash{2.8, 2.85};
        cairo_set_dash(cr, kDash.data(), part.dashed ? 2 : 0, 0);
        cairo_set_line_width(cr, part.width);
        if (part.stroked) cairo_stroke_preserve(cr);
        cairo_new_path(cr);
    }
    cairo_restore(cr);
}

void UiPainter::mark(const ConditionPaint& paint, PixelPoint middle, double size_px) {
    cairo_surface_flush(impl_->surface);
    auto in_list = paint;
    in_list.mark_px = static_cast<float>(size_px);
    Canvas canvas{to_};
    draw_mark(canvas, in_list, middle, scale().text);
    cairo_surface_mark_dirty(impl_->surface);
}

void UiPainter::answer_line(AnswerLook look, const UiRect& box) {
    cairo_surface_flush(impl_->surface);
    Canvas canvas{to_};
    const double y = box.y + box.height / 2.0;
    draw_answer_sample(look, {static_cast<double>(box.x), y}, {static_cast<double>(box.right()), y},
                       scale().text, canvas);
    cairo_surface_mark_dirty(impl_->surface);
}

void UiPainter::swatch(const LegendEntry& entry, const UiRect& box) {
    if (!impl_->shaper) impl_->shaper = std::make_unique<TextShaper>();
    cairo_surface_flush(impl_->surface);
    Canvas canvas{to_};
    draw_swatch(canvas, *impl_->shaper, entry, kSwatchZoom, 1,
                {.middle = {box.x + box.width / 2.0, box.y + box.height / 2.0},
                 .width_px = static_cast<double>(box.width),
                 .height_px = static_cast<double>(box.height)});
    cairo_surface_mark_dirty(impl_->surface);
}

void UiPainter::line(const UiRect& box, std::string_view text, const TextLook& look,
                     TextPainter::Align align) {
    cairo_surface_flush(impl_->surface);
    texts_.line(to_, box, text, look, align);
    cairo_surface_mark_dirty(impl_->surface);
}

void UiPainter::paragraph(const UiRect& box, std::string_view text, const TextLook& look) {
    cairo_surface_flush(impl_->surface);
    texts_.paragraph(to_, box, text, look);
    cairo_surface_mark_dirty(impl_->surface);
}

}  // namespace konbit
