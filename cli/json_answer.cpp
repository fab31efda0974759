#include "cli/json_answer.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/output.hpp"
#include "mapper/query/attribution.hpp"

namespace konbit {
namespace {

using Json = nlohmann::ordered_json;

std::string dumped(const Json& value) {
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string json_text(std::string_view text) {
    return dumped(text);
}

std::string json_list(const std::vector<std::string>& texts) {
    return dumped(texts.empty() ? Json::array() : Json(texts));
}

std::string json_place(const Place& place) {
    Json json{
        {"label", place.label}, {"lat", place.at.lat_e7 / 1e7}, {"lon", place.at.lon_e7 / 1e7}};
    if (place.object) json["id"] = to_string(*place.object);
    if (!place.others.empty()) json["others"] = place.others;
    return dumped(json);
}

std::string json_object(const JsonMembers& members) {
    std::string text = "{";
    for (const auto& [name, value] : members)
        text += fmt::format("{}{}:{}", text.size() > 1 ? "," : "", json_text(name), value);
    return text + "}";
}

std::string made_before_word(const Map& map) {
    const auto event = map.made_before();
    return event ? fmt::format("{} {}", event->kind, to_iso8601(event->at)) : std::string{};
}

FileFacts facts_of(const Map& map) {
    FileFacts facts;
    if (map.base().data_timestamp() != 0)
        facts.data_timestamp = to_iso8601(map.base().data_timestamp());
    facts.made_before = made_before_word(map);
    return facts;
}

void add_as_of(const std::optional<UnixSeconds>& as_of, JsonMembers& members) {
    if (as_of) members.emplace_back("as_of", json_time(as_of));
}

std::string json_time(std::optional<UnixSeconds> time) {
    return time && *time != 0 ? json_text(to_iso8601(*time)) : "null";
}

void add_facts(const Map& map, JsonMembers& members) {
    const auto facts = facts_of(map);
    members.emplace_back("data_timestamp",
                         facts.data_timestamp.empty() ? "null" : json_text(facts.data_timestamp));
    members.emplace_back("made_before",
                         facts.made_before.empty() ? "null" : json_text(facts.made_before));
    members.emplace_back("attribution", json_text(kAttribution));
}

JsonAnswer::JsonAnswer(const Map& map, std::string name, std::span<const Column> columns,
                       const JsonMembers& extra)
    : map_{map}, writer_{open_geojson_stream(text_, facts_of(map), extra)} {
    writer_->begin_layer({.name = std::move(name), .columns = columns, .with_tags = true});
}

JsonAnswer::~JsonAnswer() = default;

void JsonAnswer::add(ObjectId id, FeatureIndex index, std::span<const Value> values) {
    const auto feature = map_.base().feature(index);
    feature.read_geometry(geometry_);
    feature.read_tags(tags_);
    writer_->write({.id = id, .geometry = &geometry_, .values = values, .tags = &tags_});
}

void JsonAnswer::add(std::optional<ObjectId> id, const Geometry& geometry,
                     std::span<const Value> values) {
    const auto feature = id ? map_.base().find_feature(*id) : std::optional<Feature>{};
    if (feature) feature->read_tags(tags_);
    writer_->write(
        {.id = id, .geometry = &geometry, .values = values, .tags = feature ? &tags_ : nullptr});
}

void JsonAnswer::add(std::optional<ObjectId> id, Location at, std::span<const Value> values) {
    add(id, make_point(at), values);
}

void JsonAnswer::print() {
    writer_->finish();
    if (!text_.ends_with('\n')) text_ += '\n';
    print_raw(text_);
}

}  // namespace konbit
