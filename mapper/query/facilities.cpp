// Shelters, care, water, supply: nearest ones, and all in an area.
#include <fmt/format.h>

#include <limits>
#include <map>
#include <tuple>

#include "mapper/model/geodesy.hpp"
#include "mapper/query/facility_judge.hpp"
#include "mapper/query/map_impl.hpp"
#include "mapper/query/questions.hpp"
#include "mapper/query/theme_search.hpp"

namespace konbit {

using namespace theme_format;

namespace {

using Record = ThemeFile::Record;

/// Any of the bits will do: tagged on the place itself, or found nearby.
std::uint16_t flags_for(std::string_view wish) {
    if (wish == "water") return kOffersWater | kNearWater;
    if (wish == "medical") return kOffersMedical | kNearMedical;
    if (wish == "wheelchair") return kOffersWheelchair;
    throw UsageError{"Places cannot be chosen by this", wish, "it is not known",
                     "Use water, medical, wheelchair or capacity>=NUMBER"};
}

/// A question's conditions, one by one, so that advice can say what each of them leaves out.
class Conditions {
public:
    Conditions(const FacilityQuestion& q, const ThemeFile& themes, const FacilityJudge& judge)
        : q_{q}, themes_{themes}, judge_{judge}, event_kind_{judge.event_kind()} {
        for (const auto& wish : q.with) wishes_.push_back(flags_for(wish));
    }
    [[nodiscard]] bool open(const Record& r) const {
        return q_.include_closed || (r.flags & kClosed) == 0;
    }
    /// Reports have not taken it out.
    [[nodiscard]] bool serves(const Record& r) const {
        return q_.include_closed || !judge_.is_out(r);
    }
    [[nodiscard]] bool audience(const Record& r) const {
        return q_.include_team || (r.flags & kTeam) == 0;
    }
    [[nodiscard]] bool wishes(const Record& r) const {
        return std::all_of(wishes_.begin(), wishes_.end(),
                           [&](std::uint16_t any) { return (r.flags & any) != 0; });
    }
    [[nodiscard]] bool capacity(const Record& r) const {
        if (!q_.capacity_at_least) return true;
        const auto capacity = judge_.capacity(r);
        return capacity && *capacity >= *q_.capacity_at_least;
    }
    [[nodiscard]] bool capacity_known(const Record& r) const {
        return judge_.capacity(r).has_value();
    }
    /// Blast shelters do not serve in a flood.
    [[nodiscard]] bool fits_event(const Record& r) const {
        if (r.not_in == 0 || event_kind_.empty()) return true;
        const auto kinds = themes_.texts(r.not_in);
        return std::find(kinds.begin(), kinds.end(), event_kind_) == kinds.end();
    }
    [[nodiscard]] bool all(const Record& r) const { return fits(r) && serves(r); }
    /// All but what reports say of it.
    [[nodiscard]] bool fits(const Record& r) const {
        return open(r) && audience(r) && wishes(r) && capacity(r) && fits_event(r);
    }

private:
    const FacilityQuestion& q_;
    const ThemeFile& themes_;
    const FacilityJudge& judge_;
    std::string event_kind_;
    std::vector<std::uint16_t> wishes_;
};

std::vector<std::size_t> layers_of(Theme theme, bool with_unchecked) {
    if (!with_unchecked) return {layer_of(theme, false)};
    return {layer_of(theme, false), layer_of(theme, true)};
}

/// Counts of the records of the asked layers that pass a test.
template <class Test>
std::size_t count_records(const ThemeFile& themes, const std::vector<std::size_t>& layers,
                          Test test) {
    std::size_t count = 0;
    for (const auto layer : layers) {
        for (std::uint32_t i = 0; i < themes.size(layer); ++i)
            count += test(themes.record(layer, i)) ? 1 : 0;
    }
    return count;
}

/// "7 school, 3 hotel", the most frequent first.
std::string kinds_of(const ThemeFile& themes, const std::vector<ThemeHit>& hits) {
    std::map<std::string, std::size_t> counts;
    for (const auto& hit : hits)
        ++counts[std::string{themes.text(themes.record(hit.layer, hit.position).kind)}];
    std::vector<std::pair<std::string, std::size_t>> order{counts.begin(), counts.end()};
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    std::string out;
    for (const auto& [kind, count] : order) {
        out += fmt::format("{}{} {}", out.empty() ? "" : ", ", count, kind);
    }
    return out;
}

std::string_view plural(std::size_t count) {
    return count == 1 ? "place" : "places";
}

/// One question being answered from one themes file.
class Search {
public:
    Search(const Map& map, const ThemeFile& themes, const FacilityQuestion& question,
           const FacilityJudge& judge)
        : base_{map.base()},
          themes_{themes},
          q_{question},
          judge_{judge},
          conditions_{question, themes, judge},
          within_m_{question.within_m.value_or(std::numeric_limits<double>::infinity())} {}

