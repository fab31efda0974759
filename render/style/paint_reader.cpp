#include "render/style/paint_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "mapper/meaning/rule_yaml.hpp"

namespace konbit {
namespace {

constexpr float kMaxZoom = 24;
constexpr float kMaxWidth_px = 200;
constexpr float kMaxText_px = 100;
constexpr std::size_t kMaxStops = 32;
constexpr std::size_t kMaxDashes = 8;

}  // namespace

void PaintReader::fields(const YAML::Node& map, std::initializer_list<Field> known) const {
    std::vector<std::string_view> keys;
    for (const Field& field : known) keys.push_back(field.key);
    yaml_.expect_keys(map, keys);
    for (const auto& entry : map) {
        const std::string& key = entry.first.Scalar();
        expect_value(entry.first, entry.second);
        std::ranges::find(known, std::string_view{key}, &Field::key)->read(entry.second);
    }
}

void PaintReader::expect_value(const YAML::Node& key, const YAML::Node& value) const {
    if (!value.IsNull()) return;
    yaml_.fail(key, fmt::format("'{}' has no value", key.Scalar()),
               "A colour stands in quotes, \"#A0B1C2\": what follows a bare # is a remark.");
}

Color PaintReader::plain_color(const YAML::Node& node) const {
    const std::string text = yaml_.text(node);
    const auto color = parse_color(text);
    if (color) return *color;
    yaml_.fail(node, fmt::format("\"{}\" is no colour", text),
               "Write \"#RRGGBB\", \"#RGB\", \"#RRGGBBAA\" (in quotes) or none.");
}

Color PaintReader::color(const YAML::Node& node) const {
    if (node.IsScalar()) {
        const auto named = palette_.colors.find(node.Scalar());
        if (named != palette_.colors.end()) {
            palette_.used.insert(named->first);
            return named->second;
        }
        const std::string& text = node.Scalar();
        if (!text.empty() && text.front() != '#' && text != "none") {
            yaml_.fail(node, fmt::format("no colour of the palette is called \"{}\"", text),
                       "Add it to `palette`, or write \"#RRGGBB\" (in quotes) or none.");
        }
    }
    return plain_color(node);
}

float PaintReader::number(const YAML::Node& node, float low, float high) const {
    const std::string text = yaml_.text(node);
    float value = 0;
    const char* const end = text.data() + text.size();
    const auto [next, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || next != end || !std::isfinite(value)) {
        yaml_.fail(node, fmt::format("\"{}\" is no number", text), "Write a number.");
    }
    if (value < low || value > high) {
        yaml_.fail(node, fmt::format("{} is out of range", text),
                   fmt::format("Write a number from {} to {}.", low, high));
    }
    return value;
}

std::int32_t PaintReader::rank(const YAML::Node& node) const {
    const float value = number(node, -100'000, 100'000);
    if (value != std::floor(value)) {
        yaml_.fail(node, "a whole number is wanted here", "Leave the fraction out.");
    }
    return static_cast<std::int32_t>(value);
}

float PaintReader::zoom(const YAML::Node& node) const {
    return number(node, 0, kMaxZoom);
}

ByZoom PaintReader::by_zoom(const YAML::Node& node, float high) const {
    if (!node.IsMap()) return ByZoom{number(node, 0, high)};
    yaml_.expect_map(node);
    if (node.size() == 0 || node.size() > kMaxStops) {
        yaml_.fail(node, fmt::format("{} zooms are named", node.size()),
                   fmt::format("Name 1 to {}.", kMaxStops));
    }
    std::vector<std::pair<float, float>> stops;
    for (const auto& entry : node) {
        const float at = zoom(entry.first);
        if (!stops.empty() && at <= stops.back().first) {
            yaml_.fail(entry.first,
                       fmt::format("zoom {} stands after zoom {}", at, stops.back().first),
                       "Let the zooms rise.");
        }
        stops.emplace_back(at, number(entry.second, 0, high));
    }
    return ByZoom{std::move(stops)};
}

std::vector<float> PaintReader::dash(const YAML::Node& node) const {
    if (node.IsScalar() && node.Scalar() == "none") return {};
    yaml_.expect_list(node);
    std::vector<float> lengths;
    for (const auto& entry : node) lengths.push_back(number(entry, 0.1F, kMaxWidth_px));
    if (lengths.empty() || lengths.size() % 2 != 0 || lengths.size() > kMaxDashes) {
        yaml_.fail(node, fmt::format("{} lengths make no dashes", lengths.size()),
                   "Write dash and gap in turn, [7, 4], at most four of each, or none.");
    }
    return lengths;
}

std::size_t PaintReader::word(const YAML::Node& node,
                              std::initializer_list<std::string_view> words) const {
    const std::string text = yaml_.text(node);
    const auto found = std::ranges::find(words, std::string_view{text});
    if (found == words.end()) {
        yaml_.fail(node, fmt::format("\"{}\" is not known here", text),
                   fmt::format("Use one of: {}.", fmt::join(words, ", ")));
    }
    return static_cast<std::size_t>(found - words.begin());
}

Pattern PaintReader::pattern(const YAML::Node& node) const {
    return static_cast<Pattern>(word(node, {"plain", "hatch", "waves", "triangles", "dots"}));
}

void PaintReader::area(const YAML::Node& node, AreaPaint& onto) const {
    fields(node, {{"fill", [&](const auto& n) { onto.fill = color(n); }},
                  {"pattern", [&](const auto& n) { onto.pattern = pattern(n); }},
                  {"pattern_color", [&](const auto& n) { onto.pattern_color = color(n); }},
                  {"edge", [&](const auto& n) { onto.edge = color(n); }},
                  {"edge_width", [&](const auto& n) { onto.edge_px = by_zoom(n, kMaxWidth_px); }},
                  {"edge_dash", [&](const auto& n) { onto.edge_dash = dash(n); }},
                  {"building", [&](const auto& n) { onto.building = yaml_.yes_or_no(n); }}});
}

void PaintReader::line(const YAML::Node& node, LinePaint& onto) const {
    fields(node,
           {{"color", [&](const auto& n) { onto.color = color(n); }},
            {"width", [&](const auto& n) { onto.width_px = by_zoom(n, kMaxWidth_px); }},
            {"casing", [&](const auto& n) { onto.casing = color(n); }},
            {"casing_width", [&](const auto& n) { onto.casing_px = by_zoom(n, kMaxWidth_px); }},
            {"dash", [&](const auto& n) { onto.dash = dash(n); }},
            {"road", [&](const auto& n) { onto.road = yaml_.yes_or_no(n); }},
            {"fill_from", [&](const auto& n) { onto.fill_from_zoom = zoom(n); }},
            {"rail", [&](const auto& n) { onto.rail = color(n); }},
            {"rail_width", [&](const auto& n) { onto.rail_px = number(n, 0, kMaxWidth_px); }},
            {"tunnel_color", [&](const auto& n) { onto.tunnel_color = color(n); }}});
}

void PaintReader::text(const YAML::Node& node, TextPaint& onto) const {
    const auto read_weight = [&](const YAML::Node& n) {
        constexpr int kWeights[] = {400, 600, 700};
        onto.weight = kWeights[word(n, {"400", "600", "700"})];
    };
    const auto spacing = [&](const YAML::Node& n) { onto.letter_spacing_px = number(n, 0, 20); };
    fields(node, {{"size", [&](const auto& n) { onto.size_px = by_zoom(n, kMaxText_px); }},
                  {"weight", read_weight},
                  {"italic", [&](const auto& n) { onto.italic = yaml_.yes_or_no(n); }},
                  {"capitals", [&](const auto& n) { onto.capitals = yaml_.yes_or_no(n); }},
                  {"letter_spacing", spacing},
                  {"color", [&](const auto& n) { onto.color = color(n); }},
                  {"halo", [&](const auto& n) { onto.halo = color(n); }},
                  {"halo_width", [&](const auto& n) { onto.halo_px = number(n, 0, 20); }},
                  {"along_line", [&](const auto& n) { onto.along_line = yaml_.yes_or_no(n); }},
                  {"repeat", [&](const auto& n) { onto.repeat_px = number(n, 0, 512); }},
                  {"keys", [&](const auto& n) { onto.keys = yaml_.texts(n); }},
                  {"second_key", [&](const auto& n) { onto.second_key = yaml_.text(n); }}});
}

void PaintReader::icon(const YAML::Node& node, IconPaint& onto) const {
    const auto read_name = [&](const YAML::Node& n) {
        onto.icon = yaml_.text(n);
        if (find_icon(onto.icon) != nullptr) return;
        std::vector<std::string_view> names;
        for (const Icon& icon : all_icons()) names.push_back(icon.name);
        yaml_.fail(n, fmt::format("there is no icon \"{}\"", onto.icon),
                   fmt::format("Use one of: {}.", fmt::join(names, ", ")));
    };
    fields(node, {{"name", read_name},
                  {"size", [&](const auto& n) { onto.size_px = number(n, 4, 100); }},
                  {"ink", [&](const auto& n) { onto.ink = color(n); }},
                  {"plate", [&](const auto& n) { onto.plate = color(n); }},
                  {"plate_edge", [&](const auto& n) { onto.plate_edge = color(n); }}});
}

}  // namespace konbit
