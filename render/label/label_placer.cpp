#include "render/label/label_placer.hpp"

#include <algorithm>

#include "render/label/placer_cells.hpp"

namespace konbit {
namespace {

// Halos, edges and collars lie outside of the boxes; a picture shows what reaches so near to it.
constexpr double kRim_px = 8;
// Below this the copies of the world side by side would outnumber what is on them.
constexpr double kSmallestWorld_px = 64;

LabelBox moved(const LabelBox& box, double x) {
    return {box.left + x, box.top, box.right + x, box.bottom};
}
LabelBox grown_box(const LabelBox& box, double by) {
    return {box.left - by, box.top - by, box.right + by, box.bottom + by};
}

bool touches(const LabelPlace& place, const LabelBox& box, double shift) {
    return std::any_of(place.boxes.begin(), place.boxes.end(),
                       [&](const LabelBox& own) { return moved(own, shift).touches(box); });
}
bool touches(const LabelPlace& place, const LabelPlace& other, double other_shift) {
    return std::any_of(place.boxes.begin(), place.boxes.end(),
                       [&](const LabelBox& own) { return touches(other, own, other_shift); });
}
bool any_touches(const LabelPlace& place, const LabelCandidate& other, double other_shift) {
    return std::any_of(other.places.begin(), other.places.end(), [&](const LabelPlace& theirs) {
        return touches(place, theirs, other_shift);
    });
}

LabelBox around(const LabelPlace& place) {
    LabelBox all = place.boxes.front();
    for (const auto& box : place.boxes) {
        all = {std::min(all.left, box.left), std::min(all.top, box.top),
               std::max(all.right, box.right), std::max(all.bottom, box.bottom)};
    }
    return all;
}

// Something more important that may be in the way, so much further east around the world.
struct Rival {
    CandidateRef ref;
    double shift = 0;
};

// A candidate on its way to a decision. Its rivals are asked in turn: first those of its repeat
// group, then for one place after the other those that may lie there; as soon as a place is known
// to be free, or lost, the rest need not be known.
struct Undecided {
    static constexpr std::int32_t kGroup = -1;
    CandidateRef self;
    std::int32_t stage = kGroup;  // else the place looked at
    bool lost = false;            // to one that is known to be in the way
    std::vector<Rival> rivals;    // not yet decided when the stage began
    std::size_t next = 0;
};

}  // namespace

struct LabelPlacer::Impl {
    PlacerCells cells;
    double world_px;
    std::vector<Undecided> stack;  // beyond `depth` kept for their memory
    std::size_t depth = 0;

