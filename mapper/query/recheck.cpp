// What somebody should look at, those first on which most depends.
#include <algorithm>
#include <tuple>
#include <unordered_set>

#include <fmt/format.h>

#include "mapper/model/geodesy.hpp"
#include "mapper/query/condition_text.hpp"
#include "mapper/query/free_reports.hpp"
#include "mapper/query/judge.hpp"
#include "mapper/query/map_impl.hpp"
#include "mapper/query/questions.hpp"
#include "mapper/query/text.hpp"
#include "mapper/query/things.hpp"

namespace konbit {

using namespace theme_format;

namespace {

constexpr double kAround_m = 1'000;
/// So many are weighed by what is mapped around them, the rest by their kind alone: a country has
/// tens of thousands of bridges.
constexpr std::size_t kMostWeighed = 1'000;

constexpr BoundingBox kWorld{-Location::kMaxLon_e7, -Location::kMaxLat_e7, Location::kMaxLon_e7,
                             Location::kMaxLat_e7};

struct Candidate {
    FoundRecheck found;
    double importance = 1;     ///< of its kind: a hospital, a trunk road
    std::uint32_t places = 0;  ///< of a shelter
    double score = 0;
};

bool heavier(const Candidate& a, const Candidate& b) {
    if (a.score != b.score) return a.score > b.score;
    return std::tie(a.found.id, a.found.report) < std::tie(b.found.id, b.found.report);
}

double importance_of_road(std::string_view highway) {
    if (highway.starts_with("motorway") || highway.starts_with("trunk")) return 4;
    if (highway.starts_with("primary")) return 3;
    if (highway.starts_with("secondary")) return 2;
    return 1.5;
}

double importance_of_what(std::string_view what) {
    if (what == "bridge") return 2;
    return what == "road" || what == "tunnel" || what == "shelter" ? 1.5 : 1;
}

bool needs_a_look(const Verdict& verdict) {
    // Bad news that nobody accepted yet is used, and somebody should make sure of it.
    return verdict.recheck || verdict.disputed || verdict.unverified || verdict.good_news_waits;
}

class RecheckSearch {
public:
    RecheckSearch(const Map& map, const ThemeFile& themes, const Situation& situation,
                  const RecheckQuestion& question)
        : map_{map}, themes_{themes}, judge_{map, themes, situation}, q_{question} {
        if (!situation.events().empty()) event_at_ = situation.events().back().at;
    }

    RecheckAnswer run() {
        if (!judge_.situation().empty()) add_doubtful();
        if (event_at_) add_unseen();
        return ranked();
    }

private:
    [[nodiscard]] BoundingBox box() const { return q_.area ? q_.area->box : kWorld; }
    [[nodiscard]] bool in_area(Location at) const {
        if (!q_.area) return true;
        const auto place = make_point(at);
        return q_.area->touches(place, bounding_box_of(place));
    }

    // ---- what reports leave in doubt

    void add_doubtful() {
        for (const auto id : judge_.situation().objects_in(box())) {
            const auto thing = judge_.thing(id);
            if (!thing || !in_area(thing->at)) continue;
            Candidate candidate;
            candidate.found.id = id;
            candidate.found.name = thing->name;
            candidate.found.what = thing->what;
            candidate.found.at = thing->at;
            for (const auto& part : judge_.parts(*thing)) {
                if (part.passability) hear(*part.passability, candidate);
                if (part.damage) hear(*part.damage, candidate);
            }
            if (const auto shelter = judge_.shelter(id, {})) {
                candidate.found.what = "shelter";
                hear(*shelter, candidate);
            }
            add_if_doubtful(std::move(candidate));
        }
        add_free();
    }

    void hear(const Finding& finding, Candidate& candidate) const {
        if (!needs_a_look(finding.verdict)) return;
        auto& why = candidate.found.why;
        const auto reason = reason_text(finding, judge_.moment(), judge_.event_kind());
        if (why.find(reason) == std::string::npos) why += (why.empty() ? "" : " · ") + reason;
        for (const auto& statement : finding.statements) hear_time(statement.observed, candidate);
    }

    void hear_time(UnixSeconds observed, Candidate& candidate) const {
        if (observed == 0 || observed > judge_.moment().as_of) return;
        auto& last = candidate.found.last_observed;
        last = std::max(last.value_or(observed), observed);
    }

    void add_if_doubtful(Candidate&& candidate) {
        if (candidate.found.why.empty()) return;
        candidate.importance = importance_of_what(candidate.found.what) * 2;
        told_.insert(candidate.found.id);
        candidates_.push_back(std::move(candidate));
    }

    void add_free() {
        for (const auto& item : free_damage(judge_, box())) {
            const auto& doubt = item.doubt;
            const bool doubtful =
                doubt.recheck || doubt.disputed || doubt.unverified || doubt.good_news_waits;
            if (!doubtful || !in_area(item.at)) continue;
            Candidate candidate;
            candidate.found.report = item.report;
            candidate.found.name = item.name;
            candidate.found.what = item.statement.what;
            candidate.found.at = item.at;
            candidate.found.why = item.reason;
            candidate.found.last_observed = item.observed_at;
            candidate.importance = importance_of_what(item.statement.what) * 2;
            candidates_.push_back(std::move(candidate));
        }
    }

    // ---- what nobody has looked at since the event

    void add_unseen() {
        add_layer(layer_of(Theme::shelter, false));
        add_layer(layer_of(Theme::care, false));
        add_layer(kBridgeLayer);
    }

