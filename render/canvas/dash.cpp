#include "render/canvas/dash.hpp"

#include <algorithm>
#include <cmath>

namespace konbit {
namespace {

constexpr double kShortestPeriod_px = 0.5;

double period_of(std::span<const float> dash) noexcept {
    double sum = 0;
    for (const float length : dash) sum += length;
    return dash.size() % 2 == 0 ? sum : 2 * sum;
}

/// Where one is in the pattern.
class DashPlace {
public:
    DashPlace(std::span<const float> dash, double start_px) : dash_{dash} {
        const double period = period_of(dash);
        double into = std::fmod(start_px, period);
        if (into < 0) into += period;
        left_ = dash_[0];
        while (into >= left_) {
            into -= left_;
            next();
        }
        left_ -= into;
    }
    [[nodiscard]] bool on() const noexcept { return on_; }
    [[nodiscard]] double left_px() const noexcept { return left_; }
    void walk(double px) noexcept { left_ -= px; }
    void next() noexcept {
        index_ = (index_ + 1) % dash_.size();
        on_ = !on_;
        left_ = dash_[index_];
    }

private:
    std::span<const float> dash_;
    std::size_t index_ = 0;
    bool on_ = true;
    double left_ = 0;
};

}  // namespace

bool can_dash(std::span<const float> dash) noexcept {
    for (const float length : dash) {
        if (!std::isfinite(length) || length < 0) return false;
    }
    return !dash.empty() && period_of(dash) >= kShortestPeriod_px;
}

void cut_dashes(std::span<const PixelPoint> line, bool closed, std::span<const float> dash,
                double start_px, std::vector<PixelPoint>& scratch,
                const std::function<void(std::span<const PixelPoint>)>& tell) {
    if (line.size() < 2) return;
    DashPlace place{dash, start_px};
    scratch.clear();
    if (place.on()) scratch.push_back(line[0]);
    const std::size_t segments = closed ? line.size() : line.size() - 1;
    for (std::size_t i = 0; i < segments; ++i) {
        const PixelPoint a = line[i], b = line[(i + 1) % line.size()];
        const double dx = b.x - a.x, dy = b.y - a.y;
        const double length = std::sqrt(dx * dx + dy * dy);
        double along = 0;
        while (length - along > place.left_px()) {
            along += place.left_px();
            const double t = along / length;
            scratch.push_back({a.x + t * dx, a.y + t * dy});
            if (place.on()) {
                tell(scratch);
                scratch.clear();
            }
            place.next();
        }
        place.walk(length - along);
        if (place.on()) scratch.push_back(b);
    }
    if (place.on() && scratch.size() > 1) tell(scratch);
}

}  // namespace konbit
