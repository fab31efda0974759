#include "render/tile/line_names.hpp"

#include <cmath>
#include <numbers>
#include <tuple>

#include "render/tile/text_line.hpp"

namespace konbit {

namespace {

constexpr double kMostTurnAtAnEnd = 70 * std::numbers::pi / 180;
constexpr double kLeastSlide_em = 5;
/// Beside its text, in parts of the text's width.
constexpr double kShort = 0.6;
constexpr std::size_t kMostPiecesOfAStretch = 64;
/// How far a text may reach beyond the end of its line, in parts of its width.
constexpr double kOverhang = 0.06;

double distance(PixelPoint a, PixelPoint b) noexcept {
    const double x = b.x - a.x;
    const double y = b.y - a.y;
    return std::sqrt(x * x + y * y);  // hypot would guard against overflow, slowly
}

/// The angle by which going from a over b to c turns, 0 … π.
double turn_at(PixelPoint a, PixelPoint b, PixelPoint c) noexcept {
    const double in = std::atan2(b.y - a.y, b.x - a.x);
    const double out = std::atan2(c.y - b.y, c.x - b.x);
    return std::abs(std::remainder(out - in, 2 * std::numbers::pi));
}

auto key_of(std::uint64_t group, Location at) noexcept {
    return std::tuple{group, at.lon_e7, at.lat_e7};
}

}  // namespace

void LineNames::clear() {
    pieces_.clear();
    points_.clear();
    ends_.clear();
}

void LineNames::add(const LabelCell& cell, const Line& line) {
    if (line.locations.size() < 2) return;
    Piece piece{.rule = &line.rule,
                .words = std::string{line.words},
                .priority = line.priority,
                .group = repeat_group(line.words, line.rule.name),
                .id = line.id,
                .feature = line.feature,
                .begin = static_cast<std::uint32_t>(points_.size()),
                .ends = {line.locations.front(), line.locations.back()}};
    for (const auto& at : line.locations) {
        auto point = cell.pixels(at);
        if (points_.size() > piece.begin) {
            const double step = distance(points_.back(), point);
            if (step == 0) continue;
            piece.length += step;
        }
        points_.push_back(point);
    }
    piece.end = static_cast<std::uint32_t>(points_.size());
    if (piece.end - piece.begin < 2) {
        points_.resize(piece.begin);
        return;
    }
    pieces_.push_back(std::move(piece));
}

void LineNames::make_candidates(LabelCell& cell) {
    ends_.reserve(2 * pieces_.size());
    for (std::uint32_t i = 0; i < pieces_.size(); ++i) {
        ends_.push_back({pieces_[i].group, pieces_[i].ends[0], i, false});
        ends_.push_back({pieces_[i].group, pieces_[i].ends[1], i, true});
    }
    std::sort(ends_.begin(), ends_.end(), [this](const End& a, const End& b) {
        return std::tuple{key_of(a.group, a.at), pieces_[a.piece].id, a.last} <
               std::tuple{key_of(b.group, b.at), pieces_[b.piece].id, b.last};
    });
    for (std::uint32_t i = 0; i < pieces_.size(); ++i) make_candidates_of(cell, i);
}

std::span<const LineNames::End> LineNames::ends_at(std::uint64_t group, Location at) const {
    const auto key = key_of(group, at);
    const auto first =
        std::lower_bound(ends_.begin(), ends_.end(), key,
                         [](const End& e, const auto& k) { return key_of(e.group, e.at) < k; });
    auto last = first;
    while (last != ends_.end() && key_of(last->group, last->at) == key) ++last;
    return {first, last};
}

/// Of pieces that join, the short ones leave the name to the longest: fewer candidates, the same
/// names.
bool LineNames::leaves_it_to_a_neighbour(std::uint32_t piece) const {
    const auto& mine = pieces_[piece];
    for (const auto& at : mine.ends) {
        for (const auto& end : ends_at(mine.group, at)) {
            const auto& other = pieces_[end.piece];
            if (end.piece == piece) continue;
            if (other.length > mine.length) return true;
            if (other.length == mine.length && other.id < mine.id) return true;
        }
    }
    return false;
}

/// The second point from that end.
PixelPoint LineNames::inner_point(const End& end) const {
    const auto& piece = pieces_[end.piece];
    return end.last ? points_[piece.end - 2] : points_[piece.begin + 1];
}

const LineNames::End* LineNames::continuation(std::uint32_t piece, bool at_last,
                                              std::span<const std::uint32_t> used) const {
    const auto& mine = pieces_[piece];
    const auto from = inner_point({mine.group, {}, piece, at_last});
    const auto corner = at_last ? points_[mine.end - 1] : points_[mine.begin];
    const End* best = nullptr;
    double least = kMostTurnAtAnEnd;
    for (const auto& end : ends_at(mine.group, mine.ends[at_last ? 1 : 0])) {
        if (std::find(used.begin(), used.end(), end.piece) != used.end()) continue;
        const double turn = turn_at(from, corner, inner_point(end));
        if (turn >= least) continue;
        least = turn;
        best = &end;
    }
    return best;
}

/// Appends the points that follow the spot, until `wanted` pixels are there or the line ends; how
/// many pixels there are.
double LineNames::run_on(std::uint32_t piece, const Spot& from, bool forward, double wanted,
                         std::vector<std::uint32_t>& used, std::vector<PixelPoint>& into) const {
    double length = 0;
    auto last = from.at;
    std::int64_t next = forward ? from.point + 1 : from.point;
    while (true) {
        const auto& p = pieces_[piece];
        for (; length < wanted && next >= p.begin && next < p.end; next += forward ? 1 : -1) {
            const auto& point = points_[static_cast<std::size_t>(next)];
            length += distance(last, point);
            into.push_back(last = point);
        }
        if (length >= wanted || used.size() >= kMostPiecesOfAStretch) return length;
        const auto* onward = continuation(piece, forward, used);
        if (onward == nullptr) return length;
        piece = onward->piece;
        used.push_back(piece);
        forward = !onward->last;
        next =
            forward ? std::int64_t{pieces_[piece].begin} + 1 : std::int64_t{pieces_[piece].end} - 2;
    }
}

LineNames::Stretch LineNames::stretch_through(std::uint32_t piece, const Spot& spot,
                                              double wanted) const {
    std::vector<std::uint32_t> used{piece};
    Stretch out;
    out.before = run_on(piece, spot, false, wanted, used, out.points);
    std::reverse(out.points.begin(), out.points.end());
    out.points.push_back(spot.at);
    out.after = run_on(piece, spot, true, wanted, used, out.points);
    return out;
}

void LineNames::make_candidates_of(LabelCell& cell, std::uint32_t piece) {
    const auto& p = pieces_[piece];
    const auto& paint = *p.rule->text;
    const double repeat = std::max(paint.repeat_px * cell.ratio(), 64 * cell.ratio());
    const auto count = static_cast<std::uint64_t>(std::max(1.0, std::floor(p.length / repeat)));
    const double step = p.length / static_cast<double>(count);
    double want = step / 2;
    double walked = 0;
    std::uint64_t nth = 0;
    std::shared_ptr<const ShapedText> text;
    for (auto i = p.begin; i + 1 < p.end && nth < count; ++i) {
        const double length = distance(points_[i], points_[i + 1]);
        for (; nth < count && want <= walked + length; ++nth, want += step) {
            const double t = (want - walked) / length;
            const Spot spot{{points_[i].x + t * (points_[i + 1].x - points_[i].x),
                             points_[i].y + t * (points_[i + 1].y - points_[i].y)},
                            i};
            if (!cell.holds(spot.at)) continue;
            if (!text) {
                text = cell.shape(p.words, paint, false);
                if (!text) return;
                const bool is_short = p.length < kShort * static_cast<double>(text->width_px());
                if (is_short && leaves_it_to_a_neighbour(piece)) return;
            }
            make_candidate(cell, piece, spot, nth, text);
        }
        walked += length;
    }
}

void LineNames::make_candidate(LabelCell& cell, std::uint32_t piece, const Spot& spot,
                               std::uint64_t nth, const std::shared_ptr<const ShapedText>& text) {
    const auto& p = pieces_[piece];
    const auto& paint = *p.rule->text;
    const double width = static_cast<double>(text->width_px());
    const double size = cell.text_size(paint);
    const double limit = cell.reach() - size;
    const double slide = std::max(width, kLeastSlide_em * size);
    const auto stretch =
        stretch_through(piece, spot, std::min(limit, width / 2 + 1.5 * slide + size));
    const double overhang = kOverhang * width;
    const double lowest = std::max(-stretch.before, -limit) + width / 2 - overhang;
    const double highest = std::min(stretch.after, limit) - width / 2 + overhang;
    if (lowest > highest) return;
    LabelCandidate candidate;
    const double first = std::clamp(0.0, lowest, highest);
    const auto try_at = [&](double middle) {
        if (middle < lowest || middle > highest) return;
        auto place = place_along(stretch.points, stretch.before + middle, width, size);
        if (place) candidate.places.push_back(*std::move(place));
    };
    for (const double shift : {0.0, 0.3, -0.3, 0.6, -0.6, 1.0, -1.0, 1.5, -1.5}) {
        try_at(first + shift * slide);
    }
    // A short line has room for little more than its name: then as far as it goes.
    if (highest - first < 0.3 * slide && highest > first) try_at(highest);
    if (first - lowest < 0.3 * slide && lowest < first) try_at(lowest);
    if (candidate.places.empty()) return;
    candidate.priority = p.priority;
    candidate.order = label_order(16 * std::log2(p.length + 1), p.id, nth);
    candidate.repeat_group = p.group;
    candidate.repeat_px = static_cast<float>(paint.repeat_px * cell.ratio());
    candidate.anchor = spot.at;
    candidate.text = text;
    candidate.text_paint = &paint;
    candidate.feature = cell.in_full_map(p.id, p.feature);
    cell.into.push_back(std::move(candidate));
}

}  // namespace konbit
