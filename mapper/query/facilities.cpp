// Shelters, care, water, supply: nearest ones, and all in an area.
#include <fmt/format.h>

#include <limits>
#include <map>

#include "mapper/model/geodesy.hpp"
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
    Conditions(const FacilityQuestion& q, const ThemeFile& themes, std::string event_kind)
        : q_{q}, themes_{themes}, event_kind_{std::move(event_kind)} {
        for (const auto& wish : q.with) wishes_.push_back(flags_for(wish));
    }
    [[nodiscard]] bool open(const Record& r) const {
        return q_.include_closed || (r.flags & kClosed) == 0;
    }
    [[nodiscard]] bool audience(const Record& r) const {
        return q_.include_team || (r.flags & kTeam) == 0;
    }
    [[nodiscard]] bool wishes(const Record& r) const {
        return std::all_of(wishes_.begin(), wishes_.end(),
                           [&](std::uint16_t any) { return (r.flags & any) != 0; });
    }
    [[nodiscard]] bool capacity(const Record& r) const {
        return !q_.capacity_at_least ||
               (r.capacity != kNoCapacity && r.capacity >= *q_.capacity_at_least);
    }
    /// Blast shelters do not serve in a flood.
    [[nodiscard]] bool fits_event(const Record& r) const {
        if (r.not_in == 0 || event_kind_.empty()) return true;
        const auto kinds = themes_.texts(r.not_in);
        return std::find(kinds.begin(), kinds.end(), event_kind_) == kinds.end();
    }
    [[nodiscard]] bool all(const Record& r) const {
        return open(r) && audience(r) && wishes(r) && capacity(r) && fits_event(r);
    }

private:
    const FacilityQuestion& q_;
    const ThemeFile& themes_;
    std::string event_kind_;
    std::vector<std::uint16_t> wishes_;
};

Suitability suitability_of(const Record& record) {
    return record.suitability <= std::uint8_t(Suitability::designated)
               ? static_cast<Suitability>(record.suitability)
               : Suitability::unchecked;
}

FoundFacility facility_from(const ThemeFile& themes, Theme theme, const Record& record) {
    FoundFacility out;
    out.id = themes.id(record);
    out.feature = FeatureIndex{record.feature};
    out.name = std::string{themes.text(record.name)};
    out.theme = theme;
    out.at = {record.lon_e7, record.lat_e7};
    for (const auto& id : themes.texts(record.same_as)) {
        if (const auto parsed = parse_object_id(id)) out.same_as.push_back(*parsed);
    }
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

std::string event_kind(const Map& map) {
    return map.events().empty() ? std::string{} : map.events().back().kind;
}

/// One question being answered from one themes file.
class Search {
public:
    Search(const Map& map, const ThemeFile& themes, const FacilityQuestion& question)
        : base_{map.base()},
          themes_{themes},
          q_{question},
          conditions_{question, themes, event_kind(map)},
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
        answer.in_map =
            themes_.size(layer_of(q_.theme, false)) + themes_.size(layer_of(q_.theme, true));
        advise(answer);
        return answer;
    }

private:
    FoundFacility found(const ThemeHit& hit) const {
        const auto record = themes_.record(hit.layer, hit.position);
        auto out = facility_from(themes_, q_.theme, record);
        out.distance_m = hit.distance_m;
        Geometry shape;
        themes_.read_geometry(record, base_, shape);
        if (hit.distance_m > 0)
            out.bearing_deg = bearing_deg(q_.near, nearest_point(q_.near, shape));
        return out;
    }

    void advise(FacilityAnswer& answer) const {
        if (answer.in_map == 0) {
            answer.wider.push_back(
                "The map holds no such place at all: a larger or newer extract may");
            return;
        }
        const bool full = answer.found.size() >= q_.count;
        advise_unchecked(answer, full);
        if (full) return;
        advise_conditions(answer);
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
                                          c.fits_event(r) && r.capacity == kNoCapacity;
                               }),
                 "{} more {} whose capacity is not tagged");
            line(count_records(themes_, layers,
                               [&](const Record& r) {
                                   return c.open(r) && c.audience(r) && c.wishes(r) &&
                                          c.fits_event(r) && r.capacity != kNoCapacity &&
                                          !c.capacity(r);
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
    Conditions conditions_;
    double within_m_;
};

}  // namespace

FacilityAnswer nearest_facilities(const Map& map, const FacilityQuestion& question) {
    for (const auto& wish : question.with) static_cast<void>(flags_for(wish));
    return map.impl().with_themes([&](const ThemeFile& themes) {
        return Search{map, themes, question}.run();
    });
}

std::vector<FoundFacility> facilities_in(const Map& map, Theme theme,
                                         const std::optional<Area>& area, bool include_unchecked,
                                         bool include_team) {
    FacilityQuestion everything;
    everything.include_closed = true;
    everything.include_team = include_team;
    return map.impl().with_themes([&](const ThemeFile& themes) {
        const Conditions conditions{everything, themes, event_kind(map)};
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
            }
        }
        std::sort(out.begin(), out.end(),
                  [](const auto& a, const auto& b) { return a.feature < b.feature; });
        return out;
    });
}

std::vector<FoundFacility> facilities_at(const Map& map, Theme theme, const BoundingBox& box,
                                         const FacilityWish& wanted) {
    FacilityQuestion everything;
    everything.include_closed = true;
    everything.include_team = true;
    const auto parts = split_at_antimeridian(box);
    return map.impl().with_themes([&](const ThemeFile& themes) {
        const Conditions conditions{everything, themes, event_kind(map)};
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
                if (conditions.all(record)) out.push_back(facility_from(themes, theme, record));
            }
        }
        return out;
    });
}

}  // namespace konbit
