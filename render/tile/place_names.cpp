#include "render/tile/place_names.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace konbit {

namespace {

constexpr double kPlate_px = 4;  ///< how much wider a plate is than its icon
constexpr double kGap_px = 3;

double population_of(const Tags& tags) {
    const auto text = tags.value("population");
    double people = 0;
    std::from_chars(text.data(), text.data() + text.size(), people);
    return people;
}

/// Bigger towns first: 0 … 255.
double importance_of(const Tags& tags) {
    const double people = population_of(tags);
    return people > 1 ? 25 * std::log10(people) : 0;
}

/// A place is drawn as a point and as an area, by one rule or by two: it has one name.
bool is_settlement(const Tags& tags) {
    return tags.has("place") || tags.is("boundary", "administrative");
}

Roaming roaming_of(const Tags& tags) {
    const auto place = tags.value("place");
    if (place == "city" || place == "town") return Roaming::far;
    return is_settlement(tags) ? Roaming::near : Roaming::none;
}

/// "Pic Alt 2,942 m": where the text is broken, the number stands below.
std::string with_second_line(std::string_view words, const Tags& tags, const TextPaint& paint) {
    std::string text{words};
    if (paint.second_key.empty()) return text;
    const auto second = tags.value(paint.second_key);
    if (second.empty()) return text;
    const bool metres = second.find_first_not_of("0123456789.-") == std::string_view::npos;
    constexpr std::string_view kSpaceThatHolds = "\xC2\xA0";
    text += fmt::format(" {}{}", second, metres ? fmt::format("{}m", kSpaceThatHolds) : "");
    return text;
}

LabelCandidate candidate_of(const LabelCell& cell, const Named& named) {
    LabelCandidate candidate;
    candidate.priority = named.rule.priority;
    candidate.anchor = named.at;
    candidate.feature = named.feature;
    if (named.rule.icon) candidate.icon = &*named.rule.icon;
    if (!named.rule.text) return candidate;
    const auto& paint = *named.rule.text;
    const auto words = label_words(named.tags, paint, cell.options.lang);
    if (words.empty()) return candidate;
    candidate.text = cell.shape(with_second_line(words, named.tags, paint), paint, true);
    candidate.text_paint = &paint;
    candidate.repeat_group = repeat_group(
        words, is_settlement(named.tags) ? std::string_view{"place"} : named.rule.name);
    candidate.repeat_px = static_cast<float>(paint.repeat_px * cell.ratio());
    return candidate;
}

void add_around(const LabelCell& cell, LabelCandidate& candidate, Roaming roaming) {
    const double halo = candidate.text_paint == nullptr
                            ? 0
                            : static_cast<double>(candidate.text_paint->halo_px) * cell.ratio();
    if (candidate.icon == nullptr) return add_centred_places(candidate, halo, roaming);
    const auto& icon = *candidate.icon;
    const double half =
        (static_cast<double>(icon.size_px) + (icon.plate.visible() ? kPlate_px : 0)) *
        cell.ratio() / 2;
    add_places(candidate, {{-half, -half, half, half}, {}},
               {.halo_px = halo, .gap_px = kGap_px * cell.ratio()});
}

}  // namespace

void add_place_name(LabelCell& cell, const Named& named) {
    auto candidate = candidate_of(cell, named);
    if (!candidate.text && candidate.icon == nullptr) return;
    candidate.order = label_order(importance_of(named.tags), named.id);
    add_around(cell, candidate, roaming_of(named.tags));
    cell.into.push_back(std::move(candidate));
}

void add_area_name(LabelCell& cell, const Named& named, const BoundingBox& box) {
    auto candidate = candidate_of(cell, named);
    if (!candidate.text && candidate.icon == nullptr) return;
    const auto north_west = cell.pixels({box.west, box.north});
    const auto south_east = cell.pixels({box.east, box.south});
    const double width = std::abs(south_east.x - north_west.x);
    const double height = std::abs(south_east.y - north_west.y);
    constexpr double kFits = 0.8;  // a name may stick out a little
    if (candidate.icon == nullptr && !is_settlement(named.tags)) {
        const auto& text = *candidate.text;
        if (width < kFits * static_cast<double>(text.width_px())) return;
        if (height < kFits * static_cast<double>(text.ascent_px() + text.descent_px())) return;
    }
    const double by_size = 6 * std::log2(width * height + 1);
    candidate.order = label_order(std::max(by_size, importance_of(named.tags)), named.id);
    add_around(cell, candidate, roaming_of(named.tags));
    cell.into.push_back(std::move(candidate));
}

}  // namespace konbit
