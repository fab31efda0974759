#include "mapper/journal/entry_codec.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include "mapper/journal/little_endian.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
namespace {

constexpr std::uint8_t kHeadVersion = 1;

[[noreturn]] void refuse(std::string_view why) {
    throw DataError{"An entry of the journal cannot be read", "", why,
                    "Get it again from whoever sent it, or update konbit."};
}

void check(const EntryHead& head) {
    if (head.sequence == 0 || head.sequence > kMostCount) refuse("its number is impossible");
    if (head.lamport == 0 || head.lamport > kMostCount) refuse("its counter is impossible");
    if ((head.sequence == 1) != (head.previous == Digest{})) {
        refuse("it does not say which entry came before it");
    }
    if (head.written < kFirstSecond || head.written > kLastSecond) refuse("its time is impossible");
    if (static_cast<std::uint8_t>(head.kind) == 0) refuse("it has no kind");
    if (head.audience > Audience::team) refuse("its audience is unknown");
}

}  // namespace

std::string encode_head(const EntryHead& head) {
    std::string bytes;
    bytes.reserve(kHeadBytes);
    put_byte(bytes, kHeadVersion);
    put_byte(bytes, 0);
    put_array(bytes, head.chain.device.bytes);
    put_array(bytes, head.chain.copy);
    put_u64(bytes, head.sequence);
    put_array(bytes, head.previous.bytes);
    put_u64(bytes, head.lamport);
    put_u64(bytes, static_cast<std::uint64_t>(head.written));
    put_byte(bytes, static_cast<std::uint8_t>(head.kind));
    put_byte(bytes, static_cast<std::uint8_t>(head.audience));
    put_array(bytes, head.payload.bytes);
    return bytes;
}

EntryHead decode_head(std::string_view bytes) {
    if (bytes.size() != kHeadBytes) {
        refuse(fmt::format("its head has {} bytes instead of {}", bytes.size(), kHeadBytes));
    }
    FixedReader reader{bytes};
    if (const auto version = reader.byte(); version != kHeadVersion) {
        refuse(
            fmt::format("its head is of version {}, this program knows {}", version, kHeadVersion));
    }
    if (reader.byte() != 0) refuse("a byte of its head that must be 0 is not");
    EntryHead head;
    reader.array(head.chain.device.bytes);
    reader.array(head.chain.copy);
    head.sequence = reader.u64();
    reader.array(head.previous.bytes);
    head.lamport = reader.u64();
    head.written = static_cast<UnixSeconds>(reader.u64());
    head.kind = static_cast<EntryKind>(reader.byte());
    head.audience = static_cast<Audience>(reader.byte());
    reader.array(head.payload.bytes);
    check(head);
    return head;
}

Digest digest_of(std::string_view bytes) {
    Digest digest;
    crypto_generichash(digest.bytes.data(), digest.bytes.size(),
                       reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr,
                       0);
    return digest;
}

}  // namespace konbit
