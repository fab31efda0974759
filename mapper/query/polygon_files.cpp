// Areas from files: GeoJSON and Osmosis .poly.
#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "mapper/model/error.hpp"
#include "mapper/query/area_text.hpp"
#include "mapper/query/coordinate_text.hpp"

namespace konbit {
namespace {

using json = nlohmann::json;

constexpr int kMostDepth = 32;

/// Gathers rings into a valid area; knows the file to blame.
class AreaBuilder {
public:
    explicit AreaBuilder(const std::string& file) : file_{file} { area_.kind = GeometryKind::area; }

    [[noreturn]] void broken(std::string_view why) const {
        throw DataError{
            "The polygon file cannot be read", file_, why,
            "Give a .geojson file with polygons (WGS84, longitude first) or a .poly file"};
    }

    void add_location(double lon, double lat) {
        const auto at = location_from_degrees(lon, lat);
        if (!at.valid()) {
            broken(
                std::abs(lat) > 90 && std::abs(lon) <= 90
                    ? fmt::format("{},{} is no place: in files the longitude comes first", lon, lat)
                    : fmt::format("{},{} is no place on Earth", lon, lat));
        }
        if (area_.locations.size() >= kMostPolygonLocations) broken("it has too many corners");
        area_.locations.push_back(at);
    }

    /// Closes the ring of all locations since the last one; outer ones are turned
    /// counter-clockwise, inner ones clockwise.
    void end_ring(bool outer) {
        auto& all = area_.locations;
        if (all.size() == ring_begin_) broken("a ring has no corners");
        if (all.back() != all[ring_begin_]) all.push_back(all[ring_begin_]);
        if (all.size() - ring_begin_ < 4) broken("a ring has fewer than three corners");
        const auto first = all.begin() + static_cast<std::ptrdiff_t>(ring_begin_);
        const bool turns_left = signed_area_e14(std::span{all}.subspan(ring_begin_)) > 0;
        if (turns_left != outer) std::reverse(first, all.end());
        area_.rings.push_back({static_cast<std::uint32_t>(ring_begin_),
                               static_cast<std::uint32_t>(all.size()), outer});
        ring_begin_ = all.size();
    }

    [[nodiscard]] Geometry finish() {
        if (area_.rings.empty()) broken("it holds no polygon");
        if (!area_.rings.front().outer) broken("its first ring is a hole");
        return std::move(area_);
    }

private:
    const std::string& file_;
    Geometry area_;
    std::size_t ring_begin_ = 0;
};

const json& member(const json& object, const char* key, const AreaBuilder& area) {
    const auto found = object.find(key);
    if (found == object.end()) area.broken(fmt::format("a member '{}' is missing", key));
    return *found;
}

void add_polygon(const json& rings, AreaBuilder& area) {
    if (!rings.is_array() || rings.empty()) area.broken("a polygon has no rings");
    bool outer = true;
    for (const auto& ring : rings) {
        if (!ring.is_array()) area.broken("a ring is no list");
        for (const auto& at : ring) {
            if (!at.is_array() || at.size() < 2 || !at[0].is_number() || !at[1].is_number()) {
                area.broken("a position is no pair of numbers");
            }
            area.add_location(at[0].get<double>(), at[1].get<double>());
        }
        area.end_ring(outer);
        outer = false;
    }
}

void add_geojson(const json& value, AreaBuilder& area, int depth) {
    if (depth > kMostDepth) area.broken("it is nested too deeply");
    if (value.is_null()) return;
    if (!value.is_object()) area.broken("it is no GeoJSON");
    const auto& type = member(value, "type", area);
    if (!type.is_string()) area.broken("a type is no text");
    const auto each = [&](const char* key) {
        const auto& list = member(value, key, area);
        if (!list.is_array()) area.broken(fmt::format("'{}' is no list", key));
        for (const auto& item : list) add_geojson(item, area, depth + 1);
    };
    if (type == "FeatureCollection") return each("features");
    if (type == "GeometryCollection") return each("geometries");
    if (type == "Feature") return add_geojson(member(value, "geometry", area), area, depth + 1);
    if (type == "Polygon") return add_polygon(member(value, "coordinates", area), area);
    if (type != "MultiPolygon") return;  // points and lines enclose nothing
    const auto& polygons = member(value, "coordinates", area);
    if (!polygons.is_array()) area.broken("a MultiPolygon has no polygons");
    for (const auto& polygon : polygons) add_polygon(polygon, area);
}

/// False for texts nested more deeply than any area file: checked before a parser sees them.
bool depth_is_sane(std::string_view text) noexcept {
    int depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string) {
            if (c == '\\') ++i;
            if (c == '"') in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '[' || c == '{') {
            if (++depth > 2 * kMostDepth + 8) return false;
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return true;
}

std::string_view take_line(std::string_view& text) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = trimmed_text(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

/// Numbers such as 1.5E+01, which Osmosis writes; parse_decimal has no exponent.
std::optional<double> poly_number(std::string_view word) noexcept {
    if (const auto plain = parse_decimal(word)) return plain;
    const auto e = word.find_first_of("eE");
    if (e == std::string_view::npos) return std::nullopt;
    const auto mantissa = parse_decimal(word.substr(0, e));
    const auto exponent = parse_decimal(word.substr(e + 1));
    if (!mantissa || !exponent || std::abs(*exponent) > 20) return std::nullopt;
    return *mantissa * std::pow(10.0, *exponent);
}

void add_poly_line(std::string_view line, AreaBuilder& area) {
    const auto gap = std::min(line.find_first_of(" \t"), line.size());
    const auto lon = poly_number(line.substr(0, gap));
    const auto lat = poly_number(trimmed_text(line.substr(gap)));
    if (!lon || !lat)
        area.broken(fmt::format("'{}' is no longitude and latitude", line.substr(0, 60)));
    area.add_location(*lon, *lat);
}

}  // namespace

Geometry polygons_of_geojson(std::string_view text, const std::string& file) {
    AreaBuilder area{file};
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (!depth_is_sane(text)) area.broken("it is nested too deeply");
    const auto root = json::parse(text, nullptr, false);
    if (root.is_discarded()) area.broken("it is no JSON");
    add_geojson(root, area, 0);
    return area.finish();
}

Geometry polygons_of_poly(std::string_view text, const std::string& file) {
    AreaBuilder area{file};
    // The name of the whole may be missing; each ring has a name, its lines, END; then END.
    static_cast<void>(take_line(text));
    while (!text.empty()) {
        const auto name = take_line(text);
        if (name.empty()) continue;
        if (name == "END") return area.finish();
        for (;;) {
            if (text.empty()) area.broken("a ring has no END");
            const auto line = take_line(text);
            if (line == "END") break;
            if (!line.empty()) add_poly_line(line, area);
        }
        area.end_ring(!name.starts_with('!'));
    }
    area.broken("its last END is missing");
}

}  // namespace konbit
