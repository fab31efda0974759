#include "mapper/network/walkable_areas.hpp"

#include <algorithm>

#include "mapper/model/geodesy.hpp"
#include "mapper/model/geometry.hpp"

namespace konbit {

namespace {

constexpr std::size_t kMaxEntries = 24;
constexpr std::size_t kMaxOutline = 4'000;  // nodes; larger outlines would take too long
constexpr double kStretch = 1.1;

/// Twice the signed area of the triangle: positive if `c` lies to the left of a → b.
double side(Location a, Location b, Location c) {
    return (double(b.lon_e7) - a.lon_e7) * (double(c.lat_e7) - a.lat_e7) -
           (double(b.lat_e7) - a.lat_e7) * (double(c.lon_e7) - a.lon_e7);
}

bool properly_cross(Location a, Location b, Location c, Location d) {
    const auto opposite = [](double x, double y) { return (x < 0 && y > 0) || (x > 0 && y < 0); };
    return opposite(side(a, b, c), side(a, b, d)) && opposite(side(c, d, a), side(c, d, b));
}

/// Touching corners is allowed; leaving the area is not.
bool lies_inside(Location a, Location b, const Geometry& area) {
    for (const auto& ring : area.rings) {
        const auto at = area.ring(ring);
        for (std::size_t i = 1; i < at.size(); ++i) {
            if (properly_cross(a, b, at[i - 1], at[i])) return false;
        }
    }
    // Corners touched on the way may hide a notch: look between them.
    for (const double part : {0.25, 0.5, 0.75}) {
        const Location middle{
            static_cast<std::int32_t>(a.lon_e7 + part * (double(b.lon_e7) - a.lon_e7)),
            static_cast<std::int32_t>(a.lat_e7 + part * (double(b.lat_e7) - a.lat_e7))};
        if (!contains(area, middle)) return false;
    }
    return true;
}

/// Distances between the entries of one area as crossings and its outline make them.
class EntryDistances {
public:
    explicit EntryDistances(std::size_t entries)
        : size_{entries}, m_(entries * entries, std::numeric_limits<double>::infinity()) {
        for (std::size_t i = 0; i < size_; ++i) at(i, i) = 0;
    }
    [[nodiscard]] double between(std::size_t a, std::size_t b) const { return m_[a * size_ + b]; }
    void join(std::size_t a, std::size_t b, double length_m) {
        if (length_m >= between(a, b)) return;
        for (std::size_t i = 0; i < size_; ++i) {
            for (std::size_t j = 0; j < size_; ++j) {
                const double over =
                    std::min(between(i, a) + between(b, j), between(i, b) + between(a, j));
                at(i, j) = std::min(at(i, j), over + length_m);
            }
        }
    }

private:
    double& at(std::size_t a, std::size_t b) { return m_[a * size_ + b]; }
    std::size_t size_;
    std::vector<double> m_;
};

/// One area: its outline as chains of nodes, its shape.
struct WalkableArea {
    std::int64_t ref;
    std::uint32_t kind;
    std::vector<std::span<const std::uint32_t>> outlines;
    Geometry shape;
};

class AreaCrosser {
public:
    AreaCrosser(const RoadSource& source, const std::vector<std::uint8_t>& uses)
        : source_{source}, uses_{uses} {}

    void cross(const WalkableArea& area, std::vector<AreaCrossing>& into) {
        find_entries(area);
        if (entries_.size() < 2 || entries_.size() > kMaxEntries) return;
        EntryDistances distances{entries_.size()};
        for (const auto& outline : area.outlines) join_along(outline, distances);
        struct Candidate {
            double length_m;
            std::size_t a, b;
        };
        std::vector<Candidate> candidates;
        for (std::size_t a = 0; a < entries_.size(); ++a) {
            for (std::size_t b = a + 1; b < entries_.size(); ++b)
                candidates.push_back({distance_m(at(entries_[a]), at(entries_[b])), a, b});
        }
        std::stable_sort(candidates.begin(), candidates.end(),
                         [](const auto& x, const auto& y) { return x.length_m < y.length_m; });
        for (const auto& [length_m, a, b] : candidates) {
            if (distances.between(a, b) <= kStretch * length_m) continue;
            if (!lies_inside(at(entries_[a]), at(entries_[b]), area.shape)) continue;
            distances.join(a, b, length_m);
            into.push_back({area.ref, area.kind, entries_[a], entries_[b]});
        }
    }

private:
    [[nodiscard]] Location at(std::uint32_t node) const { return source_.locations[node]; }

