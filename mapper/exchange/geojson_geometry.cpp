#include "mapper/exchange/geojson_geometry.hpp"

#include <algorithm>

#include "mapper/model/antimeridian.hpp"
#include "mapper/exchange/json_text.hpp"

namespace konbit {
namespace {

constexpr std::size_t kShortestRing = 4;

bool on_the_map(const BoundingBox& box) noexcept {
    return Location{box.west, box.south}.valid() && Location{box.east, box.north}.valid();
}

template <class Iterator>
void put_run(Iterator begin, Iterator end, TextOut& out) {
    while (begin != end) {
        const auto count = std::min<std::ptrdiff_t>(end - begin, 1000);
        char* to = out.room(static_cast<std::size_t>(count) * (kPositionBytes + 1));
        for (const auto stop = begin + count; begin != stop; ++begin) {
            to = write_position(*begin, to);
            *to++ = ',';
        }
        out.advance(begin == end ? to - 1 : to);  // no comma after the last
    }
}

void put_path(std::span<const Location> path, TextOut& out) {
    out.put('[');
    put_run(path.begin(), path.end(), out);
    out.put(']');
}

/// Counter-clockwise if `outer`, else clockwise; closed if it was not.
void put_ring(std::span<const Location> ring, bool outer, TextOut& out) {
    const bool closed = ring.front() == ring.back();
    const bool turned = (signed_area_e14(ring) > 0) != outer && signed_area_e14(ring) != 0;
    out.put('[');
    if (turned) {
        put_run(ring.rbegin(), ring.rend(), out);
    } else {
        put_run(ring.begin(), ring.end(), out);
    }
    if (!closed) {
        const Location first = turned ? ring.back() : ring.front();
        out.put(',');
        out.advance(write_position(first, out.room(kPositionBytes)));
    }
    out.put(']');
}

bool sound(std::span<const Location> ring) noexcept {
    if (ring.empty()) return false;
    return ring.size() + (ring.front() == ring.back() ? 0 : 1) >= kShortestRing;
}

std::size_t outer_rings(const Geometry& area) noexcept {
    return static_cast<std::size_t>(
        std::count_if(area.rings.begin(), area.rings.end(),
                      [&](const Ring& r) { return r.outer && sound(area.ring(r)); }));
}

/// Broken rings are not written, so they must not widen the box.
void extend_by_rings(const Geometry& area, const BoundingBox& around, GeoJsonBox& box) {
    const bool all_sound = std::all_of(area.rings.begin(), area.rings.end(),
                                       [&](const Ring& r) { return sound(area.ring(r)); });
    if (all_sound && !area.rings.empty() && area.rings.front().outer) {
        return box.extend(around, false);
    }
    for (const auto& ring : area.rings) {
        if (ring.outer && sound(area.ring(ring))) {
            box.extend(bounding_box_of(area.ring(ring)), false);
        }
    }
}

void put_area(const Geometry& area, TextOut& out) {
    const auto polygons = outer_rings(area);
    if (polygons == 0) return out.put("null");
    const bool several = polygons > 1;
    out.put(several ? R"({"type":"MultiPolygon","coordinates":[)"
                    : R"({"type":"Polygon","coordinates":)");
    bool open = false;
    bool outer_sound = false;
    for (const auto& ring : area.rings) {
        const auto path = area.ring(ring);
        if (ring.outer) outer_sound = sound(path);
        if (!outer_sound || !sound(path)) continue;
        if (ring.outer) {
            if (open) out.put("],");
            open = true;
        }
        out.put(ring.outer ? '[' : ',');
        put_ring(path, ring.outer, out);
    }
    out.put(several ? "]]}" : "]}");
}

void put_line(std::span<const Location> path, TextOut& out) {
    if (path.size() == 1) {
        out.put(R"({"type":"Point","coordinates":)");
        out.advance(write_position(path.front(), out.room(kPositionBytes)));
    } else {
        out.put(R"({"type":"LineString","coordinates":)");
        put_path(path, out);
    }
    out.put('}');
}

void put_parts(const Geometry& line, TextOut& out) {
    if (line.rings.size() == 1) return put_line(line.ring(line.rings.front()), out);
    out.put(R"({"type":"MultiLineString","coordinates":[)");
    for (std::size_t i = 0; i < line.rings.size(); ++i) {
        if (i > 0) out.put(',');
        put_path(line.ring(line.rings[i]), out);
    }
    out.put("]}");
}

}  // namespace

// ---- GeoJsonBox

void GeoJsonBox::extend(const BoundingBox& box, bool cut) noexcept {
    all_.extend(box);
    cut_ = cut_ || cut;
    if (cut) return;  // its parts tell better
    if (box.west < 0 && box.east >= 0) over_greenwich_ = true;
    (box.west < 0 ? west_ : east_).extend(box);
}

void GeoJsonBox::put(TextOut& out) const {
    BoundingBox box = all_;
    const bool both = !west_.empty() && !east_.empty();
    if (cut_ && both && !over_greenwich_) {
        const auto across = std::int64_t{west_.east} - east_.west + 3'600'000'000;
        if (across < std::int64_t{box.east} - box.west) {
            box.west = east_.west;
            box.east = west_.east;
        }
    }
    char* to = out.room(4 * kDegreesBytes + 5);
    *to++ = '[';
    to = write_degrees(box.west, to);
    for (const auto e7 : {box.south, box.east, box.north}) {
        *to++ = ',';
        to = write_degrees(e7, to);
    }
    *to++ = ']';
    out.advance(to);
}

void put_geojson_geometry(const Geometry& geometry, TextOut& out, GeoJsonBox& box) {
    const auto around = bounding_box_of(geometry);
    if (geometry.kind == GeometryKind::none || around.empty() || !on_the_map(around)) {
        return out.put("null");
    }
    const bool wide = std::int64_t{around.east} - around.west > Location::kMaxLon_e7;
    if (wide && crosses_antimeridian(geometry)) {
        const auto parts = cut_at_antimeridian(geometry);
        if (parts.kind == GeometryKind::none) return out.put("null");
        box.extend(bounding_box_of(parts), true);
        for (const auto& part : parts.rings) {
            box.extend(bounding_box_of(parts.ring(part)), false);
        }
        return parts.kind == GeometryKind::area ? put_area(parts, out) : put_parts(parts, out);
    }
    switch (geometry.kind) {
        case GeometryKind::area:
            extend_by_rings(geometry, around, box);
            return put_area(geometry, out);
        default:
            box.extend(around, false);
            return put_line(geometry.kind == GeometryKind::point
                                ? std::span{geometry.locations}.first(1)
                                : std::span<const Location>{geometry.locations},
                            out);
    }
}

}  // namespace konbit