    FacilityAnswer run() {
        FacilityAnswer answer;
        std::vector<ThemeHit> hits;
        const RecordTest accept = [this](const Record& r) { return conditions_.all(r); };
        for (const auto layer : layers_of(q_.theme, q_.include_unchecked)) {
            const auto some =
                nearest_in_layer(themes_, base_, layer, q_.near, q_.count, within_m_, accept);
            hits.insert(hits.end(), some.begin(), some.end());
        }
        sort_hits(hits);
        if (hits.size() > q_.count) hits.resize(q_.count);
        for (const auto& hit : hits) answer.found.push_back(found(hit));
        add_reported(answer);
        answer.in_map =
            themes_.size(layer_of(q_.theme, false)) + themes_.size(layer_of(q_.theme, true));
        advise(answer);
        return answer;
    }

private:
    FoundFacility found(const ThemeHit& hit) const {
        const auto record = themes_.record(hit.layer, hit.position);
        auto out = facility_from(themes_, q_.theme, record);
        judge_.add_reports(out);
        out.distance_m = hit.distance_m;
        Geometry shape;
        themes_.read_geometry(record, base_, shape);
        if (hit.distance_m > 0)
            out.bearing_deg = bearing_deg(q_.near, nearest_point(q_.near, shape));
        return out;
    }

    /// Places that only reports know, among the nearest.
    void add_reported(FacilityAnswer& answer) const {
        if (q_.theme != Theme::shelter || !q_.with.empty()) return;
        const bool full = q_.count > 0 && answer.found.size() >= q_.count;
        const double within_m = full ? answer.found.back().distance_m : within_m_;
        const auto count = q_.capacity_at_least ? SIZE_MAX : q_.count;
        for (auto& place : judge_.reported_shelters(q_.near, count, q_.include_closed, within_m)) {
            const auto capacity = place.facility.capacity_people;
            if (q_.capacity_at_least && (!capacity || *capacity < *q_.capacity_at_least)) continue;
            answer.found.push_back(std::move(place));
        }
        std::stable_sort(answer.found.begin(), answer.found.end(),
                         [](const FoundFacility& a, const FoundFacility& b) {
                             if (a.distance_m != b.distance_m) return a.distance_m < b.distance_m;
                             return std::tie(a.id, a.report) < std::tie(b.id, b.report);
                         });
        if (answer.found.size() > q_.count) answer.found.resize(q_.count);
    }

    void advise(FacilityAnswer& answer) const {
        advise_out(answer);
        if (answer.in_map == 0 && answer.found.empty()) {
            answer.wider.push_back(
                "The map holds no such place at all: a larger or newer extract may");
            return;
        }
        const bool full = answer.found.size() >= q_.count;
        advise_unchecked(answer, full);
        if (full) return;
        advise_conditions(answer);
    }

