#include "render/style/rule_reading.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>

#include "mapper/meaning/rule_yaml.hpp"

namespace konbit {
namespace {

std::uint8_t bit(GeometryKind kind) noexcept {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(kind));
}

std::vector<MatchSpec::Line> read_lines(const RuleYaml& yaml, const YAML::Node& node) {
    yaml.expect_map(node);
    std::vector<MatchSpec::Line> lines;
    for (const auto& entry : node) {
        MatchSpec::Line line{yaml.text(entry.first), yaml.texts(entry.second)};
        if (std::ranges::find(line.values, "*") != line.values.end()) line.values.clear();
        std::ranges::sort(line.values);
        lines.push_back(std::move(line));
    }
    if (lines.empty()) yaml.fail(node, "no tag is asked for", "Write {key: value}.");
    return lines;
}

void read_match(const RuleYaml& yaml, const YAML::Node& node, MatchSpec& onto) {
    onto.any_of.clear();
    if (!node.IsSequence()) {
        onto.any_of.push_back(read_lines(yaml, node));
        return;
    }
    for (const auto& group : node) onto.any_of.push_back(read_lines(yaml, group));
    if (onto.any_of.empty()) yaml.fail(node, "no tag is asked for", "Write {key: value}.");
}

void read_kinds(const PaintReader& reader, const YAML::Node& node, MatchSpec& onto) {
    const auto add = [&](const YAML::Node& n) {
        onto.kinds |=
            static_cast<std::uint8_t>(1U << (reader.word(n, {"point", "line", "area"}) + 1));
    };
    onto.kinds = 0;
    if (!node.IsSequence()) return add(node);
    for (const auto& entry : node) add(entry);
}

void read_zooms(const PaintReader& reader, const YAML::Node& node, MatchSpec& onto) {
    onto.to_zoom = 99;
    if (!node.IsSequence()) {
        onto.from_zoom = reader.zoom(node);
        return;
    }
    if (node.size() != 2) {
        reader.yaml().fail(node, "two zooms are wanted here", "Write zoom: [FROM, BELOW].");
    }
    onto.from_zoom = reader.zoom(node[0]);
    onto.to_zoom = reader.zoom(node[1]);
    if (onto.to_zoom <= onto.from_zoom) {
        reader.yaml().fail(
            node[1], fmt::format("zoom {} is not above zoom {}", onto.to_zoom, onto.from_zoom),
            "Write the lower zoom first.");
    }
}

/// What the paints draw on, where the rule does not say it.
std::uint8_t usual_kinds(const Rule& rule) noexcept {
    if (rule.area) return bit(GeometryKind::area);
    if (rule.line || (rule.text && rule.text->along_line)) return bit(GeometryKind::line);
    return bit(GeometryKind::point) | bit(GeometryKind::area);
}

void check(const RuleYaml& yaml, const YAML::Node& node, StyleData::DrawnRule& drawn) {
    const Rule& rule = drawn.rule;
    if (drawn.match.any_of.empty()) {
        yaml.fail(node, fmt::format("rule \"{}\" asks for no tags", rule.name),
                  "Add match: {key: value}.");
    }
    if (rule.layer.empty()) {
        yaml.fail(node, fmt::format("rule \"{}\" is in no layer", rule.name),
                  "Add layer: roads, buildings, water, land, borders, places, names or icons.");
    }
    if (!rule.area && !rule.line && !rule.text && !rule.icon) {
        yaml.fail(node, fmt::format("rule \"{}\" draws nothing", rule.name),
                  "Add area, line, text or icon.");
    }
    if (drawn.match.kinds == 0) drawn.match.kinds = usual_kinds(rule);
    drawn.rule.from_zoom = drawn.match.from_zoom;
    drawn.rule.to_zoom = drawn.match.to_zoom;
}

std::string read_name(const RuleYaml& yaml, const YAML::Node& node) {
    yaml.expect_map(node);
    const YAML::Node name = node["name"];
    if (!name) yaml.fail(node, "the entry has no name", "Add name: some words.");
    std::string words = yaml.text(name);
    if (words.empty()) yaml.fail(name, "the name is empty", "Write some words.");
    return words;
}

}  // namespace

