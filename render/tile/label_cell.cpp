#include "render/tile/label_cell.hpp"

#include <fmt/format.h>

#include "mapper/store/map_writer.hpp"

namespace konbit {

namespace {

/// The finaliser of splitmix64.
std::uint64_t mixed(std::uint64_t x) noexcept {
    x += 0x9E37'79B9'7F4A'7C15U;
    x = (x ^ (x >> 30U)) * 0xBF58'476D'1CE4'E5B9U;
    x = (x ^ (x >> 27U)) * 0x94D0'49BB'1331'11EBU;
    return x ^ (x >> 31U);
}

/// FNV-1a: the same on every machine, unlike std::hash.
std::uint64_t hash_of(std::string_view text, std::uint64_t seed) noexcept {
    std::uint64_t hash = 0xCBF2'9CE4'8422'2325U ^ seed;
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x0000'0100'0000'01B3U;
    }
    return hash;
}

std::string_view first_of_list(std::string_view text) noexcept {
    return text.substr(0, text.find(';'));
}

std::optional<std::size_t> overview_for(double zoom) noexcept {
    for (std::size_t overview = 0; overview < kOverviewMaxZoom.size(); ++overview) {
        if (std::floor(zoom) <= static_cast<double>(kOverviewMaxZoom[overview])) return overview;
    }
    return std::nullopt;
}

LabelBox moved(const LabelBox& box, PixelPoint by) noexcept {
    return {box.left + by.x, box.top + by.y, box.right + by.x, box.bottom + by.y};
}

/// The places of a text around a symbol.
class SymbolPlaces {
public:
    SymbolPlaces(LabelCandidate& to, const Symbol& symbol, const Beside& beside)
        : to_{to},
          box_{moved(symbol.box, to.anchor)},
          icon_at_{to.anchor.x + symbol.at.x, to.anchor.y + symbol.at.y},
          half_halo_{beside.halo_px / 2},
          gap_{beside.gap_px} {
        if (!to.text) return;
        width_ = static_cast<double>(to.text->width_px());
        ascent_ = static_cast<double>(to.text->ascent_px());
        descent_ = static_cast<double>(to.text->descent_px());
    }
    void add_texts(TextSide side, bool with_symbol) const {
        const PixelPoint below{centred_x(), box_.bottom + gap_ / 2 + ascent_};
        const PixelPoint above{centred_x(), box_.top - gap_ / 2 - descent_};
        const PixelPoint right{box_.right + gap_, centred_y()};
        const PixelPoint left{box_.left - gap_ - width_, centred_y()};
        if (side == TextSide::below) add(below, with_symbol);
        add(right, with_symbol);
        if (side == TextSide::below) add(above, with_symbol);
        add(left, with_symbol);
    }
    void add_alone() const {
        LabelPlace place;
        place.with_icon = true;
        place.icon_at = icon_at_;
        place.boxes = {box_};
        to_.places.push_back(std::move(place));
    }

private:
    void add(PixelPoint text_at, bool with_symbol) const {
        LabelPlace place;
        place.with_icon = with_symbol;
        place.with_text = true;
        place.icon_at = icon_at_;
        place.text_at = text_at;
        if (with_symbol) place.boxes.push_back(box_);
        place.boxes.push_back({text_at.x - half_halo_, text_at.y - ascent_,
                               text_at.x + width_ + half_halo_, text_at.y + descent_});
        to_.places.push_back(std::move(place));
    }
    [[nodiscard]] double centred_x() const { return (box_.left + box_.right - width_) / 2; }
    [[nodiscard]] double centred_y() const {
        return (box_.top + box_.bottom) / 2 + (ascent_ - descent_) / 2;
    }

    LabelCandidate& to_;
    LabelBox box_;
    PixelPoint icon_at_;
    double half_halo_, gap_;
    double width_ = 0, ascent_ = 0, descent_ = 0;
};

}  // namespace

LabelCell::LabelCell(const Map& map_, const Style& style_, const PaintOptions& options_,
                     TextShaper& shaper, const WebMercator& scale_, const PixelRect& rect_,
                     std::vector<LabelCandidate>& into_)
    : map{map_},
      style{style_},
      options{options_},
      scale{scale_},
      rect{rect_},
      into{into_},
      shaper_{shaper},
      boxes_{split_at_antimeridian(scale_.box_of(rect_, 1))},
      overview_{overview_for(scale_.zoom())} {}

PixelPoint LabelCell::pixels(Location at) const noexcept {
    auto point = scale.to_pixels(at);
    const double middle = static_cast<double>(rect.x) + rect.width / 2.0;
    point.x += std::round((middle - point.x) / scale.world_px()) * scale.world_px();
    return point;
}

bool LabelCell::holds(PixelPoint at) const noexcept {
    const auto left = static_cast<double>(rect.x);
    const auto top = static_cast<double>(rect.y);
    return at.x >= left && at.x < left + rect.width && at.y >= top && at.y < top + rect.height;
}

bool LabelCell::may_hold(const BoundingBox& box) const noexcept {
    return boxes_[0].intersects(box) || (!boxes_[1].empty() && boxes_[1].intersects(box));
}

