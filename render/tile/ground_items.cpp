#include "render/tile/ground_items.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <tuple>
#include <utility>

#include "mapper/store/map_writer.hpp"

namespace konbit {
namespace {

[[nodiscard]] bool is_yes(std::string_view value) noexcept {
    return !value.empty() && value != "no";
}

/// Layer and crossing, from one pass over the tags.
void read_levels(const Tags& tags, GroundItem& item) {
    bool has_layer = false;
    for (const Tag& tag : tags) {
        if (tag.key == "layer") {
            int layer = 0;
            const char* const begin = tag.value.data();
            const auto [rest, error] = std::from_chars(begin, begin + tag.value.size(), layer);
            if (error != std::errc{}) continue;
            item.layer = static_cast<std::int8_t>(std::clamp(layer, -10, 10));
            has_layer = true;
        } else if (tag.key == "bridge" && is_yes(tag.value)) {
            item.crossing = Crossing::bridge;
        } else if (tag.key == "tunnel" && is_yes(tag.value)) {
            item.crossing = Crossing::tunnel;
        }
    }
    if (has_layer || item.crossing == Crossing::ground) return;
    item.layer = item.crossing == Crossing::bridge ? 1 : -1;
}

[[nodiscard]] bool stays_on_ground(const Rule& rule) noexcept {
    return rule.layer == "water" || rule.layer == "borders";
}

/// The overview that serves a zoom; none: the full features.
[[nodiscard]] std::optional<std::size_t> overview_of(double zoom) noexcept {
    for (std::size_t i = 0; i < kOverviewMaxZoom.size(); ++i) {
        if (zoom < kOverviewMaxZoom[i] + 1) return i;
    }
    return std::nullopt;
}

}  // namespace

GroundItems::GroundItems(const BaseMap& base, const Style& style, std::vector<bool> hidden_rules)
    : base_{base}, style_{style}, hidden_{std::move(hidden_rules)} {}

void GroundItems::read(const WebMercator& scale, const PixelRect& rect, double margin_px) {
    shapes_.clear();
    for (auto* items : {&areas_, &buildings_, &lines_, &roads_}) items->clear();
    PathBuilder builder{scale, rect, margin_px};
    const BoundingBox box = scale.box_of(rect, margin_px);
    if (const auto overview = overview_of(scale.zoom())) {
        base_.query_overview(*overview, box, [&](const Feature& feature) {
            take(feature, scale.zoom(), builder);
            return true;
        });
    } else {
        base_.query(box, [&](const Feature& feature) {
            take(feature, scale.zoom(), builder);
            return true;
        });
    }
    sort();
}

void GroundItems::take(const Feature& feature, double zoom, PathBuilder& builder) {
    if (feature.min_zoom() > zoom || feature.kind() == GeometryKind::point) return;
    feature.read_tags(tags_);
    matched_.clear();
    style_.match(tags_, feature.kind(), zoom, matched_);
    const auto draws = [&](RuleIndex index) {
        const Rule& rule = style_.rules()[index];
        return !hidden_[index] &&
               (rule.line || (rule.area && feature.kind() == GeometryKind::area));
    };
    std::erase_if(matched_, [&](RuleIndex index) { return !draws(index); });
    if (matched_.empty()) return;

    GroundItem item;
    item.feature = feature.index();
    item.shape.begin = static_cast<std::uint32_t>(shapes_.parts.size());
    feature.read_geometry(geometry_);
    builder.add(geometry_, shapes_);
    item.shape.end = static_cast<std::uint32_t>(shapes_.parts.size());
    if (item.shape.begin == item.shape.end) return;
    const BoundingBox& box = feature.box();
    item.size = (static_cast<float>(box.east) - static_cast<float>(box.west)) *
                (static_cast<float>(box.north) - static_cast<float>(box.south));
    read_levels(tags_, item);
    for (const RuleIndex index : matched_) {
        item.rule = index;
        add_item(style_.rules()[index], item);
    }
}

void GroundItems::add_item(const Rule& rule, GroundItem item) {
    item.order = rule.order;
    const bool closed = shapes_.parts[item.shape.begin].closed;
    if (rule.area && closed) (rule.area->building ? buildings_ : areas_).push_back(item);
    if (!rule.line) return;
    const bool crosses = item.crossing != Crossing::ground || item.layer != 0;
    if (rule.line->road || (crosses && !closed && !stays_on_ground(rule))) {
        roads_.push_back(item);
    } else {
        lines_.push_back(item);
    }
}

void GroundItems::sort() {
    const auto by = [](auto key) {
        return [key](const GroundItem& a, const GroundItem& b) { return key(a) < key(b); };
    };
    std::sort(areas_.begin(), areas_.end(), by([](const GroundItem& i) {
                  return std::tuple{i.order, -i.size, i.rule, i.feature.value};
              }));
    std::sort(buildings_.begin(), buildings_.end(), by([](const GroundItem& i) {
                  return std::tuple{i.order, i.rule, i.feature.value};
              }));
    std::sort(lines_.begin(), lines_.end(), by([](const GroundItem& i) {
                  return std::tuple{i.order, i.rule, i.feature.value};
              }));
    std::sort(roads_.begin(), roads_.end(), by([](const GroundItem& i) {
                  return std::tuple{i.layer, i.crossing, i.order, i.rule, i.feature.value};
              }));
}

void append_parts(const Path& shapes, PartRange range, Path& to) {
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
        Path::Part part = shapes.parts[i];
        const auto points = shapes.part(part);
        part.begin = static_cast<std::uint32_t>(to.points.size());
        to.points.insert(to.points.end(), points.begin(), points.end());
        part.end = static_cast<std::uint32_t>(to.points.size());
        to.parts.push_back(part);
    }
}

}  // namespace konbit
