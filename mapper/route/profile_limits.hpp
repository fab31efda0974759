#pragma once

#include <array>
#include <limits>
#include <string>
#include <vector>

#include "mapper/route/profile_access.hpp"

namespace konbit {

/// What max…=* say to this vehicle; [0] along the way, [1] against it.
struct LimitFindings {
    std::array<bool, 2> exceeded{};
    std::array<Tag, 2> by{};  ///< the tag that is exceeded
    std::array<double, 2> kmh{std::numeric_limits<double>::infinity(),
                              std::numeric_limits<double>::infinity()};
    bool height_posted = false;  ///< maxheight is a number
};

/// The least of all limits counts: physical ones, those for this kind of vehicle, those that hold
/// now. A limit that nobody can read, or on a measure the vehicle does not tell, is a warning.
[[nodiscard]] LimitFindings find_limits(const TripView& view, const Tags& tags, bool qualified,
                                        std::vector<std::string>& warnings);

}  // namespace konbit
