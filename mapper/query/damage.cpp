// What tags and reports tell of damage and passability.
#include <algorithm>
#include <numeric>
#include <unordered_set>

#include "mapper/model/geodesy.hpp"
#include "mapper/query/condition_text.hpp"
#include "mapper/query/free_reports.hpp"
#include "mapper/query/judge.hpp"
#include "mapper/query/map_impl.hpp"
#include "mapper/query/questions.hpp"
#include "mapper/query/stretch_shape.hpp"
#include "mapper/query/things.hpp"

namespace konbit {

using namespace theme_format;

namespace {

enum class Sort { road, building, other };

Sort sort_of(const DamageStatement& s) {
    if (s.what == "road" || s.what == "bridge" || s.what == "tunnel") return Sort::road;
    return s.what == "building" ? Sort::building : Sort::other;
}

bool asked_for(DamageQuestion::Of of, Sort sort) {
    switch (of) {
        case DamageQuestion::Of::all:
            return true;
        case DamageQuestion::Of::roads:
            return sort == Sort::road;
        case DamageQuestion::Of::buildings:
            return sort == Sort::building;
    }
    return true;
}

/// Destroyed and blocked first; "nobody knows" before "none".
int severity(const DamageStatement& s) {
    int by_grade = static_cast<int>(s.grade);
    if (s.grade == Grade::unknown) by_grade = 1;
    if (s.grade == Grade::none) by_grade = 0;
    if (s.passability == Passability::blocked) return std::max(by_grade, 5);
    if (s.passability == Passability::restricted) return std::max(by_grade, 4);
    return by_grade;
}

bool is_listed(const FoundDamage& found, const DamageQuestion& q) {
    const auto& s = found.statement;
    // Somebody tells of a hazard because it is one, whatever its grade.
    if (found.report && s.what == "hazard" && q.at_least <= Grade::slight) return true;
    if (s.passability == Passability::blocked) return true;
    if (s.passability == Passability::restricted && q.at_least <= Grade::severe) return true;
    if (s.grade == Grade::unknown) return q.include_unknown || q.at_least == Grade::unknown;
    return s.grade >= q.at_least;
}

bool tells_anything(const DamageStatement& s) {
    return s.grade != Grade::unknown ||
           (s.states_passability && s.passability != Passability::unknown);
}

/// All roads and buildings there are: of the whole map from derived/, else counted in the area
/// (roads with their whole length if any part touches it).
void count_all(const Map& map, const ThemeFile& themes, const std::optional<Area>& area,
               DamageAnswer& answer) {
    if (!area) {
        answer.roads = themes.header().roads;
        answer.buildings = themes.header().buildings;
        answer.road_km = themes.header().road_m / 1000;
        return;
    }
    Tags tags;
    Geometry shape;
    map.base().query(area->box, [&](const Feature& feature) {
        feature.read_tags(tags);
        const bool road = is_road(tags, feature.kind());
        if (!road && !is_building(tags)) return true;
        feature.read_geometry(shape);
        if (!area->touches(shape, feature.box())) return true;
        if (is_building(tags)) ++answer.buildings;
        if (!road) return true;
        ++answer.roads;
        answer.road_km += length_m(shape) / 1000;
        return true;
    });
}

FoundDamage found_from_tags(const ThemeFile& themes, const ThemeFile::Record& record,
                            DamageStatement&& statement) {
    const double length_m = sort_of(statement) == Sort::road ? record.length_m : 0;
    return {.id = themes.id(record),
            .feature = FeatureIndex{record.feature},
            .name = std::string{themes.text(record.name)},
            .statement = std::move(statement),
            .certainty = Certainty::guessed,
            .at = {record.lon_e7, record.lat_e7},
            .length_m = length_m,
            .source = source_text(Method::tag, {})};
}

/// A thing with its parts, ready for an answer; one whole part if it has no stretches.
struct Told {
    std::vector<FoundDamage> parts;
    bool road = false, building = false;  ///< counted as one of them
};

/// Everything that tags and reports say in a box, or in the whole map.
class DamageSearch {
public:
    DamageSearch(const Map& map, const ThemeFile& themes, const Situation& situation)
        : map_{map}, themes_{themes}, judge_{map, themes, situation} {}

