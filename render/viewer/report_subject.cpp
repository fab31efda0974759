#include "render/viewer/report_subject.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "mapper/model/geodesy.hpp"
#include "mapper/query/text.hpp"
#include "mapper/query/things.hpp"
#include "render/viewer/answer_words.hpp"
#include "render/viewer/here_things.hpp"

namespace konbit {
namespace {

using SubjectKind = ReportSubject::Kind;

constexpr double kHalfRoad_m = 4;  ///< a road is wider than its line

/// An object as the map knows it, with its name.
struct Known {
    Thing thing;
    Tags tags;
    Geometry geometry;
};

std::optional<Known> known_of(const Map& map, ObjectId id, std::string_view lang) {
    const auto feature = map.base().find_feature(id);
    if (!feature) return std::nullopt;
    return Known{thing_of(map, *feature, lang), feature->tags(), feature->geometry()};
}

/// The part of a way's shape between two of its nodes; all of it without a span.
std::vector<Location> stretch_of(const Map& map, const Anchor& anchor, const Geometry& shape) {
    if (shape.kind != GeometryKind::line) return {};
    const auto& points = shape.locations;
    if (!anchor.span) return points;
    const auto way = map.base().object(*anchor.object);
    if (!way || way->refs.size() != points.size()) return points;
    const auto& refs = way->refs;
    const auto from = std::find(refs.begin(), refs.end(), anchor.span->from_node);
    const auto to = std::find(refs.begin(), refs.end(), anchor.span->to_node);
    if (from == refs.end() || to == refs.end()) return points;
    const auto [first, last] = std::minmax({from - refs.begin(), to - refs.begin()});
    return {points.begin() + first, points.begin() + last + 1};
}

/// Where stretches of a way differ, that of the pressed one; of several the worst.
std::optional<Condition> known_condition(const Map& map, ObjectId id, Matter matter,
                                         std::optional<std::uint32_t> segment) {
    std::optional<Condition> worst;
    const auto badness = [](const Condition& c) {
        return std::max({static_cast<int>(c.grade), static_cast<int>(c.passability),
                         static_cast<int>(c.status)});
    };
    for (auto& condition : conditions_of(map, id)) {
        if (condition.matter != matter) continue;
        if (condition.stretch && segment && !holds(*condition.stretch, *segment)) continue;
        if (!worst || badness(condition) > badness(*worst)) worst = std::move(condition);
    }
    return worst;
}

std::string road_name_near(const Map& map, Location at, std::string_view lang) {
    const auto road = anchor_at(map, ReportKind::passability, at);
    if (!road.object) return {};
    const auto known = known_of(map, *road.object, lang);
    return known ? known->thing.name : std::string{};
}

std::string name_of(const Map& map, const Known& known, SubjectKind kind, Location at,
                    std::string_view lang) {
    if (!known.thing.name.empty()) return known.thing.name;
    if (kind == SubjectKind::road) return known.thing.kind;
    auto name = kind == SubjectKind::bridge ? std::string{"Bridge"} : known.thing.kind;
    const auto road = road_name_near(map, at, lang);
    if (!road.empty() && !known.thing.hidden) name += ", " + road;
    return name;
}

bool is_bridge(const Tags& tags) {
    return tags.has("bridge") && !tags.is("bridge", "no");
}

/// A place that shelters, not only one that might.
bool surely_shelters(const Map& map, const Known& known) {
    const auto facility = map.meaning().facility(
        Theme::shelter, {known.tags, known.geometry.kind, area_m2(known.geometry)});
    return facility && facility->suitability >= Suitability::suitable;
}

/// Among things equally near: what shelters for certain, buildings, ways, what might shelter.
int rank_of(const ReportSubject& subject, bool surely) {
    if (subject.kind == SubjectKind::shelter) return surely ? 0 : 3;
    return subject.kind == SubjectKind::building ? 1 : 2;
}

class SubjectFinder {
public:
    SubjectFinder(const Map& map, Location at, std::string_view lang)
        : map_{map}, at_{at}, lang_{lang} {}

