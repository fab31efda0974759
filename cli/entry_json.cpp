#include "cli/entry_json.hpp"

#include <fmt/format.h>

#include "cli/json_answer.hpp"
#include "mapper/query/condition_text.hpp"

namespace konbit {
namespace {

std::string text_or_null(std::string_view text) {
    return text.empty() ? "null" : json_text(text);
}

std::string json_bool(bool value) {
    return value ? "true" : "false";
}

std::string_view value_of(const Condition& condition) {
    switch (condition.matter) {
        case Matter::passability:
            return to_string(condition.passability);
        case Matter::damage:
            return to_string(condition.grade);
        case Matter::shelter:
            return to_string(condition.status);
    }
    return "unknown";
}

void add_limit(JsonMembers& members, std::string name, const std::optional<double>& value) {
    if (value) members.emplace_back(std::move(name), fmt::format("{:g}", *value));
}

}  // namespace

std::string json_limits(const Limits& limits) {
    JsonMembers members;
    add_limit(members, "height_m", limits.height_m);
    add_limit(members, "width_m", limits.width_m);
    add_limit(members, "length_m", limits.length_m);
    add_limit(members, "weight_t", limits.weight_t);
    add_limit(members, "axle_load_t", limits.axle_load_t);
    return members.empty() ? "null" : json_object(members);
}

std::string json_doubts(const Doubt& doubt) {
    return json_list(doubt_words(doubt));
}

std::string json_stretch(const std::optional<WayStretch>& stretch) {
    return stretch ? fmt::format("[{},{}]", stretch->first, stretch->last) : "null";
}

std::string json_condition(const Condition& condition) {
    return json_object({{"matter", json_text(matter_word(condition.matter))},
                        {"value", json_text(value_of(condition))},
                        {"stretch", json_stretch(condition.stretch)},
                        {"limits", json_limits(condition.limits)},
                        {"certainty", json_text(to_string(condition.certainty))},
                        {"doubts", json_doubts(condition.doubt)},
                        {"observed", json_time(condition.observed)},
                        {"source", text_or_null(condition.source)},
                        {"source_value", text_or_null(condition.source_value)},
                        {"reason", text_or_null(condition.reason)},
                        {"audience", json_text(to_string(condition.audience))}});
}

std::string json_conditions(const std::vector<Condition>& conditions) {
    std::string list = "[";
    for (const auto& condition : conditions)
        list += (list.size() > 1 ? "," : "") + json_condition(condition);
    return list + "]";
}

std::string json_about(const Map& map, const Report& report) {
    const auto& anchor = report.about;
    return json_object({{"id", anchor.object ? json_text(to_string(*anchor.object)) : "null"},
                        {"label", json_text(about_text(map, report))},
                        {"lat", fmt::format("{:.7f}", anchor.at.lat())},
                        {"lon", fmt::format("{:.7f}", anchor.at.lon())},
                        {"nodes", anchor.span ? fmt::format("[{},{}]", anchor.span->from_node,
                                                            anchor.span->to_node)
                                              : std::string{"null"}}});
}

std::string json_evidence(const EvidenceLine& line, const DeviceNames& names) {
    const auto tag = line.how == Method::tag;
    return json_object({{"entry", line.entry ? json_text(to_hex(*line.entry)) : "null"},
                        {"matter", json_text(matter_word(line.matter))},
                        {"stretch", json_stretch(line.stretch)},
                        {"how", json_text(to_string(line.how))},
                        {"observed", json_time(line.observed)},
                        {"value", json_text(line.value)},
                        {"limits", json_limits(line.limits)},
                        {"who", text_or_null(line.who)},
                        {"device", tag ? "null" : json_text(names(line.device))},
                        {"source", text_or_null(line.source)},
                        {"source_value", text_or_null(line.source_value)},
                        {"text", text_or_null(line.text)},
                        {"photos", fmt::to_string(line.photos.size())},
                        {"audience", json_text(to_string(line.audience))},
                        {"accepted", json_bool(line.accepted)},
                        {"used", json_bool(line.used)},
                        {"against", json_bool(line.against)},
                        {"from_the_future", json_bool(line.from_the_future)}});
}

}  // namespace konbit
