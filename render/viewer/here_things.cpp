#include "render/viewer/here_things.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "mapper/model/geodesy.hpp"
#include "mapper/query/importance.hpp"
#include "mapper/query/things.hpp"
#include "render/viewer/answer_words.hpp"

namespace konbit {
namespace {

constexpr std::size_t kMostThings = 40;
constexpr double kHalfRoad_m = 4;

/// A point matters more than the line below it, and that more than the area around both; but a
/// building stands on its land, and nobody asks for the country.
int rank_of(GeometryKind kind, const Tags& tags) {
    if (kind == GeometryKind::point) return 0;
    if (kind == GeometryKind::line) return 2;
    return is_building(tags) ? 1 : 3;
}

double size_of(const BoundingBox& box) {
    return distance_m({box.west, box.south}, {box.east, box.north});
}

struct Candidate {
    Thing thing;
    int rank = 0;
    double distance_m = 0;
};

bool more_specific(const Candidate& a, const Candidate& b) {
    if (a.rank != b.rank) return a.rank < b.rank;
    if (a.rank == 3 && a.thing.size_m != b.thing.size_m) return a.thing.size_m < b.thing.size_m;
    if (a.distance_m != b.distance_m) return a.distance_m < b.distance_m;
    return a.thing.id < b.thing.id;
}

Thing describe(const Map& map, const Feature& feature, const Tags& tags, const Geometry& geometry,
               std::string_view lang) {
    Thing thing;
    thing.id = feature.id();
    thing.feature = feature.index();
    thing.at = representative_point(geometry);
    thing.size_m = size_of(feature.box());
    thing.hidden = map.meaning().protected_refuge(tags);
    if (thing.hidden) {
        thing.kind = is_building(tags) ? "Building" : "";
        return thing;
    }
    thing.name = name_in(map, feature.index(), lang, tags.value("name"));
    thing.kind = kind_words(screen_text(kind_of(tags)));
    return thing;
}

}  // namespace

Thing thing_of(const Map& map, const Feature& feature, std::string_view lang) {
    auto thing = describe(map, feature, feature.tags(), feature.geometry(), lang);
    if (thing.kind.empty()) thing.kind = thing.hidden ? "A place" : "Something without a kind";
    return thing;
}

std::vector<Thing> things_at(const Map& map, Location at, double within_m, std::string_view lang) {
    std::vector<Candidate> found;
    Tags tags;
    Geometry geometry;
    map.base().query(box_around(at, within_m), [&](const Feature& feature) {
        feature.read_geometry(geometry);
        const double metres = distance_m(at, geometry);
        if (metres > within_m) return true;
        feature.read_tags(tags);
        Candidate candidate{describe(map, feature, tags, geometry, lang),
                            rank_of(feature.kind(), tags), metres};
        // A road is wider than its line.
        if (feature.kind() == GeometryKind::line && tags.has("highway"))
            candidate.distance_m = std::max(0.0, metres - kHalfRoad_m);
        // Of a building beside the click only what is below it counts, if anything is.
        if (candidate.rank == 1 && metres > 0) candidate.rank = 2;
        if (!candidate.thing.kind.empty()) found.push_back(std::move(candidate));
        return true;
    });
    std::sort(found.begin(), found.end(), more_specific);
    if (found.size() > kMostThings) found.resize(kMostThings);
    std::vector<Thing> things;
    things.reserve(found.size());
    for (auto& candidate : found) things.push_back(std::move(candidate.thing));
    if (const auto marked = marked_at(map, at, within_m)) {
        const auto it = std::find_if(things.begin(), things.end(),
                                     [&](const Thing& thing) { return thing.id == *marked; });
        if (it != things.end()) std::rotate(things.begin(), it, it + 1);
    }
    return things;
}

std::optional<ObjectId> marked_at(const Map& map, Location at, double within_m) {
    std::optional<ObjectId> nearest;
    for (const auto& found : damage_near(map, box_around(at, within_m))) {
        const auto& s = found.statement;
        const bool marked = s.passability >= Passability::restricted || s.grade >= Grade::slight;
        const double metres = distance_m(at, found.at);
        if (!marked || found.report || metres > within_m) continue;
        within_m = metres;
        nearest = found.id;
    }
    return nearest;
}

std::optional<std::uint32_t> segment_at(const Geometry& line, Location at) {
    if (line.kind != GeometryKind::line || line.locations.size() < 2) return std::nullopt;
    std::uint32_t nearest = 0;
    double nearest_m = std::numeric_limits<double>::infinity();
    for (std::uint32_t i = 0; i + 1 < line.locations.size(); ++i) {
        const double metres = distance_m(at, make_line({line.locations[i], line.locations[i + 1]}));
        if (metres >= nearest_m) continue;
        nearest = i;
        nearest_m = metres;
    }
    return nearest;
}

ThingFacts facts_of(const Map& map, const Thing& thing) {
    ThingFacts facts;
    const auto feature = map.base().feature(thing.feature);
    const auto tags = feature.tags();
    const auto geometry = feature.geometry();
    const Subject subject{tags, geometry.kind, area_m2(geometry)};
    facts.damage = map.meaning().damage(subject);
    facts.conditions = conditions_of(map, thing.id);
    if (thing.hidden) return facts;
    for (std::size_t i = 0; i < kThemeCount; ++i) {
        const auto theme = static_cast<Theme>(i);
        auto facility = map.meaning().facility(theme, subject);
        if (facility && facility->suitability != Suitability::never)
            facts.roles.push_back({theme, std::move(*facility)});
    }
    for (const auto& tag : tags)
        facts.tags.emplace_back(screen_text(tag.key), screen_text(tag.value));
    return facts;
}

}  // namespace konbit