    std::vector<ReportSubject> find(double within_m) {
        // A bridge is met twice: its stretch of road is what is passed.
        for (const auto kind : {ReportKind::shelter, ReportKind::passability, ReportKind::damage})
            look(kind);
        std::stable_sort(found_.begin(), found_.end(), [](const Ranked& a, const Ranked& b) {
            return std::pair{a.subject.distance_m, a.rank} <
                   std::pair{b.subject.distance_m, b.rank};
        });
        std::vector<ReportSubject> subjects;
        bool spot_added = false;
        for (auto& [subject, rank] : found_) {
            if (!spot_added && subject.distance_m > within_m) {
                subjects.push_back(spot());
                spot_added = true;
            }
            subjects.push_back(std::move(subject));
        }
        if (!spot_added) subjects.push_back(spot());
        return subjects;
    }

private:
    struct Ranked {
        ReportSubject subject;
        int rank = 0;
    };

    [[nodiscard]] ReportSubject spot() const {
        return {.kind = SubjectKind::spot,
                .anchor = {.object = {}, .span = {}, .at = at_},
                .name = location_text(at_),
                .shape = {},
                .known = {}};
    }

    void look(ReportKind kind) {
        auto anchor = anchor_at(map_, kind, at_);
        if (!anchor.object) return;
        const auto known = known_of(map_, *anchor.object, lang_);
        if (!known) return;
        ReportSubject subject;
        subject.kind = kind_of_subject(kind, known->tags);
        const auto same = [&](const Ranked& r) { return r.subject.kind == subject.kind; };
        if (std::any_of(found_.begin(), found_.end(), same)) return;
        subject.shape = stretch_of(map_, anchor, known->geometry);
        subject.distance_m = distance_m(at_, known->geometry);
        if (known->geometry.kind == GeometryKind::line)
            subject.distance_m = std::max(0.0, subject.distance_m - kHalfRoad_m);
        subject.name = name_of(map_, *known, subject.kind, at_, lang_);
        if (const auto matter = matter_of(subject.kind))
            subject.known =
                known_condition(map_, *anchor.object, *matter, segment_at(known->geometry, at_));
        subject.anchor = std::move(anchor);
        const int rank = rank_of(subject, surely_shelters(map_, *known));
        found_.push_back({std::move(subject), rank});
    }

    [[nodiscard]] static SubjectKind kind_of_subject(ReportKind kind, const Tags& tags) {
        if (kind == ReportKind::shelter) return SubjectKind::shelter;
        if (kind == ReportKind::damage && is_building(tags)) return SubjectKind::building;
        return is_bridge(tags) ? SubjectKind::bridge : SubjectKind::road;
    }

    const Map& map_;
    Location at_;
    std::string_view lang_;
    std::vector<Ranked> found_;
};

}  // namespace

std::vector<ReportSubject> subjects_at(const Map& map, Location at, double within_m,
                                       std::string_view lang) {
    auto subjects = SubjectFinder{map, at, lang}.find(within_m);
    if (const auto marked = marked_at(map, at, within_m)) {
        const auto it = std::find_if(
            subjects.begin(), subjects.end(),
            [&](const ReportSubject& subject) { return subject.anchor.object == marked; });
        if (it != subjects.end()) std::rotate(subjects.begin(), it, it + 1);
    }
    return subjects;
}

std::string_view subject_words(ReportSubject::Kind kind) noexcept {
    switch (kind) {
        case SubjectKind::building:
            return "Building";
        case SubjectKind::shelter:
            return "Shelter";
        case SubjectKind::bridge:
            return "Bridge";
        case SubjectKind::road:
            return "Road";
        case SubjectKind::spot:
            return "This spot";
    }
    return "";
}

std::optional<Matter> matter_of(ReportSubject::Kind kind) noexcept {
    switch (kind) {
        case SubjectKind::building:
            return Matter::damage;
        case SubjectKind::shelter:
            return Matter::shelter;
        case SubjectKind::bridge:
        case SubjectKind::road:
            return Matter::passability;
        case SubjectKind::spot:
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace konbit
