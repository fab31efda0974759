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
    const std::function<double(std::uint32_t)> exact_m = [&](std::uint32_t position) {
        const auto record = themes.record(layer, position);
        if (!accept(record)) return kOut;
        const double away_m = distance_to_record_m(themes, base, record, from, scratch);
        return away_m <= within_m ? away_m : kOut;
    };
    // The index breaks ties by position; ours go by id. So one more is asked for, and more still
    // while the last two are equally far.
    auto wanted = std::min(count + 1, size);
    auto found = themes.index(layer).nearest(from, wanted, exact_m);
    while (found.size() == wanted && wanted < size &&
           found[count - 1].distance_m == found[wanted - 1].distance_m) {
        wanted = std::min(2 * wanted, size);
        found = themes.index(layer).nearest(from, wanted, exact_m);
    }
    std::vector<ThemeHit> hits;
    hits.reserve(found.size());
    for (const auto& [position, away_m] : found) {
        if (away_m == kOut) continue;
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
        const auto record = themes.record(layer, position);
        if (!accept(record)) continue;
        const double away_m = distance_to_record_m(themes, base, record, from, scratch);
        if (away_m <= within_m) hits.push_back({layer, position, away_m, themes.id(record)});
    }
    return hits;
}

}  // namespace konbit
