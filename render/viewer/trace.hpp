#pragma once

#include <filesystem>
#include <optional>
#include <vector>

namespace konbit {

/// Milliseconds since this process was started (by its clock in /proc, ±10 ms).
[[nodiscard]] double ms_since_start();
/// The most memory this process had at once, in MB (the mapped map's pages counted in).
[[nodiscard]] double peak_mb();

/// Frame times, for --trace.
class Trace {
public:
    /// A frame was shown: begun and done at these times. `moving`: the next one should follow.
    void frame(double begin_ms, double end_ms, bool moving);
    void first_picture(double since_start_ms) { first_picture_ms_ = since_start_ms; }
    void whole_picture(double since_start_ms) { whole_picture_ms_ = since_start_ms; }
    [[nodiscard]] bool has_first_picture() const noexcept { return first_picture_ms_.has_value(); }
    [[nodiscard]] bool has_whole_picture() const noexcept { return whole_picture_ms_.has_value(); }
    /// {"frame_ms":[…], "work_ms":[…], "first_picture_ms":…, "whole_picture_ms":…, "peak_mb":…}:
    /// from frame to frame while the map moved; what each frame took; since the start, the first
    /// picture that covers the window, and the first with every block in place. Atomic.
    void write(const std::filesystem::path& file) const;

private:
    std::vector<double> frame_ms_, work_ms_;
    std::optional<double> first_picture_ms_, whole_picture_ms_;
    std::optional<double> last_end_ms_;  ///< of a frame that another should follow
};

}  // namespace konbit
