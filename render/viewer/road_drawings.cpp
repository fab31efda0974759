#include "render/viewer/road_drawings.hpp"

#include <algorithm>

namespace konbit {
namespace {

/// Goes along a route's shape segment by segment. The first and the last of each leg may be
/// travelled in part: their ends are no vertices of the network.
class ShapeWalk {
public:
    ShapeWalk(const RoadNetwork& network, const std::vector<Location>& shape)
        : network_{network}, shape_{shape} {}

    /// The positions in the shape from the last end to the end of this segment.
    std::pair<std::size_t, std::size_t> next(DirectedSegment segment) {
        network_.read_shape(segment.segment(), points_);
        if (segment.against()) std::reverse(points_.begin(), points_.end());
        const auto begin = at_;
        const auto last = std::min(shape_.size() - 1, at_ + points_.size() + 1);
        for (auto i = at_ + 1; i <= last; ++i) {
            if (shape_[i] != points_.back()) continue;
            at_ = i;
            return {begin, at_};
        }
        while (at_ < last &&
               std::find(points_.begin(), points_.end(), shape_[at_ + 1]) != points_.end())
            ++at_;
        at_ = std::min(last, at_ + 1);
        return {begin, at_};
    }
    [[nodiscard]] std::size_t at() const noexcept { return at_; }

private:
    const RoadNetwork& network_;
    const std::vector<Location>& shape_;
    std::vector<Location> points_;
    std::size_t at_ = 0;
};

struct SegmentState {
    bool seen = false, blocked = false;
    bool operator==(const SegmentState&) const = default;
};

SegmentState state_of(const Travel& travel, SegmentId segment) {
    const auto& metric = travel.today();
    const auto& notes = travel.conditions().notes;
    SegmentState state{.seen = !travel.conditions().event_at, .blocked = false};
    for (const auto i : metric.conditions_on(segment)) {
        const auto note = metric.conditions()[i].note;
        if (note < notes.size() && notes[note].looked_at) state.seen = true;
    }
    state.blocked = !metric.closing(segment).empty();
    return state;
}

void add_option(const Travel& travel, const RouteOption& option, bool chosen, AnswerDrawing& to) {
    for (auto& part : parts_of(travel, option)) {
        const auto seen = chosen ? AnswerLook::route : AnswerLook::alternative;
        const auto unseen = chosen ? AnswerLook::unseen : AnswerLook::unseen_alternative;
        to.add(AnswerLine{part.seen ? seen : unseen, std::move(part.line)});
    }
}

}  // namespace

std::vector<RoutePart> parts_of(const Travel& travel, const RouteOption& option) {
    std::vector<RoutePart> parts;
    if (option.shape.size() < 2) return parts;
    ShapeWalk walk{travel.network(), option.shape};
    std::optional<SegmentState> now;
    for (const auto segment : option.segments) {
        const auto state = state_of(travel, segment.segment());
        const auto [begin, end] = walk.next(segment);
        if (state != now) parts.push_back({{option.shape[begin]}, state.seen, state.blocked});
        now = state;
        for (auto i = begin + 1; i <= end; ++i) parts.back().line.push_back(option.shape[i]);
    }
    if (parts.empty()) parts.push_back({{option.shape.front()}, false, false});
    for (auto i = walk.at() + 1; i < option.shape.size(); ++i)
        parts.back().line.push_back(option.shape[i]);
    return parts;
}

std::shared_ptr<const AnswerDrawing> drawing_of(const Travel& travel, const RouteAnswer& answer,
                                                std::size_t chosen) {
    auto drawing = std::make_shared<AnswerDrawing>();
    for (std::size_t i = 0; i < answer.options.size(); ++i) {
        if (i != chosen) add_option(travel, answer.options[i], false, *drawing);
    }
    if (chosen < answer.options.size()) add_option(travel, answer.options[chosen], true, *drawing);
    if (!answer.otherwise) return drawing;
    for (auto& part : parts_of(travel, *answer.otherwise)) {
        if (!part.blocked) drawing->add(AnswerLine{AnswerLook::otherwise, std::move(part.line)});
    }
    return drawing;
}

std::shared_ptr<const AnswerDrawing> drawing_of(const ReachAnswer& answer) {
    auto drawing = std::make_shared<AnswerDrawing>();
    for (std::size_t i = answer.bands.size(); i-- > 0;) {
        // More time that reaches no further would only be darker.
        if (i > 0 && answer.bands[i].area == answer.bands[i - 1].area) continue;
        const auto from_last = answer.bands.size() - 1 - i;
        drawing->add(AnswerArea{static_cast<std::uint8_t>(std::min<std::size_t>(from_last, 2)),
                                answer.bands[i].area});
    }
    return drawing;
}

std::shared_ptr<const AnswerDrawing> drawing_of(const Travel& travel, const CutoffAnswer& answer) {
    auto drawing = std::make_shared<AnswerDrawing>();
    for (const auto segment : answer.segments) {
        AnswerLine road{AnswerLook::cut_off, {}};
        travel.network().read_shape(segment, road.line);
        drawing->add(std::move(road));
    }
    return drawing;
}

}  // namespace konbit
