#pragma once

#include <filesystem>
#include <optional>

#include "mapper/query/map.hpp"
#include "mapper/store/name_index.hpp"

namespace konbit {

/// Raised when the format or the meaning of `themes.idx` or `names.idx` changes: older files are
/// then built again.
inline constexpr std::uint32_t kDerivedContentVersion = 2;

/// What to build, and where.
struct DeriveTargets {
    std::optional<std::filesystem::path> themes;
    std::optional<std::filesystem::path> names;
};

/// What a `names.idx` remembers: it, too, depends on the rules, which keep some names out.
[[nodiscard]] constexpr NameIndexKey name_index_key(std::uint64_t base_fingerprint,
                                                    std::uint64_t rules_fingerprint) noexcept {
    return {base_fingerprint, static_cast<std::uint32_t>(rules_fingerprint)};
}

/// Builds files of derived/ in one pass over all features. The files appear complete or not at
/// all.
void derive(const BaseMap& base, const Meaning& meaning, std::uint64_t rules_fingerprint,
            const DeriveTargets& targets, const Progress& progress);

}  // namespace konbit
