#include "mapper/journal/entry.hpp"

#include <array>
#include <tuple>

namespace konbit {
namespace {

// In the order of the enumerators.
constexpr std::array<std::string_view, 6> kReportKinds{"damage", "passability", "shelter",
                                                       "need",   "hazard",      "note"};
constexpr std::size_t kShortDigits = 12;

template <std::size_t N>
std::string hex_of(const std::array<std::uint8_t, N>& bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * N);
    for (const auto byte : bytes) {
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

int digit_of(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

std::string to_hex(const Digest& digest) {
    return hex_of(digest.bytes);
}
std::string to_hex(const DeviceKey& key) {
    return hex_of(key.bytes);
}
std::string short_id(const Digest& digest) {
    return to_hex(digest).substr(0, kShortDigits);
}
std::string short_id(const DeviceKey& key) {
    return to_hex(key).substr(0, kShortDigits);
}

std::optional<Digest> parse_digest(std::string_view hex) noexcept {
    Digest digest;
    if (hex.size() != 2 * digest.bytes.size()) return std::nullopt;
    for (std::size_t i = 0; i < digest.bytes.size(); ++i) {
        const int high = digit_of(hex[2 * i]);
        const int low = digit_of(hex[2 * i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        digest.bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
    }
    return digest;
}

std::string_view to_string(ReportKind kind) noexcept {
    return kReportKinds[static_cast<std::size_t>(kind)];
}

std::optional<ReportKind> parse_report_kind(std::string_view word) noexcept {
    for (std::size_t i = 0; i < kReportKinds.size(); ++i) {
        if (kReportKinds[i] == word) return static_cast<ReportKind>(i);
    }
    return std::nullopt;
}

bool comes_before(const Entry& a, const Entry& b) noexcept {
    const auto key = [](const Entry& e) {
        return std::tie(e.head.lamport, e.head.chain, e.head.sequence, e.id);
    };
    return key(a) < key(b);
}

}  // namespace konbit
