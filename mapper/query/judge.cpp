#include "mapper/query/judge.hpp"

#include <algorithm>
#include <array>

#include "mapper/query/condition_text.hpp"
#include "mapper/query/map_impl.hpp"
#include "mapper/query/things.hpp"

namespace konbit {

using namespace theme_format;

namespace {

constexpr std::string_view kTagPerson = "OpenStreetMap";

std::vector<UnixSeconds> times_of(const std::vector<EventNote>& events) {
    std::vector<UnixSeconds> times;
    for (const auto& event : events) times.push_back(event.at);
    return times;
}

bool is_outline(const JudgedThing& thing) {
    return thing.what == "bridge" && !thing.is_road && thing.kind == GeometryKind::area;
}

bool covers(const Finding& finding, const WayStretch& part) {
    return !finding.stretch ||
           (finding.stretch->first <= part.first && finding.stretch->last >= part.last);
}

const Finding* covering(const std::vector<Finding>& findings, const WayStretch& part) {
    const auto found = std::find_if(findings.begin(), findings.end(),
                                    [&](const Finding& f) { return covers(f, part); });
    return found == findings.end() ? nullptr : &*found;
}

bool whole(const std::vector<Finding>& findings) {
    return std::all_of(findings.begin(), findings.end(),
                       [](const Finding& f) { return !f.stretch; });
}

std::optional<Finding> first_of(std::vector<Finding>& findings) {
    if (findings.empty()) return std::nullopt;
    return std::move(findings.front());
}

}  // namespace

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

Judge::Judge(const Map& map, const ThemeFile& themes, const Situation& situation)
    : map_{map},
      themes_{themes},
      situation_{situation},
      moment_{situation.as_of(), times_of(situation.events())} {
    if (situation.events().empty()) return;
    event_kind_ = situation.events().back().kind;
    event_at_ = situation.events().back().at;
}

// ---- things

std::optional<DamageStatement> Judge::tagged(const Feature& feature) const {
    if (themes_.size(kDamageLayer) == 0) return std::nullopt;
    std::vector<std::uint32_t> positions;
    themes_.index(kDamageLayer).query(feature.box(), positions);
    for (const auto position : positions) {
        const auto& record = themes_.record(kDamageLayer, position);
        if (record.feature != feature.index().value) continue;
        auto statement = themes_.damage(record);
        if (statement && apply_event(*statement, event_kind_)) return statement;
    }
    return std::nullopt;
}

JudgedThing Judge::thing(const Feature& feature) const {
    JudgedThing thing;
    thing.id = feature.id();
    thing.feature = feature.index();
    thing.box = feature.box();
    thing.kind = feature.kind();
    const auto tags = feature.tags();
    const auto& meaning = map_.meaning();
    if (!meaning.protected_refuge(tags)) thing.name = std::string{tags.value("name")};
    thing.is_road = konbit::is_road(tags, thing.kind);
    thing.is_building = konbit::is_building(tags);
    thing.at = representative_point(feature.geometry());
    thing.tagged = tagged(feature);
    thing.what = thing.tagged ? thing.tagged->what : meaning.thing({tags, thing.kind, 0});
    return thing;
}

std::optional<JudgedThing> Judge::thing(ObjectId id) const {
    const auto feature = map_.base().find_feature(id);
    if (!feature) return std::nullopt;
    return thing(*feature);
}

// ---- what tags say, as statements

/// The tagged date, else when the object was last changed, else the extract's: never after the
/// moment asked, since what the map shows is known whatever a clock says.
UnixSeconds Judge::tagged_at(const JudgedThing& thing) const {
    auto at = parse_iso8601(thing.tagged->observed);
    if (!at) {
        const auto object = map_.base().object(thing.id);
        if (object && object->meta.timestamp_s != 0) at = object->meta.timestamp_s;
    }
    return std::min(at.value_or(map_.base().data_timestamp()), moment_.as_of);
}

std::vector<Statement> Judge::tag_statements(const JudgedThing& thing, Matter matter) const {
    if (!thing.tagged) return {};
    const auto& s = *thing.tagged;
    Statement statement;
    statement.person = kTagPerson;
    if (matter == Matter::damage) {
        if (s.grade == Grade::unknown) return {};
        statement.value = static_cast<std::uint8_t>(s.grade);
    } else {
        // What follows from the grade alone is judged with the grade.
        const bool by_grade = s.grade != Grade::unknown && !s.states_passability &&
                              s.passability == map_.meaning().passability_of(s.what, s.grade);
        if (s.passability == Passability::unknown || by_grade) return {};
        statement.value = static_cast<std::uint8_t>(s.passability);
    }
    statement.observed = tagged_at(thing);
    const auto because = [&](const std::vector<std::string>& kinds) {
        return std::find(kinds.begin(), kinds.end(), event_kind_) != kinds.end();
    };
    if (matter == Matter::passability && (because(s.blocked_in) || because(s.restricted_in))) {
        statement.observed = std::max(statement.observed, event_at_);
    }
    return {statement};
}

// ---- bridges

std::vector<ObjectId> Judge::roads_on(const JudgedThing& outline) const {
    std::vector<ObjectId> roads;
    if (!is_outline(outline) || !situation_.speaks_of(outline.id)) return roads;
    const auto shape = map_.base().feature(outline.feature).geometry();
    Tags tags;
    Geometry road;
    map_.base().query(outline.box, [&](const Feature& feature) {
        if (feature.kind() != GeometryKind::line) return true;
        feature.read_tags(tags);
        if (!konbit::is_road(tags, feature.kind())) return true;
        if (!tags.has("bridge") || tags.is("bridge", "no")) return true;
        feature.read_geometry(road);
        if (intersects(road, shape)) roads.push_back(feature.id());
        return true;
    });
    return roads;
}

void Judge::add_grade_of_bridge(const JudgedThing& road, std::vector<Statement>& into) const {
    if (!road.is_road || road.what != "bridge" || situation_.empty()) return;
    const auto shape = map_.base().feature(road.feature).geometry();
    map_.base().query(road.box, [&](const Feature& feature) {
        if (feature.kind() != GeometryKind::area || !situation_.speaks_of(feature.id()))
            return true;
        const auto outline = thing(feature);
        if (!is_outline(outline) || !intersects(shape, feature.geometry())) return true;
        for (const auto& finding : situation_.findings(outline.id, Matter::damage,
                                                       tag_statements(outline, Matter::damage))) {
            const auto grade = static_cast<Grade>(finding.verdict.value);
            const auto passing = map_.meaning().passability_of("bridge", grade);
            if (grade < Grade::severe || !finding.verdict.used) continue;
            auto statement = finding.statements[*finding.verdict.used];
            statement.value = static_cast<std::uint8_t>(passing);
            statement.inferred = true;
            into.push_back(std::move(statement));
        }
        return true;
    });
}

// ---- judging

/// A road's grade says how it can be passed, as surely as it is known itself.
void Judge::add_what_the_grade_says(const JudgedThing& thing, JudgedPart& part) const {
    if (!part.damage || part.damage->verdict.value == 0) return;
    const auto& damage = *part.damage;
    const auto grade = static_cast<Grade>(damage.verdict.value);
    const auto passing = map_.meaning().passability_of(thing.what, grade);
    // That it is not damaged is no news of what lies on it.
    if (passing == Passability::unknown) return;
    if (passing == Passability::open && part.passability) return;
    Finding finding = part.passability.value_or(Finding{Matter::passability, part.stretch, {}, {}});
    for (const auto& statement : damage.statements) {
        if (statement.value != damage.verdict.value || statement.disputes) continue;
        finding.statements.push_back(statement);
        finding.statements.back().value = static_cast<std::uint8_t>(passing);
        finding.statements.back().confirms.reset();
    }
    finding.verdict = judge(finding.statements, moment_);
    finding.verdict.disputed = finding.verdict.disputed || damage.verdict.disputed;
    part.passability = std::move(finding);
}

std::vector<JudgedPart> Judge::cut(std::vector<Finding> damage, std::vector<Finding> passability,
                                   ObjectId way) const {
    std::vector<JudgedPart> parts;
    if (damage.empty() && passability.empty()) return parts;
    if (whole(damage) && whole(passability)) {
        parts.push_back({std::nullopt, first_of(damage), first_of(passability)});
        return parts;
    }
    const auto object = map_.base().object(way);
    const auto nodes = object ? object->refs.size() : 0;
    std::vector<std::uint32_t> ends{0, static_cast<std::uint32_t>(nodes < 2 ? 0 : nodes - 1)};
    for (const auto* findings : {&damage, &passability}) {
        for (const auto& finding : *findings) {
            if (finding.stretch)
                ends.insert(ends.end(), {finding.stretch->first, finding.stretch->last});
        }
    }
    std::sort(ends.begin(), ends.end());
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    const Finding* last_damage = nullptr;
    const Finding* last_passability = nullptr;
    for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
        const WayStretch stretch{ends[i], ends[i + 1]};
        const auto* here_damage = covering(damage, stretch);
        const auto* here_passability = covering(passability, stretch);
        if (here_damage == nullptr && here_passability == nullptr) continue;
        const bool goes_on = !parts.empty() && parts.back().stretch->last == stretch.first &&
                             here_damage == last_damage && here_passability == last_passability;
        last_damage = here_damage;
        last_passability = here_passability;
        if (goes_on) {
            parts.back().stretch->last = stretch.last;
            continue;
        }
        JudgedPart part{stretch, std::nullopt, std::nullopt};
        if (here_damage != nullptr) part.damage = *here_damage;
        if (here_passability != nullptr) part.passability = *here_passability;
        parts.push_back(std::move(part));
    }
    return parts;
}

