// What people asked for.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "mapper/model/geodesy.hpp"
#include "mapper/query/questions.hpp"

namespace konbit {

namespace {

/// Needs of one kind this near to each other are one.
constexpr double kSamePlace_m = 50;
constexpr std::int32_t kCell_e7 = 10'000;  ///< 0.001 degrees: wider than that

constexpr BoundingBox kWorld{-Location::kMaxLon_e7, -Location::kMaxLat_e7, Location::kMaxLon_e7,
                             Location::kMaxLat_e7};

/// All reports of one need, in the order of entries.
struct Need {
    std::vector<const StandingReport*> reports;
    [[nodiscard]] const Report& first() const { return reports.front()->report; }
};

/// Puts reports of the same need together: of one object, or at one spot.
class Needs {
public:
    void add(const StandingReport& standing) {
        auto* need = find(standing.report);
        if (need == nullptr) need = &begin(standing.report);
        need->reports.push_back(&standing);
    }
    [[nodiscard]] const std::vector<Need>& all() const noexcept { return needs_; }

private:
    using Cell = std::tuple<std::string, std::int32_t, std::int32_t>;

    static Cell cell_of(const Report& report, std::int32_t right, std::int32_t up) {
        const auto& at = report.about.at;
        const auto floor = [](std::int32_t e7) {
            return static_cast<std::int32_t>(std::floor(static_cast<double>(e7) / kCell_e7));
        };
        return {report.what, floor(at.lon_e7) + right, floor(at.lat_e7) + up};
    }

    Need* find(const Report& report) {
        if (report.about.object) {
            const auto known = by_object_.find({report.what, *report.about.object});
            return known == by_object_.end() ? nullptr : &needs_[known->second];
        }
        for (const std::int32_t right : {-1, 0, 1}) {
            for (const std::int32_t up : {-1, 0, 1}) {
                for (const auto which : by_cell_[cell_of(report, right, up)]) {
                    if (distance_m(needs_[which].first().about.at, report.about.at) <= kSamePlace_m)
                        return &needs_[which];
                }
            }
        }
        return nullptr;
    }

    Need& begin(const Report& report) {
        if (report.about.object) {
            by_object_[{report.what, *report.about.object}] = needs_.size();
        } else {
            by_cell_[cell_of(report, 0, 0)].push_back(needs_.size());
        }
        return needs_.emplace_back();
    }

    std::vector<Need> needs_;
    std::map<std::pair<std::string, ObjectId>, std::size_t> by_object_;
    std::map<Cell, std::vector<std::size_t>> by_cell_;
};

/// Who stands behind an entry that agrees with a report, in the form of StandingReport::person.
std::string person_of(const Map& map, const EntryId& agreement) {
    const auto entry = map.journal_to_read().entry(agreement);
    if (!entry) return {};
    const auto* judgement = std::get_if<Judgement>(&entry->payload);
    if (judgement != nullptr && !judgement->witness.empty()) return "\x1f" + judgement->witness;
    const auto& device = entry->head.chain.device.bytes;
    return {device.begin(), device.end()};
}

/// Good news counts only if an accepted sender saw it, after the last who asked.
bool is_met(const Need& need) {
    std::optional<UnixSeconds> asked, met;
    for (const auto* standing : need.reports) {
        const auto& report = standing->report;
        if (!report.met) asked = std::max(asked.value_or(report.observed), report.observed);
        if (report.met && report.how == Method::seen && standing->accepted)
            met = std::max(met.value_or(report.observed), report.observed);
    }
    return met && (!asked || *met > *asked);
}

FoundNeed found_from(const Map& map, const Need& need) {
    FoundNeed found;
    found.what = need.first().what;
    found.object = need.first().about.object;
    found.at = need.first().about.at;
    found.met = is_met(need);
    found.unverified = true;
    found.first = need.first().observed;
    std::set<std::string> people;
    auto newest_first = need.reports;
    std::stable_sort(newest_first.begin(), newest_first.end(), [](const auto* a, const auto* b) {
        return a->report.observed > b->report.observed;
    });
    for (const auto* standing : newest_first) {
        const auto& report = standing->report;
        found.reports.push_back(standing->entry);
        found.first = std::min(found.first, report.observed);
        found.newest = std::max(found.newest, report.observed);
        if (found.name.empty()) found.name = report.name;
        if (report.met) continue;
        if (report.people) found.people = std::max(found.people.value_or(0), *report.people);
        people.insert(standing->person);
        for (const auto& agreement : standing->confirmed_by)
            people.insert(person_of(map, agreement));
        found.unverified = found.unverified && !standing->accepted;
    }
    found.witnesses = people.size();
    return found;
}

void set_name(const Map& map, FoundNeed& found) {
    if (!found.name.empty() || !found.object) return;
    const auto feature = map.base().find_feature(*found.object);
    if (!feature || map.meaning().protected_refuge(feature->tags())) return;
    found.name = std::string{feature->tags().value("name")};
}

}  // namespace

NeedAnswer needs_in(const Map& map, const NeedQuestion& question) {
    NeedAnswer answer;
    map.with_situation([&](const Situation& situation) {
        if (situation.empty()) return;
        Needs needs;
        const auto box = question.area ? question.area->box : kWorld;
        for (const auto* standing : situation.reports_in(box, false)) {
            const auto& report = standing->report;
            if (report.kind != ReportKind::need || standing->from_the_future) continue;
            const auto place = make_point(report.about.at);
            if (question.area && !question.area->touches(place, bounding_box_of(place))) continue;
            needs.add(*standing);
        }
        for (const auto& need : needs.all()) {
            auto found = found_from(map, need);
            if (found.met) ++answer.met;
            if (found.met && !question.include_met) continue;
            set_name(map, found);
            answer.found.push_back(std::move(found));
        }
    });
    if (question.include_met) answer.met = 0;
    std::stable_sort(answer.found.begin(), answer.found.end(),
                     [](const FoundNeed& a, const FoundNeed& b) {
                         return std::tuple{a.people.value_or(0), a.witnesses, a.newest} >
                                std::tuple{b.people.value_or(0), b.witnesses, b.newest};
                     });
    return answer;
}

}  // namespace konbit
