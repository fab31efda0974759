#include "mapper/store/feature_codec.hpp"

#include <array>
#include <bit>

namespace konbit {
namespace {

constexpr std::uint8_t kLargeZoom = 15;  // min_zoom follows in a byte of its own
constexpr std::uint64_t kSharedBit = 1;  // of the number before the tags
constexpr std::uint64_t kOuterBit = 1;
constexpr std::uint64_t kClosedBit = 2;  // the last location is the first again, and left out

// Locations come in chunks of eight: a byte with the number of bits of each difference, then the
// differences, longitude and latitude in turn, bit by bit from the lowest.
constexpr std::size_t kChunk = 8;
constexpr unsigned kMaxBits = 33;
constexpr std::size_t kMaxChunkBytes = (kChunk * 2 * kMaxBits + 7) / 8;

/// Writes locations as differences, from place to place.
class PathWriter {
public:
    PathWriter(const BoundingBox& box, ByteWriter& out) noexcept
        : lon_{box.west}, lat_{box.south}, out_{&out} {}
    void put(std::span<const Location> locations) {
        while (!locations.empty()) {
            const auto some = locations.first(std::min(locations.size(), kChunk));
            put_chunk(some);
            locations = locations.subspan(some.size());
        }
    }

private:
    void put_chunk(std::span<const Location> locations) {
        std::array<std::uint64_t, kChunk * 2> deltas;
        std::size_t count = 0;
        std::uint64_t all = 0;
        for (const auto at : locations) {
            all |= deltas[count++] = zigzag_encode(at.lon_e7 - lon_);
            all |= deltas[count++] = zigzag_encode(at.lat_e7 - lat_);
            lon_ = at.lon_e7;
            lat_ = at.lat_e7;
        }
        std::array<std::byte, kMaxChunkBytes + 1> bytes;
        auto* to = bytes.data();
        const auto width = static_cast<unsigned>(std::bit_width(all));
        *to++ = static_cast<std::byte>(width);
        std::uint64_t waiting = 0;
        unsigned bits = 0;
        for (std::size_t i = 0; i < count; ++i) {
            waiting |= deltas[i] << bits;
            for (bits += width; bits >= 8; bits -= 8, waiting >>= 8) {
                *to++ = static_cast<std::byte>(waiting);
            }
        }
        if (bits > 0) *to++ = static_cast<std::byte>(waiting);
        out_->put_bytes({bytes.data(), to});
    }

    std::int64_t lon_, lat_;
    ByteWriter* out_;
};

class PathReader {
public:
    PathReader(const BoundingBox& box, ByteReader& in) noexcept
        : lon_{static_cast<std::uint32_t>(box.west)},
          lat_{static_cast<std::uint32_t>(box.south)},
          in_{&in} {}
    /// How many locations the bytes left could hold at most.
    [[nodiscard]] static std::uint64_t most_in(const ByteReader& in) noexcept {
        return std::uint64_t{in.left()} * kChunk;
    }
    void read(std::span<Location> locations) {
        while (!locations.empty()) {
            const auto some = locations.first(std::min(locations.size(), kChunk));
            read_chunk(some);
            locations = locations.subspan(some.size());
        }
    }

private:
    /// Differences wrap around, so that hostile ones do no harm.
    void read_chunk(std::span<Location> locations) {
        const unsigned width = in_->u8();
        if (width > kMaxBits) in_->fail("a location is too far away");
        const auto packed = in_->bytes((locations.size() * 2 * width + 7) / 8);
        std::array<std::byte, kMaxChunkBytes + sizeof(std::uint64_t)> bytes;  // reads end in it
        std::memcpy(bytes.data(), packed.data(), packed.size());
        std::memset(bytes.data() + packed.size(), 0, sizeof(std::uint64_t));
        const auto mask = (std::uint64_t{1} << width) - 1;
        std::size_t bit = 0;
        const auto next = [&] {
            std::uint64_t word = 0;
            std::memcpy(&word, bytes.data() + bit / 8, sizeof word);
            const auto value = (word >> (bit % 8)) & mask;
            bit += width;
            return static_cast<std::uint32_t>(zigzag_decode(value));
        };
        for (auto& at : locations) {
            lon_ += next();
            lat_ += next();
            at = {static_cast<std::int32_t>(lon_), static_cast<std::int32_t>(lat_)};
        }
    }

