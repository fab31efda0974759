#include "render/tile/coast_closer.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "render/canvas/path.hpp"

namespace konbit {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// For each line the one that goes on from it. Mapped lines have precedence over guesses.
std::vector<std::size_t> followers(std::span<const CoastLine> lines) {
    std::multimap<Location, std::size_t> beginning;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].first.valid()) beginning.emplace(lines[i].first, i);
    }
    std::vector<std::size_t> next(lines.size(), kNone);
    for (const auto kind :
         {CoastLine::Kind::mapped, CoastLine::Kind::bridge, CoastLine::Kind::ray}) {
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (lines[i].kind != kind || !lines[i].last.valid()) continue;
            const auto [from, to] = beginning.equal_range(lines[i].last);
            auto best = from;
            for (auto it = from; it != to; ++it) {
                if (lines[it->second].kind < lines[best->second].kind) best = it;
            }
            if (best == to) continue;
            next[i] = best->second;
            beginning.erase(best);
        }
    }
    return next;
}

void append(std::vector<PixelPoint>& points, const CoastLine& line) {
    const bool joins = !points.empty() &&
                       std::abs(points.back().x - line.points.front().x) < 1e-6 &&
                       std::abs(points.back().y - line.points.front().y) < 1e-6;
    points.insert(points.end(), line.points.begin() + (joins ? 1 : 0), line.points.end());
}

/// The part of a segment in the frame, as the parameters where it enters and leaves.
std::optional<std::pair<double, double>> clip_segment(PixelPoint a, PixelPoint b,
                                                      const CoastFrame& frame) {
    double enter = 0;
    double leave = 1;
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const auto cut = [&](double p, double q) {
        if (p == 0) return q >= 0;
        const double r = q / p;
        if (p < 0) {
            enter = std::max(enter, r);
        } else {
            leave = std::min(leave, r);
        }
        return enter < leave;
    };
    if (cut(-dx, a.x - frame.left) && cut(dx, frame.right - a.x) && cut(-dy, a.y - frame.top) &&
        cut(dy, frame.bottom - a.y)) {
        return std::pair{enter, leave};
    }
    return std::nullopt;
}

/// A place where a line crosses the edge, exactly on it.
PixelPoint snapped(PixelPoint at, const CoastFrame& frame) {
    constexpr double kRounding_px = 1e-3;
    if (std::abs(at.x - frame.left) < kRounding_px) at.x = frame.left;
    if (std::abs(at.x - frame.right) < kRounding_px) at.x = frame.right;
    if (std::abs(at.y - frame.top) < kRounding_px) at.y = frame.top;
    if (std::abs(at.y - frame.bottom) < kRounding_px) at.y = frame.bottom;
    return at;
}

/// Where on the frame's edge a point lies, clockwise from the upper left corner.
double along_edge(PixelPoint at, const CoastFrame& frame) {
    const double width = frame.right - frame.left;
    const double height = frame.bottom - frame.top;
    const double to_left = std::abs(at.x - frame.left);
    const double to_right = std::abs(at.x - frame.right);
    const double to_top = std::abs(at.y - frame.top);
    const double to_bottom = std::abs(at.y - frame.bottom);
    const double nearest = std::min({to_left, to_right, to_top, to_bottom});
    if (nearest == to_top) return std::clamp(at.x - frame.left, 0.0, width);
    if (nearest == to_right) return width + std::clamp(at.y - frame.top, 0.0, height);
    if (nearest == to_bottom) {
        return width + height + std::clamp(frame.right - at.x, 0.0, width);
    }
    return 2 * width + height + std::clamp(frame.bottom - at.y, 0.0, height);
}

/// The corners passed on the way clockwise from one place of the edge to another.
void add_corners(double from, double to, const CoastFrame& frame, Path& into) {
    const double width = frame.right - frame.left;
    const double height = frame.bottom - frame.top;
    const double around = 2 * (width + height);
    if (to < from) to += around;
    const std::pair<double, PixelPoint> corners[] = {
        {0, {frame.left, frame.top}},
        {width, {frame.right, frame.top}},
        {width + height, {frame.right, frame.bottom}},
        {2 * width + height, {frame.left, frame.bottom}}};
    for (const double turn : {0.0, around}) {
        for (const auto& [at, corner] : corners) {
            if (at + turn > from && at + turn < to) into.add(corner);
        }
    }
}

struct EdgeEvent {
    double at = 0;
    bool is_start = false;
    std::size_t part = 0;
    bool operator<(const EdgeEvent& other) const noexcept {
        if (at != other.at) return at < other.at;
        if (is_start != other.is_start) return other.is_start;
        return part < other.part;
    }
};

/// For each open part the one whose beginning follows its end clockwise, paired as brackets are,
/// so that contradictory coasts still close.
std::vector<std::size_t> pair_along_edge(std::vector<EdgeEvent> events, std::size_t parts) {
    std::sort(events.begin(), events.end());
    std::vector<std::size_t> next(parts, kNone);
    std::vector<bool> begun(parts, false);
    std::vector<std::size_t> open;
    for (int turn = 0; turn < 2; ++turn) {
        for (const EdgeEvent& event : events) {
            if (!event.is_start) {
                if (turn == 0) open.push_back(event.part);
            } else if (!begun[event.part] && !open.empty()) {
                next[open.back()] = event.part;
                begun[event.part] = true;
                open.pop_back();
            }
        }
    }
    return next;
}

