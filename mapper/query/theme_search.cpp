#include "mapper/query/theme_search.hpp"

#include <limits>

#include "mapper/model/geodesy.hpp"

namespace konbit {

namespace {
constexpr double kOut = std::numeric_limits<double>::infinity();
}

double distance_to_record_m(const ThemeFile& themes, const BaseMap& base,
                            const ThemeFile::Record& record, Location from, Geometry& scratch) {
    if (record.geometry_bytes == 0) return distance_m(from, Location{record.lon_e7, record.lat_e7});
    themes.read_geometry(record, base, scratch);
    return distance_m(from, scratch);
}

void sort_hits(std::vector<ThemeHit>& hits) {
    std::sort(hits.begin(), hits.end(), [](const ThemeHit& a, const ThemeHit& b) {
        if (a.distance_m != b.distance_m) return a.distance_m < b.distance_m;
        return a.id < b.id;
    });
}

std::vector<ThemeHit> nearest_in_layer(const ThemeFile& themes, const BaseMap& base,
                                       std::size_t layer, Location from, std::size_t count,
                                       double within_m, const RecordTest& accept) {
    const std::size_t size = themes.size(layer);
    if (count == 0 || size == 0) return {};
    count = std::min(count, size);
    Geometry scratch;
    // The index breaks ties by position, ours go by id. It asks for every distance that may tie
    // with the last of its answer, so all that were asked for are kept.
    std::vector<BoxIndex::Neighbour> asked;
    asked.reserve(4 * std::min<std::size_t>(count, 64));
    const std::function<double(std::uint32_t)> exact_m = [&](std::uint32_t position) {
        const auto& record = themes.record(layer, position);
        if (!accept(record)) return kOut;
        const double away_m = distance_to_record_m(themes, base, record, from, scratch);
        if (away_m > within_m) return kOut;
        asked.push_back({position, away_m});
        return away_m;
    };
    const auto found = themes.index(layer).nearest(from, count, exact_m);
    const double last_m = found.size() == count ? found.back().distance_m : within_m;
    std::vector<ThemeHit> hits;
    hits.reserve(count + 1);
    for (const auto& [position, away_m] : asked) {
        if (away_m > last_m) continue;
        hits.push_back({layer, position, away_m, themes.id(themes.record(layer, position))});
    }
    sort_hits(hits);
    if (hits.size() > count) hits.resize(count);
    return hits;
}

std::vector<ThemeHit> within_in_layer(const ThemeFile& themes, const BaseMap& base,
                                      std::size_t layer, Location from, double within_m,
                                      const RecordTest& accept) {
    std::vector<ThemeHit> hits;
    if (themes.size(layer) == 0) return hits;
    std::vector<std::uint32_t> near;
    themes.index(layer).query(box_around(from, within_m), near);
    Geometry scratch;
    for (const auto position : near) {
        const auto& record = themes.record(layer, position);
        if (!accept(record)) continue;
        const double away_m = distance_to_record_m(themes, base, record, from, scratch);
        if (away_m <= within_m) hits.push_back({layer, position, away_m, themes.id(record)});
    }
    return hits;
}

}  // namespace konbit
