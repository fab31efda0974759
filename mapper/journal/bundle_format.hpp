#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "mapper/journal/journal.hpp"

namespace konbit {

// The bytes of a bundle (docs/journal-format.md): header, entries, photos, sum. Little-endian.

inline constexpr std::string_view kBundleMagic{"KONBITB\x1a", 8};
inline constexpr std::uint32_t kBundleVersion = 1;
inline constexpr std::size_t kBundleHeaderBytes = 64;
inline constexpr std::size_t kBundleSumBytes = 32;

/// What the header says of the rest. All of it is known before any memory is taken.
struct BundleCounts {
    std::uint64_t entries = 0, entry_bytes = 0;
    std::uint64_t photos = 0, photo_bytes = 0;
    [[nodiscard]] std::uint64_t file_bytes() const noexcept {
        return kBundleHeaderBytes + entry_bytes + photo_bytes + kBundleSumBytes;
    }
    bool operator==(const BundleCounts&) const = default;
};

[[nodiscard]] std::string encode_bundle_header(const BundleCounts& counts);

/// Why bytes are no bundle that this program can read.
enum class BundleFault : std::uint8_t { no_bundle, of_newer_program, impossible_counts };
struct BundleHeader {
    BundleCounts counts;
    std::uint32_t version = 0;
    std::optional<BundleFault> fault;
};
/// Of kBundleHeaderBytes bytes. Counts that pass fit each other and do not overflow.
[[nodiscard]] BundleHeader decode_bundle_header(std::string_view bytes) noexcept;

/// What stands before an entry's head: what follows it.
inline constexpr std::uint8_t kEntryHasPayload = 1, kEntryHasSignature = 2;
inline constexpr std::size_t kPhotoFrameBytes = 32 + 4;

/// Of 4 bytes.
[[nodiscard]] std::uint32_t read_u32(std::string_view bytes) noexcept;
void put_bundle_entry(std::string& out, const RawEntry& entry);
void put_photo_frame(std::string& out, const Digest& file, std::uint32_t bytes);

/// "jpeg", "png", "heic", "webp" by a file's first bytes, "" for anything else.
[[nodiscard]] std::string_view photo_type_of(std::string_view bytes) noexcept;

}  // namespace konbit
