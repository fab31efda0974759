#include <sodium.h>

#include <nlohmann/json.hpp>

#include "mapper/journal/entry_codec.hpp"
#include "mapper/journal/json_reader.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
namespace {

using Json = nlohmann::json;  // its objects are sorted by key

std::string random_salt() {
    std::array<unsigned char, 16> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::string hex(2 * bytes.size() + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
    hex.pop_back();
    return hex;
}

Json pair_of(Location at) {
    return Json::array({at.lon_e7, at.lat_e7});
}

template <class T>
void put(Json& json, const char* key, const std::optional<T>& value) {
    if (value) json[key] = *value;
}
template <class T>
void put_word(Json& json, const char* key, const std::optional<T>& value) {
    if (value) json[key] = to_string(*value);
}
void put_text(Json& json, const char* key, const std::string& text) {
    if (!text.empty()) json[key] = text;
}

Json json_of(const Limits& limits) {
    Json json = Json::object();
    put(json, "height_m", limits.height_m);
    put(json, "width_m", limits.width_m);
    put(json, "length_m", limits.length_m);
    put(json, "weight_t", limits.weight_t);
    put(json, "axle_load_t", limits.axle_load_t);
    return json;
}

Json json_of(const std::vector<PhotoNote>& photos) {
    Json list = Json::array();
    for (const auto& photo : photos) {
        Json json{{"file", to_hex(photo.file)}, {"type", photo.type}};
        put(json, "taken", photo.taken);
        if (photo.at) json["at"] = pair_of(*photo.at);
        list.push_back(std::move(json));
    }
    return list;
}

void put_texts(Json& json, const Report& report) {
    put_text(json, "what", report.what);
    put_text(json, "name", report.name);
    put_text(json, "text", report.text);
    put_text(json, "witness", report.witness);
    put_text(json, "source", report.source);
    put_text(json, "source_id", report.source_id);
    put_text(json, "source_value", report.source_value);
}

Json json_of(const Report& report) {
    Json json{{"kind", to_string(report.kind)},
              {"at", pair_of(report.about.at)},
              {"how", to_string(report.how)},
              {"observed", report.observed}};
    if (report.about.object) json["object"] = to_string(*report.about.object);
    if (report.about.span) {
        json["span"] = Json::array({report.about.span->from_node, report.about.span->to_node});
    }
    put_word(json, "grade", report.grade);
    put_word(json, "passability", report.passability);
    put_word(json, "status", report.status);
    put(json, "capacity", report.capacity);
    put(json, "people", report.people);
    if (!report.limits.empty()) json["limits"] = json_of(report.limits);
    if (report.met) json["met"] = true;
    if (!report.photos.empty()) json["photos"] = json_of(report.photos);
    put_texts(json, report);
    if (report.product != Product{}) {
        json["product"] = {{"name", report.product.name}, {"version", report.product.version}};
    }
    return json;
}

Json json_of(const Judgement& judgement) {
    Json json{{"entry", to_hex(judgement.entry)},
              {"how", to_string(judgement.how)},
              {"observed", judgement.observed}};
    put_text(json, "text", judgement.text);
    put_text(json, "witness", judgement.witness);
    return json;
}

Json json_of(const DeviceNote& note) {
    Json json{{"device", to_hex(note.device)}};
    put_text(json, "name", note.name);
    return json;
}

Json json_of(const EventNote& note) {
    Json json{{"kind", note.kind}, {"at", note.at}};
    put_text(json, "glide", note.glide);
    return json;
}

[[noreturn]] void refuse(std::string_view why) {
    throw DataError{"This cannot be kept in the journal", "", why, "Change it, then do it again."};
}

Json json_of(const std::monostate&) {
    refuse("it has no content");
}

}  // namespace

std::string encode_payload(const NewEntry& entry) {
    Json json = std::visit([](const auto& payload) { return json_of(payload); }, entry.payload);
    json["salt"] = random_salt();
    std::string bytes;
    try {
        bytes = json.dump();
    } catch (const Json::exception&) {
        refuse("a text in it is not UTF-8");
    }
    // What can be written can be read: by us and by everybody it reaches.
    try {
        if (decode_payload(entry.kind, bytes) != entry.payload) refuse("it is not of its kind");
    } catch (const UnsoundContent& unsound) {
        refuse(unsound.why());
    }
    return bytes;
}

}  // namespace konbit
