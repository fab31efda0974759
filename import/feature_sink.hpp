#pragma once

#include <span>

#include "import/draw_class.hpp"
#include "mapper/model/geometry.hpp"
#include "mapper/store/map_writer.hpp"

namespace konbit {

/// Hands features to the map writer with their smallest zoom, and their simplified copies for the
/// overviews in which they are worth drawing.
class FeatureSink {
public:
    explicit FeatureSink(MapWriter& writer) : writer_{writer} {}

    void add(ObjectId id, std::span<const Tag> tags, const Geometry& geometry);
    [[nodiscard]] std::uint64_t count() const noexcept { return count_; }

private:
    void add_plain(ObjectId id, std::span<const Tag> tags, const Geometry& geometry);
    void add_overviews(ObjectId id, std::span<const Tag> tags, const Geometry& geometry,
                       std::uint8_t zoom);

    MapWriter& writer_;
    std::uint64_t count_ = 0;
    Geometry finer_;  ///< the overview made last: the next, coarser one is made from it
    Geometry coarser_;
};

}  // namespace konbit
