// Rings around the marked cells of a grid.
#include <algorithm>
#include <numeric>

#include "mapper/query/reach_outline.hpp"

namespace konbit {
namespace {

/// Cells side by side in a row, [begin, end).
struct Run {
    std::int64_t begin = 0, end = 0;
};

enum Heading : std::uint8_t { east, north, west, south };
constexpr std::int64_t kStepX[]{1, 0, -1, 0};
constexpr std::int64_t kStepY[]{0, 1, 0, -1};

struct Corner {
    std::int64_t x = 0, y = 0;
    bool operator==(const Corner&) const = default;
};

}  // namespace

/// Follows the outlines. Between the middles of four cells lies a square; a ring enters it over one
/// side with what is inside on its left, and leaves it over another.
class OutlineTracer {
public:
    explicit OutlineTracer(const Roadside& grid)
        : grid_{grid},
          seen_(grid.cells_.size(), 0),
          runs_at_(static_cast<std::size_t>(grid.rows_) + 1) {}

    Geometry trace() {
        find_runs();
        join_runs();
        for (std::int64_t row = 0; row < grid_.rows_; ++row) {
            for (auto i = runs_at_[index(row)]; i < runs_at_[index(row) + 1]; ++i)
                trace_above(row, i);
        }
        return put_together();
    }

private:
    struct TracedRing {
        std::size_t polygon = 0;
        bool outer = true;
        std::vector<Location> at;
    };

    static std::size_t index(std::int64_t row) { return static_cast<std::size_t>(row); }

    // ---- which cells hang together, over their sides

    void find_runs() {
        for (std::int64_t row = 0; row < grid_.rows_; ++row) {
            runs_at_[index(row)] = runs_.size();
            for (std::int64_t column = 0; column < grid_.columns_; ++column) {
                if (!grid_.marked(column, row)) {
                    if (grid_.cells_[index(row) * grid_.words_ + index(column) / 64] == 0)
                        column |= 63;
                    continue;
                }
                const auto begin = column;
                while (grid_.marked(column, row)) ++column;
                runs_.push_back({begin, column});
            }
        }
        runs_at_.back() = runs_.size();
    }

    void join_runs() {
        joined_.resize(runs_.size());
        std::iota(joined_.begin(), joined_.end(), std::size_t{0});
        for (std::int64_t row = 1; row < grid_.rows_; ++row) {
            auto below = runs_at_[index(row) - 1];
            for (auto i = runs_at_[index(row)]; i < runs_at_[index(row) + 1]; ++i) {
                while (below < runs_at_[index(row)] && runs_[below].end <= runs_[i].begin) ++below;
                for (auto j = below; j < runs_at_[index(row)] && runs_[j].begin < runs_[i].end; ++j)
                    joined_[root(j)] = root(i);
            }
        }
    }
    std::size_t root(std::size_t run) {
        while (joined_[run] != run) run = joined_[run] = joined_[joined_[run]];
        return run;
    }

    // ---- rings

    /// Every ring goes west above some cell that has none above it.
    void trace_above(std::int64_t row, std::size_t run) {
        for (auto column = runs_[run].begin; column < runs_[run].end; ++column) {
            if (grid_.marked(column, row + 1) || seen(column, row)) continue;
            auto ring = trace_ring(column, row);
            ring.polygon = root(run);
            rings_.push_back(std::move(ring));
        }
    }
    bool seen(std::int64_t column, std::int64_t row) const {
        return (seen_[index(row) * grid_.words_ + index(column) / 64] >> (column % 64) & 1) != 0;
    }
    void see(std::int64_t column, std::int64_t row) {
        seen_[index(row) * grid_.words_ + index(column) / 64] |= std::uint64_t{1} << (column % 64);
    }

    TracedRing trace_ring(std::int64_t column, std::int64_t row) {
        corners_.clear();
        auto heading = west;
        std::int64_t x = column - 1,
                     y = row;  // the square between the middles, by its south-west cell
        do {
            if (heading == west) see(x + 1, y);
            add_corner(entry(x, y, heading));
            heading = turned(x, y, heading);
            x += kStepX[heading];
            y += kStepY[heading];
        } while (heading != west || x != column - 1 || y != row);
        return finished();
    }

    /// The middle of the side over which one enters, in halves of cells.
    static Corner entry(std::int64_t x, std::int64_t y, Heading heading) {
        switch (heading) {
            case east:
                return {2 * x + 1, 2 * y + 2};
            case north:
                return {2 * x + 2, 2 * y + 1};
            case west:
                return {2 * x + 3, 2 * y + 2};
            case south:
                return {2 * x + 2, 2 * y + 3};
        }
        return {};
    }

    /// The near left cell is inside, the near right one is not; the far ones decide. Where two
    /// inside meet at a corner only, they are kept apart.
    [[nodiscard]] Heading turned(std::int64_t x, std::int64_t y, Heading heading) const {
        const bool sw = grid_.marked(x, y), se = grid_.marked(x + 1, y);
        const bool nw = grid_.marked(x, y + 1), ne = grid_.marked(x + 1, y + 1);
        const bool far_left[]{ne, nw, sw, se};
        const bool far_right[]{se, ne, nw, sw};
        if (!far_left[heading]) return static_cast<Heading>((heading + 1) % 4);
        return far_right[heading] ? static_cast<Heading>((heading + 3) % 4) : heading;
    }

    void add_corner(Corner at) {
        if (corners_.size() > 1 && straight(corners_[corners_.size() - 2], corners_.back(), at))
            corners_.pop_back();
        corners_.push_back(at);
    }
    static bool straight(Corner a, Corner b, Corner c) {
        return (b.x - a.x) * (c.y - b.y) == (b.y - a.y) * (c.x - b.x);
    }

    TracedRing finished() {
        const auto first = corners_.front();
        if (straight(corners_[corners_.size() - 2], corners_.back(), first)) corners_.pop_back();
        if (straight(corners_.back(), first, corners_[1])) corners_.erase(corners_.begin());
        corners_.push_back(corners_.front());
        TracedRing ring;
        std::int64_t twice_area = 0;
        for (std::size_t i = 0; i < corners_.size(); ++i) {
            ring.at.push_back(grid_.location_of(corners_[i].x, corners_[i].y));
            if (i == 0) continue;
            twice_area += corners_[i - 1].x * corners_[i].y - corners_[i].x * corners_[i - 1].y;
        }
        ring.outer = twice_area > 0;
        return ring;
    }

    Geometry put_together() {
        std::stable_sort(rings_.begin(), rings_.end(), [](const auto& a, const auto& b) {
            return a.polygon != b.polygon ? a.polygon < b.polygon : a.outer && !b.outer;
        });
        Geometry geometry;
        if (rings_.empty()) return geometry;
        geometry.kind = GeometryKind::area;
        for (const auto& ring : rings_) {
            const auto begin = static_cast<std::uint32_t>(geometry.locations.size());
            geometry.locations.insert(geometry.locations.end(), ring.at.begin(), ring.at.end());
            geometry.rings.push_back(
                {begin, static_cast<std::uint32_t>(geometry.locations.size()), ring.outer});
        }
        return geometry;
    }

    const Roadside& grid_;
    std::vector<std::uint64_t> seen_;
    std::vector<std::size_t> runs_at_;  ///< by row, where its runs begin
    std::vector<Run> runs_;
    std::vector<std::size_t> joined_;
    std::vector<Corner> corners_;
    std::vector<TracedRing> rings_;
};

Geometry Roadside::outline() const {
    return cells_.empty() ? Geometry{} : OutlineTracer{*this}.trace();
}

}  // namespace konbit
