// A route's answer as GeoJSON.
#include <cmath>

#include <nlohmann/json.hpp>

#include "mapper/exchange/geojson_geometry.hpp"
#include "mapper/exchange/route_files.hpp"
#include "mapper/query/attribution.hpp"

namespace konbit {
namespace {

using Json = nlohmann::ordered_json;

/// To the millimetre and the millisecond, without digits that mean nothing.
double rounded(double value) {
    return std::round(value * 1000) / 1000;
}

Json position(Location at) {
    return Json::array({at.lon_e7 / 1e7, at.lat_e7 / 1e7});
}

Json text_or_null(const std::string& text) {
    return text.empty() ? Json{} : Json(text);
}

Json doubts_of(const Doubt& doubt) {
    auto words = Json::array();
    if (doubt.disputed) words.push_back("disputed");
    if (doubt.unverified) words.push_back("unverified");
    if (doubt.recheck) words.push_back("to recheck");
    if (doubt.good_news_waits) words.push_back("good news waits");
    if (doubt.corrected) words.push_back("corrected");
    return words;
}

class RouteJson {
public:
    explicit RouteJson(const RouteDocument& document) : document_{document} {}

    std::string run() {
        put_head();
        out_.put(R"(,"features":[)");
        const auto& answer = document_.answer;
        for (const auto& option : answer.options)
            put_feature(make_line(option.shape), properties_of(option), {});
        if (answer.options.empty()) {
            for (const auto& place : answer.blocking) put_blocking(place);
        }
        out_.put(any_ ? "\n]" : "]");
        if (!box_.empty()) {
            out_.put(R"(,"bbox":)");
            box_.put(out_);
        }
        out_.put("}\n");
        out_.flush();
        return std::move(text_);
    }

private:
    static std::string dumped(const Json& json) {
        return json.dump(-1, ' ', false, Json::error_handler_t::replace);
    }
    void put_member(const std::string& name, const std::string& json) {
        out_.put(',');
        out_.put(dumped(name));
        out_.put(':');
        out_.put(json);
    }

    void put_head() {
        const auto& facts = document_.facts;
        out_.put(R"({"type":"FeatureCollection")");
        put_member("generator", dumped(facts.generator));
        put_member("attribution", dumped(kAttribution));
        if (!facts.data_timestamp.empty())
            put_member("data_timestamp", dumped(facts.data_timestamp));
        if (!facts.made_before.empty()) put_member("made_before", dumped(facts.made_before));
        put_member("answer", dumped(to_string(document_.answer.verdict)));
        put_member("profile", dumped(document_.travel.today().profile().name()));
        put_member("vehicle", dumped(document_.vehicle));
        put_member("ends", dumped(ends()));
        if (document_.answer.verdict == RouteVerdict::no) put_why();
        for (const auto& [name, json] : document_.extra) put_member(name, json);
    }

    void put_why() {
        const auto& answer = document_.answer;
        put_member("why", dumped(text_or_null(answer.why)));
        if (!answer.otherwise) return;
        put_member("otherwise", dumped({{"distance_m", rounded(answer.otherwise->distance_m)},
                                        {"duration_s", rounded(answer.otherwise->duration_s)},
                                        {"limits", places(answer.otherwise->limits)}}));
    }

    [[nodiscard]] Json ends() const {
        auto list = Json::array();
        for (const auto& end : document_.answer.ends) {
            Json json{{"place", end.place.label}, {"at", position(end.place.at)}};
            if (end.place.object) json["id"] = to_string(*end.place.object);
            if (end.road) {
                json["way"] = to_string(end.way);
                json["road"] = end.road_name;
                json["road_at"] = position(end.road->at);
                json["to_road_m"] = rounded(end.road->distance_m);
            }
            if (!end.passed_over.empty()) json["passed_over"] = end.passed_over;
            list.push_back(std::move(json));
        }
        return list;
    }

    // ---- places