    void decide(const CandidateRef& candidate);
    void push(const CandidateRef& candidate);
    void begin_stage(Undecided& of, std::int32_t stage);
    void find_group_rivals(Undecided& of);
    void find_place_rivals(Undecided& of, bool decided);
    [[nodiscard]] std::optional<CandidateRef> advance(Undecided& of);
    [[nodiscard]] static bool in_the_way(const Undecided& of, const Rival& rival);
    [[nodiscard]] PlacedLabel placed(const CandidateRef& candidate, double shift) const;
};

// Decides by first deciding whom it depends on. Each of those ranks higher, so this ends; the
// stack is our own, since chains may be long.
void LabelPlacer::Impl::decide(const CandidateRef& candidate) {
    depth = 0;
    push(candidate);
    while (depth > 0) {
        const auto first_needed = advance(stack[depth - 1]);
        if (first_needed) {
            push(*first_needed);
        } else {
            --depth;
        }
    }
}

void LabelPlacer::Impl::push(const CandidateRef& candidate) {
    if (stack.size() == depth) stack.emplace_back();
    auto& top = stack[depth++];
    top.self = candidate;
    begin_stage(top, Undecided::kGroup);
}

// Goes on until the candidate is decided (nullopt), or somebody else must be decided before.
std::optional<CandidateRef> LabelPlacer::Impl::advance(Undecided& of) {
    while (true) {
        bool lost = of.lost;
        for (; of.next < of.rivals.size() && !lost; ++of.next) {
            const auto& rival = of.rivals[of.next];
            if (rival.ref.chosen() == PlacerCell::kOpen) return rival.ref;
            lost = in_the_way(of, rival);
        }
        const bool in_group_stage = of.stage == Undecided::kGroup;
        if (lost == in_group_stage) {
            of.self.chosen() = lost ? PlacerCell::kLeftOut : of.stage;
            return std::nullopt;
        }
        if (of.stage + 1 == static_cast<std::int32_t>(of.self->places.size())) {
            of.self.chosen() = PlacerCell::kLeftOut;
            return std::nullopt;
        }
        begin_stage(of, of.stage + 1);
    }
}

bool LabelPlacer::Impl::in_the_way(const Undecided& of, const Rival& rival) {
    const auto chosen = rival.ref.chosen();
    if (chosen < 0) return false;
    if (of.stage == Undecided::kGroup) return true;
    const auto& theirs = rival.ref->places[static_cast<std::size_t>(chosen)];
    return touches(of.self->places[static_cast<std::size_t>(of.stage)], theirs, rival.shift);
}

// Those that are decided are looked at first: mostly the place is lost to one of them already.
void LabelPlacer::Impl::begin_stage(Undecided& of, std::int32_t stage) {
    of.stage = stage;
    of.lost = false;
    of.rivals.clear();
    of.next = 0;
    if (stage == Undecided::kGroup) {
        find_group_rivals(of);
    } else {
        find_place_rivals(of, true);
        if (!of.lost) find_place_rivals(of, false);
    }
    if (of.lost) return;
    // The most important have the shortest chains.
    std::sort(of.rivals.begin(), of.rivals.end(),
              [](const Rival& a, const Rival& b) { return outranks(a.ref, b.ref); });
}

void LabelPlacer::Impl::find_group_rivals(Undecided& of) {
    if (of.self->repeat_group == 0 || !(of.self->repeat_px > 0)) return;
    const double near_px = std::min<double>(of.self->repeat_px, cells.repeat_reach_px());
    const auto at = of.self->anchor;
    cells.visit(grown_box({at.x, at.y, at.x, at.y}, near_px), [&](PlacerCell& cell, double shift) {
        const auto group = cell.by_group.find(of.self->repeat_group);
        if (group == cell.by_group.end()) return;
        for (const auto index : group->second) {
            const CandidateRef other{&cell, index};
            const double x = other->anchor.x + shift - at.x, y = other->anchor.y - at.y;
            if (other.chosen() == PlacerCell::kLeftOut || x * x + y * y >= near_px * near_px ||
                !outranks(other, of.self)) {
                continue;
            }
            of.lost = of.lost || other.chosen() >= 0;
            of.rivals.push_back({other, shift});
        }
    });
}

void LabelPlacer::Impl::find_place_rivals(Undecided& of, bool decided) {
    const auto& place = of.self->places[static_cast<std::size_t>(of.stage)];
    if (place.boxes.empty()) return;
    const LabelBox room = around(place);
    cells.visit(grown_box(room, cells.reach_px()), [&](PlacerCell& cell, double shift) {
        if (of.lost) return;
        const auto wanted = [&](std::uint32_t index) {
            const auto chosen = cell.chosen[index];
            return decided ? chosen >= 0 && !of.lost : chosen == PlacerCell::kOpen;
        };
        cell.grid.touching(moved(room, -shift), wanted, [&](std::uint32_t index) {
            const Rival rival{{&cell, index}, shift};
            if (!outranks(rival.ref, of.self)) return;
            if (decided) {
                of.lost = of.lost || in_the_way(of, rival);
            } else if (any_touches(place, *rival.ref, shift)) {
                of.rivals.push_back(rival);
            }
        });
    });
}

PlacedLabel LabelPlacer::Impl::placed(const CandidateRef& candidate, double shift) const {
    const auto place = static_cast<std::size_t>(candidate.chosen());
    if (shift == 0) {
        return {std::shared_ptr<const LabelCandidate>{candidate.cell->candidates, &*candidate},
                place};
    }
    auto copy = std::make_shared<LabelCandidate>(*candidate);
    copy->anchor.x += shift;
    for (auto& each : copy->places) {
        for (auto& box : each.boxes) box = moved(box, shift);
        each.icon_at.x += shift;
        each.text_at.x += shift;
        for (auto& point : each.baseline) point.x += shift;
    }
    return {std::move(copy), place};
}

LabelPlacer::LabelPlacer(const WebMercator& scale, Source source, std::size_t most_cells)
    : impl_{std::make_unique<Impl>(
          Impl{{scale, std::move(source), most_cells}, scale.world_px(), {}, 0})} {}
LabelPlacer::~LabelPlacer() = default;
LabelPlacer::LabelPlacer(LabelPlacer&&) noexcept = default;

std::vector<PlacedLabel> LabelPlacer::placed_in(const PixelRect& rect) {
    if (impl_->world_px < kSmallestWorld_px) return {};
    auto& cells = impl_->cells;
    const auto x = static_cast<double>(rect.x), y = static_cast<double>(rect.y);
    const LabelBox box =
        grown_box({x, y, x + rect.width, y + rect.height}, kRim_px * cells.ratio());
    struct Shown {
        CandidateRef ref;
        double shift;
    };
    std::vector<Shown> shown;
    const auto reaches = [&](const Shown& each, std::int32_t place) {
        return touches(each.ref->places[static_cast<std::size_t>(place)], box, each.shift);
    };
    cells.visit(grown_box(box, cells.reach_px()), [&](PlacerCell& cell, double shift) {
        const auto wanted = [&](std::uint32_t i) { return cell.chosen[i] != PlacerCell::kLeftOut; };
        cell.grid.touching(moved(box, -shift), wanted, [&](std::uint32_t index) {
            const Shown each{{&cell, index}, shift};
            const auto count = static_cast<std::int32_t>(each.ref->places.size());
            for (std::int32_t place = 0; place < count; ++place) {
                if (reaches(each, place)) return shown.push_back(each);
            }
        });
    });
    std::sort(shown.begin(), shown.end(), [](const Shown& a, const Shown& b) {
        return a.ref == b.ref ? a.shift < b.shift : outranks(b.ref, a.ref);
    });
    // From the most important down, so that chains are short.
    for (auto each = shown.rbegin(); each != shown.rend(); ++each) {
        if (each->ref.chosen() == PlacerCell::kOpen) impl_->decide(each->ref);
    }
    std::erase_if(shown, [&](const Shown& each) {
        return each.ref.chosen() < 0 || !reaches(each, each.ref.chosen());
    });
    std::vector<PlacedLabel> result;
    result.reserve(shown.size());
    for (const auto& each : shown) result.push_back(impl_->placed(each.ref, each.shift));
    cells.trim();
    return result;
}

}  // namespace konbit
