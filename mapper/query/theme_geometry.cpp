#include "mapper/query/theme_geometry.hpp"

#include <cstring>

#include "mapper/query/theme_format.hpp"

namespace konbit {

using namespace theme_format;

namespace {

template <class Value>
void append_value(std::vector<std::byte>& into, const Value& value) {
    const auto raw = std::as_bytes(std::span{&value, 1});
    into.insert(into.end(), raw.begin(), raw.end());
}

}  // namespace

void encode_geometry(const Geometry& geometry, std::vector<std::byte>& into) {
    append_value(into, GeometryHead{static_cast<std::uint32_t>(geometry.kind),
                                    static_cast<std::uint32_t>(geometry.rings.size()),
                                    static_cast<std::uint32_t>(geometry.locations.size())});
    for (const Ring& ring : geometry.rings) {
        append_value(into, RingRecord{ring.begin, ring.end | (ring.outer ? 0 : kInner)});
    }
    for (const Location at : geometry.locations) append_value(into, at);
}

bool decode_geometry(std::span<const std::byte> bytes, Geometry& into) {
    into.clear();
    GeometryHead head;
    if (bytes.size() < sizeof head) return false;
    std::memcpy(&head, bytes.data(), sizeof head);
    const auto expected = sizeof head + std::uint64_t{head.rings} * sizeof(RingRecord) +
                          std::uint64_t{head.locations} * sizeof(Location);
    if (expected != bytes.size() || head.kind < 1 || head.kind > 3 || head.locations == 0)
        return false;
    into.kind = static_cast<GeometryKind>(head.kind);
    bytes = bytes.subspan(sizeof head);
    for (std::uint32_t i = 0; i < head.rings; ++i, bytes = bytes.subspan(sizeof(RingRecord))) {
        RingRecord ring;
        std::memcpy(&ring, bytes.data(), sizeof ring);
        const auto end = ring.end & ~kInner;
        if (ring.begin >= end || end > head.locations) return false;
        into.rings.push_back({ring.begin, end, (ring.end & kInner) == 0});
    }
    into.locations.resize(head.locations);
    std::memcpy(into.locations.data(), bytes.data(), bytes.size());
    return true;
}

}  // namespace konbit
