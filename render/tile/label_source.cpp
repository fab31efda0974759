#include "render/tile/label_source.hpp"

#include <cmath>

#include "mapper/store/map_writer.hpp"
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
    std::vector<ObjectId> drawn;  ///< facilities with their own symbol, sorted
    /// Points inside of areas, by the overview and the place in it: slow to find.
    std::unordered_map<std::uint64_t, Location> anchors;
    static constexpr std::size_t kMostAnchors = 50'000;

    Tags tags;
    Geometry shape;
    std::vector<RuleIndex> rules;

    void add_features(LabelCell& cell);
    void add_feature(LabelCell& cell, const Feature& feature, std::size_t overview);
    void add_line_names(LabelCell& cell, const Feature& feature, std::size_t overview);
    [[nodiscard]] bool label_rules_of(const LabelCell& cell, const Feature& feature);
    [[nodiscard]] bool must_stay_out() const;
    [[nodiscard]] FeatureIndex in_full_map(const Feature& feature, std::size_t overview) const;
    [[nodiscard]] Location anchor_of(const Feature& feature, std::size_t overview);
};

namespace {

/// The simplified copy of the map that serves a zoom; kOverviewMaxZoom.size(): the full one.
std::size_t overview_for(double zoom) {
    std::size_t overview = 0;
    while (overview < kOverviewMaxZoom.size() &&
           std::floor(zoom) > static_cast<double>(kOverviewMaxZoom[overview])) {
        ++overview;
    }
    return overview;
}

bool runs_along(const Rule& rule) {
    return rule.text && rule.text->along_line;
}

bool is_number(const Rule& rule) {
    return !rule.text->keys.empty() && rule.text->keys.front() == "ref";
}

}  // namespace

void LabelSource::Impl::add_features(LabelCell& cell) {
    const auto overview = overview_for(cell.zoom());
    const auto visit = [&](const Feature& feature) {
        add_feature(cell, feature, overview);
        return true;
    };
    if (overview < kOverviewMaxZoom.size()) {
        map.base().query_overview(overview, cell.grown_box(), visit);
    } else {
        map.base().query(cell.grown_box(), visit);
    }
}

/// Leaves in `rules` those that draw a name or an icon; tags are read, too.
bool LabelSource::Impl::label_rules_of(const LabelCell& cell, const Feature& feature) {
    feature.read_tags(tags);
    rules.clear();
    style.match(tags, feature.kind(), cell.zoom(), rules);
    std::erase_if(rules, [&](RuleIndex index) {
        const auto& rule = style.rules()[index];
        return (!rule.text && !rule.icon) || cell.is_hidden(rule.layer);
    });
    return !rules.empty();
}

/// Nobody learns from a map where people live whom it could put in danger.
bool LabelSource::Impl::must_stay_out() const {
    const auto& meaning = map.meaning();
    return meaning.may_matter(tags) && meaning.protected_refuge(tags);
}

FeatureIndex LabelSource::Impl::in_full_map(const Feature& feature, std::size_t overview) const {
    if (overview >= kOverviewMaxZoom.size()) return feature.index();
    const auto full = map.base().find_feature(feature.id());
    return full ? full->index() : FeatureIndex{};
}

Location LabelSource::Impl::anchor_of(const Feature& feature, std::size_t overview) {
    if (feature.kind() == GeometryKind::point) {
        return {feature.box().west, feature.box().south};
    }
    const auto key = (static_cast<std::uint64_t>(overview) << 32U) | feature.index().value;
    if (const auto known = anchors.find(key); known != anchors.end()) return known->second;
    if (anchors.size() >= kMostAnchors) anchors.clear();
    feature.read_geometry(shape);
    return anchors[key] = representative_point(shape);
}

void LabelSource::Impl::add_feature(LabelCell& cell, const Feature& feature, std::size_t overview) {
    if (static_cast<double>(feature.min_zoom()) > cell.zoom()) return;
    const bool line = feature.kind() == GeometryKind::line;
    const bool may_be_here = cell.may_hold(feature.box());
    if (!line && !may_be_here) return;
    if (!label_rules_of(cell, feature)) return;
    if (std::binary_search(drawn.begin(), drawn.end(), feature.id())) return;
    if (must_stay_out()) return;
    if (line) add_line_names(cell, feature, overview);
    if (!may_be_here) return;
    std::optional<PixelPoint> at;
    for (const auto index : rules) {
        const auto& rule = style.rules()[index];
        if (line && runs_along(rule)) continue;
        if (!at) at = cell.pixels(anchor_of(feature, overview));
        if (!cell.holds(*at)) return;
        const Named named{rule, tags, feature.id(), in_full_map(feature, overview), *at};
        if (feature.kind() == GeometryKind::area) {
            add_area_name(cell, named, feature.box());
        } else {
            add_place_name(cell, named);
        }
    }
}

/// A road's number gives way to its name.
void LabelSource::Impl::add_line_names(LabelCell& cell, const Feature& feature,
                                       std::size_t overview) {
    std::optional<std::int32_t> most;
    bool geometry_read = false;
    for (const bool numbers : {false, true}) {
        for (const auto index : rules) {
            const auto& rule = style.rules()[index];
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
                             .feature = in_full_map(feature, overview),
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
    add_condition_marks(cell, conditions_in(my.map, scale.box_of(rect)));
    add_facilities(cell, my.drawn);
    my.add_features(cell);
    my.lines.make_candidates(cell);
}

}  // namespace konbit
