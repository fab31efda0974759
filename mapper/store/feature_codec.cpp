#include "mapper/store/feature_codec.hpp"

#include <array>

namespace konbit {
namespace {

constexpr std::uint8_t kLargeZoom = 15;   // min_zoom follows in a byte of its own
constexpr std::uint64_t kOuterBit = 1;
constexpr std::uint64_t kClosedBit = 2;   // the last location is the first again, and left out
constexpr std::size_t kBytesPerLocation = 2;

/// Writes locations as differences, from place to place.
class PathWriter {
public:
    PathWriter(const BoundingBox& box, ByteWriter& out) noexcept
        : lon_{box.west}, lat_{box.south}, out_{&out} {}
    void put(std::span<const Location> locations) {
        // Through a buffer, so that the room in `out_` is asked for once for many numbers.
        std::array<std::byte, 64 * 2 * kMaxDeltaBytes> buffer;
        while (!locations.empty()) {
            const auto some = locations.first(std::min<std::size_t>(locations.size(), 64));
            auto* end = buffer.data();
            for (const auto at : some) {
                end = put_delta(at.lon_e7 - lon_, end);
                end = put_delta(at.lat_e7 - lat_, end);
                lon_ = at.lon_e7;
                lat_ = at.lat_e7;
            }
            out_->put_bytes({buffer.data(), end});
            locations = locations.subspan(some.size());
        }
    }

private:
    static constexpr std::size_t kMaxDeltaBytes = 5;  // 33 bits

    static std::byte* put_delta(std::int64_t delta, std::byte* to) noexcept {
        auto value = zigzag_encode(delta);
        for (; value >= 0x80; value >>= 7) *to++ = static_cast<std::byte>(value | 0x80);
        *to++ = static_cast<std::byte>(value);
        return to;
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
    /// Differences wrap around, so that hostile ones do no harm.
    void read(std::span<Location> locations) {
        for (auto& at : locations) {
            lon_ += static_cast<std::uint32_t>(in_->zigzag());
            lat_ += static_cast<std::uint32_t>(in_->zigzag());
            at = {static_cast<std::int32_t>(lon_), static_cast<std::int32_t>(lat_)};
        }
    }

private:
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
        if (count > in.left() / kBytesPerLocation) in.fail("a ring claims too many locations");
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

void put_geometry(const Geometry& geometry, const BoundingBox& box, ByteWriter& out) {
    switch (geometry.kind) {
        case GeometryKind::none:
        case GeometryKind::point: return;
        case GeometryKind::line:
            out.put_varint(geometry.locations.size());
            return PathWriter{box, out}.put(geometry.locations);
        case GeometryKind::area: return put_rings(geometry, box, out);
    }
}

void read_geometry(ByteReader& in, GeometryKind kind, const BoundingBox& box, Geometry& into) {
    into.clear();
    into.kind = kind;
    switch (kind) {
        case GeometryKind::none: break;
        case GeometryKind::point: into.locations.push_back({box.west, box.south}); break;
        case GeometryKind::line:
            into.locations.resize(in.count(kBytesPerLocation));
            PathReader{box, in}.read(into.locations);
            break;
        case GeometryKind::area: read_rings(in, box, into); break;
    }
    if (!in.at_end()) in.fail("a feature's geometry is too long");
}

}  // namespace konbit
