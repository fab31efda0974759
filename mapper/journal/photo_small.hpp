#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace konbit {

inline constexpr std::uint32_t kMostSmallSide = 512;

/// A JPEG as a JPEG of at most kMostSmallSide a side, turned upright from `orientation` (Exif, 1 to
/// 8), without metadata; "" if it cannot be decoded or would cost too much memory or time.
[[nodiscard]] std::string small_jpeg(std::string_view bytes, int orientation);

}  // namespace konbit
