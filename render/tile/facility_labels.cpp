#include "render/tile/facility_labels.hpp"

#include <algorithm>
#include <cmath>

#include "mapper/query/questions.hpp"

namespace konbit {

namespace {

constexpr double kWiderThanIcon_px = 4;
constexpr double kPinEdge_px = 2;
constexpr double kGap_px = 3;

/// A pin stands on its tip (label/draw_pin.cpp).
Symbol symbol_of(const LabelCell& cell, const FacilityPaint& paint) {
    const double half =
        (static_cast<double>(paint.icon.size_px) + kWiderThanIcon_px) * cell.ratio() / 2;
    if (!paint.pin) return {{-half, -half, half, half}, {}};
    constexpr double kHeight = 2.5;  // of a pin, in halves of its width
    const double edge = kPinEdge_px * cell.ratio();
    return {{-half - edge, -kHeight * half - edge, half + edge, edge}, {}};
}

std::string words_of(const LabelCell& cell, const FoundFacility& found, const TextPaint& paint,
                     Tags& tags) {
    std::string words = found.name;
    if (!found.report) {
        cell.map.base().feature(found.feature).read_tags(tags);
        const auto in_language = label_words(tags, paint, cell.options.lang);
        if (!in_language.empty()) words = in_language;
    }
    const bool full = found.condition && found.condition->status == ShelterStatus::full;
    if (full) words += words.empty() ? "full" : " (full)";
    return words;
}

/// Names a report as well as an object.
ObjectId order_of(const FoundFacility& found) {
    if (!found.report) return found.id;
    std::int64_t ref = 0;
    for (std::size_t i = 0; i < 7; ++i) ref = ref << 8 | found.report->bytes[i];
    return {ObjectType::relation, -ref};
}

/// Places that could serve but that nobody has checked are many (every school and hotel): from far
/// away they give way to each other and to the names of towns, and their own names always give way
/// to those of streets.
constexpr double kAllUncheckedFrom_zoom = 16;
constexpr std::int32_t kUncheckedPin = 605, kUncheckedName = 480;

/// Names at the same place, of a school and its hall, stand there once.
constexpr double kSameName_m = 80;

void add_facility(LabelCell& cell, const FoundFacility& found, const FacilityPaint& paint,
                  Tags& tags, std::vector<NamedFacility>& named) {
    LabelCandidate candidate;
    candidate.anchor = cell.pixels(found.at);
    const bool with_words = cell.zoom() >= static_cast<double>(paint.text_from_zoom);
    const auto words = with_words ? words_of(cell, found, paint.text, tags) : std::string{};
    if (!words.empty()) named.push_back({words, found.at, candidate.anchor});
    if (!cell.holds(candidate.anchor)) return;
    const bool unchecked =
        paint.never_dropped && found.facility.suitability == Suitability::unchecked;
    candidate.forced = paint.never_dropped && (!unchecked || cell.zoom() >= kAllUncheckedFrom_zoom);
    candidate.priority = unchecked ? std::min(paint.priority, kUncheckedPin) : paint.priority;
    candidate.order = label_order(found.facility.capacity_people ? 128 : 0, order_of(found));
    candidate.feature = found.feature;
    candidate.icon = &paint.icon;
    if (paint.pin) candidate.pin = &paint;
    if (with_words) {
        candidate.text = cell.shape(words, paint.text, true);
        candidate.text_paint = &paint.text;
    }
    if (candidate.forced && !words.empty()) {
        candidate.repeat_group = repeat_group(words, "facility");
        candidate.repeat_px = static_cast<float>(
            std::min(kSameName_m / cell.scale.metres_per_px(found.at), kRepeatReach_px));
    }
    const auto halo = static_cast<double>(paint.text.halo_px) * cell.ratio();
    add_symbol(cell, std::move(candidate), symbol_of(cell, paint),
               {.halo_px = halo,
                .gap_px = kGap_px * cell.ratio(),
                .side = TextSide::below,
                .most_text_priority = unchecked ? kUncheckedName : INT32_MAX});
}

/// What the style draws of a theme at this zoom, looked up once a kind.
class DrawnKinds {
public:
    DrawnKinds(const LabelCell& cell, Theme theme) : cell_{cell}, theme_{theme} {
        const auto paints = cell.style.facilities(theme);
        any_ = std::any_of(paints.begin(), paints.end(),
                           [&](const FacilityPaint* paint) { return shown(paint); });
    }
    [[nodiscard]] bool any() const noexcept { return any_; }
    [[nodiscard]] const FacilityPaint* paint(std::string_view kind, Suitability suitability) const {
        const auto* found = cell_.style.facility(theme_, kind, suitability);
        return shown(found) ? found : nullptr;
    }

private:
    [[nodiscard]] bool shown(const FacilityPaint* paint) const {
        return paint != nullptr && cell_.zoom() >= static_cast<double>(paint->from_zoom);
    }
    const LabelCell& cell_;
    Theme theme_;
    bool any_ = false;
};

}  // namespace

bool DrawnFacilities::says(std::string_view words, const BoundingBox& box, PixelPoint anchor,
                           double reach_px) const {
    return std::any_of(named.begin(), named.end(), [&](const NamedFacility& facility) {
        return facility.words == words &&
               (box.contains(facility.at) ||
                std::hypot(facility.anchor.x - anchor.x, facility.anchor.y - anchor.y) < reach_px);
    });
}

void add_facilities(LabelCell& cell, DrawnFacilities& into) {
    auto& drawn = into.ids;
    Tags tags;
    for (std::size_t t = 0; t < kThemeCount; ++t) {
        const auto theme = static_cast<Theme>(t);
        if (cell.is_hidden(theme == Theme::shelter ? "shelters" : "services")) continue;
        const DrawnKinds kinds{cell, theme};
        if (!kinds.any()) continue;
        const auto wanted = [&](std::string_view kind, Suitability suitability) {
            return kinds.paint(kind, suitability) != nullptr;
        };
        const auto before = drawn.size();
        const auto audience =
            cell.options.for_team ? Audience::team : Audience::open_to_all;
        for (const auto& found :
             facilities_at(cell.map, theme, cell.grown_box(kLabelReach_px), wanted, audience)) {
            if (found.facility.closed) continue;
            if (found.facility.audience == Audience::team && !cell.options.for_team) continue;
            // A hospital that is a shelter, too, has the shelter's pin.
            if (std::binary_search(drawn.begin(),
                                   drawn.begin() + static_cast<std::ptrdiff_t>(before), found.id)) {
                continue;
            }
            if (!found.report) drawn.push_back(found.id);
            drawn.insert(drawn.end(), found.same_as.begin(), found.same_as.end());
            add_facility(cell, found, *kinds.paint(found.facility.kind, found.facility.suitability),
                         tags, into.named);
        }
        std::sort(drawn.begin(), drawn.end());
    }
}

}  // namespace konbit
