#include "render/paper/shown_key.hpp"

#include <algorithm>
#include <set>

#include "mapper/query/questions.hpp"
#include "render/tile/outside.hpp"

namespace konbit {
namespace {

constexpr std::size_t kMostFeatures = 300'000;

using Words = std::set<std::string, std::less<>>;

bool add_rules(const Map& map, const Style& style, double zoom, const BoundingBox& ground,
               Words& words) {
    std::vector<FeatureIndex> found;
    for (const auto& part : split_at_antimeridian(ground)) {
        if (!part.empty()) map.base().query(part, found);
    }
    if (found.size() > kMostFeatures) return false;
    std::vector<bool> used(style.rules().size());
    std::vector<RuleIndex> matches;
    Tags tags;
    for (const auto index : found) {
        const auto feature = map.base().feature(index);
        feature.read_tags(tags);
        matches.clear();
        style.match(tags, feature.kind(), zoom, matches);
        for (const auto rule : matches) used[rule] = true;
    }
    for (std::size_t i = 0; i < used.size(); ++i) {
        if (used[i]) words.insert(style.rules()[i].legend);
    }
    return true;
}

void add_places(const Map& map, const Style& style, double zoom, const BoundingBox& ground,
                bool for_team, Words& words) {
    for (const auto theme : {Theme::shelter, Theme::care, Theme::water, Theme::supply}) {
        for (const auto& place : facilities_in(map, theme, std::nullopt, true, for_team,
                                               for_team ? Audience::team : Audience::open_to_all)) {
            const auto parts = split_at_antimeridian(ground);
            if (!parts[0].contains(place.at) && !parts[1].contains(place.at)) continue;
            const auto* paint =
                style.facility(theme, place.facility.kind, place.facility.suitability);
            if (paint != nullptr && zoom >= paint->from_zoom) words.insert(paint->legend);
        }
    }
}

/// Before a disaster nobody had to look: the map does not hatch then.
void leave_out_unseen(const Style& style, std::vector<LegendSection>& sections) {
    const auto* unseen = &style.grade(Grade::unknown);
    for (auto& section : sections) {
        std::erase_if(section.entries, [&](const LegendEntry& entry) {
            const auto* sample = std::get_if<const ConditionPaint*>(&entry.sample);
            return sample != nullptr && *sample == unseen;
        });
    }
}

bool of_damage(const LegendSection& section) {
    return std::ranges::any_of(section.entries, [](const LegendEntry& entry) {
        return std::holds_alternative<const ConditionPaint*>(entry.sample);
    });
}

bool is_pin(const LegendEntry& entry) {
    const auto* place = std::get_if<const FacilityPaint*>(&entry.sample);
    return place != nullptr && (*place)->pin;
}

}  // namespace

std::vector<LegendSection> key_of_ground(const Map& map, const Style& style, double zoom,
                                         const BoundingBox& ground, bool for_team) {
    auto sections = legend_of(style, zoom);
    if (map.events().empty()) leave_out_unseen(style, sections);
    Words words;
    if (!add_rules(map, style, zoom, ground, words)) return sections;
    add_places(map, style, zoom, ground, for_team, words);
    if (Outside{map.base()}.is_seen_in(ground)) words.insert(style.outside().legend);
    for (auto& section : sections) {
        if (of_damage(section)) continue;
        std::erase_if(section.entries, [&](const LegendEntry& entry) {
            return !is_pin(entry) && !words.contains(entry.words);
        });
    }
    return sections;
}

}  // namespace konbit