    /// What reports have taken out of the list, and what is full.
    void advise_out(FacilityAnswer& answer) const {
        if (judge_.silent() || q_.count == 0) return;
        const bool full = answer.found.size() >= q_.count;
        const double limit_m = full ? answer.found.back().distance_m : within_m_;
        for (const auto layer : layers_of(q_.theme, q_.include_unchecked)) {
            answer.out_nearer += judge_.count_out(layer, q_.near, limit_m, [this](const Record& r) {
                return conditions_.fits(r) && !conditions_.serves(r);
            });
        }
        if (answer.out_nearer > 0) {
            answer.wider.push_back(
                fmt::format("{} {}{} reported closed, unsafe or badly damaged: --include-closed "
                            "lists {}",
                            answer.out_nearer, full ? "nearer " : "",
                            answer.out_nearer == 1 ? "place is" : "places are",
                            answer.out_nearer == 1 ? "it" : "them"));
        }
    }

    void advise_unchecked(FacilityAnswer& answer, bool full) const {
        const auto layer = layer_of(q_.theme, true);
        if (q_.include_unchecked || q_.count == 0 || themes_.size(layer) == 0) return;
        const RecordTest accept = [this](const Record& r) { return conditions_.all(r); };
        const double limit_m = full ? answer.found.back().distance_m : within_m_;
        if (limit_m > 1'000'000) {
            answer.unchecked_nearer = count_records(themes_, {layer}, accept);
            if (answer.unchecked_nearer > 0) {
                answer.wider.push_back(
                    fmt::format("--include-unchecked would add {} {} that nobody has checked",
                                answer.unchecked_nearer, plural(answer.unchecked_nearer)));
            }
            return;
        }
        const auto hits = within_in_layer(themes_, base_, layer, q_.near, limit_m, accept);
        answer.unchecked_nearer = hits.size();
        if (hits.empty()) return;
        answer.wider.push_back(fmt::format(
            "--include-unchecked would add {} {}{} that nobody has checked ({})", hits.size(),
            full ? "nearer " : "", plural(hits.size()), kinds_of(themes_, hits)));
    }

    /// What each condition alone leaves out of a short answer.
    void advise_conditions(FacilityAnswer& answer) const {
        const auto layers = layers_of(q_.theme, q_.include_unchecked);
        const auto& c = conditions_;
        const auto line = [&](std::size_t count, std::string_view format) {
            if (count > 0)
                answer.wider.push_back(fmt::format(fmt::runtime(format), count, plural(count)));
        };
        if (!q_.with.empty()) {
            const auto lacking = count_records(themes_, layers, [&](const Record& r) {
                return c.open(r) && c.audience(r) && c.capacity(r) && c.fits_event(r) &&
                       !c.wishes(r);
            });
            if (lacking > 0) {
                answer.wider.push_back(fmt::format("{} more {} not known to have {}", lacking,
                                                   plural(lacking), fmt::join(q_.with, ", ")));
            }
        }
        if (q_.capacity_at_least) {
            line(count_records(themes_, layers,
                               [&](const Record& r) {
                                   return c.open(r) && c.audience(r) && c.wishes(r) &&
                                          c.fits_event(r) && !c.capacity_known(r);
                               }),
                 "{} more {} whose capacity is not tagged");
            line(count_records(themes_, layers,
                               [&](const Record& r) {
                                   return c.open(r) && c.audience(r) && c.wishes(r) &&
                                          c.fits_event(r) && c.capacity_known(r) && !c.capacity(r);
                               }),
                 "{} more {} with a smaller capacity");
        }
        line(count_records(themes_, layers,
                           [&](const Record& r) {
                               return !c.open(r) && c.audience(r) && c.wishes(r) && c.capacity(r) &&
                                      c.fits_event(r);
                           }),
             "{} more {} tagged as closed or out of use");
        line(count_records(themes_, layers,
                           [&](const Record& r) {
                               return c.open(r) && !c.audience(r) && c.wishes(r) && c.capacity(r) &&
                                      c.fits_event(r);
                           }),
             "{} more {} only the team may see");
        line(count_records(themes_, layers,
                           [&](const Record& r) {
                               return c.open(r) && c.audience(r) && c.wishes(r) && c.capacity(r) &&
                                      !c.fits_event(r);
                           }),
             "{} more {} that must not serve in this kind of disaster");
        if (q_.within_m) {
            const auto all =
                count_records(themes_, layers, [&](const Record& r) { return c.all(r); });
            line(all - std::min(all, answer.found.size()), "{} more {} farther away");
        }
    }

