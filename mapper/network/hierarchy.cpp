#include "mapper/network/hierarchy.hpp"

namespace konbit {

std::uint32_t Hierarchy::arc_between(std::uint32_t lower, std::uint32_t upper) const noexcept {
    const auto heads = up_head_.subspan(first_up_[lower], first_up_[lower + 1] - first_up_[lower]);
    const auto found = std::lower_bound(heads.begin(), heads.end(), upper);
    if (found == heads.end() || *found != upper) return UINT32_MAX;
    return first_up_[lower] + static_cast<std::uint32_t>(found - heads.begin());
}

}  // namespace konbit