std::vector<JudgedPart> Judge::parts(const JudgedThing& thing) const {
    auto damage =
        situation_.findings(thing.id, Matter::damage, tag_statements(thing, Matter::damage));
    auto said = tag_statements(thing, Matter::passability);
    add_grade_of_bridge(thing, said);
    auto passability = situation_.findings(thing.id, Matter::passability, said);
    auto parts = cut(std::move(damage), std::move(passability), thing.id);
    for (auto& part : parts) add_what_the_grade_says(thing, part);
    return parts;
}

std::optional<Finding> Judge::shelter(ObjectId id, std::span<const ObjectId> same_as) const {
    Finding all{Matter::shelter, std::nullopt, {}, {}};
    const auto add = [&](ObjectId object) {
        if (!situation_.speaks_of(object)) return;
        for (auto& finding : situation_.findings(object, Matter::shelter, {})) {
            for (auto& statement : finding.statements) {
                all.statements.push_back(std::move(statement));
            }
        }
    };
    add(id);
    for (const auto other : same_as) add(other);
    if (all.statements.empty()) return std::nullopt;
    all.verdict = judge(all.statements, moment_);
    return all;
}

Audience Judge::audience_of(const Finding& finding) const {
    auto audience = Audience::open_to_all;
    for (const auto& statement : finding.statements) {
        const auto* report = situation_.report(statement.confirms.value_or(statement.entry));
        if (report != nullptr) audience = std::max(audience, report->audience);
    }
    return audience;
}

