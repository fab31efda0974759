#include "mapper/exchange/export.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "mapper/store/atomic_file.hpp"
#include "mapper/exchange/osm_pbf_writer.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/things.hpp"

namespace konbit {
namespace {

constexpr std::array<std::pair<What, std::string_view>, 9> kWords{{
    {What::shelters, "shelters"},
    {What::care, "care"},
    {What::water, "water"},
    {What::supply, "supply"},
    {What::damage, "damage"},
    {What::roads, "roads"},
    {What::buildings, "buildings"},
    {What::reports, "reports"},
    {What::all, "all"},
}};

/// Of roads, buildings and everything; filled only where tags or reports tell of damage.
constexpr std::array kThingColumns{
    Column{"name"},
    Column{"grade"},
    Column{"passability"},
    Column{"certainty"},
    Column{"observed"},
    Column{"source"},
    Column{"source_value"},
    Column{"licence"},
    Column{"disputed", Column::Type::boolean},
    Column{"unverified", Column::Type::boolean},
    Column{"recheck", Column::Type::boolean},
    Column{"reason"},
};

bool is_osm_pbf(const std::filesystem::path& out) {
    auto name = out.filename().string();
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return name.ends_with(".osm.pbf");
}

FileFacts facts_of(const Map& map, bool several_layers) {
    FileFacts facts;
    const auto timestamp = map.base().data_timestamp();
    if (timestamp > 0) facts.data_timestamp = to_iso8601(timestamp);
    if (const auto event = map.made_before()) {
        facts.made_before = event->kind + " " + to_iso8601(event->at);
    }
    facts.several_layers = several_layers;
    return facts;
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

/// One export into one writer.
class Exporter {
public:
    Exporter(const Map& map, const ExportRequest& request, FeatureWriter& writer)
        : map_{map}, request_{request}, writer_{writer} {}

    void add_layer(What what) {
        const auto name = std::string{to_string(what)};
        written_ = 0;
        switch (what) {
            case What::shelters:
                add_facilities(Theme::shelter, name);
                break;
            case What::care:
                add_facilities(Theme::care, name);
                break;
            case What::water:
                add_facilities(Theme::water, name);
                break;
            case What::supply:
                add_facilities(Theme::supply, name);
                break;
            case What::damage:
                add_damage(name);
                break;
            case What::reports:
                add_reports(name);
                break;
            case What::roads:
            case What::buildings:
            case What::all:
                add_things(what, name);
                break;
        }
        result_.layers.emplace_back(name, written_);
    }

    [[nodiscard]] ExportResult take_result() {
        const auto note = [&](const std::unordered_set<std::uint32_t>& which, std::string_view one,
                              std::string_view many) {
            if (which.empty()) return;
            result_.notes.push_back(counted(which.size(), one, many) + " left out");
        };
        note(refuges_, "refuge for people at risk", "refuges for people at risk");
        note(camps_, "camp (for the team only)", "camps (for the team only)");
        note_reports();
        return std::move(result_);
    }

private:
    void stop_if_asked() const {
        if (request_.stop == nullptr || !request_.stop->load(std::memory_order_relaxed)) return;
        throw DataError{"The export was stopped", request_.out.string(), "somebody asked for it",
                        "No file was left behind."};
    }

    [[nodiscard]] bool for_team() const noexcept { return request_.audience == Audience::team; }

    void write(const Feature& feature, const Tags& tags, std::span<const Value> values) {
        stop_if_asked();
        writer_.write({.id = feature.id(), .geometry = &shape_, .values = values, .tags = &tags});
        ++written_;
    }

    /// What only a report knows: a point without tags.
    void write(const EntryId& report, Location at, std::span<const Value> values) {
        stop_if_asked();
        const auto id = report_id(report);
        shape_ = make_point(at);
        writer_.write({.other_id = id, .geometry = &shape_, .values = values});
        ++written_;
    }

    /// Reports that this audience may not see, and those that are no features.
    void note_reports() {
        if (request_.audience != Audience::team) {
            const auto hidden = count_reports(Audience::team) - count_reports(request_.audience);
            if (hidden > 0) {
                result_.notes.push_back(
                    counted(hidden, "report for fewer people", "reports for fewer people") +
                    " left out, and what follows from them (--audience widens)");
            }
        }
        const bool features_only = std::none_of(
            result_.layers.begin(), result_.layers.end(), [](const auto& layer) {
                return layer.first == to_string(What::reports) ||
                       layer.first == to_string(What::damage);
            });
        const auto reports = features_only ? count_reports(request_.audience) : 0;
        if (reports > 0) {
            result_.notes.push_back(counted(reports, "report is", "reports are") +
                                    " no features of the map: --what reports writes them");
        }
    }

    [[nodiscard]] std::uint64_t count_reports(Audience audience) const {
        std::uint64_t count = 0;
        map_.with_situation(audience, [&](const Situation& situation) {
            constexpr BoundingBox kWorld{-Location::kMaxLon_e7, -Location::kMaxLat_e7,
                                         Location::kMaxLon_e7, Location::kMaxLat_e7};
            for (const auto* standing :
                 situation.reports_in(request_.area ? request_.area->box : kWorld, false)) {
                const auto& report = standing->report;
                if (report.kind == ReportKind::need && audience != Audience::team) continue;
                const auto place = make_point(report.about.at);
                if (!request_.area || request_.area->touches(place, bounding_box_of(place)))
                    ++count;
            }
        });
        return count;
    }

    void add_reports(const std::string& name) {
        writer_.begin_layer({.name = name, .columns = report_columns(), .with_tags = false});
        for (const auto& found :
             reports_in(map_, {.area = request_.area, .audience = request_.audience})) {
            if (of_camp(found)) continue;
            fill_values(found, request_.audience, values_);
            write(found.entry, found.report.about.at, values_);
        }
    }

    [[nodiscard]] bool of_camp(const FoundReport& found) {
        const auto& object = found.report.about.object;
        const auto feature = object ? map_.base().find_feature(*object) : std::nullopt;
        if (!feature) return false;
        feature->read_tags(tags_);
        return must_stay_out(*feature);
    }

    void add_facilities(Theme theme, const std::string& name) {
        writer_.begin_layer({.name = name, .columns = facility_columns()});
        for (const auto& found : facilities_in(map_, theme, request_.area,
                                               request_.include_unchecked, true,
                                               request_.audience)) {
            if (found.report) {
                fill_values(found, false, values_);
                write(*found.report, found.at, values_);
                continue;
            }
            if (found.facility.audience == Audience::team && !for_team()) {
                camps_.insert(found.feature.value);
                continue;
            }
            const auto feature = map_.base().feature(found.feature);
            feature.read_tags(tags_);
            feature.read_geometry(shape_);
            fill_values(found, false, values_);
            write(feature, tags_, values_);
        }
    }

    void add_damage(const std::string& name) {
        writer_.begin_layer({.name = name, .columns = damage_columns()});
        const auto answer =
            damage_in(map_, {.area = request_.area, .audience = request_.audience});
        for (const auto& found : answer.found) {
            if (found.report) {
                fill_values(found, values_);
                write(*found.report, found.at, values_);
                continue;
            }
            const auto feature = map_.base().feature(found.feature);
            feature.read_tags(tags_);
            if (must_stay_out(feature)) continue;
            read_shape(map_, found, shape_);
            fill_values(found, values_);
            write(feature, tags_, values_);
        }
    }

    /// Places that could put people in danger: refuges always, camps unless for the team. They are
    /// left out as what they are and among everything, and counted.
    [[nodiscard]] bool must_stay_out(const Feature& feature) {
        const auto& meaning = map_.meaning();
        if (meaning.protected_refuge(tags_)) {
            refuges_.insert(feature.index().value);
            return true;
        }
        if (for_team() || !meaning.for_team_alone(tags_, feature.kind())) return false;
        camps_.insert(feature.index().value);
        return true;
    }

    /// What tags and reports tell of damage, by feature, of ways the worst part: few.
    void find_damage() {
        if (damage_) return;
        damage_.emplace();
        auto answer = damage_in(map_, {.at_least = Grade::unknown,
                                       .include_unknown = true,
                                       .audience = request_.audience});
        for (auto& found : answer.found) {
            if (found.report) continue;
            const auto feature = found.feature.value;
            damage_->emplace(feature, std::move(found));
        }
    }

    void fill_thing(const Feature& feature) {
        values_.assign(kThingColumns.size(), Value{});
        if (const auto name = tags_.get("name")) values_[0] = *name;
        const auto known = damage_->find(feature.index().value);
        if (known == damage_->end()) return;
        fill_values(known->second, damage_values_);
        for (std::size_t i = 1; i < kThingColumns.size(); ++i) {
            for (std::size_t from = 0; from < damage_columns().size(); ++from) {
                if (damage_columns()[from].name == kThingColumns[i].name) {
                    values_[i] = damage_values_[from];
                }
            }
        }
    }

    [[nodiscard]] bool wanted(What what, const Feature& feature) const {
        if (what == What::roads) return is_road(tags_, feature.kind());
        if (what == What::buildings) {
            return feature.kind() == GeometryKind::area && is_building(tags_);
        }
        return true;
    }

    void add_thing(What what, const Feature& feature) {
        if (what == What::roads && feature.kind() != GeometryKind::line) return;
        feature.read_tags(tags_);
        if (!wanted(what, feature)) return;
        feature.read_geometry(shape_);
        if (request_.area && !request_.area->touches(shape_, feature.box())) return;
        if (must_stay_out(feature)) return;
        fill_thing(feature);
        write(feature, tags_, values_);
    }

    void add_things(What what, const std::string& name) {
        writer_.begin_layer({.name = name, .columns = kThingColumns});
        find_damage();
        std::uint64_t done = 0;
        const std::uint64_t total = request_.area ? 0 : map_.base().feature_count();
        const auto visit = [&](const Feature& feature) {
            add_thing(what, feature);
            constexpr std::uint64_t kTell = 1u << 14;
            if (++done % kTell == 0 && request_.progress) request_.progress(name, done, total);
            return true;
        };
        if (request_.area) {
            map_.base().query(request_.area->box, visit);
        } else {
            map_.base().for_each_feature(visit);
        }
    }

    const Map& map_;
    const ExportRequest& request_;
    FeatureWriter& writer_;
    ExportResult result_;
    std::uint64_t written_ = 0;
    Tags tags_;
    Geometry shape_;
    std::vector<Value> values_;
    std::vector<Value> damage_values_;
    std::optional<std::unordered_map<std::uint32_t, FoundDamage>> damage_;
    std::unordered_set<std::uint32_t> camps_;  ///< left out; a set, as layers overlap
    std::unordered_set<std::uint32_t> refuges_;
};

ExportResult export_extract(const Map& map, const ExportRequest& request) {
    if (request.area) {
        throw UsageError{"A part cannot be exported as .osm.pbf", request.out.string(),
                         "the file always holds the whole extract", "Leave --in away."};
    }
    const bool all = std::all_of(request.what.begin(), request.what.end(),
                                 [](What what) { return what == What::all; });
    if (!all) {
        throw UsageError{"Layers cannot be exported as .osm.pbf", request.out.string(),
                         "the file always holds the whole extract", "Leave --what away."};
    }
    ExportResult result;
    result.layers.emplace_back(
        "objects", write_osm_pbf(map.base(), request.out, request.progress, request.stop));
    return result;
}

std::vector<What> layers_of(const ExportRequest& request) {
    std::vector<What> layers;
    for (const auto what : request.what) {
        if (std::find(layers.begin(), layers.end(), what) == layers.end()) layers.push_back(what);
    }
    if (layers.empty()) layers.push_back(What::all);
    return layers;
}

}  // namespace

std::string_view to_string(What what) noexcept {
    return kWords[static_cast<std::size_t>(what)].second;
}

std::optional<What> parse_what(std::string_view word) noexcept {
    for (const auto& [what, name] : kWords) {
        if (name == word) return what;
    }
    return std::nullopt;
}

ExportResult export_map(const Map& map, const ExportRequest& request) {
    check_target(request.out, request.replace);
    ExportResult result;
    if (is_osm_pbf(request.out)) {
        result = export_extract(map, request);
    } else {
        const auto layers = layers_of(request);
        const auto writer = open_feature_writer(request.out, facts_of(map, layers.size() > 1),
                                                request.module_folder);
        Exporter exporter{map, request, *writer};
        for (const auto what : layers) exporter.add_layer(what);
        writer->finish();
        result = exporter.take_result();
        for (auto& note : writer->notes()) result.notes.push_back(std::move(note));
    }
    std::uint64_t features = 0;
    for (const auto& [name, count] : result.layers) features += count;
    if (features == 0) result.notes.emplace_back("Nothing was found: the file is empty");
    std::error_code error;
    const auto bytes = std::filesystem::file_size(request.out, error);
    result.bytes = error ? 0 : bytes;
    return result;
}

}  // namespace konbit