    void add_layer(std::size_t layer) {
        if (themes_.size(layer) == 0) return;
        std::vector<std::uint32_t> positions;
        if (q_.area) themes_.index(layer).query(q_.area->box, positions);
        const auto count = q_.area ? positions.size() : themes_.size(layer);
        for (std::size_t i = 0; i < count; ++i) {
            const auto position = q_.area ? positions[i] : static_cast<std::uint32_t>(i);
            add_record(layer, themes_.record(layer, position));
        }
    }

    void add_record(std::size_t layer, const ThemeFile::Record& record) {
        if ((record.flags & kClosed) != 0) return;
        const auto id = themes_.id(record);
        const Location at{record.lon_e7, record.lat_e7};
        const auto kind = themes_.text(record.kind);
        if (layer == layer_of(Theme::care, false) && kind != "hospital" && kind != "clinic") return;
        if (told_.contains(id) || !in_area(at) || looked_at(record)) return;
        Candidate candidate;
        candidate.found.id = id;
        candidate.found.name = std::string{themes_.text(record.name)};
        candidate.found.at = at;
        candidate.found.why = "nobody has looked since the " + words_text(judge_.event_kind());
        describe(layer, record, kind, candidate);
        told_.insert(id);
        candidates_.push_back(std::move(candidate));
    }

    static void describe(std::size_t layer, const ThemeFile::Record& record, std::string_view kind,
                         Candidate& candidate) {
        if (layer == kBridgeLayer) {
            candidate.found.what = "bridge";
            candidate.importance = importance_of_road(kind);
        } else if (layer == layer_of(Theme::care, false)) {
            candidate.found.what = std::string{kind};
            candidate.importance = kind == "hospital" ? 4 : 2;
        } else {
            candidate.found.what = "shelter";
            candidate.importance =
                record.suitability == std::uint8_t(Suitability::designated) ? 3 : 1.5;
            if (record.capacity != kNoCapacity) candidate.places = record.capacity;
        }
    }

    /// By somebody on the ground or from above; a rumour is no look.
    [[nodiscard]] bool looked_at(const ThemeFile::Record& record) const {
        if (judge_.situation().empty()) return false;
        if (looked_at(themes_.id(record))) return true;
        if (record.same_as == 0) return false;
        for (const auto& text : themes_.texts(record.same_as)) {
            const auto id = parse_object_id(text);
            if (id && looked_at(*id)) return true;
        }
        return false;
    }
    [[nodiscard]] bool looked_at(ObjectId id) const {
        if (!judge_.situation().speaks_of(id)) return false;
        const auto reports = judge_.situation().reports_of(id);
        return std::any_of(reports.begin(), reports.end(), [&](const StandingReport* standing) {
            return standing->report.how >= Method::imagery && !standing->from_the_future &&
                   standing->report.observed >= *event_at_;
        });
    }

    // ---- how many depend on it

    /// Things mapped around it, of whatever kind: quick.
    [[nodiscard]] std::uint64_t mapped_around(Location at) {
        positions_.clear();
        map_.base().query(box_around(at, kAround_m), positions_);
        return positions_.size();
    }

    [[nodiscard]] std::uint64_t buildings_around(Location at) {
        std::uint64_t count = 0;
        map_.base().query(box_around(at, kAround_m), [&](const Feature& feature) {
            if (distance_m(at, feature.box().center()) > kAround_m) return true;
            feature.read_tags(tags_);
            count += is_building(tags_) ? 1 : 0;
            return true;
        });
        return count;
    }

    void weigh(Candidate& candidate, std::uint64_t around) const {
        candidate.score = candidate.importance * static_cast<double>(1 + around) + candidate.places;
    }

    RecheckAnswer ranked() {
        RecheckAnswer answer;
        answer.in_all = candidates_.size();
        for (auto& candidate : candidates_) weigh(candidate, 0);
        keep_heaviest(kMostWeighed);
        for (auto& candidate : candidates_) weigh(candidate, mapped_around(candidate.found.at));
        keep_heaviest(2 * q_.count);
        for (auto& candidate : candidates_) {
            const auto buildings = buildings_around(candidate.found.at);
            candidate.found.depends = buildings;
            candidate.found.depends_on_it = words_for(candidate, buildings);
            weigh(candidate, buildings);
        }
        keep_heaviest(q_.count);
        for (auto& candidate : candidates_) answer.found.push_back(std::move(candidate.found));
        return answer;
    }

    static std::string words_for(const Candidate& candidate, std::uint64_t buildings) {
        auto text = counted(buildings, "building") + " within 1 km";
        if (candidate.places > 0) text = counted(candidate.places, "place") + ", " + text;
        return text;
    }

    void keep_heaviest(std::size_t count) {
        std::sort(candidates_.begin(), candidates_.end(), heavier);
        if (candidates_.size() > count) candidates_.resize(count);
    }

    const Map& map_;
    const ThemeFile& themes_;
    Judge judge_;
    const RecheckQuestion& q_;
    std::optional<UnixSeconds> event_at_;
    std::vector<Candidate> candidates_;
    std::unordered_set<ObjectId> told_;
    std::vector<FeatureIndex> positions_;
    Tags tags_;
};

}  // namespace

RecheckAnswer recheck_in(const Map& map, const RecheckQuestion& question) {
    RecheckAnswer answer;
    map.impl().with_themes([&](const ThemeFile& themes) {
        map.with_situation([&](const Situation& situation) {
            answer = RecheckSearch{map, themes, situation, question}.run();
        });
        return true;
    });
    return answer;
}

}  // namespace konbit
