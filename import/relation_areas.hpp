#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "import/area_assembly.hpp"
#include "import/feature_sink.hpp"
#include "import/import_log.hpp"
#include "import/location_index.hpp"
#include "mapper/model/object.hpp"
#include "mapper/store/map_writer.hpp"

namespace konbit {

/// Makes the areas of relations (type=multipolygon, type=boundary) in batches whose member ways
/// fit in memory. What does not close, because it is broken or cut off, becomes one line: the
/// longest chain of its ways, so that it can still be found.
class RelationAreas {
public:
    RelationAreas(MapWriter& writer, LocationIndex& locations, FeatureSink& features,
                  ImportLog& log, std::size_t memory_bytes);

    /// After all ways. `tag_bytes` are those that `tags` were read from.
    void add(std::int64_t id, std::string_view tag_bytes, const Tags& tags,
             std::span<const Member> members);
    /// Assembles what waits. The relations must have been given to the writer before.
    void flush();

private:
    struct MemberWay {
        std::int64_t id = 0;
        RingRole role = RingRole::none;
    };
    struct Pending {
        std::int64_t id = 0;
        std::string tag_bytes;
        std::vector<MemberWay> ways;
    };

    void assemble(std::span<const Pending> batch);
    bool load_ways(std::span<const Pending> batch);
    void make_feature(const Pending& relation);
    bool load_way(std::int64_t id, std::size_t& held_bytes);

    MapWriter& writer_;
    LocationIndex& locations_;
    FeatureSink& features_;
    ImportLog& log_;
    std::size_t memory_bytes_;
    std::vector<Pending> pending_;
    std::size_t pending_ways_ = 0;
    std::vector<RingWay> ways_;  ///< of the batch, by id
    Tags tags_;
    Geometry geometry_;
};

}  // namespace konbit
