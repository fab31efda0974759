#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mapper/exchange/feature_writer.hpp"
#include "mapper/query/map.hpp"
#include "mapper/query/place.hpp"

namespace konbit {

/// A member of a JSON answer: its name and a ready JSON value.
using JsonMembers = std::vector<std::pair<std::string, std::string>>;

[[nodiscard]] std::string json_text(std::string_view text);
[[nodiscard]] std::string json_list(const std::vector<std::string>& texts);
/// {"label": …, "lat": …, "lon": …, "id": …, "others": […]}
[[nodiscard]] std::string json_place(const Place& place);
/// Members as one object.
[[nodiscard]] std::string json_object(const JsonMembers& members);

/// The disaster as `made_before` says it: "earthquake 2026-04-05T06:00:00Z"; "" if the map is not
/// older than it.
[[nodiscard]] std::string made_before_word(const Map& map);
/// Age of the data, disaster: what every answer of this map carries.
[[nodiscard]] FileFacts facts_of(const Map& map);
/// Adds --as-of where it was given: {"as_of": "2026-…"}.
void add_as_of(const std::optional<UnixSeconds>& as_of, JsonMembers& members);
/// A time or null; 0 is not known.
[[nodiscard]] std::string json_time(std::optional<UnixSeconds> time);
/// The same for answers without places.
void add_facts(const Map& map, JsonMembers& members);

/// A GeoJSON answer: features of the map with the values of one layer's columns.
class JsonAnswer {
public:
    JsonAnswer(const Map& map, std::string name, std::span<const Column> columns,
               const JsonMembers& extra);
    ~JsonAnswer();
    void add(ObjectId id, FeatureIndex feature, std::span<const Value> values);
    /// Something that has its own shape, or is no object of the map.
    void add(std::optional<ObjectId> id, const Geometry& geometry, std::span<const Value> values);
    void add(std::optional<ObjectId> id, Location at, std::span<const Value> values);
    void print();  ///< once, at the end

private:
    const Map& map_;
    std::string text_;
    std::unique_ptr<FeatureWriter> writer_;
    Geometry geometry_;
    Tags tags_;
};

}  // namespace konbit