    /// By tags alone, in the map's order; then what reports speak of; then free reports.
    template <class Visit>
    void visit(const std::optional<BoundingBox>& box, Visit&& visit) {
        tagged_too_.clear();
        visit_tagged(box, visit);
        if (judge_.situation().empty()) return;
        visit_reported(box, visit);
        constexpr BoundingBox kWorld{-Location::kMaxLon_e7, -Location::kMaxLat_e7,
                                     Location::kMaxLon_e7, Location::kMaxLat_e7};
        for (auto& found : free_damage(judge_, box.value_or(kWorld))) {
            Told told;
            told.parts.push_back(std::move(found));
            visit(told);
        }
    }

private:
    template <class Visit>
    void visit_tagged(const std::optional<BoundingBox>& box, Visit& visit) {
        const auto count = themes_.size(kDamageLayer);
        if (count == 0) return;
        std::vector<std::uint32_t> positions;
        if (box) {
            themes_.index(kDamageLayer).query(*box, positions);
            std::sort(positions.begin(), positions.end());
        } else {
            positions.resize(count);
            std::iota(positions.begin(), positions.end(), 0U);
        }
        for (const auto position : positions) {
            const auto record = themes_.record(kDamageLayer, position);
            if (const auto id = themes_.id(record); judge_.situation().speaks_of(id)) {
                tagged_too_.push_back(id);
                continue;
            }
            auto statement = themes_.damage(record);
            if (!statement || !apply_event(*statement, judge_.event_kind())) continue;
            Told told;
            told.road = sort_of(*statement) == Sort::road;
            told.building = sort_of(*statement) == Sort::building;
            told.parts.push_back(found_from_tags(themes_, record, std::move(*statement)));
            visit(told);
        }
    }

    template <class Visit>
    void visit_reported(const std::optional<BoundingBox>& box, Visit& visit) {
        std::vector<ObjectId> more;
        std::unordered_set<ObjectId> done;
        const auto one = [&](ObjectId id) {
            if (!done.insert(id).second) return;
            const auto feature = map_.base().find_feature(id);
            if (!feature || (box && !touches(feature->box(), *box))) return;
            const auto thing = judge_.thing(*feature);
            Told told = told_of(thing);
            if (told.parts.empty()) return;
            if (const auto roads = judge_.roads_on(thing); !roads.empty())
                more.insert(more.end(), roads.begin(), roads.end());
            visit(told);
        };
        for (const auto id : tagged_too_) one(id);
        for (const auto id : things_reported(box)) one(id);
        std::sort(more.begin(), more.end());
        for (const auto id : more) one(id);
    }

    [[nodiscard]] std::vector<ObjectId> things_reported(
        const std::optional<BoundingBox>& box) const {
        if (!box) return judge_.situation().objects();
        // A way's report may lie outside the box that the way itself runs through.
        constexpr double kLongWay_m = 5'000;
        return judge_.situation().objects_in(grown(*box, kLongWay_m));
    }

    static bool touches(const BoundingBox& thing, const BoundingBox& box) {
        const auto parts = split_at_antimeridian(box);
        return thing.intersects(parts[0]) || (!parts[1].empty() && thing.intersects(parts[1]));
    }

    [[nodiscard]] Told told_of(const JudgedThing& thing) const {
        Told told;
        told.road = thing.is_road || thing.what == "road";
        told.building = thing.what == "building";
        for (const auto& part : judge_.parts(thing)) {
            auto found = found_from(judge_, thing, part);
            measure(found);
            told.parts.push_back(std::move(found));
        }
        if (told.parts.empty() && thing.tagged) {  // spoken of in other matters alone
            auto found = found_from(judge_, thing, {});
            found.statement = *thing.tagged;
            found.certainty = Certainty::guessed;
            found.source = source_text(Method::tag, {});
            measure(found);
            told.parts.push_back(std::move(found));
        }
        return told;
    }

