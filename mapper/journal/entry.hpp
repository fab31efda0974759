#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "mapper/model/condition.hpp"
#include "mapper/model/location.hpp"
#include "mapper/model/object_id.hpp"
#include "mapper/model/time.hpp"

namespace konbit {

/// BLAKE2b-256 of something: of an entry's head (then it is the entry's name), a payload, a photo.
struct Digest {
    std::array<std::uint8_t, 32> bytes{};
    auto operator<=>(const Digest&) const = default;
};
using EntryId = Digest;
/// 64 hexadecimal digits.
[[nodiscard]] std::string to_hex(const Digest& digest);
[[nodiscard]] std::optional<Digest> parse_digest(std::string_view hex) noexcept;
/// What people read and type: the first 12 digits.
[[nodiscard]] std::string short_id(const Digest& digest);

/// A device's public key (Ed25519). Its secret half never leaves the device.
struct DeviceKey {
    std::array<std::uint8_t, 32> bytes{};
    auto operator<=>(const DeviceKey&) const = default;
};
[[nodiscard]] std::string to_hex(const DeviceKey& key);
/// What people compare: the first 12 digits.
[[nodiscard]] std::string short_id(const DeviceKey& key);

/// One chain of entries: a device writing into one copy of a map.
struct ChainId {
    DeviceKey device;
    std::array<std::uint8_t, 16> copy{};  ///< random, new for each copy of a map
    auto operator<=>(const ChainId&) const = default;
};

/// The numbers are stored: never reuse one. Kinds of a newer program are kept, carried and not
/// understood.
enum class EntryKind : std::uint8_t {
    event = 1,          ///< EventNote
    event_removed = 2,  ///< EventNote
    report = 3,         ///< Report
    confirm = 4,        ///< Judgement
    dispute = 5,        ///< Judgement
    withdraw = 6,       ///< Judgement; counts only from the author's own device
    redact = 7,         ///< Judgement; counts from the author, and from whoever was ever accepted
    accept = 8,         ///< DeviceNote
    revoke = 9,         ///< DeviceNote
};

/// What every entry has and keeps, even when its payload is redacted. `EntryId` is the hash of it.
struct EntryHead {
    ChainId chain;
    std::uint64_t sequence = 1;  ///< in its chain, from 1
    Digest previous;             ///< entry before it in the chain; zeros for the first
    std::uint64_t lamport = 1;   ///< greater than that of all entries its author knew
    UnixSeconds written = 0;     ///< the device's clock: data, never an order
    EntryKind kind = EntryKind::report;
    Audience audience = Audience::team;
    Digest payload;  ///< hash of the payload, which holds a random salt: no text can be guessed
    bool operator==(const EntryHead&) const = default;
};

/// The stretch of a way between two of its nodes, in the way's direction.
struct NodeSpan {
    std::int64_t from_node = 0, to_node = 0;
    bool operator==(const NodeSpan&) const = default;
};

/// What a report is about. `at` is always there, so that nothing is lost when the object goes.
struct Anchor {
    std::optional<ObjectId> object;
    std::optional<NodeSpan> span;  ///< of a way: only this stretch; nullopt: all of it
    Location at;
    bool operator==(const Anchor&) const = default;
};

struct PhotoNote {
    Digest file;                       ///< of its bytes
    std::string type;                  ///< "jpeg", "png", "heic", "webp"
    std::optional<UnixSeconds> taken;  ///< by the camera's clock
    std::optional<Location> at;        ///< audience team, whatever the report's
    bool operator==(const PhotoNote&) const = default;
};

/// An agency's product (rows 31–33 of the rule of evidence): a newer version supersedes its own
/// earlier statements and nobody else's. Empty name: no product.
struct Product {
    std::string name;  ///< producer and map: "EMSR190 07TODIANO grading"
    std::uint32_t version = 0;
    bool operator==(const Product&) const = default;
};

enum class ReportKind : std::uint8_t { damage, passability, shelter, need, hazard, note };
[[nodiscard]] std::string_view to_string(ReportKind kind) noexcept;
[[nodiscard]] std::optional<ReportKind> parse_report_kind(std::string_view word) noexcept;

/// What somebody says of a place at a time.
struct Report {
    ReportKind kind = ReportKind::note;
    Anchor about;
    Method how = Method::seen;
    UnixSeconds observed = 0;
    std::optional<Grade> grade;
    std::optional<Passability> passability;
    Limits limits;  ///< of `restricted`
    std::optional<ShelterStatus> status;
    std::optional<std::uint32_t> capacity;  ///< of a shelter: people it can take in all
    std::optional<std::uint32_t> people;    ///< who are in it, or need something
    std::string what;                       ///< of a need or hazard: "water", "landslide"
    bool met = false;                       ///< a need that is answered
    std::string name;                       ///< of a place that the map does not have
    std::string text;
    std::vector<PhotoNote> photos;
    std::string witness;       ///< who said it, if not the device's owner: audience team
    std::string source;        ///< "Kobo", an agency; "" for the device's owner
    std::string source_id;     ///< its own name of the statement: two with the same one are one
    std::string source_value;  ///< verbatim
    Product product;
    bool operator==(const Report&) const = default;
};

/// Of another entry: confirm, dispute, withdraw, redact.
struct Judgement {
    EntryId entry;
    Method how = Method::seen;  ///< of confirm and dispute
    UnixSeconds observed = 0;
    std::string text;
    std::string witness;
    bool operator==(const Judgement&) const = default;
};

struct DeviceNote {
    DeviceKey device;
    std::string name;  ///< "Marie's laptop"
    bool operator==(const DeviceNote&) const = default;
};

struct EventNote {
    std::string kind;  ///< "earthquake", "flood", …
    UnixSeconds at = 0;
    std::string glide;  ///< GLIDE number, "" if none
    bool operator==(const EventNote&) const = default;
};

/// monostate: redacted, or of a kind that this program does not know.
using Payload = std::variant<std::monostate, Report, Judgement, DeviceNote, EventNote>;

/// An entry as a journal gives it out.
struct Entry {
    EntryId id;
    EntryHead head;
    Payload payload;
    bool redacted = false;
};

/// The total order of entries, the same on every laptop: by Lamport counter, then by chain,
/// sequence and id.
[[nodiscard]] bool comes_before(const Entry& a, const Entry& b) noexcept;

/// An entry about to be written.
struct NewEntry {
    EntryKind kind = EntryKind::report;
    Audience audience = Audience::team;
    Payload payload;
};

}  // namespace konbit

template <>
struct std::hash<konbit::Digest> {
    std::size_t operator()(const konbit::Digest& digest) const noexcept {
        std::size_t value = 0;  // the bytes are a hash already
        for (std::size_t i = 0; i < sizeof value; ++i) value = value << 8 | digest.bytes[i];
        return value;
    }
};
