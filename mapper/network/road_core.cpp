#include "mapper/network/road_core.hpp"

#include <algorithm>
#include <array>

namespace konbit {
namespace {

class CoreMaker {
public:
    CoreMaker(std::uint32_t vertex_count,
              std::span<const std::pair<std::uint32_t, std::uint32_t>> ends)
        : first_(vertex_count + 1),
          degree_(vertex_count),
          busy_in_(vertex_count),
          ends_(ends.begin(), ends.end()),
          merged_into_(ends.size()),
          gone_(ends.size()) {
        for (std::uint32_t edge = 0; edge < ends.size(); ++edge) merged_into_[edge] = edge;
        attach();
    }

    RoadCore run() && {
        for (std::uint32_t vertex = 0; vertex < degree_.size(); ++vertex) look_at(vertex);
        for (std::uint32_t round = 1; !next_.empty(); ++round) {
            now_.swap(next_);
            next_.clear();
            for (const auto vertex : now_) reduce(vertex, round);
        }
        for (std::uint32_t edge = 0; edge < ends_.size(); ++edge) {
            if (gone_[edge] || merged_into_[edge] != edge) continue;
            core_.edges.push_back({ends_[edge].first, ends_[edge].second, edge});
        }
        return std::move(core_);
    }

private:
    void attach() {
        for (std::uint32_t edge = 0; edge < ends_.size(); ++edge) {
            if (ends_[edge].first == ends_[edge].second) {
                drop(edge);
                continue;
            }
            ++degree_[ends_[edge].first];
            ++degree_[ends_[edge].second];
        }
        for (std::size_t i = 0; i < degree_.size(); ++i) first_[i + 1] = first_[i] + degree_[i];
        at_.resize(first_.back());
        auto next = first_;
        for (std::uint32_t edge = 0; edge < ends_.size(); ++edge) {
            if (gone_[edge]) continue;
            at_[next[ends_[edge].first]++] = edge;
            at_[next[ends_[edge].second]++] = edge;
        }
    }

    void drop(std::uint32_t edge) {
        gone_[edge] = true;
        core_.contracted.push_back(edge);
    }

    void look_at(std::uint32_t vertex) {
        if (degree_[vertex] == 1 || degree_[vertex] == 2) next_.push_back(vertex);
    }

    [[nodiscard]] std::uint32_t edge_now(std::uint32_t edge) {
        while (merged_into_[edge] != edge) {
            merged_into_[edge] = merged_into_[merged_into_[edge]];
            edge = merged_into_[edge];
        }
        return edge;
    }

    [[nodiscard]] std::uint32_t other_end(std::uint32_t edge, std::uint32_t vertex) const {
        return ends_[edge].first == vertex ? ends_[edge].second : ends_[edge].first;
    }

    void reduce(std::uint32_t vertex, std::uint32_t round) {
        if (degree_[vertex] == 0 || degree_[vertex] > 2) return;
        if (busy_in_[vertex] == round) {
            next_.push_back(vertex);
            return;
        }
        std::array<std::uint32_t, 2> edges{};
        std::size_t count = 0;
        for (auto i = first_[vertex]; i < first_[vertex + 1] && count < degree_[vertex]; ++i) {
            const auto edge = edge_now(at_[i]);
            if (!gone_[edge]) edges[count++] = edge;
        }
        degree_[vertex] == 1 ? strip(vertex, edges[0], round) : join(vertex, edges, round);
        degree_[vertex] = 0;
    }

    void strip(std::uint32_t vertex, std::uint32_t edge, std::uint32_t round) {
        const auto neighbour = other_end(edge, vertex);
        drop(edge);
        --degree_[neighbour];
        busy_in_[neighbour] = round;
        look_at(neighbour);
    }

    /// One of the two edges is contracted: the one to the vertex with fewer edges costs less.
    void join(std::uint32_t vertex, std::array<std::uint32_t, 2> edges, std::uint32_t round) {
        auto far = other_end(edges[0], vertex), near = other_end(edges[1], vertex);
        if (degree_[far] < degree_[near]) {
            std::swap(far, near);
            std::swap(edges[0], edges[1]);
        }
        core_.contracted.push_back(edges[1]);
        merged_into_[edges[1]] = edges[0];
        auto& kept = ends_[edges[0]];  // stays in the direction of its segment
        (kept.first == vertex ? kept.first : kept.second) = near;
        busy_in_[far] = busy_in_[near] = round;
        if (far != near) return;
        drop(edges[0]);
        degree_[far] -= 2;
        look_at(far);
    }

    std::vector<std::uint32_t> first_, at_;  // edges at each vertex
    std::vector<std::uint32_t> degree_, busy_in_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ends_;
    std::vector<std::uint32_t> merged_into_;
    std::vector<bool> gone_;
    std::vector<std::uint32_t> now_, next_;
    RoadCore core_;
};

}  // namespace

RoadCore road_core(std::uint32_t vertex_count,
                   std::span<const std::pair<std::uint32_t, std::uint32_t>> ends) {
    return CoreMaker{vertex_count, ends}.run();
}

}  // namespace konbit