    void measure(FoundDamage& found) const {
        if (sort_of(found.statement) != Sort::road && !found.stretch) return;
        Geometry shape;
        read_shape(map_, found, shape);
        if (shape.kind != GeometryKind::line) return;
        found.length_m = static_cast<double>(static_cast<float>(length_m(shape)));
        if (found.stretch) found.at = representative_point(shape);
    }

    const Map& map_;
    const ThemeFile& themes_;
    Judge judge_;
    std::vector<ObjectId> tagged_too_;  ///< that reports speak of as well
};

bool in_area(const Map& map, const FoundDamage& found, const Area& area) {
    Geometry shape;
    read_shape(map, found, shape);
    return area.touches(shape, bounding_box_of(shape));
}

/// A thing counts once, with the worst of its parts.
void count_told(const Told& told, DamageAnswer& answer) {
    auto worst = Grade::unknown;
    bool assessed = false;
    for (const auto& part : told.parts) {
        worst = std::max(worst, part.statement.grade);
        assessed = assessed || tells_anything(part.statement);
        if (sort_of(part.statement) != Sort::road) continue;
        const double km = part.length_m / 1000;
        if (part.statement.passability == Passability::blocked) answer.road_km_blocked += km;
        if (part.statement.passability == Passability::restricted) answer.road_km_restricted += km;
    }
    ++answer.by_grade[static_cast<std::size_t>(worst)];
    if (!assessed) return;
    if (told.road) ++answer.assessed_roads;
    if (told.building) ++answer.assessed_buildings;
}

void add_told(const Map& map, Told& told, const DamageQuestion& q, DamageAnswer& answer) {
    std::erase_if(told.parts, [&](const FoundDamage& found) {
        return !asked_for(q.of, sort_of(found.statement)) ||
               (q.area && !in_area(map, found, *q.area));
    });
    if (told.parts.empty()) return;
    count_told(told, answer);
    for (auto& part : told.parts) {
        if (is_listed(part, q)) answer.found.push_back(std::move(part));
    }
}

bool worse_first(const FoundDamage& a, const FoundDamage& b) {
    const int worse = severity(a.statement) - severity(b.statement);
    if (worse != 0) return worse > 0;
    if (a.id != b.id) return a.id < b.id;
    if (a.stretch && b.stretch && a.stretch != b.stretch)
        return a.stretch->first < b.stretch->first;
    return a.report < b.report;
}

}  // namespace

DamageAnswer damage_in(const Map& map, const DamageQuestion& question) {
    DamageAnswer answer;
    map.impl().with_themes([&](const ThemeFile& themes) {
        answer = {};
        map.with_situation(question.audience, [&](const Situation& situation) {
            DamageSearch search{map, themes, situation};
            const auto box = question.area ? std::optional{question.area->box} : std::nullopt;
            search.visit(box, [&](Told& told) { add_told(map, told, question, answer); });
        });
        std::sort(answer.found.begin(), answer.found.end(), worse_first);
        count_all(map, themes, question.area, answer);
        return true;
    });
    return answer;
}

std::vector<FoundDamage> damage_near(const Map& map, const BoundingBox& box, Audience audience) {
    std::vector<FoundDamage> found;
    map.impl().with_themes([&](const ThemeFile& themes) {
        found.clear();
        map.with_situation(audience, [&](const Situation& situation) {
            DamageSearch search{map, themes, situation};
            search.visit(box, [&](Told& told) {
                for (auto& part : told.parts) found.push_back(std::move(part));
            });
        });
        return true;
    });
    return found;
}

void read_shape(const Map& map, const FoundDamage& found, Geometry& into) {
    if (found.report) {
        into = make_point(found.at);
        return;
    }
    const auto feature = map.base().feature(found.feature);
    if (found.stretch) return read_stretch(map.base(), feature, *found.stretch, into);
    feature.read_geometry(into);
}

}  // namespace konbit
