#include "import/area_assembly.hpp"

// gcc 12 sees an over-read in libosmium's builders where there is none.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wstringop-overread"
#endif

#include <algorithm>
#include <cmath>
#include <osmium/area/assembler.hpp>
#include <osmium/builder/osm_object_builder.hpp>
#include <osmium/memory/buffer.hpp>
#include <unordered_map>

#include "import/map_scale.hpp"

namespace konbit {
namespace {

using osmium::memory::Buffer;

// Beyond these numbers a hostile extract could keep the assembler busy for days.
constexpr std::size_t kMaxNodes = 5'000'000;
constexpr std::size_t kMaxRingNodes = 100'000;

Buffer growing_buffer() {
    return Buffer{std::size_t{1} << 12, Buffer::auto_grow::yes};
}

// No tags: the assembler would copy them, and broken strings must not reach libosmium's iterators.
template <class Nodes>
std::size_t add_way(Buffer& buffer, std::int64_t id, const Nodes& nodes) {
    {
        osmium::builder::WayBuilder way{buffer};
        way.set_id(id);
        osmium::builder::WayNodeListBuilder list{way};
        for (const auto& node : nodes) {
            list.add_node_ref(node.id, osmium::Location{node.at.lon_e7, node.at.lat_e7});
        }
    }
    return buffer.commit();
}

std::size_t add_relation(Buffer& buffer, std::int64_t id, std::span<const RingWay* const> ways) {
    constexpr const char* kRoles[] = {"", "outer", "inner"};
    {
        osmium::builder::RelationBuilder relation{buffer};
        relation.set_id(id);
        osmium::builder::RelationMemberListBuilder list{relation};
        for (const RingWay* way : ways) {
            list.add_member(osmium::item_type::way, way->id,
                            kRoles[static_cast<std::size_t>(way->role)]);
        }
    }
    return buffer.commit();
}

osmium::area::AssemblerConfig assembler_config() {
    osmium::area::AssemblerConfig config;
    config.create_empty_areas = false;
    config.ignore_invalid_locations = true;
    return config;
}

template <class NodeRefs>
void add_ring(const NodeRefs& from, bool outer, Geometry& into) {
    const auto begin = into.locations.size();
    for (const auto& node : from) {
        into.locations.push_back({node.location().x(), node.location().y()});
    }
    const auto ring = std::span{into.locations}.subspan(begin);
    if ((signed_area_e14(ring) > 0) != outer) std::ranges::reverse(ring);
    into.rings.push_back({static_cast<std::uint32_t>(begin),
                          static_cast<std::uint32_t>(into.locations.size()), outer});
}

bool read_areas(const Buffer& buffer, Geometry& into) {
    into.clear();
    for (const auto& area : buffer.select<osmium::Area>()) {
        for (const auto& outer : area.outer_rings()) {
            add_ring(outer, true, into);
            for (const auto& inner : area.inner_rings(outer)) add_ring(inner, false, into);
        }
    }
    if (into.rings.empty()) return false;
    into.kind = GeometryKind::area;
    return true;
}

}  // namespace

bool assemble_area(std::int64_t id, std::span<const RingWay* const> ways, Geometry& into) {
    std::size_t count = 0;
    for (const RingWay* way : ways) count += way->nodes.size();
    if (ways.empty() || count > kMaxNodes) return false;
    Buffer input = growing_buffer();
    std::vector<std::size_t> offsets;
    for (const RingWay* way : ways) offsets.push_back(add_way(input, way->id, way->nodes));
    const std::size_t relation = add_relation(input, id, ways);
    std::vector<const osmium::Way*> members;
    for (const auto offset : offsets) members.push_back(&input.get<const osmium::Way>(offset));
    Buffer output = growing_buffer();
    const auto config = assembler_config();
    osmium::area::Assembler assembler{config};
    return assembler(input.get<const osmium::Relation>(relation), members, output) &&
           read_areas(output, into);
}

bool assemble_ring(std::int64_t id, std::span<const Location> path, Geometry& into) {
    if (path.size() < 4 || path.size() > kMaxRingNodes) return false;
    // One node a place: the assembler tells rings apart by locations.
    std::vector<RingWay::Node> nodes;
    for (const Location at : path) {
        nodes.push_back({static_cast<std::int64_t>(nodes.size()) + 1, at});
    }
    nodes.back().id = nodes.front().id;
    Buffer input = growing_buffer();
    const std::size_t way = add_way(input, id, nodes);
    Buffer output = growing_buffer();
    const auto config = assembler_config();
    osmium::area::Assembler assembler{config};
    return assembler(input.get<const osmium::Way>(way), output) && read_areas(output, into);
}

namespace {

/// Ways by the nodes they end at.
class Chains {
public:
    explicit Chains(std::span<const RingWay* const> ways) : ways_{ways}, used_(ways.size(), false) {
        for (std::size_t i = 0; i < ways.size(); ++i) {
            if (ways[i]->nodes.empty()) continue;
            ends_.emplace(ways[i]->nodes.front().id, i);
            ends_.emplace(ways[i]->nodes.back().id, i);
        }
    }

    // The chain that the way belongs to, going both ways from it; empty if it is used already.
    std::vector<Location> take(std::size_t start) {
        std::vector<Location> chain;
        if (used_[start] || ways_[start]->nodes.empty()) return chain;
        used_[start] = true;
        for (const auto& node : ways_[start]->nodes) chain.push_back(node.at);
        extend(ways_[start]->nodes.back().id, chain);
        std::ranges::reverse(chain);
        extend(ways_[start]->nodes.front().id, chain);
        chain.erase(std::unique(chain.begin(), chain.end()), chain.end());
        return chain;
    }

private:
    void extend(std::int64_t end, std::vector<Location>& chain) {
        for (auto next = unused_at(end); next < ways_.size(); next = unused_at(end)) {
            used_[next] = true;
            const auto& nodes = ways_[next]->nodes;
            const bool forward = nodes.front().id == end;
            for (std::size_t i = 0; i < nodes.size(); ++i) {
                chain.push_back(nodes[forward ? i : nodes.size() - 1 - i].at);
            }
            end = forward ? nodes.back().id : nodes.front().id;
        }
    }

    std::size_t unused_at(std::int64_t node) {
        auto [at, last] = ends_.equal_range(node);
        while (at != last) {
            if (!used_[at->second]) return at->second;
            at = ends_.erase(at);  // so that nobody looks at it again
        }
        return ways_.size();
    }

    std::span<const RingWay* const> ways_;
    std::vector<bool> used_;
    std::unordered_multimap<std::int64_t, std::size_t> ends_;
};

double planar_length(std::span<const Location> path) {
    double length = 0;
    for (std::size_t i = 1; i < path.size(); ++i) {
        const MapScale scale{path[i]};
        length += std::hypot(
            (static_cast<double>(path[i].lon_e7) - path[i - 1].lon_e7) / scale.lat_stretch,
            static_cast<double>(path[i].lat_e7) - path[i - 1].lat_e7);
    }
    return length;
}

}  // namespace

void longest_chain(std::span<const RingWay* const> ways, Geometry& into) {
    into.clear();
    Chains chains{ways};
    double longest = 0;
    for (std::size_t i = 0; i < ways.size(); ++i) {
        auto chain = chains.take(i);
        const double length = planar_length(chain);
        if (length <= longest) continue;
        longest = length;
        into.locations = std::move(chain);
        into.kind = GeometryKind::line;
    }
}

}  // namespace konbit
