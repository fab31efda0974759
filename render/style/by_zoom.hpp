#pragma once

#include <utility>
#include <vector>

namespace konbit {

/// A number that changes with the zoom: linear between its stops, constant outside them.
class ByZoom {
public:
    ByZoom() = default;
    ByZoom(float always) : stops_{{0.F, always}} {}  // NOLINT: a plain number is one, too
    /// Stops as (zoom, value), zooms rising strictly.
    explicit ByZoom(std::vector<std::pair<float, float>> stops) : stops_{std::move(stops)} {}

    [[nodiscard]] float at(double zoom) const noexcept;  ///< 0 without stops
    [[nodiscard]] const auto& stops() const noexcept { return stops_; }
    bool operator==(const ByZoom&) const = default;

private:
    std::vector<std::pair<float, float>> stops_;
};

}  // namespace konbit