/// Closes the open parts of `cut` into rings of water.
void close_parts(const Path& cut, const CoastFrame& frame, Path& water) {
    std::vector<EdgeEvent> events;
    std::vector<std::pair<double, double>> ends(cut.parts.size());
    for (std::size_t i = 0; i < cut.parts.size(); ++i) {
        const auto points = cut.part(cut.parts[i]);
        ends[i] = {along_edge(points.front(), frame), along_edge(points.back(), frame)};
        events.push_back({ends[i].first, true, i});
        events.push_back({ends[i].second, false, i});
    }
    const auto next = pair_along_edge(std::move(events), cut.parts.size());
    std::vector<bool> done(cut.parts.size(), false);
    for (std::size_t first = 0; first < cut.parts.size(); ++first) {
        if (done[first]) continue;
        water.begin_part();
        for (std::size_t i = first; i != kNone && !done[i]; i = next[i]) {
            done[i] = true;
            for (const PixelPoint& at : cut.part(cut.parts[i])) water.add(at);
            if (next[i] != kNone) add_corners(ends[i].second, ends[next[i]].first, frame, water);
        }
        water.close_part();
    }
}

int winding(const Path& rings, std::size_t parts, PixelPoint at) noexcept {
    int turns = 0;
    for (std::size_t part = 0; part < parts; ++part) {
        const auto ring = rings.part(rings.parts[part]);
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            const PixelPoint a = ring[j];
            const PixelPoint b = ring[i];
            if ((a.y <= at.y) == (b.y <= at.y)) continue;
            const double x = a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x);
            if (x > at.x) turns += a.y <= at.y ? 1 : -1;
        }
    }
    return turns;
}

void add_rectangle(const CoastFrame& frame, Path& water) {
    water.begin_part();
    water.add({frame.left, frame.top});
    water.add({frame.right, frame.top});
    water.add({frame.right, frame.bottom});
    water.add({frame.left, frame.bottom});
    water.close_part();
}

bool inside(const CoastChain& chain, const CoastFrame& frame) {
    return std::all_of(chain.points.begin(), chain.points.end(),
                       [&](PixelPoint at) { return frame.contains(at); });
}

/// A ring that reaches out of the frame, begun at a place outside.
std::vector<PixelPoint> begun_outside(const CoastChain& ring, const CoastFrame& frame) {
    auto points = ring.points;
    if (points.size() > 1 && points.front() == points.back()) points.pop_back();
    const auto outside = std::find_if(points.begin(), points.end(),
                                      [&](PixelPoint at) { return !frame.contains(at); });
    std::rotate(points.begin(), outside, points.end());
    points.push_back(points.front());
    return points;
}

bool ends_on_edge(std::span<const PixelPoint> part, const CoastFrame& frame) {
    return part.size() >= 2 && !frame.contains(part.front()) && !frame.contains(part.back());
}

}  // namespace

std::vector<CoastChain> join_coast(std::span<const CoastLine> lines) {
    const auto next = followers(lines);
    std::vector<bool> has_previous(lines.size(), false);
    for (const std::size_t follower : next) {
        if (follower != kNone) has_previous[follower] = true;
    }
    std::vector<bool> used(lines.size(), false);
    std::vector<CoastChain> chains;
    const auto follow = [&](std::size_t first) {
        CoastChain chain;
        std::size_t last = first;
        for (std::size_t i = first; i != kNone && !used[i]; i = next[i]) {
            used[i] = true;
            append(chain.points, lines[i]);
            last = i;
        }
        chain.closed = next[last] == first;
        chain.from_nowhere = !chain.closed && lines[first].first.valid();
        chain.to_nowhere = !chain.closed && lines[last].last.valid();
        chains.push_back(std::move(chain));
    };
    const auto is_guess = [&](std::size_t i) { return lines[i].kind != CoastLine::Kind::mapped; };
    for (std::size_t i = 0; i < lines.size(); ++i) {
        // A guess that found nothing to hold on to is none.
        if (is_guess(i) && !has_previous[i] && next[i] == kNone) used[i] = true;
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!used[i] && !has_previous[i]) follow(i);
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!used[i]) follow(i);
    }
    return chains;
}

void clip_coast(std::span<const PixelPoint> points, const CoastFrame& frame, Path& into) {
    bool open = false;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const PixelPoint a = points[i - 1];
        const PixelPoint b = points[i];
        const auto cut = clip_segment(a, b, frame);
        if (!cut) {
            open = false;
            continue;
        }
        const auto at = [&](double t) {
            return snapped({a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}, frame);
        };
        if (!open || cut->first > 0) {
            into.begin_part();
            into.add(at(cut->first));
        }
        into.add(cut->second < 1 ? at(cut->second) : b);
        open = cut->second >= 1;
    }
}

void close_coast(std::span<const CoastChain> chains, const CoastFrame& frame,
                 bool background_is_water, Path& water) {
    Path cut;
    std::vector<const CoastChain*> rings;
    for (const CoastChain& chain : chains) {
        if (chain.closed && inside(chain, frame)) {
            rings.push_back(&chain);
        } else {
            clip_coast(chain.closed ? begun_outside(chain, frame) : chain.points, frame, cut);
        }
    }
    // What still ends inside (no way out was found for it) says nothing of sides.
    std::erase_if(cut.parts,
                  [&](const Path::Part& part) { return !ends_on_edge(cut.part(part), frame); });
    Path open;
    if (!cut.parts.empty()) {
        close_parts(cut, frame, open);
    } else if (background_is_water) {
        add_rectangle(frame, open);
    }
    const std::size_t open_parts = open.parts.size();
    for (const CoastChain* ring : rings) {
        const bool island = doubled_area(ring->points) < 0;
        if (island && winding(open, open_parts, ring->points.front()) <= 0) continue;
        open.begin_part();
        for (const PixelPoint& at : ring->points) open.add(at);
        open.close_part();
    }
    for (const Path::Part& part : open.parts) {
        water.begin_part();
        for (const PixelPoint& at : open.part(part)) water.add(at);
        water.close_part();
    }
}

}  // namespace konbit
