#include "mapper/route/road_metric_enclosed.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace konbit {
namespace {

constexpr std::uint64_t kLargestOver = 20;

/// The better of a segment's two directions.
RoadAccess best_access(const RoadUses& uses, SegmentId segment) {
    return std::min(uses.access(segment, false), uses.access(segment, true));
}

RoadAccess access_at(const RoadUses& uses, VertexId vertex) {
    const auto* node = uses.node(vertex);
    return node != nullptr ? node->access : RoadAccess::open;
}

/// Disjoint sets of segments (Tarjan 1975, with path halving).
class Parts {
public:
    explicit Parts(std::size_t count) : parent_(count) {
        std::iota(parent_.begin(), parent_.end(), 0U);
    }
    std::uint32_t of(std::uint32_t i) {
        while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
        return i;
    }
    void join(std::uint32_t a, std::uint32_t b) {
        a = of(a);
        b = of(b);
        parent_[std::max(a, b)] = std::min(a, b);
    }

private:
    std::vector<std::uint32_t> parent_;
};

class Enclosure {
public:
    Enclosure(const RoadNetwork& network, const RoadUses& uses)
        : uses_{uses}, segments_{network.segments()}, parts_{segments_.size()} {
        access_.reserve(segments_.size());
        for (std::uint32_t i = 0; i < segments_.size(); ++i)
            access_.push_back(best_access(uses, {i}));
        look_at_vertices(network.vertex_count());
    }

    std::vector<SegmentId> find() {
        join_open();
        measure();
        std::vector<bool> touched(segments_.size());
        for (std::uint32_t i = 0; i < segments_.size(); ++i) {
            for (const auto vertex : ends(i)) {
                if (access_[i] == RoadAccess::open && is_border(vertex))
                    touched[parts_.of(i)] = true;
            }
        }
        std::vector<SegmentId> enclosed;
        for (std::uint32_t i = 0; i < segments_.size(); ++i) {
            if (access_[i] != RoadAccess::open) continue;
            const auto part = parts_.of(i);
            if (touched[part] && length_mm_[part] * kLargestOver < longest_mm_)
                enclosed.push_back({i});
        }
        return enclosed;
    }

private:
    std::array<std::uint32_t, 2> ends(std::uint32_t segment) const {
        return {segments_[segment].tail, segments_[segment].head};
    }

    void look_at_vertices(std::uint32_t count) {
        vertex_access_.reserve(count);
        for (std::uint32_t v = 0; v < count; ++v) vertex_access_.push_back(access_at(uses_, {v}));
        has_ends_only_.assign(count, false);
        for (std::uint32_t i = 0; i < segments_.size(); ++i) {
            if (access_[i] != RoadAccess::ends_only) continue;
            for (const auto vertex : ends(i)) has_ends_only_[vertex] = true;
        }
    }

    bool is_border(std::uint32_t vertex) const {
        return vertex_access_[vertex] == RoadAccess::ends_only ||
               (vertex_access_[vertex] == RoadAccess::open && has_ends_only_[vertex]);
    }

    void join_open() {
        std::vector<std::uint32_t> first(vertex_access_.size(), UINT32_MAX);
        for (std::uint32_t i = 0; i < segments_.size(); ++i) {
            if (access_[i] != RoadAccess::open) continue;
            for (const auto vertex : ends(i)) {
                if (vertex_access_[vertex] != RoadAccess::open) continue;
                if (first[vertex] == UINT32_MAX) first[vertex] = i;
                parts_.join(first[vertex], i);
            }
        }
    }

    void measure() {
        length_mm_.assign(segments_.size(), 0);
        for (std::uint32_t i = 0; i < segments_.size(); ++i) {
            if (access_[i] != RoadAccess::open) continue;
            auto& length = length_mm_[parts_.of(i)];
            length += segments_[i].length_mm;
            longest_mm_ = std::max(longest_mm_, length);
        }
    }

    const RoadUses& uses_;
    std::span<const RoadSegment> segments_;
    Parts parts_;
    std::vector<RoadAccess> access_, vertex_access_;
    std::vector<bool> has_ends_only_;       ///< by vertex: a segment there
    std::vector<std::uint64_t> length_mm_;  ///< by the part's first segment
    std::uint64_t longest_mm_ = 0;
};

}  // namespace

std::vector<SegmentId> find_enclosed(const RoadNetwork& network, const RoadUses& uses) {
    return Enclosure{network, uses}.find();
}

}  // namespace konbit
