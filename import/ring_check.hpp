#pragma once

#include <span>

#include "mapper/model/location.hpp"

namespace konbit {

/// True if a closed ring (first equals last, no two equal neighbours) touches or crosses itself
/// nowhere and has an extent. Exact. Rings too tangled to check in reasonable time are not simple.
[[nodiscard]] bool is_simple_ring(std::span<const Location> closed_ring);

}  // namespace konbit