BoundingBox LabelCell::grown_box(double margin_px) const noexcept {
    return scale.box_of(rect, margin_px * ratio());
}

FeatureIndex LabelCell::in_full_map(ObjectId id, FeatureIndex in_copy) const {
    if (!overview_) return in_copy;
    const auto full = map.base().find_feature(id);
    return full ? full->index() : FeatureIndex{};
}

bool LabelCell::is_hidden(std::string_view layer) const noexcept {
    return std::find(options.hidden_layers.begin(), options.hidden_layers.end(), layer) !=
           options.hidden_layers.end();
}

std::shared_ptr<const ShapedText> LabelCell::shape(std::string_view text, const TextPaint& paint,
                                                   bool wrap) const {
    const double size = text_size(paint);
    if (text.empty() || size <= 0) return nullptr;
    constexpr double kLine_em = 9;
    auto shaped = shaper_.shape(text, paint, size, wrap ? kLine_em * size : 0);
    if (!shaped || shaped->width_px() <= 0 || shaped->width_px() > 2 * reach()) return nullptr;
    return shaped;
}

std::string_view label_words(const Tags& tags, const TextPaint& paint, std::string_view lang) {
    for (const auto& key : paint.keys) {
        if (key == "name" && !lang.empty()) {
            const auto wanted = tags.value(fmt::format("name:{}", lang));
            if (!wanted.empty()) return wanted;
        }
        const auto words = tags.value(key);
        if (!words.empty()) return key == "name" ? words : first_of_list(words);
    }
    return {};
}

std::uint64_t label_order(double importance, ObjectId id, std::uint64_t nth) {
    const auto rank = static_cast<std::uint64_t>(std::clamp(importance, 0.0, 255.0));
    const auto ref = static_cast<std::uint64_t>(id.ref) * 4 + static_cast<std::uint64_t>(id.type);
    return (rank << 56U) | (mixed(ref ^ mixed(nth)) >> 8U);
}

std::uint64_t repeat_group(std::string_view words, std::string_view rule) {
    return mixed(hash_of(words, hash_of(rule, 0))) | 1U;
}

void add_places(LabelCandidate& to, const Symbol& symbol, const Beside& beside) {
    const SymbolPlaces places{to, symbol, beside};
    if (to.text) places.add_texts(beside.side, true);
    places.add_alone();
}

void add_symbol(LabelCell& cell, LabelCandidate candidate, const Symbol& symbol,
                const Beside& beside) {
    if (candidate.forced && candidate.text) {
        LabelCandidate words;
        words.priority = std::min(candidate.priority, beside.most_text_priority);
        words.order = candidate.order;
        words.anchor = candidate.anchor;
        words.text = std::exchange(candidate.text, nullptr);
        words.text_paint = std::exchange(candidate.text_paint, nullptr);
        words.feature = candidate.feature;
        words.repeat_group = candidate.repeat_group;
        words.repeat_px = candidate.repeat_px;
        SymbolPlaces{words, symbol, beside}.add_texts(beside.side, false);
        cell.into.push_back(std::move(words));
    }
    if (candidate.forced) candidate.repeat_group = 0;  // the symbol stays
    add_places(candidate, symbol, beside);
    cell.into.push_back(std::move(candidate));
}

void add_centred_places(LabelCandidate& to, double halo_px, Roaming roaming) {
    const double width = static_cast<double>(to.text->width_px());
    const double ascent = static_cast<double>(to.text->ascent_px());
    const double descent = static_cast<double>(to.text->descent_px());
    const double half = halo_px / 2;
    struct Shift {
        double widths, heights;
    };
    constexpr Shift kShifts[] = {
        {0, 0},      {0, -.6},    {0, .6},    {0, -1.2},  {0, 1.2},  {.5, 0},  {-.5, 0},
        {.5, -.8},   {-.5, -.8},  {.5, .8},   {-.5, .8},  {0, -1.8}, {0, 1.8}, {.5, -1.6},
        {-.5, -1.6}, {.5, 1.6},   {-.5, 1.6}, {0, -2.6},  {0, 2.6},  {.8, 0},  {-.8, 0},
        {.8, -1.6},  {-.8, -1.6}, {.8, 1.6},  {-.8, 1.6}, {0, -3.4}, {0, 3.4}};
    constexpr std::size_t kNear = 7;
    const std::size_t most = roaming == Roaming::none   ? 1
                             : roaming == Roaming::near ? kNear
                                                        : std::size(kShifts);
    for (const auto& shift : std::span{kShifts}.first(most)) {
        LabelPlace place;
        place.with_text = true;
        place.text_at = {to.anchor.x + (shift.widths - 0.5) * width,
                         to.anchor.y + (ascent - descent) / 2 + shift.heights * (ascent + descent)};
        const auto& at = place.text_at;
        place.boxes = {{at.x - half, at.y - ascent, at.x + width + half, at.y + descent}};
        to.places.push_back(std::move(place));
    }
}

}  // namespace konbit
