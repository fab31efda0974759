#include "render/label/label_placer.hpp"

#include <cmath>
#include <random>
#include <set>
#include <tuple>

namespace konbit {
namespace {

// What is shown, by order, place and where (which copy of the world).
using Shown = std::set<std::tuple<std::uint64_t, std::size_t, std::int64_t>>;

std::int64_t in_256ths(double x) {
    return std::llround(x * 256);
}

struct Scene {
    WebMercator scale;
    std::vector<LabelCandidate> candidates;
};

LabelPlace place_at(double x, double y, double width, double height) {
    LabelPlace place;
    place.boxes.push_back({x, y, x + width, y + height});
    return place;
}

LabelCandidate candidate(std::uint64_t order, PixelPoint at, double width, double height) {
    LabelCandidate made;
    made.order = order;
    made.anchor = at;
    made.places.push_back(place_at(at.x - width / 2, at.y - height / 2, width, height));
    return made;
}

LabelPlacer placer_of(const Scene& scene, std::size_t most_cells, int* cells_made = nullptr) {
    return LabelPlacer{
        scene.scale,
        [&scene, cells_made](const PixelRect& cell, std::vector<LabelCandidate>& to) {
            if (cells_made != nullptr) ++*cells_made;
            for (const auto& each : scene.candidates) {
                const auto& at = each.anchor;
                if (at.x >= static_cast<double>(cell.x) &&
                    at.x < static_cast<double>(cell.x + cell.width) &&
                    at.y >= static_cast<double>(cell.y) &&
                    at.y < static_cast<double>(cell.y + cell.height)) {
                    to.push_back(each);
                }
            }
        },
        most_cells};
}

Shown shown_in(LabelPlacer& placer, const PixelRect& rect) {
    Shown shown;
    for (const auto& label : placer.placed_in(rect)) {
        shown.emplace(label.label->order, label.place, in_256ths(label.label->anchor.x));
    }
    return shown;
}

// The definition: all of the world's candidates, the most important first, each against all that
// have a place, around the world in both directions.
class Greedy {
public:
    explicit Greedy(const Scene& scene)
        : world_px_{scene.scale.world_px()}, rim_{8 * scene.scale.ratio()} {
        for (const auto& each : scene.candidates) ranked_.push_back(&each);
        std::sort(ranked_.begin(), ranked_.end(), [](const auto* a, const auto* b) {
            return std::tuple{a->forced, a->priority, a->order} >
                   std::tuple{b->forced, b->priority, b->order};
        });
        for (const auto* each : ranked_) {
            const auto place = choose(*each);
            if (place) placed_.emplace_back(each, *place);
        }
    }
    [[nodiscard]] Shown shown_in(const PixelRect& rect) const {
        Shown shown;
        const LabelBox box{static_cast<double>(rect.x) - rim_, static_cast<double>(rect.y) - rim_,
                           static_cast<double>(rect.x + rect.width) + rim_,
                           static_cast<double>(rect.y + rect.height) + rim_};
        for (const auto& [label, place] : placed_) {
            for (int turn = -4; turn <= 4; ++turn) {
                for (const auto& own : label->places[place].boxes) {
                    if (shifted(own, turn).touches(box)) {
                        shown.emplace(label->order, place,
                                      in_256ths(label->anchor.x + turn * world_px_));
                    }
                }
            }
        }
        return shown;
    }
    [[nodiscard]] std::size_t count() const { return placed_.size(); }

private:
    [[nodiscard]] LabelBox shifted(const LabelBox& box, int turn) const {
        const double by = turn * world_px_;
        return {box.left + by, box.top, box.right + by, box.bottom};
    }
    [[nodiscard]] bool touch(const LabelPlace& a, const LabelPlace& b, int turn) const {
        for (const auto& one : a.boxes) {
            for (const auto& other : b.boxes) {
                if (one.touches(shifted(other, turn))) return true;
            }
        }
        return false;
    }
    [[nodiscard]] std::optional<std::size_t> choose(const LabelCandidate& label) const {
        if (label.forced) return 0;
        for (const auto& [other, place] : placed_) {
            for (int turn = -4; turn <= 4 && label.repeat_group != 0; ++turn) {
                if (other->repeat_group == label.repeat_group &&
                    std::hypot(other->anchor.x + turn * world_px_ - label.anchor.x,
                               other->anchor.y - label.anchor.y) < label.repeat_px) {
                    return std::nullopt;
                }
            }
        }
        for (std::size_t i = 0; i < label.places.size(); ++i) {
            bool free = true;
            for (const auto& [other, place] : placed_) {
                for (int turn = -4; turn <= 4; ++turn) {
                    free = free && !touch(label.places[i], other->places[place], turn);
                }
            }
            if (free) return i;
        }
        return std::nullopt;
    }

