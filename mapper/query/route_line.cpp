#include "mapper/query/route_line.hpp"

#include <cmath>

#include "mapper/model/geodesy.hpp"

namespace konbit {

namespace {

constexpr double kMs = 1e-3;
constexpr double kTouch_m = 0.05;

Location between(Location a, Location b, double fraction) {
    const auto mix = [&](std::int32_t from, std::int32_t to) {
        return static_cast<std::int32_t>(std::lround(from + (double{1} * to - from) * fraction));
    };
    return {mix(a.lon_e7, b.lon_e7), mix(a.lat_e7, b.lat_e7)};
}

/// The part of a line between two fractions of its length.
std::vector<Location> part_of(const std::vector<Location>& line, double from, double to) {
    if (from <= 0 && to >= 1) return line;
    std::vector<double> at{0};
    for (std::size_t i = 1; i < line.size(); ++i)
        at.push_back(at.back() + distance_m(line[i - 1], line[i]));
    const double length = at.back();
    const auto place = [&](double fraction) {
        const double wanted = fraction * length;
        std::size_t i = 1;
        while (i + 1 < at.size() && at[i] < wanted) ++i;
        const double step = at[i] - at[i - 1];
        return between(line[i - 1], line[i],
                       step > 0 ? std::clamp((wanted - at[i - 1]) / step, 0.0, 1.0) : 0.0);
    };
    std::vector<Location> part{place(from)};
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (at[i] > from * length && at[i] < to * length && line[i] != part.back())
            part.push_back(line[i]);
    }
    part.push_back(place(to));
    return part;
}

/// What it takes from one fraction of a path's first segment to another of its last.
double cost_s(const RoadMetric& metric, std::vector<DirectedSegment> segments, double from,
              double to) {
    const auto cost = metric.cost_of(RoadPath{.duration_ms = 0,
                                              .distance_m = 0,
                                              .segments = std::move(segments),
                                              .first_fraction = from,
                                              .last_fraction = to});
    return cost < kNoWay ? cost * kMs : 0;
}

class LineMaker {
public:
    explicit LineMaker(const RoadMetric& metric) : metric_{metric} {}

    void add(const RoadPath& path) {
        const auto first = line_.pieces.size();
        const auto [begin, end] = travelled(path);
        for (auto i = begin; i < end; ++i) add_piece(path, i);
        settle(path, first);
    }
    [[nodiscard]] RouteLine take() { return std::move(line_); }

private:
    /// A place at a junction may lie on a road that the way only touches: no step for that.
    [[nodiscard]] std::pair<std::size_t, std::size_t> travelled(const RoadPath& path) const {
        std::size_t begin = 0, end = path.segments.size();
        const auto length_m = [&](std::size_t i) {
            return metric_.network().segments()[path.segments[i].segment().value].length_m();
        };
        if (end > 1 && length_m(0) * (1 - path.first_fraction) < kTouch_m) ++begin;
        if (end - begin > 1 && length_m(end - 1) * path.last_fraction < kTouch_m) --end;
        return {begin, end};
    }

    void add_piece(const RoadPath& path, std::size_t i) {
        RoutePiece piece{.directed = path.segments[i], .leg = line_.legs.size()};
        if (i == 0) piece.from = path.first_fraction;
        if (i + 1 == path.segments.size()) piece.to = path.last_fraction;
        const auto part = std::max(0.0, piece.to - piece.from);
        const auto& segment = metric_.network().segments()[piece.directed.segment().value];
        piece.distance_m = segment.length_m() * part;
        if (line_.pieces.empty() || line_.pieces.back().leg != piece.leg) {
            piece.duration_s = cost_s(metric_, {piece.directed}, piece.from, piece.to);
        } else {
            const auto& before = line_.pieces.back();
            piece.duration_s =
                cost_s(metric_, {before.directed, piece.directed}, before.from, piece.to) -
                cost_s(metric_, {before.directed}, before.from, 1);
        }
        add_shape(piece);
        line_.pieces.push_back(piece);
    }

    void add_shape(RoutePiece& piece) {
        metric_.network().read_shape(piece.directed.segment(), scratch_);
        if (piece.directed.against()) std::reverse(scratch_.begin(), scratch_.end());
        const auto part = part_of(scratch_, piece.from, piece.to);
        auto& shape = line_.shape;
        if (shape.empty() || shape.back() != part.front()) shape.push_back(part.front());
        piece.shape_begin = shape.size() - 1;
        shape.insert(shape.end(), part.begin() + 1, part.end());
    }

    /// What rounding left goes to the last piece, so that the parts add up to the whole.
    void settle(const RoadPath& path, std::size_t first) {
        RouteLeg leg{.distance_m = 0, .duration_s = path.duration_ms * kMs};
        double told_s = 0;
        for (auto i = first; i < line_.pieces.size(); ++i) {
            leg.distance_m += line_.pieces[i].distance_m;
            told_s += line_.pieces[i].duration_s;
        }
        if (first < line_.pieces.size()) {
            auto& last = line_.pieces.back().duration_s;
            last = std::max(0.0, last + leg.duration_s - told_s);
        }
        line_.legs.push_back(leg);
    }

    const RoadMetric& metric_;
    RouteLine line_;
    std::vector<Location> scratch_;
};

}  // namespace

const Tags& WayTags::of(ObjectId way) {
    const auto [at, fresh] = tags_.try_emplace(way);
    if (fresh) {
        if (const auto feature = base_.find_feature(way)) feature->read_tags(at->second);
    }
    return at->second;
}

const Tags& WayTags::of(SegmentId segment) {
    return of(network_.object_of(segment));
}

double RouteLine::distance_m() const noexcept {
    double sum = 0;
    for (const auto& leg : legs) sum += leg.distance_m;
    return sum;
}

double RouteLine::duration_s() const noexcept {
    double sum = 0;
    for (const auto& leg : legs) sum += leg.duration_s;
    return sum;
}

RouteLine line_of(const RoadMetric& metric, std::span<const RoadPath> legs) {
    LineMaker maker{metric};
    for (const auto& leg : legs) maker.add(leg);
    return maker.take();
}

VertexId vertex_before(const RoadNetwork& network, DirectedSegment directed) {
    const auto& segment = network.segments()[directed.segment().value];
    return {directed.against() ? segment.head : segment.tail};
}

VertexId vertex_behind(const RoadNetwork& network, DirectedSegment directed) {
    return vertex_before(network, directed.reversed());
}

}  // namespace konbit
