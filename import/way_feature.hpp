#pragma once

#include <cstdint>
#include <vector>

#include "import/feature_sink.hpp"
#include "import/import_log.hpp"
#include "mapper/model/tags.hpp"

namespace konbit {

/// What is known of a way's line: a ring that lacks nodes is no outline of anything.
enum class WayShape : std::uint8_t { open, ring, ring_with_gaps };

/// Makes the feature of a tagged way: an area if its tags say so and its ring is sound, else a
/// line, or a point if all its nodes lie at one place.
class WayFeature {
public:
    WayFeature(ImportLog& log, FeatureSink& features) : log_{log}, features_{features} {}

    /// `path`: its valid locations, at least one, no two equal neighbours.
    void add(std::int64_t id, const Tags& tags, const std::vector<Location>& path, WayShape shape);

private:
    bool make_area(std::int64_t id, const std::vector<Location>& path);

    ImportLog& log_;
    FeatureSink& features_;
    Geometry geometry_;
};

}  // namespace konbit
