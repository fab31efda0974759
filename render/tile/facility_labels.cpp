#include "render/tile/facility_labels.hpp"

#include "mapper/query/questions.hpp"

namespace konbit {

namespace {

constexpr double kPlate_px = 4;
constexpr double kGap_px = 3;

/// A box as an area of the map, for the questions.
Area area_of(const BoundingBox& box) {
    Area area;
    area.box = box;
    area.is_box = true;
    for (const auto& part : split_at_antimeridian(box)) {
        if (part.empty()) continue;
        const auto begin = static_cast<std::uint32_t>(area.geometry.locations.size());
        area.geometry.kind = GeometryKind::area;
        for (const auto& corner : {Location{part.west, part.south}, Location{part.east, part.south},
                                   Location{part.east, part.north}, Location{part.west, part.north},
                                   Location{part.west, part.south}}) {
            area.geometry.locations.push_back(corner);
        }
        area.geometry.rings.push_back({begin, begin + 5, true});
    }
    return area;
}

Symbol symbol_of(const LabelCell& cell, const FacilityPaint& paint) {
    const double ratio = cell.ratio();
    if (!paint.pin) {
        const double half = (static_cast<double>(paint.icon.size_px) + kPlate_px) * ratio / 2;
        return {{-half, -half, half, half}, {}};
    }
    const double half = static_cast<double>(paint.icon.size_px) * ratio / 2 + 2 * ratio;
    return {{-half, -2.4 * half, half, 0}, {}};
}

std::string words_of(const LabelCell& cell, const FoundFacility& found, const TextPaint& paint,
                     Tags& tags) {
    cell.map.base().feature(found.feature).read_tags(tags);
    const auto words = label_words(tags, paint, cell.options.lang);
    return words.empty() ? found.name : std::string{words};
}

void add_facility(LabelCell& cell, const FoundFacility& found, const FacilityPaint& paint,
                  Tags& tags) {
    LabelCandidate candidate;
    candidate.anchor = cell.pixels(found.at);
    if (!cell.holds(candidate.anchor)) return;
    candidate.priority = paint.priority;
    candidate.forced = paint.never_dropped;
    candidate.order = label_order(found.facility.capacity_people ? 128 : 0, found.id);
    candidate.feature = found.feature;
    candidate.icon = &paint.icon;
    if (paint.pin) candidate.pin = &paint;
    if (cell.zoom() >= static_cast<double>(paint.text_from_zoom)) {
        const auto words = words_of(cell, found, paint.text, tags);
        candidate.text = cell.shape(words, paint.text, true);
        candidate.text_paint = &paint.text;
    }
    add_symbol_places(candidate, symbol_of(cell, paint),
                      static_cast<double>(paint.text.halo_px) * cell.ratio(),
                      kGap_px * cell.ratio());
    cell.into.push_back(std::move(candidate));
}

}  // namespace

void add_facilities(LabelCell& cell, std::vector<ObjectId>& drawn) {
    const auto area = area_of(cell.grown_box());
    Tags tags;
    for (std::size_t t = 0; t < kThemeCount; ++t) {
        const auto theme = static_cast<Theme>(t);
        if (cell.is_hidden(theme == Theme::shelter ? "shelters" : "services")) continue;
        for (const auto& found : facilities_in(cell.map, theme, area, true, true)) {
            const auto& facility = found.facility;
            const auto* paint = cell.style.facility(theme, facility.kind, facility.suitability);
            if (paint == nullptr || cell.zoom() < static_cast<double>(paint->from_zoom)) continue;
            if (facility.closed) continue;
            if (std::find(drawn.begin(), drawn.end(), found.id) != drawn.end()) continue;
            drawn.push_back(found.id);
            drawn.insert(drawn.end(), found.same_as.begin(), found.same_as.end());
            add_facility(cell, found, *paint, tags);
        }
    }
    std::sort(drawn.begin(), drawn.end());
}

}  // namespace konbit