    double world_px_, rim_;
    std::vector<const LabelCandidate*> ranked_;
    std::vector<std::pair<const LabelCandidate*, std::size_t>> placed_;
};

// Labels, some in several places, some of several boxes, some forced, some repeated.
Scene random_scene(unsigned seed, double zoom, double ratio, int count) {
    Scene scene{WebMercator{zoom, ratio}, {}};
    std::mt19937 random{seed};
    const auto up_to = [&](double most) {
        return std::uniform_real_distribution<double>{0, most}(random);
    };
    const double world = scene.scale.world_px();
    for (int i = 0; i < count; ++i) {
        const PixelPoint at{up_to(world), up_to(world)};
        auto made = candidate(random(), at, (10 + up_to(60)) * ratio, (8 + up_to(12)) * ratio);
        made.order = (made.order << 16U) + static_cast<unsigned>(i);
        made.priority = static_cast<std::int32_t>(random() % 4);
        made.forced = random() % 40 == 0;
        if (random() % 3 == 0) {
            made.repeat_group = 1 + random() % 5;
            made.repeat_px = static_cast<float>((100 + up_to(412)) * ratio);
        }
        for (auto more = random() % 4; more > 0; --more) {
            const double dx = (up_to(240) - 120) * ratio, dy = (up_to(240) - 120) * ratio;
            made.places.push_back(
                place_at(at.x + dx, at.y + dy, up_to(100) * ratio, up_to(40) * ratio));
            if (random() % 2 == 0) {
                made.places.back().boxes.push_back(
                    {at.x + dx, at.y + dy, at.x + dx + 12 * ratio, at.y + dy + 100 * ratio});
            }
        }
        scene.candidates.push_back(std::move(made));
    }
    return scene;
}

struct Setting {
    double zoom, ratio;
    int count;
    std::size_t most_cells;
};

class LabelPlacerEqualsTheDefinition : public testing::TestWithParam<Setting> {};

TEST_P(LabelPlacerEqualsTheDefinition, InAnyRectangle) {
    const auto& [zoom, ratio, count, most_cells] = GetParam();
    for (unsigned seed = 1; seed <= 4; ++seed) {
        const auto scene = random_scene(seed, zoom, ratio, count);
        const Greedy greedy{scene};
        ASSERT_GT(greedy.count(), scene.candidates.size() / 20);
        ASSERT_LT(greedy.count(), scene.candidates.size());
        auto placer = placer_of(scene, most_cells);
        std::mt19937 random{seed + 100};
        const auto world = static_cast<int>(scene.scale.world_px());
        for (int i = 0; i < 40; ++i) {
            const PixelRect rect{static_cast<int>(random() % (2U * unsigned(world))) - world / 2,
                                 static_cast<int>(random() % unsigned(world)) - 30,
                                 1 + static_cast<int>(random() % 600),
                                 1 + static_cast<int>(random() % 600)};
            ASSERT_EQ(shown_in(placer, rect), greedy.shown_in(rect))
                << "seed " << seed << ", rectangle " << i << " at " << rect.x << ", " << rect.y
                << " of " << rect.width << " × " << rect.height;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Worlds, LabelPlacerEqualsTheDefinition,
                         testing::Values(Setting{3, 1, 900, 64}, Setting{3, 1, 300, 1},
                                         Setting{2.3, 1.5, 500, 3}, Setting{0, 1, 40, 1},
                                         Setting{1.2, 1, 120, 2}));

TEST(LabelPlacer, TheMoreImportantHasTheRoom) {
    Scene scene{WebMercator{4}, {}};
    scene.candidates.push_back(candidate(1, {1000, 1000}, 80, 20));
    scene.candidates.push_back(candidate(2, {1030, 1000}, 80, 20));
    auto placer = placer_of(scene, 64);
    const auto labels = placer.placed_in({800, 800, 400, 400});
    ASSERT_EQ(labels.size(), 1u);
    EXPECT_EQ(labels[0].label->order, 2u);
    scene.candidates[0].priority = 5;
    auto other = placer_of(scene, 64);
    EXPECT_EQ(other.placed_in({800, 800, 400, 400}).at(0).label->order, 1u);
}

TEST(LabelPlacer, ShowsTheLeastImportantFirst) {
    Scene scene{WebMercator{4}, {}};
    for (std::uint64_t i = 0; i < 5; ++i) {
        scene.candidates.push_back(
            candidate(i, {1000.0, 1000.0 + 40 * static_cast<double>(i)}, 80, 20));
        scene.candidates.back().priority = i == 2 ? 9 : 0;
    }
    std::vector<std::uint64_t> orders;
    auto placer = placer_of(scene, 64);
    for (const auto& label : placer.placed_in({800, 800, 400, 600})) {
        orders.push_back(label.label->order);
    }
    EXPECT_THAT(orders, testing::ElementsAre(0, 1, 3, 4, 2));
}

TEST(LabelPlacer, ForcedLabelsStayAndOthersKeepClear) {
    Scene scene{WebMercator{4}, {}};
    scene.candidates.push_back(candidate(1, {1000, 1000}, 80, 20));
    scene.candidates.push_back(candidate(2, {1010, 1000}, 80, 20));
    scene.candidates.push_back(candidate(3, {1020, 1000}, 80, 20));
    scene.candidates[0].forced = scene.candidates[1].forced = true;
    scene.candidates[2].priority = 100;
    scene.candidates[2].places.push_back(place_at(980, 1020, 80, 20));
    auto placer = placer_of(scene, 64);
    EXPECT_EQ(shown_in(placer, {800, 800, 400, 400}),
              (Shown{{1, 0, 256 * 1000}, {2, 0, 256 * 1010}, {3, 1, 256 * 1020}}));
}

TEST(LabelPlacer, WhatReachesTooFarIsLeftOut) {
    Scene scene{WebMercator{4}, {}};
    scene.candidates.push_back(candidate(1, {1000, 1000}, 2 * kLabelReach_px + 1, 20));
    scene.candidates.push_back(candidate(2, {1000, 1000}, 2 * kLabelReach_px, 20));
    auto placer = placer_of(scene, 64);
    EXPECT_EQ(shown_in(placer, {900, 900, 200, 200}), (Shown{{2, 0, 256 * 1000}}));
}

TEST(LabelPlacer, ALongChainIsDecided) {
    // Each overlaps the next, in rising order, all around the world: every second one has room.
    Scene scene{WebMercator{6}, {}};
    const int count = static_cast<int>(scene.scale.world_px()) / 16;
    for (int i = 0; i < count; ++i) {
        scene.candidates.push_back(
            candidate(static_cast<std::uint64_t>(i), {16.0 * i, 1000}, 24, 20));
    }
    auto placer = placer_of(scene, 8);
    const auto labels = placer.placed_in({0, 900, 64, 200});
    ASSERT_FALSE(labels.empty());
    for (const auto& label : labels) EXPECT_EQ(label.label->order % 2, (count - 1) % 2);
}

TEST(LabelPlacer, AsksFewCells) {
    const auto scene = random_scene(7, 6, 1, 20'000);
    int cells = 0;
    auto placer = placer_of(scene, 64, &cells);
    (void)placer.placed_in({8192, 8192, 512, 512});
    EXPECT_LE(cells, 49);
    EXPECT_GE(cells, 9);
}

TEST(LabelPlacer, AnErrorOfTheSourceLeavesItUsable) {
    bool fails = true;
    LabelPlacer placer{WebMercator{4}, [&](const PixelRect& cell, std::vector<LabelCandidate>& to) {
                           if (fails) throw std::runtime_error{"gone"};
                           if (cell.x == 512 && cell.y == 512) {
                               to.push_back(candidate(1, {700, 700}, 50, 20));
                           }
                       }};
    EXPECT_THROW((void)placer.placed_in({600, 600, 200, 200}), std::runtime_error);
    fails = false;
    EXPECT_EQ(placer.placed_in({600, 600, 200, 200}).size(), 1u);
}

}  // namespace
}  // namespace konbit
