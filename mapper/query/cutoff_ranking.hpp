#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace konbit {

/// A step on roads that are cut off, or from those that can be reached (kReached) to such a one.
/// Blocked places close some; where several close the same step, none of them opens it alone.
struct CutOffArc {
    std::uint32_t from = 0, to = 0;  ///< states of those cut off
    std::uint32_t place = 0;         ///< a blocked place, or kOpenStep, kSeveralPlaces

    static constexpr std::uint32_t kReached = UINT32_MAX;
    static constexpr std::uint32_t kOpenStep = UINT32_MAX;
    static constexpr std::uint32_t kSeveralPlaces = UINT32_MAX - 1;
};

/// What each blocked place reconnects if it alone is opened. Places that give the same share a set.
struct Reconnections {
    std::vector<std::uint32_t> set_of_place;
    std::vector<std::vector<std::uint32_t>> sets;  ///< of states, rising; the first is empty
};
/// Linear in the arcs (strongly connected components: Tarjan 1972), and then in the components that
/// each place opens.
[[nodiscard]] Reconnections reconnections(std::uint32_t states, std::uint32_t places,
                                          std::span<const CutOffArc> arcs);

}  // namespace konbit