// ---- as an answer shows it

namespace {

bool is_way(const std::string& what) {
    return what == "road" || what == "bridge" || what == "tunnel";
}

/// What carries the condition: of a road how it can be passed, of others the damage.
const Finding* carrier(const JudgedThing& thing, const JudgedPart& part) {
    const bool passing_known = part.passability && part.passability->verdict.value != 0;
    if (is_way(thing.what) && passing_known) return &*part.passability;
    if (part.damage) return &*part.damage;
    return part.passability ? &*part.passability : nullptr;
}

void add_doubt(Doubt& doubt, const Verdict& verdict) {
    doubt.disputed = doubt.disputed || verdict.disputed;
    doubt.unverified = doubt.unverified || verdict.unverified;
    doubt.recheck = doubt.recheck || verdict.recheck;
    doubt.good_news_waits = doubt.good_news_waits || verdict.good_news_waits;
    doubt.corrected = doubt.corrected || verdict.corrected;
}

const Statement* used_statement(const Finding* finding) {
    if (finding == nullptr || !finding->verdict.used) return nullptr;
    if (*finding->verdict.used >= finding->statements.size()) return nullptr;
    return &finding->statements[*finding->verdict.used];
}

/// Whence it comes, if not from the thing's own tags.
void set_source(const Judge& judge, const Statement& used, FoundDamage& found) {
    auto& s = found.statement;
    found.observed_at = used.observed;
    if (used.how == Method::tag) {
        found.source = source_text(Method::tag, {});
        return;
    }
    const auto* report = judge.situation().report(used.confirms.value_or(used.entry));
    found.source = source_text(used.how, report != nullptr ? report->report.source : "");
    s.source_key.clear();
    s.source_value = report != nullptr ? report->report.source_value : std::string{};
    s.scheme.clear();
    s.suspected = false;
    s.event.clear();
    s.observed = to_iso8601(used.observed);
}

std::string reasons(const Judge& judge, const JudgedPart& part, const Finding* carrier) {
    auto text = reason_text(*carrier, judge.moment(), judge.event_kind());
    const auto* other = part.damage && carrier != &*part.damage ? &*part.damage : nullptr;
    if (other == nullptr && part.passability && carrier != &*part.passability)
        other = &*part.passability;
    const auto* used = used_statement(other);
    const auto* mine = used_statement(carrier);
    if (used == nullptr || (mine != nullptr && used->entry == mine->entry)) return text;
    return text + " · " + reason_text(*other, judge.moment(), judge.event_kind());
}

}  // namespace

FoundDamage found_from(const Judge& judge, const JudgedThing& thing, const JudgedPart& part) {
    FoundDamage found;
    found.id = thing.id;
    found.feature = thing.feature;
    found.name = thing.name;
    found.at = thing.at;
    found.stretch = part.stretch;
    if (thing.tagged) found.statement = *thing.tagged;
    auto& s = found.statement;
    s.what = thing.what;
    s.everyday = false;
    // An unknown grade of the tags (under cloud, perhaps damaged) stays beside what is known.
    if (part.damage) s.grade = static_cast<Grade>(part.damage->verdict.value);
    s.passability = part.passability ? static_cast<Passability>(part.passability->verdict.value)
                                     : Passability::unknown;
    s.states_passability = part.passability.has_value();
    const auto* main = carrier(thing, part);
    if (main == nullptr) return found;
    found.certainty = main->verdict.certainty;
    if (part.passability) found.limits = part.passability->verdict.limits;
    for (const auto* finding :
         {part.damage ? &*part.damage : nullptr, part.passability ? &*part.passability : nullptr}) {
        if (finding == nullptr) continue;
        add_doubt(found.doubt, finding->verdict);
        found.audience = std::max(found.audience, judge.audience_of(*finding));
    }
    if (const auto* used = used_statement(main)) set_source(judge, *used, found);
    found.reason = reasons(judge, part, main);
    return found;
}

}  // namespace konbit
