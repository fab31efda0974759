#pragma once

#include <functional>
#include <vector>

#include "mapper/query/theme_file.hpp"

namespace konbit {

/// One hit in a layer of `themes.idx`.
struct ThemeHit {
    std::size_t layer = 0;
    std::uint32_t position = 0;
    double distance_m = 0;
    ObjectId id;
};

/// True for records that may be in the answer.
using RecordTest = std::function<bool(const ThemeFile::Record&)>;

/// Geodesic distance to the nearest point of the record's shape, 0 inside.
[[nodiscard]] double distance_to_record_m(const ThemeFile& themes, const BaseMap& base,
                                          const ThemeFile::Record& record, Location from,
                                          Geometry& scratch);

/// The `count` nearest of a layer within `within_m`, nearest first, ties by lower id.
[[nodiscard]] std::vector<ThemeHit> nearest_in_layer(const ThemeFile& themes, const BaseMap& base,
                                                     std::size_t layer, Location from,
                                                     std::size_t count, double within_m,
                                                     const RecordTest& accept);

/// All of a layer within `within_m` (finite), in no order.
[[nodiscard]] std::vector<ThemeHit> within_in_layer(const ThemeFile& themes, const BaseMap& base,
                                                    std::size_t layer, Location from,
                                                    double within_m, const RecordTest& accept);

/// Nearest first, ties by lower id: the order of every answer.
void sort_hits(std::vector<ThemeHit>& hits);

}  // namespace konbit
