#include "mapper/store/map_summary_json.hpp"

#include <nlohmann/json.hpp>

#include "mapper/model/error.hpp"

namespace konbit {
namespace {

using Json = nlohmann::ordered_json;

/// Calls `field(name, member)` for every plain member: one list for writing and reading.
template <class Summary, class Field>
void for_each_field(Summary& summary, const Field& field) {
    field("extract_name", summary.extract_name);
    field("extract_bytes", summary.extract_bytes);
    field("imported_at", summary.imported_at);
    field("data_timestamp", summary.data_timestamp);
    field("objects", summary.objects);
    field("areas", summary.areas);
    field("features", summary.features);
    field("has_versions", summary.has_versions);
    field("old_versions", summary.old_versions);
    field("deleted", summary.deleted);
    field("invalid_locations", summary.invalid_locations);
    field("missing_nodes", summary.missing_nodes);
    field("missing_members", summary.missing_members);
    field("broken_areas", summary.broken_areas);
    field("broken_strings", summary.broken_strings);
    field("bounds", summary.bounds);
}

Json as_json(const BoundingBox& box) {
    return Json::array({box.west, box.south, box.east, box.north});
}
template <class T>
const T& as_json(const T& value) {
    return value;
}

void from(const Json& json, BoundingBox& box) {
    const auto values = json.get<std::array<std::int32_t, 4>>();
    box = {values[0], values[1], values[2], values[3]};
}
template <class T>
void from(const Json& json, T& value) {
    json.get_to(value);
}

}  // namespace

std::string to_json(const MapSummary& summary) {
    Json json;
    for_each_field(summary,
                   [&](const char* name, const auto& value) { json[name] = as_json(value); });
    auto& skipped = json["skipped"] = Json::array();
    for (const auto& [object, why] : summary.skipped) skipped.push_back(Json::array({object, why}));
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

MapSummary summary_from_json(std::string_view text, std::string_view file) {
    MapSummary summary;
    try {
        const auto json = Json::parse(text);
        for_each_field(summary, [&](const char* name, auto& value) { from(json.at(name), value); });
        for (const auto& entry : json.at("skipped")) {
            summary.skipped.push_back(
                {entry.at(0).get<std::string>(), entry.at(1).get<std::string>()});
        }
    } catch (const Json::exception&) {
        throw DataError{"The map is damaged", file, "its summary cannot be read",
                        "Import the map again."};
    }
    return summary;
}

}  // namespace konbit
