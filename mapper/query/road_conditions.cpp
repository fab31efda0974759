// What reports, agencies and tags of damage say of roads, for the metrics of routes.
#include "mapper/query/road_conditions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <tuple>
#include <unordered_set>

#include "mapper/network/road_network.hpp"
#include "mapper/query/condition_text.hpp"
#include "mapper/query/facility_judge.hpp"
#include "mapper/query/judge.hpp"
#include "mapper/query/map_impl.hpp"
#include "mapper/query/road_names.hpp"
#include "mapper/query/stretch_shape.hpp"

namespace konbit {

using namespace theme_format;

namespace {

constexpr std::string_view kHazard = "hazard";
constexpr std::string_view kBridge = "bridge";

/// An area that does something to the roads over it: a landslide, a bridge's outline.
struct HarmfulArea {
    ObjectId id;
    FeatureIndex feature;
    DamageStatement statement;
};

bool is_landslide(const DamageStatement& s) {
    return s.what == kHazard && (s.source_value.find("landslide") != std::string::npos);
}

class RoadConditionSearch {
public:
    RoadConditionSearch(const Map& map, const ThemeFile& themes, const Situation& situation,
                        const RoadNetwork& network)
        : map_{map}, themes_{themes}, network_{network}, judge_{map, themes, situation} {
        if (!situation.events().empty()) found_.event_at = situation.events().back().at;
    }

    RoadConditions run() {
        add_tagged();
        if (!judge_.situation().empty()) add_reported();
        for (const auto& area : areas_) add_roads_over(area);
        return sorted();
    }

private:
    [[nodiscard]] bool on_network(ObjectId id) const {
        if (id.type == ObjectType::node) return network_.vertex_of(id.ref).has_value();
        return !network_.segments_of(id).empty();
    }

    // ---- by tags alone: without the rules, which are slow to read

    void add_tagged() {
        for (std::uint32_t i = 0; i < themes_.size(kDamageLayer); ++i) {
            const auto& record = themes_.record(kDamageLayer, i);
            const auto id = themes_.id(record);
            auto statement = themes_.damage(record);
            if (!statement || !apply_event(*statement, judge_.event_kind())) continue;
            if (harms_roads(*statement, record)) {
                areas_.push_back({id, FeatureIndex{record.feature}, std::move(*statement)});
                continue;
            }
            if (judge_.situation().speaks_of(id) || !on_network(id)) continue;
            add_tagged(id, map_.base().feature(FeatureIndex{record.feature}), *statement);
        }
    }

    [[nodiscard]] bool harms_roads(const DamageStatement& s,
                                   const ThemeFile::Record& record) const {
        const bool broken = s.what == kBridge && s.grade >= Grade::severe;
        if (!broken && !is_landslide(s)) return false;
        const auto feature = map_.base().feature(FeatureIndex{record.feature});
        return feature.kind() == GeometryKind::area && !on_network(feature.id());
    }

    [[nodiscard]] Condition tagged_condition(const DamageStatement& s) const {
        Condition condition;
        condition.matter = Matter::passability;
        condition.grade = s.grade;
        condition.passability = s.passability;
        condition.certainty = Certainty::guessed;
        condition.observed = parse_iso8601(s.observed);
        condition.source = source_text(Method::tag, {});
        condition.source_value = s.source_value;
        condition.reason = fmt::format("{}={}", s.source_key, s.source_value);
        for (const auto& note : s.notes) condition.reason += ", " + note;
        return condition;
    }

    void add_tagged(ObjectId id, const Feature& feature, const DamageStatement& s) {
        const auto tags = feature.tags();
        add({.object = id,
             .stretch = std::nullopt,
             .what = what_of(tags, s.what),
             .name = name_of_part(tags, s.what),
             .condition = tagged_condition(s),
             .at = representative_point(feature.geometry())},
            s.passability == Passability::restricted);
    }

    // ---- what reports speak of

    void add_reported() {
        std::vector<ObjectId> ids;
        for (const auto id : judge_.situation().objects()) {
            if (on_network(id))
                ids.push_back(id);
            else
                add_outline(id, ids);
        }
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
        for (const auto id : ids) add_judged(id);
    }

