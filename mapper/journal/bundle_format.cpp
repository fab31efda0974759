#include "mapper/journal/bundle_format.hpp"

#include <algorithm>

#include "mapper/journal/entry_codec.hpp"
#include "mapper/journal/little_endian.hpp"
#include "mapper/journal/photos.hpp"

namespace konbit {
namespace {

// Counts above these come from no journal: sums of them cannot overflow.
constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 50;

void put_u32(std::string& out, std::uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(value >> shift & 0xff);
}

bool possible(const BundleCounts& counts) noexcept {
    if (counts.entry_bytes > kMostBytes || counts.photo_bytes > kMostBytes) return false;
    constexpr auto kLeastEntry = 1 + kHeadBytes;
    constexpr auto kMostEntry = kLeastEntry + sizeof(Signature) + 4 + kMostPayloadBytes;
    if (counts.entries > counts.entry_bytes / kLeastEntry) return false;
    if (counts.entry_bytes > counts.entries * kMostEntry) return false;
    if (counts.photos > counts.photo_bytes / (kPhotoFrameBytes + 1)) return false;
    return counts.photo_bytes <= counts.photos * (kPhotoFrameBytes + PhotoStore::kMostBytes);
}

bool heic(std::string_view bytes) noexcept {
    if (bytes.size() < 12 || bytes.substr(4, 4) != "ftyp") return false;
    constexpr std::array<std::string_view, 6> kBrands{"heic", "heix", "heim",
                                                      "heis", "mif1", "msf1"};
    return std::ranges::find(kBrands, bytes.substr(8, 4)) != kBrands.end();
}

}  // namespace

std::string encode_bundle_header(const BundleCounts& counts) {
    std::string bytes{kBundleMagic};
    put_u32(bytes, kBundleVersion);
    put_u32(bytes, 0);
    put_u64(bytes, counts.entries);
    put_u64(bytes, counts.entry_bytes);
    put_u64(bytes, counts.photos);
    put_u64(bytes, counts.photo_bytes);
    bytes.resize(kBundleHeaderBytes, '\0');
    return bytes;
}

BundleHeader decode_bundle_header(std::string_view bytes) noexcept {
    BundleHeader header;
    if (bytes.size() != kBundleHeaderBytes || !bytes.starts_with(kBundleMagic)) {
        header.fault = BundleFault::no_bundle;
        return header;
    }
    FixedReader in{bytes.substr(kBundleMagic.size())};
    const auto version_and_flags = in.u64();
    header.version = static_cast<std::uint32_t>(version_and_flags & 0xffffffff);
    auto& counts = header.counts;
    for (auto* count :
         {&counts.entries, &counts.entry_bytes, &counts.photos, &counts.photo_bytes}) {
        *count = in.u64();
    }
    const bool rest_is_zero = in.u64() == 0 && in.u64() == 0 && version_and_flags >> 32 == 0;
    if (header.version > kBundleVersion) {
        header.fault = BundleFault::of_newer_program;
    } else if (header.version == 0 || !rest_is_zero || !possible(counts)) {
        header.fault = BundleFault::impossible_counts;
    }
    return header;
}

std::uint32_t read_u32(std::string_view bytes) noexcept {
    std::uint32_t value = 0;
    for (std::size_t i = 4; i > 0; --i)
        value = value << 8 | static_cast<std::uint8_t>(bytes[i - 1]);
    return value;
}

void put_bundle_entry(std::string& out, const RawEntry& entry) {
    const auto follows =
        (entry.payload ? kEntryHasPayload : 0) | (entry.signature ? kEntryHasSignature : 0);
    put_byte(out, static_cast<std::uint8_t>(follows));
    out += entry.head;
    if (entry.signature) put_array(out, *entry.signature);
    if (!entry.payload) return;
    put_u32(out, static_cast<std::uint32_t>(entry.payload->size()));
    out += *entry.payload;
}

void put_photo_frame(std::string& out, const Digest& file, std::uint32_t bytes) {
    put_array(out, file.bytes);
    put_u32(out, bytes);
}

std::string_view photo_type_of(std::string_view bytes) noexcept {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xff\xd8\xff"sv)) return "jpeg";
    if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return "png";
    if (bytes.size() >= 12 && bytes.starts_with("RIFF"sv) && bytes.substr(8, 4) == "WEBP"sv) {
        return "webp";
    }
    return heic(bytes) ? "heic" : "";
}

}  // namespace konbit
