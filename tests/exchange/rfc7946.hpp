#pragma once

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <vector>

namespace konbit::test {

/// Holds a GeoJSON text against RFC 7946 (and our own promises: 7 decimals, unique ids, the
/// attribution) and lists what is wrong.
class Rfc7946Check {
public:
    using Json = nlohmann::json;

    [[nodiscard]] static std::vector<std::string> problems_of(const std::string& text) {
        Rfc7946Check check;
        check.run(text);
        return check.problems_;
    }

private:
    void fail(const std::string& what) {
        if (problems_.size() < 20) problems_.push_back(where_ + what);
    }
    void require(bool holds, const std::string& what) {
        if (!holds) fail(what);
    }

    void run(const std::string& text) {
        require(!text.starts_with("\xEF\xBB\xBF"), "byte order mark");
        require(!has_long_fraction(text), "more than 7 decimals or zeros at the end");
        std::vector<std::set<std::string>> open;
        const auto on_event = [&](int, Json::parse_event_t event, Json& value) {
            if (event == Json::parse_event_t::object_start) open.emplace_back();
            if (event == Json::parse_event_t::object_end) open.pop_back();
            if (event == Json::parse_event_t::key && !open.back().insert(value).second) {
                fail("key twice: " + value.dump());
            }
            return true;
        };
        Json json;
        try {
            json = Json::parse(text, on_event);
        } catch (const Json::exception& error) {
            return fail(error.what());
        }
        check_collection(json);
    }

    /// Only coordinates have seven digits before the end; other numbers of ours have fewer.
    static bool has_long_fraction(const std::string& text) {
        bool in_string = false;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (in_string && text[i] == '\\')
                ++i;
            else if (text[i] == '"')
                in_string = !in_string;
            else if (!in_string && text[i] == '.') {
                std::size_t end = i + 1;
                while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
                if (end - i - 1 > 7 || end == i + 1 || text[end - 1] == '0') return true;
            }
        }
        return false;
    }

    void check_collection(const Json& json) {
        require(json.value("type", "") == "FeatureCollection", "type of the collection");
        require(!json.contains("crs"), "crs");
        require(
            json.value("attribution", "").find("OpenStreetMap contributors") != std::string::npos,
            "attribution");
        if (!json.contains("features") || !json["features"].is_array()) return fail("features");
        for (const auto& feature : json["features"]) check_feature(feature);
        where_.clear();
        check_box(json);
    }

    void check_feature(const Json& feature) {
        where_ = feature.value("id", "no id") + ": ";
        require(feature.value("type", "") == "Feature", "type of the feature");
        require(feature.contains("properties") && feature["properties"].is_object(), "properties");
        if (feature.contains("id")) {
            const std::string layer = feature["properties"].value("layer", "");
            require(ids_.insert(layer + '/' + std::string{feature["id"]}).second, "id twice");
        }
        if (!feature.contains("geometry")) return fail("no geometry member");
        if (!feature["geometry"].is_null()) check_geometry(feature["geometry"]);
    }

    void check_geometry(const Json& geometry) {
        const std::string type = geometry.value("type", "");
        const auto& at = geometry["coordinates"];
        if (type == "Point") return check_position(at);
        if (type == "LineString") return check_path(at, 2);
        if (type == "Polygon") return check_polygon(at);
        if (type != "MultiPolygon" && type != "MultiLineString") return fail("type " + type);
        require(at.size() >= 2, "a multi geometry of one");
        for (const auto& part : at) {
            type == "MultiPolygon" ? check_polygon(part) : check_path(part, 2);
        }
    }

    void check_position(const Json& at) {
        if (!at.is_array() || at.size() != 2 || !at[0].is_number() || !at[1].is_number()) {
            return fail("position");
        }
        const double lon = at[0];
        const double lat = at[1];
        require(lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90, "position off the earth");
        lons_.push_back(lon);
        south_ = std::min(south_, lat);
        north_ = std::max(north_, lat);
    }
    void check_path(const Json& path, std::size_t least) {
        if (!path.is_array() || path.size() < least) return fail("too few positions");
        for (const auto& at : path) check_position(at);
        for (std::size_t i = 1; i < path.size(); ++i) {
            require(std::abs(double(path[i][0]) - double(path[i - 1][0])) <= 180,
                    "crosses the antimeridian uncut");
        }
    }
    void check_polygon(const Json& rings) {
        if (!rings.is_array() || rings.empty()) return fail("polygon without rings");
        for (std::size_t r = 0; r < rings.size(); ++r) {
            check_path(rings[r], 4);
            if (rings[r].size() < 4) continue;
            require(rings[r].front() == rings[r].back(), "ring not closed");
            const double area = signed_area(rings[r]);
            require(r == 0 ? area >= 0 : area <= 0, "ring wound the wrong way");
        }
    }
    static double signed_area(const Json& ring) {
        double sum = 0;
        const double x0 = ring[0][0];
        const double y0 = ring[0][1];
        for (std::size_t i = 1; i < ring.size(); ++i) {
            sum += (double(ring[i - 1][0]) - x0) * (double(ring[i][1]) - y0) -
                   (double(ring[i][0]) - x0) * (double(ring[i - 1][1]) - y0);
        }
        return sum;
    }

    void check_box(const Json& json) {
        if (lons_.empty()) return require(!json.contains("bbox"), "bbox of nothing");
        if (!json.contains("bbox") || json["bbox"].size() != 4) return fail("no bbox");
        const double west = json["bbox"][0];
        const double east = json["bbox"][2];
        require(json["bbox"][1] == south_ && json["bbox"][3] == north_, "bbox: latitudes");
        if (west <= east) {
            require(west == *std::ranges::min_element(lons_) &&
                        east == *std::ranges::max_element(lons_),
                    "bbox: longitudes");
            return;
        }
        require(std::ranges::all_of(lons_, [&](double lon) { return lon >= west || lon <= east; }),
                "bbox across the antimeridian: longitudes");
        require(std::ranges::count(lons_, west) > 0 && std::ranges::count(lons_, east) > 0,
                "bbox across the antimeridian: too wide");
    }

    std::string where_;
    std::vector<std::string> problems_;
    std::set<std::string> ids_;
    std::vector<double> lons_;
    double south_ = std::numeric_limits<double>::infinity();
    double north_ = -std::numeric_limits<double>::infinity();
};

}  // namespace konbit::test
