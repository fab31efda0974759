#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace konbit {

/// Seconds since 1970-01-01T00:00:00Z. A name, so that times are not mixed with durations.
using UnixSeconds = std::int64_t;

/// "2026-04-05T06:00:00Z".
[[nodiscard]] std::string to_iso8601(UnixSeconds time);

/// Reads ISO 8601: "2026-04-05T06:00Z", with seconds, with an offset (+02:00), with a space for
/// the T; a date alone is its midnight. A time of day must carry Z or an offset: a wrong zone
/// must not slip in. nullopt otherwise.
[[nodiscard]] std::optional<UnixSeconds> parse_iso8601(std::string_view text) noexcept;

}  // namespace konbit
