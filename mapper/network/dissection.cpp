#include "mapper/network/dissection.hpp"

#include <algorithm>
#include <cmath>
#include <future>
#include <numbers>
#include <numeric>

#include "mapper/network/inertial_flow.hpp"
#include "mapper/network/road_core.hpp"

namespace konbit {
namespace {

using Order = std::vector<DirectedSegment>;
constexpr std::uint32_t kNone = UINT32_MAX;
constexpr std::size_t kWorthAThread = 20'000;  // edges
constexpr int kThreadDepth = 3;

/// The core as one cell, in a plane that is true to scale in its middle.
RoadCell cell_of(const RoadCore& core, std::span<const Location> vertices) {
    std::vector<std::uint32_t> number(vertices.size(), kNone);
    RoadCell cell;
    double low = 90, high = -90;
    const auto add = [&](std::uint32_t vertex) {
        if (number[vertex] == kNone) {
            const auto at = vertices[vertex].valid() ? vertices[vertex] : Location{0, 0};
            number[vertex] = cell.vertex_count();
            cell.x.push_back(static_cast<float>(at.lon()));
            cell.y.push_back(static_cast<float>(at.lat()));
            low = std::min(low, at.lat());
            high = std::max(high, at.lat());
        }
        return number[vertex];
    };
    for (const auto& edge : core.edges) {
        const auto a = add(edge.a), b = add(edge.b);
        cell.ends.emplace_back(a, b);
        cell.segments.push_back(edge.segment);
    }
    const auto shrink = std::cos((low + high) / 2 * std::numbers::pi / 180);
    for (auto& x : cell.x) x = static_cast<float>(x * shrink);
    return cell;
}

/// Numbers the parts of a cell that hang together; returns how many there are.
std::uint32_t find_components(const RoadCell& cell, std::vector<std::uint32_t>& part_of) {
    std::vector<std::uint32_t> root(cell.vertex_count());
    std::iota(root.begin(), root.end(), 0u);
    const auto find = [&](std::uint32_t v) {
        while (root[v] != v) v = root[v] = root[root[v]];
        return v;
    };
    for (const auto& [a, b] : cell.ends) {
        const auto first = find(a), second = find(b);
        root[std::max(first, second)] = std::min(first, second);
    }
    part_of.assign(cell.vertex_count(), 0);
    std::uint32_t parts = 0;
    for (std::uint32_t v = 0; v < part_of.size(); ++v) {
        const auto first = find(v);
        part_of[v] = first == v ? parts++ : part_of[first];
    }
    return parts;
}

/// The parts of a cell as cells; edges between two parts are left out.
std::vector<RoadCell> split(const RoadCell& cell, std::span<const std::uint32_t> part_of,
                            std::uint32_t parts) {
    std::vector<RoadCell> cells(parts);
    std::vector<std::uint32_t> number(cell.vertex_count());
    for (std::uint32_t v = 0; v < cell.vertex_count(); ++v) {
        auto& part = cells[part_of[v]];
        number[v] = part.vertex_count();
        part.x.push_back(cell.x[v]);
        part.y.push_back(cell.y[v]);
    }
    for (std::size_t edge = 0; edge < cell.ends.size(); ++edge) {
        const auto [a, b] = cell.ends[edge];
        auto& part = cells[part_of[a]];
        if (part_of[a] == part_of[b]) {
            part.ends.emplace_back(number[a], number[b]);
            part.segments.push_back(cell.segments[edge]);
        }
    }
    return cells;
}

/// All that leads from the first side to the second, then all that leads back.
void append_both_ways(std::span<const DirectedSegment> across, Order& order) {
    order.insert(order.end(), across.begin(), across.end());
    for (const auto segment : across) order.push_back(segment.reversed());
}

Order order_cell(RoadCell cell, int depth);

Order order_parts(std::vector<RoadCell> parts, int depth) {
    Order order;
    if (parts.size() == 2 && depth < kThreadDepth &&
        std::min(parts[0].ends.size(), parts[1].ends.size()) >= kWorthAThread) {
        auto other = std::async(std::launch::async, order_cell, std::move(parts[1]), depth + 1);
        order = order_cell(std::move(parts[0]), depth + 1);
        const auto second = other.get();
        order.insert(order.end(), second.begin(), second.end());
        return order;
    }
    for (auto& part : parts) {
        const auto ordered = order_cell(std::move(part), depth + 1);
        order.insert(order.end(), ordered.begin(), ordered.end());
    }
    return order;
}

Order order_cell(RoadCell cell, int depth) {
    Order order;
    if (cell.ends.empty()) return order;
    std::vector<std::uint32_t> part_of;
    if (const auto parts = find_components(cell, part_of); parts > 1) {
        return order_parts(split(cell, part_of, parts), depth);
    }
    const auto cut = cut_by_inertial_flow(cell);
    part_of.assign(cut.second_side.begin(), cut.second_side.end());
    Order separator;
    for (const auto edge : cut.edges) {
        const bool against = cut.second_side[cell.ends[edge].first] != 0;
        separator.push_back(DirectedSegment::of({cell.segments[edge]}, against));
    }
    auto parts = split(cell, part_of, 2);
    cell = {};
    order = order_parts(std::move(parts), depth);
    append_both_ways(separator, order);
    return order;
}

}  // namespace

std::vector<DirectedSegment> dissection_order(
    std::span<const Location> vertices,
    std::span<const std::pair<std::uint32_t, std::uint32_t>> ends) {
    const auto core = road_core(static_cast<std::uint32_t>(vertices.size()), ends);
    Order order;
    order.reserve(2 * ends.size());
    for (const auto segment : core.contracted) {
        order.push_back(DirectedSegment::of({segment}, false));
        order.push_back(DirectedSegment::of({segment}, true));
    }
    const auto rest = order_cell(cell_of(core, vertices), 0);
    order.insert(order.end(), rest.begin(), rest.end());
    return order;
}

}  // namespace konbit