    /// A bridge's outline: the road on it is what matters here.
    void add_outline(ObjectId id, std::vector<ObjectId>& roads) {
        if (id.type == ObjectType::node) return;
        const auto feature = map_.base().find_feature(id);
        if (!feature || feature->kind() != GeometryKind::area) return;
        if (feature->tag("man_made") != kBridge) return;
        const auto outline = judge_.thing(*feature);
        const auto parts = judge_.parts(outline);
        const bool sound = std::all_of(parts.begin(), parts.end(), [](const JudgedPart& part) {
            return !part.damage || part.damage->verdict.value <= std::uint8_t(Grade::slight);
        });
        const bool seen = std::any_of(parts.begin(), parts.end(), [&](const JudgedPart& part) {
            return looked_at(part.damage) || looked_at(part.passability);
        });
        for (const auto road : judge_.roads_on(outline)) {
            if (!on_network(road)) continue;
            roads.push_back(road);
            if (sound && seen) on_seen_outline_.insert(road);
        }
    }

    void add_judged(ObjectId id) {
        const auto thing = judge_.thing(id);
        if (!thing) return;
        const auto tags = map_.base().feature(thing->feature).tags();
        const auto parts = judge_.parts(*thing);
        for (const auto& part : parts) add_part(*thing, tags, part);
        if (!parts.empty() || !on_seen_outline_.contains(id)) return;
        RoadNote note{.object = id,
                      .stretch = std::nullopt,
                      .what = what_of(tags, thing->what),
                      .name = name_of_part(tags, thing->what),
                      .condition = {},
                      .at = thing->at,
                      .looked_at = true};
        note.condition.matter = Matter::passability;
        note.condition.passability = Passability::open;
        note.condition.certainty = Certainty::guessed;
        note.condition.reason = "its bridge was looked at, no severe damage seen";
        add(std::move(note), false);
    }

    void add_part(const JudgedThing& thing, const Tags& tags, const JudgedPart& part) {
        const auto* carrier = part.passability ? &*part.passability : nullptr;
        if (carrier == nullptr && part.damage) carrier = &*part.damage;
        if (carrier == nullptr) return;
        RoadNote note{.object = thing.id,
                      .stretch = part.stretch,
                      .what = what_of(tags, thing.what),
                      .name = name_of_part(tags, thing.what),
                      .condition = condition_of(judge_, *carrier),
                      .at = thing.at,
                      .looked_at = looked_at(part.damage) || looked_at(part.passability)};
        note.condition.matter = Matter::passability;
        note.condition.stretch = part.stretch;
        if (part.damage) {
            note.condition.grade = static_cast<Grade>(part.damage->verdict.value);
            note.condition.audience =
                std::max(note.condition.audience, judge_.audience_of(*part.damage));
        }
        if (part.stretch) {
            Geometry shape;
            read_stretch(map_.base(), map_.base().feature(thing.feature), *part.stretch, shape);
            note.at = representative_point(shape);
        }
        const auto& verdict = carrier->verdict;
        add(std::move(note),
            verdict.unstated_limits ||
                (note.condition.passability == Passability::restricted && verdict.limits.empty()));
    }

    /// By somebody whose word counts, on the ground or from above; a rumour is no look.
    [[nodiscard]] bool looked_at(const std::optional<Finding>& finding) const {
        if (!finding) return false;
        const auto from = found_.event_at.value_or(0);
        return std::any_of(
            finding->statements.begin(), finding->statements.end(), [&](const Statement& s) {
                return s.how >= Method::imagery && s.accepted && !s.disputes && !s.inferred &&
                       s.observed >= from && s.observed <= judge_.moment().as_of;
            });
    }

    // ---- what an area does to the roads over it

    void add_roads_over(const HarmfulArea& harm) {
        const auto feature = map_.base().feature(harm.feature);
        const auto area = feature.geometry();
        const bool bridges_only = harm.statement.what == kBridge;
        Tags tags;
        map_.base().query(feature.box(), [&](const Feature& road) {
            if (road.kind() != GeometryKind::line || road.id().type != ObjectType::way) return true;
            road.read_tags(tags);
            const bool raised = tags.has("bridge") && !tags.is("bridge", "no");
            const bool below = tags.has("tunnel") && !tags.is("tunnel", "no");
            if (bridges_only ? !raised : below) return true;
            if (on_network(road.id())) add_stretches_in(harm, area, road, tags);
            return true;
        });
    }

