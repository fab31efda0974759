#include "render/viewer/waiting.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "mapper/model/geodesy.hpp"
#include "mapper/query/text.hpp"
#include "render/viewer/answer_words.hpp"
#include "render/viewer/here_things.hpp"

namespace konbit {
namespace {

constexpr BoundingBox kWorld{-1'800'000'000, -900'000'000, 1'800'000'000, 900'000'000};
constexpr double kOneSpot_m = 15;  ///< free reports nearer than this are of one thing

std::optional<Matter> matter_of(ReportKind kind) {
    switch (kind) {
        case ReportKind::damage:
            return Matter::damage;
        case ReportKind::passability:
            return Matter::passability;
        case ReportKind::shelter:
            return Matter::shelter;
        default:
            return std::nullopt;
    }
}

bool waits(const Doubt& doubt) {
    return doubt.disputed || doubt.unverified || doubt.good_news_waits;
}

/// The verdict on a free report, as conditions_of tells it of objects.
Condition condition_of(const Finding& finding, Matter matter) {
    const auto& verdict = finding.verdict;
    Condition condition;
    condition.matter = matter;
    condition.limits = verdict.limits;
    condition.certainty = verdict.certainty;
    condition.doubt = {.disputed = verdict.disputed,
                       .unverified = verdict.unverified,
                       .recheck = verdict.recheck,
                       .good_news_waits = verdict.good_news_waits,
                       .corrected = verdict.corrected};
    if (matter == Matter::damage) condition.grade = static_cast<Grade>(verdict.value);
    if (matter == Matter::passability)
        condition.passability = static_cast<Passability>(verdict.value);
    if (matter == Matter::shelter) condition.status = static_cast<ShelterStatus>(verdict.value);
    if (verdict.used) condition.observed = finding.statements[*verdict.used].observed;
    return condition;
}

/// What the situation holds, copied out of it: questions to the map follow.
struct Gathered {
    std::vector<WaitingDevice> devices;
    std::vector<ObjectId> objects;
    std::vector<WaitingThing> free;
};

void add_free(const Situation& all, const StandingReport& told, std::vector<WaitingThing>& to) {
    const auto matter = matter_of(told.report.kind);
    if (!matter) return;
    const auto same = [&](const WaitingThing& thing) {
        return thing.condition.matter == *matter &&
               distance_m(thing.at, told.report.about.at) <= kOneSpot_m;
    };
    if (std::any_of(to.begin(), to.end(), same)) return;
    auto condition = condition_of(all.finding_of_free(told, *matter), *matter);
    if (!waits(condition.doubt)) return;
    to.push_back({.object = {},
                  .name = screen_text(told.report.name),
                  .kind = "A place not in the map",
                  .at = told.report.about.at,
                  .condition = std::move(condition)});
}

Gathered gather(const Map& map) {
    Gathered gathered;
    map.with_situation([&](const Situation& all) {
        std::map<DeviceKey, WaitingDevice> devices;
        for (const auto* told : all.reports_in(kWorld, false)) {
            if (told->accepted) continue;
            auto& device = devices[told->device];
            device.device = told->device;
            ++device.reports;
            device.newest = std::max(device.newest, told->report.observed);
        }
        for (const auto& [key, device] : devices) gathered.devices.push_back(device);
        gathered.objects = all.objects();
        for (const auto* told : all.reports_in(kWorld, true)) add_free(all, *told, gathered.free);
    });
    return gathered;
}

/// The middle of the stretch that is spoken of.
std::optional<Location> place_of(const Feature& feature, const Condition& condition) {
    if (!condition.stretch || feature.kind() != GeometryKind::line) return std::nullopt;
    const auto line = feature.geometry().locations;
    const auto middle = (std::size_t{condition.stretch->first} + condition.stretch->last) / 2;
    return middle < line.size() ? std::optional{line[middle]} : std::nullopt;
}

void add_object(const Map& map, ObjectId id, std::string_view lang, std::vector<WaitingThing>& to) {
    for (auto& condition : conditions_of(map, id)) {
        if (!waits(condition.doubt)) continue;
        const auto feature = map.base().find_feature(id);
        if (!feature) return;
        const auto thing = thing_of(map, *feature, lang);
        const auto at = place_of(*feature, condition).value_or(thing.at);
        to.push_back({.object = id,
                      .name = thing.name,
                      .kind = thing.kind,
                      .at = at,
                      .condition = std::move(condition)});
    }
}

}  // namespace

Waiting waiting_in(const Map& map, std::string_view lang) {
    auto gathered = gather(map);
    Waiting waiting{std::move(gathered.devices), std::move(gathered.free)};
    for (const auto id : gathered.objects) add_object(map, id, lang, waiting.things);
    std::stable_sort(waiting.devices.begin(), waiting.devices.end(),
                     [](const auto& a, const auto& b) { return a.reports > b.reports; });
    std::stable_sort(waiting.things.begin(), waiting.things.end(),
                     [](const WaitingThing& a, const WaitingThing& b) {
                         const auto& x = a.condition;
                         const auto& y = b.condition;
                         return std::pair{x.doubt.disputed, x.observed.value_or(0)} >
                                std::pair{y.doubt.disputed, y.observed.value_or(0)};
                     });
    return waiting;
}

std::string key_words(const DeviceKey& key) {
    auto text = short_id(key);
    for (std::size_t at = 4; at < text.size(); at += 5) text.insert(at, 1, ' ');
    return text;
}

}  // namespace konbit
