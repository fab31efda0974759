// What tags tell of damage and passability.
#include <tuple>

#include "mapper/model/geodesy.hpp"
#include "mapper/query/map_impl.hpp"
#include "mapper/query/questions.hpp"
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

/// A road prone to floods is ordinary until there is a flood: then it counts, worse. False: leave
/// the statement out.
bool apply_event(DamageStatement& s, const std::string& event_kind) {
    const auto names = [&](const std::vector<std::string>& kinds) {
        return std::find(kinds.begin(), kinds.end(), event_kind) != kinds.end();
    };
    const auto worsen = [&](Passability to) {
        s.passability = std::max(s.passability, to);
        s.notes.push_back("because of the " + event_kind);
    };
    const bool blocked = !event_kind.empty() && names(s.blocked_in);
    const bool restricted = !event_kind.empty() && names(s.restricted_in);
    if (blocked) worsen(Passability::blocked);
    if (restricted && !blocked) worsen(Passability::restricted);
    return !s.everyday || blocked || restricted;
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

bool is_listed(const DamageStatement& s, const DamageQuestion& q) {
    if (s.passability == Passability::blocked) return true;
    if (s.passability == Passability::restricted && q.at_least <= Grade::severe) return true;
    if (s.grade == Grade::unknown) return q.include_unknown || q.at_least == Grade::unknown;
    return s.grade >= q.at_least;
}

bool tells_anything(const DamageStatement& s) {
    return s.grade != Grade::unknown ||
           (s.states_passability && s.passability != Passability::unknown);
}

void count_statement(const DamageStatement& s, double length_m, DamageAnswer& answer) {
    ++answer.by_grade[static_cast<std::size_t>(s.grade)];
    const auto sort = sort_of(s);
    if (tells_anything(s)) {
        if (sort == Sort::road) ++answer.assessed_roads;
        if (sort == Sort::building) ++answer.assessed_buildings;
    }
    if (sort != Sort::road) return;
    if (s.passability == Passability::blocked) answer.road_km_blocked += length_m / 1000;
    if (s.passability == Passability::restricted) answer.road_km_restricted += length_m / 1000;
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

FoundDamage found_from(const ThemeFile& themes, const ThemeFile::Record& record,
                       DamageStatement&& statement) {
    const double length_m = sort_of(statement) == Sort::road ? record.length_m : 0;
    return {.id = themes.id(record),
            .feature = FeatureIndex{record.feature},
            .name = std::string{themes.text(record.name)},
            .statement = std::move(statement),
            .certainty = Certainty::guessed,
            .at = {record.lon_e7, record.lat_e7},
            .length_m = length_m};
}

std::string event_kind_of(const Map& map) {
    const auto& events = map.events();
    return events.empty() ? std::string{} : events.back().kind;
}

void add_position(const Map& map, const ThemeFile& themes, std::uint32_t position,
                  const DamageQuestion& q, const std::string& event_kind, DamageAnswer& answer) {
    const auto record = themes.record(kDamageLayer, position);
    auto statement = themes.damage(record);
    if (!statement || !apply_event(*statement, event_kind)) return;
    if (!asked_for(q.of, sort_of(*statement))) return;
    if (q.area) {
        Geometry shape;
        themes.read_geometry(record, map.base(), shape);
        if (!q.area->touches(shape, themes.box(kDamageLayer, position))) return;
    }
    const bool road = sort_of(*statement) == Sort::road;
    const double length_m = road ? record.length_m : 0;
    count_statement(*statement, length_m, answer);
    if (!is_listed(*statement, q)) return;
    answer.found.push_back(found_from(themes, record, std::move(*statement)));
}

}  // namespace

DamageAnswer damage_in(const Map& map, const DamageQuestion& question) {
    const auto event_kind = event_kind_of(map);
    return map.impl().with_themes([&](const ThemeFile& themes) {
        DamageAnswer answer;
        std::vector<std::uint32_t> positions;
        if (question.area) {
            if (themes.size(kDamageLayer) > 0)
                themes.index(kDamageLayer).query(question.area->box, positions);
        } else {
            for (std::uint32_t i = 0; i < themes.size(kDamageLayer); ++i) positions.push_back(i);
        }
        for (const auto position : positions) {
            add_position(map, themes, position, question, event_kind, answer);
        }
        std::sort(answer.found.begin(), answer.found.end(),
                  [](const FoundDamage& a, const FoundDamage& b) {
                      const int worse = severity(a.statement) - severity(b.statement);
                      return worse != 0 ? worse > 0 : a.id < b.id;
                  });
        count_all(map, themes, question.area, answer);
        return answer;
    });
}

std::vector<FoundDamage> damage_near(const Map& map, const BoundingBox& box) {
    const auto event_kind = event_kind_of(map);
    return map.impl().with_themes([&](const ThemeFile& themes) {
        std::vector<FoundDamage> found;
        if (themes.size(kDamageLayer) == 0) return found;
        std::vector<std::uint32_t> positions;
        themes.index(kDamageLayer).query(box, positions);
        std::sort(positions.begin(), positions.end());
        for (const auto position : positions) {
            const auto record = themes.record(kDamageLayer, position);
            auto statement = themes.damage(record);
            if (!statement || !apply_event(*statement, event_kind)) continue;
            found.push_back(found_from(themes, record, std::move(*statement)));
        }
        return found;
    });
}

}  // namespace konbit