    void add_stretches_in(const HarmfulArea& harm, const Geometry& area, const Feature& road,
                          const Tags& tags) {
        const auto nodes = nodes_of_way(map_.base(), road.id());
        std::optional<WayStretch> run;
        for (std::uint32_t i = 0; i + 1 < nodes.at.size(); ++i) {
            const bool inside = nodes.at[i].valid() && nodes.at[i + 1].valid() &&
                                intersects(make_line({nodes.at[i], nodes.at[i + 1]}), area);
            if (inside && !run) run = WayStretch{i, i + 1};
            if (inside) run->last = i + 1;
            if (run && (!inside || i + 2 == nodes.at.size())) {
                add_stretch_in(harm, *run, road, tags);
                run.reset();
            }
        }
    }

    void add_stretch_in(const HarmfulArea& harm, const WayStretch& stretch, const Feature& road,
                        const Tags& tags) {
        if (seen_since(harm, road.id(), stretch)) return;
        const bool broken = harm.statement.what == kBridge;
        Geometry shape;
        read_stretch(map_.base(), road, stretch, shape);
        RoadNote note{.object = road.id(),
                      .stretch = stretch,
                      .what = broken ? std::string{kBridge} : what_of(tags, "road"),
                      .name = name_of_part(tags, broken ? kBridge : "road"),
                      .condition = tagged_condition(harm.statement),
                      .at = representative_point(shape)};
        note.condition.passability = broken ? Passability::blocked : Passability::restricted;
        note.condition.stretch = stretch;
        note.condition.reason =
            fmt::format("{} ({}: {})", broken ? "its bridge is broken" : "a landslide lies over it",
                        to_string(harm.id), note.condition.reason);
        add(std::move(note), !broken);
    }

    /// Whoever saw the road itself later has the last word.
    [[nodiscard]] bool seen_since(const HarmfulArea& harm, ObjectId road,
                                  const WayStretch& stretch) const {
        if (!judge_.situation().speaks_of(road)) return false;
        const auto thing = judge_.thing(road);
        if (!thing) return false;
        const auto from =
            parse_iso8601(harm.statement.observed).value_or(map_.base().data_timestamp());
        const auto parts = judge_.parts(*thing);
        return std::any_of(parts.begin(), parts.end(), [&](const JudgedPart& part) {
            if (part.stretch &&
                (part.stretch->first > stretch.first || part.stretch->last < stretch.last))
                return false;
            if (!part.passability || !part.passability->verdict.used) return false;
            const auto& used = part.passability->statements[*part.passability->verdict.used];
            return used.how == Method::seen && used.observed >= from;
        });
    }

    // ---- the answer

    void add(RoadNote&& note, bool unstated_limits) {
        found_.conditions.push_back({.object = note.object,
                                     .stretch = note.stretch,
                                     .passability = note.condition.passability,
                                     .limits = note.condition.limits,
                                     .unstated_limits = unstated_limits,
                                     .note = static_cast<std::uint32_t>(found_.notes.size())});
        found_.notes.push_back(std::move(note));
    }

    RoadConditions sorted() {
        const auto rank = [](const RoadCondition& c) {
            const auto stretch = c.stretch.value_or(WayStretch{0, UINT32_MAX});
            return std::tuple{c.object.type, c.object.ref, stretch.first, stretch.last, c.note};
        };
        auto& conditions = found_.conditions;
        std::sort(conditions.begin(), conditions.end(),
                  [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
        std::vector<RoadNote> notes;
        for (auto& condition : conditions) {
            notes.push_back(std::move(found_.notes[condition.note]));
            condition.note = static_cast<std::uint32_t>(notes.size() - 1);
        }
        found_.notes = std::move(notes);
        return std::move(found_);
    }

    const Map& map_;
    const ThemeFile& themes_;
    const RoadNetwork& network_;
    Judge judge_;
    RoadConditions found_;
    std::vector<HarmfulArea> areas_;
    std::unordered_set<ObjectId> on_seen_outline_;
};

}  // namespace

RoadConditions road_conditions(const Map& map, Audience audience) {
    const auto network = map.roads();  // before the situation is held
    RoadConditions found;
    map.impl().with_themes([&](const ThemeFile& themes) {
        map.with_situation(audience, [&](const Situation& situation) {
            found = RoadConditionSearch{map, themes, situation, *network}.run();
        });
        return true;
    });
    return found;
}

}  // namespace konbit