void read_rule(const PaintReader& reader, const YAML::Node& node, StyleData& style) {
    const RuleYaml& yaml = reader.yaml();
    const std::string name = read_name(yaml, node);
    auto at = std::ranges::find(style.rules, name, [](const auto& r) { return r.rule.name; });
    if (at == style.rules.end()) {
        if (style.rules.size() == TagMatcher::kMaxSpecs) {
            yaml.fail(node, fmt::format("more than {} rules", TagMatcher::kMaxSpecs),
                      "Join rules that draw the same.");
        }
        at = style.rules.insert(at, StyleData::DrawnRule{});
        at->rule.name = name;
    }
    StyleData::DrawnRule& drawn = *at;
    Rule& rule = drawn.rule;
    MatchSpec& match = drawn.match;
    const auto onto = [](auto& paint, const auto& start) -> auto& {
        return paint ? *paint : paint.emplace(start);
    };
    const auto layer = [&](const YAML::Node& n) {
        rule.layer = kRuleLayers[reader.word(
            n, {"roads", "buildings", "water", "land", "borders", "places", "names", "icons"})];
    };
    reader.fields(node,
                  {{"name", [](const auto&) {}},
                   {"layer", layer},
                   {"match", [&](const auto& n) { read_match(yaml, n, match); }},
                   {"not", [&](const auto& n) { match.none_of = read_lines(yaml, n); }},
                   {"on", [&](const auto& n) { read_kinds(reader, n, match); }},
                   {"zoom", [&](const auto& n) { read_zooms(reader, n, match); }},
                   {"order", [&](const auto& n) { rule.order = reader.rank(n); }},
                   {"priority", [&](const auto& n) { rule.priority = reader.rank(n); }},
                   {"area", [&](const auto& n) { reader.area(n, onto(rule.area, AreaPaint{})); }},
                   {"line", [&](const auto& n) { reader.line(n, onto(rule.line, LinePaint{})); }},
                   {"text", [&](const auto& n) { reader.text(n, onto(rule.text, style.text)); }},
                   {"icon", [&](const auto& n) { reader.icon(n, onto(rule.icon, IconPaint{})); }},
                   {"legend", [&](const auto& n) { rule.legend = yaml.text(n); }},
                   {"draw", [&](const auto& n) { drawn.drawn = yaml.yes_or_no(n); }}});
    check(yaml, node, drawn);
}

void read_facility(const PaintReader& reader, const YAML::Node& node, StyleData& style) {
    const RuleYaml& yaml = reader.yaml();
    const std::string name = read_name(yaml, node);
    auto at = std::ranges::find(style.facilities, name, &StyleData::Facilities::name);
    if (at == style.facilities.end()) {
        const auto place = static_cast<std::ptrdiff_t>(style.new_facilities++);
        at = style.facilities.insert(style.facilities.begin() + place, StyleData::Facilities{});
        at->name = name;
        at->paint.icon = style.symbol;
        at->paint.text = style.text;
    }
    StyleData::Facilities& places = *at;
    FacilityPaint& paint = places.paint;
    const auto theme = [&](const YAML::Node& n) {
        places.theme = static_cast<Theme>(reader.word(n, {"shelter", "care", "water", "supply"}));
    };
    const auto suitability = [&](const YAML::Node& n) {
        places.suitability.clear();
        const auto add = [&](const YAML::Node& one) {
            places.suitability.push_back(static_cast<Suitability>(
                reader.word(one, {"never", "unchecked", "suitable", "designated"})));
        };
        if (!n.IsSequence()) return add(n);
        for (const auto& entry : n) add(entry);
    };
    const auto pin = [&](const YAML::Node& n) {
        paint.pin = true;
        reader.fields(n,
                      {{"fill", [&](const auto& c) { paint.pin_fill = reader.color(c); }},
                       {"edge", [&](const auto& c) { paint.pin_edge = reader.color(c); }},
                       {"dashed", [&](const auto& y) { paint.pin_dashed = yaml.yes_or_no(y); }}});
    };
    reader.fields(
        node, {{"name", [](const auto&) {}},
               {"theme", theme},
               {"kinds", [&](const auto& n) { places.kinds = yaml.texts(n); }},
               {"suitability", suitability},
               {"zoom", [&](const auto& n) { paint.from_zoom = reader.zoom(n); }},
               {"icon", [&](const auto& n) { reader.icon(n, paint.icon); }},
               {"pin", pin},
               {"never_dropped", [&](const auto& n) { paint.never_dropped = yaml.yes_or_no(n); }},
               {"priority", [&](const auto& n) { paint.priority = reader.rank(n); }},
               {"text", [&](const auto& n) { reader.text(n, paint.text); }},
               {"text_zoom", [&](const auto& n) { paint.text_from_zoom = reader.zoom(n); }},
               {"legend", [&](const auto& n) { paint.legend = yaml.text(n); }},
               {"draw", [&](const auto& n) { places.drawn = yaml.yes_or_no(n); }}});
    if (!places.theme) {
        yaml.fail(node, fmt::format("\"{}\" names no theme", name),
                  "Add theme: shelter, care, water or supply.");
    }
    if (paint.icon.icon.empty()) {
        yaml.fail(node, fmt::format("\"{}\" has no icon", name), "Add icon: {name: dot}.");
    }
}

}  // namespace konbit