    [[nodiscard]] Json place(const RoutePlace& place) const {
        Json json{{"id", to_string(place.way)},
                  {"what", place.what},
                  {"name", text_or_null(place.name)},
                  {"reason", text_or_null(place.reason)},
                  {"at", position(place.at)}};
        if (place.note.object == ObjectId{}) return json;
        const auto& c = place.note.condition;
        json["passability"] = to_string(c.passability);
        json["grade"] = to_string(c.grade);
        json["certainty"] = to_string(c.certainty);
        json["disputed"] = c.doubt.disputed;
        json["doubts"] = doubts_of(c.doubt);
        json["observed"] = c.observed && *c.observed != 0 ? Json(to_iso8601(*c.observed)) : Json{};
        json["age_h"] =
            c.observed && *c.observed != 0
                ? Json(rounded(double(document_.travel.map().as_of() - *c.observed) / 3600))
                : Json{};
        json["source"] = text_or_null(c.source);
        json["source_value"] = text_or_null(c.source_value);
        return json;
    }
    [[nodiscard]] Json places(const std::vector<RoutePlace>& list) const {
        auto json = Json::array();
        for (const auto& item : list) json.push_back(place(item));
        return json;
    }

    // ---- ways to go

    [[nodiscard]] Json steps_of(const RouteOption& option) const {
        std::vector<std::string> sentences;
        if (!document_.lang.empty()) sentences = route_instructions(option, document_.lang);
        auto list = Json::array();
        for (std::size_t i = 0; i < option.steps.size(); ++i) {
            const auto& step = option.steps[i];
            Json json{{"way", to_string(step.way)},
                      {"name", step.name},
                      {"distance_m", rounded(step.distance_m)},
                      {"duration_s", rounded(step.duration_s)},
                      {"maneuver", to_string(step.maneuver)}};
            if (!step.ref.empty()) json["ref"] = step.ref;
            if (step.exit != 0) json["exit"] = step.exit;
            json["at"] = position(option.shape.at(step.shape_begin));
            if (!sentences.empty()) json["instruction"] = sentences[i];
            list.push_back(std::move(json));
        }
        return list;
    }

    /// All of them, in order: a step names only its first.
    [[nodiscard]] Json ways_of(const RouteOption& option) const {
        auto list = Json::array();
        ObjectId last;
        for (const auto directed : option.segments) {
            const auto way = document_.travel.network().object_of(directed.segment());
            if (way != last) list.push_back(to_string(way));
            last = way;
        }
        return list;
    }

    [[nodiscard]] Json properties_of(const RouteOption& option) const {
        auto legs = Json::array();
        for (const auto& leg : option.legs) {
            legs.push_back(
                {{"distance_m", rounded(leg.distance_m)}, {"duration_s", rounded(leg.duration_s)}});
        }
        return {{"answer", to_string(option.verdict)},
                {"distance_m", rounded(option.distance_m)},
                {"duration_s", rounded(option.duration_s)},
                {"profile", document_.travel.today().profile().name()},
                {"legs", std::move(legs)},
                {"ways", ways_of(option)},
                {"steps", steps_of(option)},
                {"evidence", places(option.evidence)},
                {"avoided", places(option.avoided)},
                {"limits", places(option.limits)},
                {"detour_m", rounded(option.detour_m)},
                {"detour_s", rounded(option.detour_s)},
                {"unseen",
                 {{"distance_m", rounded(option.unseen_m)}, {"places", places(option.unseen)}}},
                {"warnings", option.warnings}};
    }

    void put_blocking(const RoutePlace& blocking) {
        auto properties = place(blocking);
        properties.erase("id");
        properties["answer"] = "NO";
        put_feature(make_point(blocking.at), properties, to_string(blocking.way));
    }

    void put_feature(const Geometry& shape, const Json& properties, const std::string& id) {
        out_.put(any_ ? ",\n" : "\n");
        any_ = true;
        out_.put(R"({"type":"Feature")");
        if (!id.empty()) put_member("id", dumped(id));
        out_.put(R"(,"geometry":)");
        put_geojson_geometry(shape, out_, box_);
        put_member("properties", dumped(properties));
        out_.put('}');
    }

    const RouteDocument& document_;
    std::string text_;
    TextOut out_{[this](std::string_view bytes) { text_ += bytes; }};
    GeoJsonBox box_;
    bool any_ = false;
};

}  // namespace

std::string route_geojson(const RouteDocument& document) {
    return RouteJson{document}.run();
}

}  // namespace konbit
