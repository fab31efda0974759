#include "render/style/legend.hpp"

#include <algorithm>
#include <functional>

namespace konbit {
namespace {

template <class Paint>
void add(LegendSection& section, const std::string& words, const Paint* paint) {
    if (words.empty()) return;
    // Some things have a rule for far and one for near.
    const bool there = std::ranges::any_of(
        section.entries, [&](const LegendEntry& entry) { return entry.words == words; });
    if (!there) section.entries.push_back({words, paint});
}

/// Damage of houses: below the zoom of footprints a cell that nobody has looked at is hatched.
bool shown(const Style& style, Grade grade, double zoom) {
    const ConditionPaint& paint = style.grade(grade);
    if (zoom >= paint.footprint_from_zoom || zoom >= paint.mark_from_zoom) return true;
    return grade == Grade::unknown && zoom < style.grade(Grade::destroyed).footprint_from_zoom;
}

LegendSection damage_section(const Style& style, double zoom) {
    LegendSection section{"Damage and closures", {}};
    for (const auto state : {Passability::blocked, Passability::restricted, Passability::unknown}) {
        const ConditionPaint& paint = style.passability(state);
        if (zoom >= paint.mark_from_zoom) add(section, paint.legend, &paint);
    }
    for (const auto grade : {Grade::destroyed, Grade::severe, Grade::moderate, Grade::slight,
                             Grade::none, Grade::unknown}) {
        if (shown(style, grade, zoom)) add(section, style.grade(grade).legend, &style.grade(grade));
    }
    for (const Rule& hazard : style.hazards()) add(section, hazard.legend, &hazard);
    return section;
}

LegendSection places_section(const Style& style, std::string title,
                             std::initializer_list<Theme> themes, double zoom) {
    LegendSection section{std::move(title), {}};
    for (const Theme theme : themes) {
        for (const FacilityPaint* paint : style.facilities(theme)) {
            if (zoom >= paint->from_zoom) add(section, paint->legend, paint);
        }
    }
    return section;
}

bool visible(const Rule& rule, double zoom) {
    if (zoom < rule.from_zoom || zoom >= rule.to_zoom) return false;
    if (rule.icon || rule.text) return true;
    if (rule.line && (rule.line->color.visible() || rule.line->casing.visible())) return true;
    return rule.area && (rule.area->fill.visible() || rule.area->pattern_color.visible() ||
                         rule.area->edge.visible());
}

/// The rules of some layers, what is drawn on top first: main roads before paths.
void add_rules(const Style& style, double zoom, std::initializer_list<std::string_view> layers,
               LegendSection& section) {
    std::vector<const Rule*> rules;
    for (const Rule& rule : style.rules()) {
        if (visible(rule, zoom) && std::ranges::find(layers, rule.layer) != layers.end()) {
            rules.push_back(&rule);
        }
    }
    std::ranges::stable_sort(rules, std::greater{}, &Rule::order);
    for (const Rule* rule : rules) add(section, rule->legend, rule);
}

}  // namespace

std::vector<LegendSection> legend_of(const Style& style, double zoom) {
    std::vector<LegendSection> sections{
        damage_section(style, zoom),
        places_section(style, "Shelters", {Theme::shelter}, zoom),
        places_section(style, "Services", {Theme::care, Theme::water, Theme::supply}, zoom),
        {"Roads", {}},
        {"Land and water", {}},
    };
    add_rules(style, zoom, {"icons"}, sections[2]);
    add_rules(style, zoom, {"roads"}, sections[3]);
    add_rules(style, zoom, {"water", "buildings", "land", "borders"}, sections[4]);
    const Rule& outside = style.outside();
    if (visible(outside, zoom)) add(sections[4], outside.legend, &outside);
    std::erase_if(sections, [](const LegendSection& section) { return section.entries.empty(); });
    return sections;
}

}  // namespace konbit
