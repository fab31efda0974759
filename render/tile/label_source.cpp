#include "render/tile/label_source.hpp"

#include <cmath>

#include "render/tile/condition_marks.hpp"
#include "render/tile/facility_labels.hpp"
#include "render/tile/label_cell.hpp"
#include "render/tile/line_names.hpp"
#include "render/tile/place_names.hpp"

namespace konbit {

struct LabelSource::Impl {
    Impl(const Map& map_, const Style& style_, const PaintOptions& options_, TextShaper& shaper_)
        : map{map_}, style{style_}, options{options_}, shaper{shaper_} {}

    const Map& map;
    const Style& style;
    PaintOptions options;
    TextShaper& shaper;

    LineNames lines;
    DrawnFacilities drawn;
    /// Points inside of areas, by the overview and the place in it: slow to find.
    std::unordered_map<std::uint64_t, Location> anchors;
    static constexpr std::size_t kMostAnchors = 50'000;

    /// Features that no rule labels at this zoom: cells overlap, and most things have no name.
    std::vector<bool> nameless;
    std::optional<double> nameless_at;

    Tags tags;
    Geometry shape;
    std::vector<RuleIndex> rules;

    void add_features(LabelCell& cell);
    void add_feature(LabelCell& cell, const Feature& feature);
    void add_line_names(LabelCell& cell, const Feature& feature);
    [[nodiscard]] bool label_rules_of(const LabelCell& cell, const Feature& feature);
    [[nodiscard]] bool must_stay_out(const Feature& feature) const;
    [[nodiscard]] bool is_said_by_a_facility(const LabelCell& cell, const Rule& rule,
                                             const Feature& feature, PixelPoint at) const;
    [[nodiscard]] Location anchor_of(const LabelCell& cell, const Feature& feature);
};

namespace {

/// How far beyond the cell lines are looked for that join those inside.
constexpr double kLinesReach_px = 160;

bool runs_along(const Rule& rule) {
    return rule.text && rule.text->along_line;
}

bool is_number(const Rule& rule) {
    return !rule.text->keys.empty() && rule.text->keys.front() == "ref";
}

}  // namespace

void LabelSource::Impl::add_features(LabelCell& cell) {
    if (!nameless_at || *nameless_at != cell.zoom()) {
        nameless.clear();
        nameless_at = cell.zoom();
    }
    const auto visit = [&](const Feature& feature) {
        add_feature(cell, feature);
        return true;
    };
    const auto box = cell.grown_box(kLinesReach_px);
    if (cell.overview()) {
        map.base().query_overview(*cell.overview(), box, visit);
    } else {
        map.base().query(box, visit);
    }
}

/// Leaves in `rules` those that draw a name or an icon; tags are read, too.
bool LabelSource::Impl::label_rules_of(const LabelCell& cell, const Feature& feature) {
    feature.read_tags(tags);
    rules.clear();
    style.match(tags, feature.kind(), cell.zoom(), rules);
    std::erase_if(rules, [&](RuleIndex index) {
        const auto& rule = style.rules()[index];
        if (cell.is_hidden(rule.layer)) return true;
        return !rule.icon && (!rule.text || label_words(tags, *rule.text, options.lang).empty());
    });
    return !rules.empty();
}

/// Nobody learns from a map where people live whom it could put in danger.
bool LabelSource::Impl::must_stay_out(const Feature& feature) const {
    const auto& meaning = map.meaning();
    return meaning.protected_refuge(tags) ||
           (!options.for_team && meaning.for_team_alone(tags, feature.kind()));
}

Location LabelSource::Impl::anchor_of(const LabelCell& cell, const Feature& feature) {
    if (feature.kind() == GeometryKind::point) {
        return {feature.box().west, feature.box().south};
    }
    const auto copy = cell.overview() ? *cell.overview() + 1 : 0;
    const auto key = (std::uint64_t{copy} << 32U) | feature.index().value;
    if (const auto known = anchors.find(key); known != anchors.end()) return known->second;
    if (anchors.size() >= kMostAnchors) anchors.clear();
    feature.read_geometry(shape);
    return anchors[key] = representative_point(shape);
}

/// The name alone of a square where people assemble, of the school whose hall is a shelter.
bool LabelSource::Impl::is_said_by_a_facility(const LabelCell& cell, const Rule& rule,
                                              const Feature& feature, PixelPoint at) const {
    if (rule.icon || drawn.named.empty()) return false;
    constexpr double kReach_m = 50;
    const double reach_px = kReach_m / cell.scale.metres_per_px(cell.scale.to_location(at));
    return drawn.says(label_words(tags, *rule.text, options.lang), feature.box(), at, reach_px);
}

void LabelSource::Impl::add_feature(LabelCell& cell, const Feature& feature) {
    if (static_cast<double>(feature.min_zoom()) > cell.zoom()) return;
    const bool line = feature.kind() == GeometryKind::line;
    const bool may_be_here = cell.may_hold(feature.box());
    if (!line && !may_be_here) return;
    const auto index = feature.index().value;
    if (index < nameless.size() && nameless[index]) return;
    if (!label_rules_of(cell, feature)) {
        if (index >= nameless.size()) nameless.resize(index + 1);
        nameless[index] = true;
        return;
    }
    if (std::binary_search(drawn.ids.begin(), drawn.ids.end(), feature.id())) return;
    if (must_stay_out(feature)) return;
    if (line) add_line_names(cell, feature);
    if (!may_be_here) return;
    std::optional<PixelPoint> at;
    for (const auto number : rules) {
        const auto& rule = style.rules()[number];
        if (line && runs_along(rule)) continue;
        if (!at) at = cell.pixels(anchor_of(cell, feature));
        if (!cell.holds(*at)) return;
        if (is_said_by_a_facility(cell, rule, feature, *at)) continue;
        const Named named{rule, tags, feature.id(), cell.in_full_map(feature.id(), feature.index()),
                          *at};
        if (feature.kind() == GeometryKind::area) {
            add_area_name(cell, named, feature.box());
        } else {
            add_place_name(cell, named);
        }
    }
}

/// A road's number gives way to its name.
void LabelSource::Impl::add_line_names(LabelCell& cell, const Feature& feature) {
    std::optional<std::int32_t> most;
    bool geometry_read = false;
    for (const bool numbers : {false, true}) {
        for (const auto number : rules) {
            const auto& rule = style.rules()[number];
            if (!runs_along(rule) || is_number(rule) != numbers) continue;
            const auto words = label_words(tags, *rule.text, options.lang);
            if (words.empty()) continue;
            if (!std::exchange(geometry_read, true)) feature.read_geometry(shape);
            const auto priority =
                numbers && most ? std::min(rule.priority, *most - 1) : rule.priority;
            if (!numbers) most = std::min(most.value_or(priority), priority);
            lines.add(cell, {.rule = rule,
                             .words = words,
                             .priority = priority,
                             .id = feature.id(),
                             .feature = feature.index(),
                             .locations = shape.locations});
        }
    }
}

LabelSource::LabelSource(const Map& map, const Style& style, const PaintOptions& options,
                         TextShaper& shaper)
    : impl_{std::make_unique<Impl>(map, style, options, shaper)} {}
LabelSource::~LabelSource() = default;

void LabelSource::candidates(const WebMercator& scale, const PixelRect& rect,
                             std::vector<LabelCandidate>& into) {
    auto& my = *impl_;
    LabelCell cell{my.map, my.style, my.options, my.shaper, scale, rect, into};
    my.drawn.clear();
    my.lines.clear();
    add_condition_marks(cell, conditions_in(my.map, scale.box_of(rect), my.options.for_team));
    add_facilities(cell, my.drawn);
    my.add_features(cell);
    my.lines.make_candidates(cell);
}

}  // namespace konbit
