#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/model/object_id.hpp"
#include "render/tile/label_cell.hpp"

namespace konbit {

/// Names along roads and rivers. OpenStreetMap cuts a street at every bridge and speed limit, so
/// that its pieces are too short for its name: a text may run on over pieces of the same name and
/// rule, by the straightest continuation.
class LineNames {
public:
    /// Forgets the last cell's lines.
    void clear();
    /// A line that wants its name along it; the rule lives until `make_candidates`.
    struct Line {
        const Rule& rule;
        std::string_view words;
        std::int32_t priority = 0;
        ObjectId id;
        FeatureIndex feature;
        std::span<const Location> locations;
    };
    void add(const LabelCell& cell, const Line& line);
    /// Candidates of the lines whose middles (or more, if they are long) lie in the cell.
    void make_candidates(LabelCell& cell);

private:
    struct Piece {
        const Rule* rule = nullptr;
        std::string words;
        std::int32_t priority = 0;
        std::uint64_t group = 0;
        ObjectId id;
        FeatureIndex feature;
        std::uint32_t begin = 0, end = 0;  ///< of points_
        Location ends[2];
        double length = 0;
    };
    struct End {
        std::uint64_t group = 0;
        Location at;
        std::uint32_t piece = 0;
        bool last = false;
    };
    /// A place along a piece: between its points `point` and `point` + 1.
    struct Spot {
        PixelPoint at;
        std::uint32_t point = 0;
    };
    /// A stretch of line through a spot, which is at distance `before` from its first point.
    struct Stretch {
        std::vector<PixelPoint> points;
        double before = 0, after = 0;
    };

    [[nodiscard]] std::span<const End> ends_at(std::uint64_t group, Location at) const;
    [[nodiscard]] bool leaves_it_to_a_neighbour(std::uint32_t piece) const;
    [[nodiscard]] const End* continuation(std::uint32_t piece, bool at_last,
                                          std::span<const std::uint32_t> used) const;
    [[nodiscard]] PixelPoint inner_point(const End& end) const;
    double run_on(std::uint32_t piece, const Spot& from, bool forward, double wanted,
                  std::vector<std::uint32_t>& used, std::vector<PixelPoint>& into) const;
    [[nodiscard]] Stretch stretch_through(std::uint32_t piece, const Spot& spot,
                                          double wanted) const;
    void make_candidates_of(LabelCell& cell, std::uint32_t piece);
    void make_candidate(LabelCell& cell, std::uint32_t piece, const Spot& spot, std::uint64_t nth,
                        const std::shared_ptr<const ShapedText>& text);

    std::vector<Piece> pieces_;
    std::vector<PixelPoint> points_;
    std::vector<End> ends_;
};

}  // namespace konbit
