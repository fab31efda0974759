#include "mapper/query/reach_places.hpp"

#include <array>
#include <string_view>

namespace konbit {

int settlement_rank(const Tags& tags) noexcept {
    constexpr std::array<std::string_view, 9> kRising{
        "farm",   "isolated_dwelling", "hamlet", "neighbourhood", "quarter",
        "suburb", "village",           "town",   "city"};
    const auto place = tags.value("place");
    for (std::size_t i = 0; i < kRising.size(); ++i) {
        if (place == kRising[i]) return static_cast<int>(i) + 1;
    }
    return place == "borough" ? 6 : 0;
}

}  // namespace konbit
