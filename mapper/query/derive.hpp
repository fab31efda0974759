#pragma once

#include <filesystem>
#include <optional>

#include "mapper/query/map.hpp"

namespace konbit {

/// Raised when the format or the meaning of `themes.idx` or `names.idx` changes: older files are
/// then built again.
inline constexpr std::uint32_t kDerivedContentVersion = 1;

/// What to build, and where.
struct DeriveTargets {
    std::optional<std::filesystem::path> themes;
    std::optional<std::filesystem::path> names;
};

/// Builds files of derived/ in one pass over all features. The files appear complete or not at
/// all. `meaning` may be null if no themes are asked for.
void derive(const BaseMap& base, const Meaning* meaning, std::uint64_t rules_fingerprint,
            const DeriveTargets& targets, const Progress& progress);

}  // namespace konbit