    /// Nodes that more ways pass than the outline does itself.
    void find_entries(const WalkableArea& area) {
        std::vector<std::uint32_t> all;
        for (const auto& outline : area.outlines)
            all.insert(all.end(), outline.begin(), outline.end());
        std::erase(all, RoadSource::kMissing);
        std::sort(all.begin(), all.end());
        entries_.clear();
        for (auto i = all.begin(); i != all.end();) {
            const auto end = std::upper_bound(i, all.end(), *i);
            if (uses_[*i] > end - i) entries_.push_back(*i);
            i = end;
        }
    }

    void join_along(std::span<const std::uint32_t> outline, EntryDistances& distances) const {
        std::size_t last = entries_.size();
        double walked_m = 0;
        for (std::size_t i = 0; i < outline.size(); ++i) {
            if (outline[i] == RoadSource::kMissing) {
                last = entries_.size();
                continue;
            }
            if (i > 0 && outline[i - 1] != RoadSource::kMissing)
                walked_m += distance_m(at(outline[i - 1]), at(outline[i]));
            const auto entry = std::lower_bound(entries_.begin(), entries_.end(), outline[i]);
            if (entry == entries_.end() || *entry != outline[i]) continue;
            const auto here = static_cast<std::size_t>(entry - entries_.begin());
            if (last < entries_.size()) distances.join(last, here, walked_m);
            last = here;
            walked_m = 0;
        }
    }

    const RoadSource& source_;
    const std::vector<std::uint8_t>& uses_;
    std::vector<std::uint32_t> entries_;  // sorted
};

std::span<const std::uint32_t> nodes_of(const RoadSource& source, const SourceWay& way) {
    return std::span{source.refs}.subspan(way.first, way.count);
}

Geometry shape_of_way(const RoadSource& source, std::span<const std::uint32_t> nodes) {
    std::vector<Location> ring;
    for (const auto node : nodes) {
        if (node == RoadSource::kMissing) return {};
        ring.push_back(source.locations[node]);
    }
    return ring.size() < 4 ? Geometry{} : make_area(std::move(ring));
}

std::uint32_t crossing_kind(KindTable& kinds, std::uint32_t kind) {
    auto flags = kinds.flags(kind);
    flags.bits = static_cast<std::uint16_t>(flags.bits | RoadKindFlags::kCrossing);
    // The texts of a kind move when another one is added.
    std::vector<std::pair<std::string, std::string>> kept;
    for (const auto& [key, value] : kinds.tags(kind)) kept.emplace_back(key, value);
    Tags tags;
    for (const auto& [key, value] : kept) tags.add(key, value);
    return kinds.intern(tags, flags);
}

}  // namespace

std::vector<AreaCrossing> cross_walkable_areas(RoadSource& source,
                                               const std::vector<std::uint8_t>& uses,
                                               const BaseMap& base) {
    std::vector<AreaCrossing> crossings;
    AreaCrosser crosser{source, uses};
    for (const auto& way : source.ways) {
        if (!way.area || way.count > kMaxOutline) continue;
        const auto nodes = nodes_of(source, way);
        crosser.cross({way.ref, way.kind, {nodes}, shape_of_way(source, nodes)}, crossings);
    }
    for (const auto& area : source.areas) {
        const auto feature = base.find_feature({ObjectType::relation, area.relation});
        if (!feature || feature->kind() != GeometryKind::area) continue;
        WalkableArea walkable{area.relation, area.kind, {}, feature->geometry()};
        std::size_t nodes = 0;
        for (const auto outline : area.outlines) {
            walkable.outlines.push_back(nodes_of(source, source.ways[outline]));
            nodes += walkable.outlines.back().size();
        }
        if (nodes <= kMaxOutline) crosser.cross(walkable, crossings);
    }
    for (auto& crossing : crossings) crossing.kind = crossing_kind(source.kinds, crossing.kind);
    return crossings;
}

}  // namespace konbit