    const BaseMap& base_;
    const ThemeFile& themes_;
    const FacilityQuestion& q_;
    const FacilityJudge& judge_;
    Conditions conditions_;
    double within_m_;
};

/// Runs `ask(const ThemeFile&, const FacilityJudge&)` while themes and situation stand still.
template <class Ask>
auto with_judge(const Map& map, Audience audience, Ask&& ask) {
    return map.impl().with_themes([&](const ThemeFile& themes) {
        decltype(ask(themes, std::declval<const FacilityJudge&>())) answer;
        map.with_situation(audience, [&](const Situation& situation) {
            const FacilityJudge judge{map, themes, situation};
            answer = ask(themes, judge);
        });
        return answer;
    });
}

FacilityQuestion everything_of(bool include_team) {
    FacilityQuestion everything;
    everything.include_closed = true;
    everything.include_team = include_team;
    return everything;
}

}  // namespace

FacilityAnswer nearest_facilities(const Map& map, const FacilityQuestion& question) {
    for (const auto& wish : question.with) static_cast<void>(flags_for(wish));
    return with_judge(map, question.audience,
                      [&](const ThemeFile& themes, const FacilityJudge& judge) {
                          return Search{map, themes, question, judge}.run();
                      });
}

std::vector<FoundFacility> facilities_in(const Map& map, Theme theme,
                                         const std::optional<Area>& area, bool include_unchecked,
                                         bool include_team, Audience audience) {
    const auto everything = everything_of(include_team);
    return with_judge(map, audience, [&](const ThemeFile& themes, const FacilityJudge& judge) {
        const Conditions conditions{everything, themes, judge};
        std::vector<FoundFacility> out;
        std::vector<std::uint32_t> positions;
        Geometry shape;
        for (const auto layer : layers_of(theme, include_unchecked)) {
            positions.clear();
            if (area) {
                if (themes.size(layer) > 0) themes.index(layer).query(area->box, positions);
            } else {
                for (std::uint32_t i = 0; i < themes.size(layer); ++i) positions.push_back(i);
            }
            for (const auto position : positions) {
                const auto record = themes.record(layer, position);
                if (!conditions.all(record)) continue;
                if (area) {
                    themes.read_geometry(record, map.base(), shape);
                    if (!area->touches(shape, themes.box(layer, position))) continue;
                }
                out.push_back(facility_from(themes, theme, record));
                judge.add_reports(out.back());
            }
        }
        std::sort(out.begin(), out.end(),
                  [](const auto& a, const auto& b) { return a.feature < b.feature; });
        if (theme == Theme::shelter) judge.add_reported_in(area, out);
        return out;
    });
}

std::vector<FoundFacility> facilities_at(const Map& map, Theme theme, const BoundingBox& box,
                                         const FacilityWish& wanted, Audience audience) {
    const auto everything = everything_of(true);
    const auto parts = split_at_antimeridian(box);
    return with_judge(map, audience, [&](const ThemeFile& themes, const FacilityJudge& judge) {
        const Conditions conditions{everything, themes, judge};
        std::vector<FoundFacility> out;
        std::vector<std::uint32_t> positions;
        for (const auto layer : layers_of(theme, true)) {
            positions.clear();
            if (themes.size(layer) > 0) themes.index(layer).query(box, positions);
            for (const auto position : positions) {
                const auto& record = themes.record(layer, position);
                const Location at{record.lon_e7, record.lat_e7};
                if (!parts[0].contains(at) && !parts[1].contains(at)) continue;
                if (!wanted(themes.text(record.kind), suitability_of(record))) continue;
                if (!conditions.all(record)) continue;
                out.push_back(facility_from(themes, theme, record));
                judge.add_reports(out.back());
            }
        }
        if (theme != Theme::shelter || !wanted(kReportedKind, Suitability::unchecked)) return out;
        for (auto& place : judge.reported_in(box)) out.push_back(std::move(place));
        return out;
    });
}

}  // namespace konbit
