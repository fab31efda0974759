#pragma once

#include <cstdint>
#include <vector>

#include "mapper/route/metric.hpp"

namespace konbit {

/// Takes arcs of a hierarchy apart into arcs of the graph through their lower triangles.
class Unpacker {
public:
    Unpacker(const Metric& metric, const LowerArcs& lower) : metric_{&metric}, lower_{&lower} {}

    /// Appends the ranks after `tail` on the way to `head`, whatever is above. DataError if the
    /// weights belong to no customization (a damaged cache).
    void unpack(std::uint32_t tail, std::uint32_t head, std::vector<std::uint32_t>& ranks);

private:
    /// The rank below both over which the way leads; UINT32_MAX: the arc is the graph's own.
    [[nodiscard]] std::uint32_t middle_of(std::uint32_t tail, std::uint32_t head) const;

    const Metric* metric_;
    const LowerArcs* lower_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> waiting_;
};

}  // namespace konbit
