#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "mapper/route/metric.hpp"

namespace konbit {

/// Takes arcs of a hierarchy apart into arcs of the graph. In a pruned metric each arc knows the
/// rank over which it leads; else it is looked for among the lower triangles.
class Unpacker {
public:
    Unpacker(const Metric& metric, const LowerArcs& lower) : metric_{&metric}, lower_{&lower} {}

    /// `packed`: ranks of which every two neighbours are joined by an arc of the hierarchy.
    /// Replaces `ranks`. DataError if the weights belong to no customization (a damaged cache).
    void unpack(std::span<const std::uint32_t> packed, std::vector<std::uint32_t>& ranks);

private:
    template <class MiddleOf>
    void unpack_by(std::span<const std::uint32_t> packed, std::vector<std::uint32_t>& ranks,
                   const MiddleOf& middle_of);
    [[nodiscard]] std::uint32_t stored_middle(std::uint32_t tail, std::uint32_t head) const;
    [[nodiscard]] std::uint32_t find_middle(std::uint32_t tail, std::uint32_t head) const;

    const Metric* metric_;
    const LowerArcs* lower_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> waiting_;
};

}  // namespace konbit
