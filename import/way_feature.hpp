#pragma once

#include <cstdint>
#include <vector>

#include "import/feature_sink.hpp"
#include "import/import_log.hpp"
#include "mapper/model/tags.hpp"

namespace konbit {

/// Makes the feature of a tagged way: an area if its tags say so and its ring is sound, else a
/// line, or a point if all its nodes lie at one place.
class WayFeature {
public:
    WayFeature(ImportLog& log, FeatureSink& features) : log_{log}, features_{features} {}

    /// `path`: its valid locations, at least one, no two equal neighbours. `closed`: the way
    /// begins and ends at the same node.
    void add(std::int64_t id, const Tags& tags, const std::vector<Location>& path, bool closed);

private:
    bool make_area(std::int64_t id, const std::vector<Location>& path);

    ImportLog& log_;
    FeatureSink& features_;
    Geometry geometry_;
};

}  // namespace konbit
