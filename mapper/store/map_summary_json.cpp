#include "mapper/store/map_summary_json.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <utility>

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

[[noreturn]] void fail(std::string_view file) {
    throw DataError{"The map is damaged", file, "its summary cannot be read",
                    "Import the map again."};
}

/// Reads values of the right kind and range only: the library would round and wrap the others.
class FieldReader {
public:
    explicit FieldReader(std::string_view file) : file_{file} {}

    void read(const Json& json, std::string& value) const { json.get_to(value); }
    void read(const Json& json, bool& value) const { json.get_to(value); }
    template <class T>
    void read(const Json& json, T& value) const {
        const bool fits =
            json.is_number_unsigned()
                ? std::in_range<T>(json.get<std::uint64_t>())
                : json.is_number_integer() && std::in_range<T>(json.get<std::int64_t>());
        if (!fits) fail(file_);
        value = json.get<T>();
    }
    template <class T, std::size_t N>
    void read(const Json& json, std::array<T, N>& values) const {
        for (std::size_t i = 0; i < N; ++i) read(json.at(i), values[i]);
    }
    void read(const Json& json, BoundingBox& box) const {
        std::array<std::int32_t, 4> sides{};
        read(json, sides);
        box = {sides[0], sides[1], sides[2], sides[3]};
    }

private:
    std::string_view file_;
};

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
    const FieldReader reader{file};
    try {
        const auto json = Json::parse(text);
        for_each_field(summary,
                       [&](const char* name, auto& value) { reader.read(json.at(name), value); });
        for (const auto& entry : json.at("skipped")) {
            summary.skipped.push_back(
                {entry.at(0).get<std::string>(), entry.at(1).get<std::string>()});
        }
    } catch (const Json::exception&) {
        fail(file);
    }
    return summary;
}

}  // namespace konbit
