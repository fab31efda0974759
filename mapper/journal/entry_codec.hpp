#pragma once

#include <string>
#include <string_view>

#include "mapper/journal/entry.hpp"

namespace konbit {

/// The one byte form of a head (docs/journal-format.md): little-endian, fixed length.
inline constexpr std::size_t kHeadBytes = 32 + 16 + 8 + 32 + 8 + 8 + 1 + 1 + 32 + 2;
/// The most that a number in a chain or a Lamport counter may be.
inline constexpr std::uint64_t kMostCount = std::uint64_t{1} << 62;
/// Times lie in the years 1 to 9999.
inline constexpr UnixSeconds kFirstSecond = -62'135'596'800, kLastSecond = 253'402'300'799;
[[nodiscard]] std::string encode_head(const EntryHead& head);
/// DataError if the length or a fixed field is wrong.
[[nodiscard]] EntryHead decode_head(std::string_view bytes);
[[nodiscard]] Digest digest_of(std::string_view bytes);

/// JSON in UTF-8 with a random salt, keys sorted, no spaces. At most kMostPayloadBytes. DataError
/// if decode_payload would refuse it.
inline constexpr std::size_t kMostPayloadBytes = 64 * 1024;
[[nodiscard]] std::string encode_payload(const NewEntry& entry);
/// monostate for a kind this program does not know. DataError if a known kind's payload is no
/// sound JSON, nests deeper than 8, or a field has a wrong type or value; texts longer than 8,000
/// bytes, more than 32 photos, locations outside the world are refused, too.
[[nodiscard]] Payload decode_payload(EntryKind kind, std::string_view bytes);

}  // namespace konbit