    std::uint32_t lon_, lat_;
    ByteReader* in_;
};

void put_rings(const Geometry& geometry, const BoundingBox& box, ByteWriter& out) {
    out.put_varint(geometry.rings.size());
    PathWriter path{box, out};
    for (const auto& ring : geometry.rings) {
        auto locations = geometry.ring(ring);
        const bool closed = locations.size() > 1 && locations.front() == locations.back();
        if (closed) locations = locations.first(locations.size() - 1);
        out.put_varint((locations.size() << 2) | (closed ? kClosedBit : 0) |
                       (ring.outer ? kOuterBit : 0));
        path.put(locations);
    }
}

void read_rings(ByteReader& in, const BoundingBox& box, Geometry& into) {
    const auto rings = in.count();
    PathReader path{box, in};
    for (std::size_t i = 0; i < rings; ++i) {
        const auto head = in.varint();
        const auto count = head >> 2;
        if (count > PathReader::most_in(in)) in.fail("a ring claims too many locations");
        const bool closed = (head & kClosedBit) != 0;
        if (closed && count == 0) in.fail("an empty ring claims to be closed");
        const auto begin = into.locations.size();
        if (begin + count + 1 > UINT32_MAX) in.fail("an area is too large");
        into.locations.resize(begin + count + (closed ? 1 : 0));
        path.read(std::span{into.locations}.subspan(begin, count));
        if (closed) into.locations.back() = into.locations[begin];
        into.rings.push_back({static_cast<std::uint32_t>(begin),
                              static_cast<std::uint32_t>(into.locations.size()),
                              (head & kOuterBit) != 0});
    }
}

}  // namespace

void put_feature_head(const FeatureHead& head, ByteWriter& out) {
    const auto zoom = std::min(head.min_zoom, kLargeZoom);
    out.put_u8(static_cast<std::uint8_t>(static_cast<unsigned>(head.kind) |
                                         (static_cast<unsigned>(head.id.type) << 2) |
                                         (static_cast<unsigned>(zoom) << 4)));
    if (zoom == kLargeZoom) out.put_u8(head.min_zoom);
    out.put_zigzag(head.id.ref);
}

FeatureHead read_feature_head(ByteReader& in) {
    const auto bits = in.u8();
    const auto type = (bits >> 2) & 3;
    if (type > static_cast<int>(ObjectType::relation)) in.fail("a feature is of an unknown type");
    FeatureHead head;
    head.kind = static_cast<GeometryKind>(bits & 3);
    head.id.type = static_cast<ObjectType>(type);
    head.min_zoom = bits >> 4;
    if (head.min_zoom == kLargeZoom) head.min_zoom = in.u8();
    head.id.ref = in.zigzag();
    return head;
}

void put_tags(std::span<const std::uint32_t> tags, ByteWriter& out) {
    out.put_varint(tags.size() / 2 * 2);
    for (const auto text : tags) out.put_varint(text);
}

void put_shared_tags(std::uint32_t place, ByteWriter& out) {
    out.put_varint((std::uint64_t{place} << 1) | kSharedBit);
}

std::optional<std::uint32_t> shared_tags(ByteReader in) {
    const auto first = in.varint();
    if ((first & kSharedBit) == 0) return std::nullopt;
    if ((first >> 1) > UINT32_MAX) in.fail("a feature shares tags with none");
    return static_cast<std::uint32_t>(first >> 1);
}

std::size_t read_tag_count(ByteReader& in) {
    const auto first = in.varint();
    if ((first & kSharedBit) != 0) in.fail("a feature shares tags that are shared");
    if (first > in.left()) in.fail("a feature claims too many tags");
    return static_cast<std::size_t>(first / 2);
}

void put_geometry(const Geometry& geometry, const BoundingBox& box, ByteWriter& out) {
    switch (geometry.kind) {
        case GeometryKind::none:
        case GeometryKind::point:
            return;
        case GeometryKind::line:
            out.put_varint(geometry.locations.size());
            return PathWriter{box, out}.put(geometry.locations);
        case GeometryKind::area:
            return put_rings(geometry, box, out);
    }
}

void read_geometry(ByteReader& in, GeometryKind kind, const BoundingBox& box, Geometry& into) {
    into.clear();
    into.kind = kind;
    switch (kind) {
        case GeometryKind::none:
            break;
        case GeometryKind::point:
            into.locations.push_back({box.west, box.south});
            break;
        case GeometryKind::line:
            into.locations.resize(in.varint_up_to(PathReader::most_in(in)));
            PathReader{box, in}.read(into.locations);
            break;
        case GeometryKind::area:
            read_rings(in, box, into);
            break;
    }
    if (!in.at_end()) in.fail("a feature's geometry is too long");
}

}  // namespace konbit
