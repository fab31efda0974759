#include "mapper/query/facility_judge.hpp"

#include <algorithm>
#include <limits>
#include <unordered_set>

#include "mapper/model/geodesy.hpp"
#include "mapper/query/condition_text.hpp"

namespace konbit {

using namespace theme_format;

namespace {

constexpr BoundingBox kWorld{-Location::kMaxLon_e7, -Location::kMaxLat_e7, Location::kMaxLon_e7,
                             Location::kMaxLat_e7};

std::vector<ObjectId> same_as_of(const ThemeFile& themes, const ThemeFile::Record& record) {
    std::vector<ObjectId> ids;
    if (record.same_as == 0) return ids;
    for (const auto& id : themes.texts(record.same_as)) {
        if (const auto parsed = parse_object_id(id)) ids.push_back(*parsed);
    }
    return ids;
}

/// The last word on a number: of the accepted if one of them said anything.
class LastNumber {
public:
    void hear(const StandingReport& standing, const std::optional<std::uint32_t>& number) {
        if (!number || standing.from_the_future) return;
        const std::tuple rank{standing.accepted, standing.report.observed, standing.entry};
        if (number_ && rank <= rank_) return;
        number_ = number;
        rank_ = rank;
    }
    [[nodiscard]] const std::optional<std::uint32_t>& get() const noexcept { return number_; }

private:
    std::optional<std::uint32_t> number_;
    std::tuple<bool, UnixSeconds, EntryId> rank_{};
};

void set_condition(const Judge& judge, const Finding& finding, Condition& condition) {
    const auto& verdict = finding.verdict;
    switch (finding.matter) {
        case Matter::damage:
            condition.grade = static_cast<Grade>(verdict.value);
            break;
        case Matter::passability:
            condition.passability = static_cast<Passability>(verdict.value);
            break;
        case Matter::shelter:
            condition.status = static_cast<ShelterStatus>(verdict.value);
            break;
    }
    if (!verdict.used || *verdict.used >= finding.statements.size()) return;
    const auto& used = finding.statements[*verdict.used];
    condition.observed = used.observed;
    const auto* report = judge.situation().report(used.confirms.value_or(used.entry));
    condition.source = source_text(used.how, report != nullptr ? report->report.source : "");
    if (report != nullptr) condition.source_value = report->report.source_value;
}

}  // namespace

Condition condition_of(const Judge& judge, const Finding& finding) {
    const auto& verdict = finding.verdict;
    Condition condition;
    condition.matter = finding.matter;
    condition.stretch = finding.stretch;
    condition.limits = verdict.limits;
    condition.certainty = verdict.certainty;
    condition.doubt = {verdict.disputed, verdict.unverified, verdict.recheck,
                       verdict.good_news_waits, verdict.corrected};
    set_condition(judge, finding, condition);
    condition.reason = reason_text(finding, judge.moment(), judge.event_kind());
    condition.audience = judge.audience_of(finding);
    return condition;
}

Suitability suitability_of(const ThemeFile::Record& record) {
    return record.suitability <= std::uint8_t(Suitability::designated)
               ? static_cast<Suitability>(record.suitability)
               : Suitability::unchecked;
}

FoundFacility facility_from(const ThemeFile& themes, Theme theme, const ThemeFile::Record& record) {
    FoundFacility out;
    out.id = themes.id(record);
    out.feature = FeatureIndex{record.feature};
    out.name = std::string{themes.text(record.name)};
    out.theme = theme;
    out.at = {record.lon_e7, record.lat_e7};
    out.same_as = same_as_of(themes, record);
    auto& f = out.facility;
    f.kind = std::string{themes.text(record.kind)};
    f.suitability = suitability_of(record);
    if (record.capacity != kNoCapacity) f.capacity_people = record.capacity;
    f.closed = (record.flags & kClosed) != 0;
    f.audience = (record.flags & kTeam) != 0 ? Audience::team : Audience::open_to_all;
    f.reason = std::string{themes.text(record.reason)};
    f.cautions = themes.texts(record.cautions);
    f.offers = themes.texts(record.offers);
    f.not_in = themes.texts(record.not_in);
    out.damage = themes.damage(record);
    return out;
}

FacilityJudge::FacilityJudge(const Map& map, const ThemeFile& themes, const Situation& situation)
    : map_{map}, themes_{themes}, judge_{map, themes, situation} {}

bool FacilityJudge::spoken_of(const ThemeFile::Record& record) const {
    if (silent()) return false;
    if (judge_.situation().speaks_of(themes_.id(record))) return true;
    if (record.same_as == 0) return false;
    const auto others = same_as_of(themes_, record);
    return std::any_of(others.begin(), others.end(),
                       [&](ObjectId other) { return judge_.situation().speaks_of(other); });
}

void FacilityJudge::add_numbers(ObjectId id, Known& known) const {
    LastNumber capacity, people;
    for (const auto* standing : judge_.situation().reports_of(id)) {
        if (standing->report.kind != ReportKind::shelter) continue;
        capacity.hear(*standing, standing->report.capacity);
        people.hear(*standing, standing->report.people);
    }
    if (capacity.get()) known.capacity = capacity.get();
    if (people.get()) known.people = people.get();
}

const FacilityJudge::Known& FacilityJudge::known(ObjectId id,
                                                 const std::vector<ObjectId>& same_as) const {
    const auto [place, is_new] = known_.try_emplace(id);
    auto& known = place->second;
    if (!is_new) return known;
    known.shelter = judge_.shelter(id, same_as);
    const auto look_at = [&](ObjectId object) {
        if (!judge_.situation().speaks_of(object)) return;
        add_numbers(object, known);
        const auto thing = judge_.thing(object);
        if (!thing) return;
        for (const auto& part : judge_.parts(*thing)) {
            if (!part.damage) continue;
            auto found = found_from(judge_, *thing, part);
            if (!known.damage || found.statement.grade > known.damage->statement.grade)
                known.damage = std::move(found);
        }
    };
    for (const auto other : same_as) look_at(other);
    look_at(id);
    return known;
}

bool FacilityJudge::is_out(const Known& known, Suitability suitability) const {
    if (known.shelter) {
        const auto status = static_cast<ShelterStatus>(known.shelter->verdict.value);
        if (status == ShelterStatus::closed || status == ShelterStatus::unsafe) return true;
    }
    if (!known.damage) return false;
    return known.damage->statement.grade >=
           (suitability == Suitability::unchecked ? Grade::moderate : Grade::severe);
}

bool FacilityJudge::is_out(const ThemeFile::Record& record) const {
    if (!spoken_of(record)) return false;
    return is_out(known(themes_.id(record), same_as_of(themes_, record)), suitability_of(record));
}

std::optional<std::uint32_t> FacilityJudge::capacity(const ThemeFile::Record& record) const {
    if (spoken_of(record)) {
        const auto& said = known(themes_.id(record), same_as_of(themes_, record)).capacity;
        if (said) return said;
    }
    if (record.capacity == kNoCapacity) return std::nullopt;
    return record.capacity;
}

void FacilityJudge::add_damage(const Known& said, FoundFacility& found) const {
    if (!said.damage) return;
    found.damage = said.damage->statement;
    found.damage_certainty = said.damage->certainty;
    found.damage_source = said.damage->source;
    found.damage_reason = said.damage->reason;
}

/// Of the condition, else of the damage; nothing for times still to come.
void FacilityJudge::add_age(FoundFacility& found) const {
    std::optional<UnixSeconds> at;
    if (found.condition) at = found.condition->observed;
    if (!at && found.damage) at = parse_iso8601(found.damage->observed);
    if (!at || *at > judge_.moment().as_of) return;
    found.age_h = static_cast<double>((judge_.moment().as_of - *at) / 360) / 10;
}

void FacilityJudge::add_reports(FoundFacility& found) const {
    add_what_reports_say(found);
    add_age(found);
}

void FacilityJudge::add_what_reports_say(FoundFacility& found) const {
    if (silent()) return;
    const auto& situation = judge_.situation();
    const bool any = situation.speaks_of(found.id) ||
                     std::any_of(found.same_as.begin(), found.same_as.end(),
                                 [&](ObjectId other) { return situation.speaks_of(other); });
    if (!any) return;
    const auto& said = known(found.id, found.same_as);
    if (said.shelter) found.condition = condition_of(judge_, *said.shelter);
    add_damage(said, found);
    if (said.capacity) found.facility.capacity_people = said.capacity;
    found.people_now = said.people;
    found.facility.closed = found.facility.closed || is_out(said, found.facility.suitability);
}

std::size_t FacilityJudge::count_out(std::size_t layer, Location near, double within_m,
                                     const RecordTest& test) const {
    const RecordTest spoken = [&](const ThemeFile::Record& r) { return spoken_of(r) && test(r); };
    constexpr double kSearched_m = 1'000'000;
    if (within_m <= kSearched_m)
        return within_in_layer(themes_, map_.base(), layer, near, within_m, spoken).size();
    std::size_t count = 0;
    for (std::uint32_t i = 0; i < themes_.size(layer); ++i)
        count += spoken(themes_.record(layer, i)) ? 1 : 0;
    return count;
}

// ---- shelters that only reports know

bool FacilityJudge::is_mapped_shelter(ObjectId id) const {
    const auto feature = map_.base().find_feature(id);
    if (!feature) return false;
    std::vector<std::uint32_t> positions;
    for (const bool unchecked : {false, true}) {
        const auto layer = layer_of(Theme::shelter, unchecked);
        if (themes_.size(layer) == 0) continue;
        positions.clear();
        themes_.index(layer).query(feature->box(), positions);
        for (const auto position : positions) {
            const auto& record = themes_.record(layer, position);
            if (themes_.id(record) == id) return true;
            const auto others = same_as_of(themes_, record);
            if (std::find(others.begin(), others.end(), id) != others.end()) return true;
        }
    }
    // A refuge for people at risk is in no layer, and must not become a shelter by a report.
    return map_.meaning().protected_refuge(feature->tags());
}

std::optional<FoundFacility> FacilityJudge::reported(const StandingReport& standing) const {
    const auto& report = standing.report;
    FoundFacility out;
    out.theme = Theme::shelter;
    out.facility.kind = std::string{kReportedKind};
    out.facility.suitability = Suitability::unchecked;
    out.facility.audience = standing.audience;
    out.facility.reason = "a report";
    out.facility.cautions.emplace_back("known from reports only");
    out.name = report.name;
    out.at = report.about.at;
    const auto object = report.about.object;
    const auto feature = object ? map_.base().find_feature(*object) : std::nullopt;
    Known said;
    if (feature) {
        if (is_mapped_shelter(*object)) return std::nullopt;
        said = known(*object, {});
        out.id = *object;
        out.feature = feature->index();
        if (out.name.empty()) out.name = std::string{feature->tags().value("name")};
    } else {
        out.report = standing.entry;
        said.shelter = judge_.situation().finding_of_free(standing, Matter::shelter);
        LastNumber capacity, people;
        for (const auto& statement : said.shelter->statements) {
            const auto* other = judge_.situation().report(statement.entry);
            if (other == nullptr) continue;
            capacity.hear(*other, other->report.capacity);
            people.hear(*other, other->report.people);
        }
        capacity.hear(standing, report.capacity);
        people.hear(standing, report.people);
        said.capacity = capacity.get();
        said.people = people.get();
    }
    if (said.shelter) out.condition = condition_of(judge_, *said.shelter);
    add_damage(said, out);
    add_age(out);
    out.facility.capacity_people = said.capacity;
    out.people_now = said.people;
    out.facility.closed = is_out(said, Suitability::unchecked);
    return out;
}

std::vector<FoundFacility> FacilityJudge::reported_in(const BoundingBox& box) const {
    std::vector<FoundFacility> out;
    if (silent()) return out;
    std::unordered_set<EntryId> told;
    std::unordered_set<ObjectId> told_objects;
    for (const auto* standing : judge_.situation().reports_in(box, false)) {
        if (standing->report.kind != ReportKind::shelter || standing->from_the_future) continue;
        if (told.contains(standing->entry)) continue;
        const auto& object = standing->report.about.object;
        if (object && told_objects.contains(*object)) continue;
        auto place = reported(*standing);
        if (object) told_objects.insert(*object);
        if (!place) continue;
        if (place->report) {
            const auto finding = judge_.situation().finding_of_free(*standing, Matter::shelter);
            for (const auto& statement : finding.statements) told.insert(statement.entry);
        }
        out.push_back(std::move(*place));
    }
    return out;
}

std::vector<FoundFacility> FacilityJudge::reported_shelters(Location near, std::size_t count,
                                                            bool include_closed,
                                                            double within_m) const {
    std::vector<FoundFacility> out;
    if (silent()) return out;
    // Reports are few beside the map: all of them are looked at, unless the answer is a near one.
    const bool bounded = within_m < 1'000'000;
    for (auto& place : reported_in(bounded ? box_around(near, within_m) : kWorld)) {
        if (place.facility.closed && !include_closed) continue;
        Geometry shape = make_point(place.at);
        if (!place.report) map_.base().feature(place.feature).read_geometry(shape);
        place.distance_m = distance_m(near, shape);
        if (place.distance_m > within_m) continue;
        if (place.distance_m > 0) place.bearing_deg = bearing_deg(near, nearest_point(near, shape));
        out.push_back(std::move(place));
    }
    std::stable_sort(out.begin(), out.end(), [](const FoundFacility& a, const FoundFacility& b) {
        return a.distance_m < b.distance_m;
    });
    if (out.size() > count) out.resize(count);
    return out;
}

void FacilityJudge::add_reported_in(const std::optional<Area>& area,
                                    std::vector<FoundFacility>& into) const {
    for (auto& place : reported_in(area ? area->box : kWorld)) {
        Geometry shape = make_point(place.at);
        if (!place.report) map_.base().feature(place.feature).read_geometry(shape);
        if (area && !area->touches(shape, bounding_box_of(shape))) continue;
        into.push_back(std::move(place));
    }
}

}  // namespace konbit
