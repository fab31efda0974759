#include "render/style/by_zoom.hpp"

namespace konbit {

float ByZoom::at(double zoom) const noexcept {
    if (stops_.empty()) return 0;
    if (zoom <= stops_.front().first) return stops_.front().second;
    for (std::size_t i = 1; i < stops_.size(); ++i) {
        const auto& [from, low] = stops_[i - 1];
        const auto& [to, high] = stops_[i];
        if (zoom < to) {
            const double share = (zoom - from) / (static_cast<double>(to) - from);
            return static_cast<float>(low + (static_cast<double>(high) - low) * share);
        }
    }
    return stops_.back().second;
}

}  // namespace konbit
