#include <cmath>
#include <vector>

#include "render/label/label_placer.hpp"
#include "render/label/mark_shapes.hpp"

namespace konbit {
namespace {

constexpr Color kInk{0, 0, 0};
constexpr double kPlateWider_px = 4, kPlateEdge_px = 1.3, kPlateCorner_px = 3;
// Of a pin: its icon's size and height, in parts of the pin's width.
constexpr double kPinIcon = 0.62, kPinIconHeight = 0.56, kPinWiderThanIcon_px = 4;

// A text as masks at a pixel of the image.
struct Inked {
    const ShapedText::Masks* masks = nullptr;
    ShapedText::Masks along;  // where they are not the text's own
    int x = 0, y = 0;
    const TextPaint* paint = nullptr;
};

class LabelDrawer {
public:
    LabelDrawer(Canvas& canvas, PixelPoint origin, double ratio)
        : canvas_{canvas},
          left_{std::llround(origin.x)},
          top_{std::llround(origin.y)},
          ratio_{ratio} {}

    void draw(std::span<const PlacedLabel> labels);

private:
    // Rounded in the world, not in the picture, so that all pictures of a place agree.
    [[nodiscard]] int image_x(double x) const { return static_cast<int>(std::llround(x) - left_); }
    [[nodiscard]] int image_y(double y) const { return static_cast<int>(std::llround(y) - top_); }
    [[nodiscard]] PixelPoint image_point(PixelPoint at) const {
        return {static_cast<double>(image_x(at.x)), static_cast<double>(image_y(at.y))};
    }
    void ink(const LabelCandidate& label, const LabelPlace& place);
    void draw_icon(const LabelCandidate& label, PixelPoint at);
    void draw_on_top(const LabelCandidate& label, PixelPoint at);

    Canvas& canvas_;
    std::int64_t left_, top_;
    double ratio_;
    std::vector<Inked> texts_;
};

const LabelPlace* place_of(const PlacedLabel& placed) {
    const auto& places = placed.label->places;
    return placed.place < places.size() ? &places[placed.place] : nullptr;
}

void LabelDrawer::ink(const LabelCandidate& label, const LabelPlace& place) {
    const auto* paint = label.text_paint;
    const float halo_px = paint == nullptr || !paint->halo.visible()
                              ? 0
                              : paint->halo_px * static_cast<float>(ratio_);
    auto& text = texts_.emplace_back();
    text.paint = paint;
    if (place.baseline.empty()) {
        text.x = image_x(place.text_at.x);
        text.y = image_y(place.text_at.y);
        text.masks = &label.text->straight(halo_px);
        return;
    }
    // From a whole pixel of the world, so that every picture has the same masks.
    const PixelPoint base{std::floor(place.baseline.front().x),
                          std::floor(place.baseline.front().y)};
    std::vector<PixelPoint> line;
    line.reserve(place.baseline.size());
    for (const auto& point : place.baseline) line.push_back({point.x - base.x, point.y - base.y});
    text.x = image_x(base.x);
    text.y = image_y(base.y);
    text.along = label.text->along(line, halo_px);
}

void LabelDrawer::draw(std::span<const PlacedLabel> labels) {
    texts_.reserve(labels.size());
    for (const auto& placed : labels) {
        const auto* place = place_of(placed);
        if (place != nullptr && place->with_text && placed.label->text) ink(*placed.label, *place);
    }
    const auto masks_of = [](const Inked& text) -> const ShapedText::Masks& {
        return text.masks != nullptr ? *text.masks : text.along;
    };
    for (const auto& text : texts_) {
        if (text.paint != nullptr) {
            canvas_.blend(masks_of(text).halo, text.x, text.y, text.paint->halo);
        }
    }
    for (const auto& text : texts_) {
        canvas_.blend(masks_of(text).glyphs, text.x, text.y,
                      text.paint == nullptr ? kInk : text.paint->color);
    }
    const auto symbols = [&](auto&& act) {
        for (const auto& placed : labels) {
            const auto* place = place_of(placed);
            if (place != nullptr && place->with_icon) {
                act(*placed.label, image_point(place->icon_at));
            }
        }
    };
    symbols([&](const LabelCandidate& label, PixelPoint at) { draw_icon(label, at); });
    symbols([&](const LabelCandidate& label, PixelPoint at) { draw_on_top(label, at); });
}

void LabelDrawer::draw_icon(const LabelCandidate& label, PixelPoint at) {
    if (label.icon == nullptr || label.pin != nullptr || label.mark != nullptr) return;
    const auto& paint = *label.icon;
    const auto size = static_cast<double>(paint.size_px);
    if (paint.plate.visible()) {
        Path plate;
        add_rounded_square(plate, at, (size + kPlateWider_px) / 2 * ratio_,
                           kPlateCorner_px * ratio_);
        canvas_.fill(plate, paint.plate);
        canvas_.stroke(plate, paint.plate_edge, {.width_px = kPlateEdge_px * ratio_});
    }
    if (const auto* icon = find_icon(paint.icon)) {
        canvas_.icon(*icon, at, size * ratio_, paint.ink, paint.plate);
    }
}

void LabelDrawer::draw_on_top(const LabelCandidate& label, PixelPoint at) {
    if (label.mark != nullptr) {
        draw_mark(canvas_, *label.mark, at, ratio_, static_cast<double>(label.mark_px));
    } else if (label.pin != nullptr) {
        draw_pin(canvas_, *label.pin, at, ratio_);
        const auto* icon = find_icon(label.pin->icon.icon);
        if (icon == nullptr) return;
        const double width =
            (static_cast<double>(label.pin->icon.size_px) + kPinWiderThanIcon_px) * ratio_;
        canvas_.icon(*icon, {at.x, at.y - kPinIconHeight * width - 0.5 * ratio_}, kPinIcon * width,
                     label.pin->icon.ink, label.pin->pin_fill);
    }
}

}  // namespace

void draw_labels(Canvas& canvas, std::span<const PlacedLabel> labels, PixelPoint origin,
                 double ratio) {
    LabelDrawer{canvas, origin, ratio}.draw(labels);
}

}  // namespace konbit
