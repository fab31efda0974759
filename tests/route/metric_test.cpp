// Metrics in files, and on several threads.
#include "mapper/route/metric.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "mapper/route/shortest_path.hpp"
#include "tests/route/random_graphs.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;

class MetricFile : public testing::Test {
protected:
    void SetUp() override {
        fs::remove_all(folder);
        fs::create_directories(folder);
    }
    void TearDown() override { fs::remove_all(folder); }

    fs::path folder = fs::path{testing::TempDir()} / "konbit-metric-test";
    fs::path path = folder / "some.metric";
    RandomGraph drawn = RandomGraph::of_seed(8);
    std::mt19937 random{3};
    Hierarchy hierarchy =
        Hierarchy::build(drawn.node_count, random_order(drawn.node_count, random), drawn.pairs());
    LowerArcs lower{hierarchy};
    Metric metric = Metric::customize(hierarchy, drawn.on(hierarchy), 1);
};

void expect_equal(const Metric& left, const Metric& right) {
    EXPECT_EQ(left.input().up, right.input().up);
    EXPECT_EQ(left.input().down, right.input().down);
    EXPECT_EQ(left.weights().up, right.weights().up);
    EXPECT_EQ(left.weights().down, right.weights().down);
    ASSERT_EQ(left.pruned(), right.pruned());
    if (!left.pruned()) return;
    for (const auto graph : {&Metric::forward, &Metric::backward}) {
        EXPECT_EQ((left.*graph)().first, (right.*graph)().first);
        ASSERT_EQ((left.*graph)().arcs.size(), (right.*graph)().arcs.size());
        for (std::size_t i = 0; i < (left.*graph)().arcs.size(); ++i) {
            EXPECT_EQ((left.*graph)().arcs[i].head, (right.*graph)().arcs[i].head);
            EXPECT_EQ((left.*graph)().arcs[i].weight, (right.*graph)().arcs[i].weight);
        }
    }
}

TEST_F(MetricFile, ComesBackAsItWas) {
    metric.save(path, 77);
    const auto loaded = Metric::load(hierarchy, path, 77);
    ASSERT_TRUE(loaded);
    expect_equal(*loaded, metric);
}

TEST_F(MetricFile, ComesBackAfterAnUpdate) {
    const Metric::Change change{0, 1, 1};
    metric.update(std::span{&change, 1}, lower);
    metric.save(path, 77);
    const auto loaded = Metric::load(hierarchy, path, 77);
    ASSERT_TRUE(loaded);
    EXPECT_FALSE(loaded->pruned());
    expect_equal(*loaded, metric);
}

TEST_F(MetricFile, IsNotTakenForAnotherKeyOrHierarchy) {
    EXPECT_FALSE(Metric::load(hierarchy, path, 77)) << "there is no file yet";
    metric.save(path, 77);
    EXPECT_FALSE(Metric::load(hierarchy, path, 78));
    const auto other = Hierarchy::build(1, std::vector<std::uint32_t>{0}, {});
    EXPECT_FALSE(Metric::load(other, path, 77));
}

TEST_F(MetricFile, DamageIsNoticedWhereverItIs) {
    metric.save(path, 77);
    const auto size = fs::file_size(path);
    ASSERT_GT(size, 4'096u);
    for (std::uintmax_t at = 0; at < size; at += 61) {
        std::fstream file{path, std::ios::in | std::ios::out | std::ios::binary};
        file.seekg(static_cast<std::streamoff>(at));
        const auto before = file.get();
        file.seekp(static_cast<std::streamoff>(at));
        file.put(static_cast<char>(before ^ 0x41));
        file.close();
        // What lies between two sections does not count; it may load, but then unharmed.
        if (const auto loaded = Metric::load(hierarchy, path, 77)) expect_equal(*loaded, metric);
        std::fstream back{path, std::ios::in | std::ios::out | std::ios::binary};
        back.seekp(static_cast<std::streamoff>(at));
        back.put(static_cast<char>(before));
    }
    EXPECT_TRUE(Metric::load(hierarchy, path, 77));
    for (const auto shorter : {std::uintmax_t{0}, std::uintmax_t{100}, size / 2, size - 1}) {
        fs::resize_file(path, shorter);
        EXPECT_FALSE(Metric::load(hierarchy, path, 77)) << shorter;
    }
}

TEST(Metric, IsTheSameOnSeveralThreads) {
    constexpr std::uint32_t kWidth = 130;
    std::mt19937 random{11};
    RandomGraph drawn;
    drawn.node_count = kWidth * kWidth;
    std::vector<std::uint32_t> order;
    for (std::uint32_t node = 0; node < drawn.node_count; ++node) {
        const auto x = node % kWidth;
        for (const auto next : {node + 1, node + kWidth}) {
            if (next >= drawn.node_count || (next == node + 1 && x + 1 == kWidth)) continue;
            drawn.arcs.push_back({node, next, drawn.random_weight(random)});
            drawn.arcs.push_back({next, node, drawn.random_weight(random)});
        }
    }
    // Columns 43 and 86 last: three parts that know nothing of each other.
    for (const auto last : {false, true}) {
        for (std::uint32_t node = 0; node < drawn.node_count; ++node) {
            if ((node % kWidth == 43 || node % kWidth == 86) == last) order.push_back(node);
        }
    }
    const auto hierarchy = Hierarchy::build(drawn.node_count, order, drawn.pairs());
    ASSERT_GT(hierarchy.arc_count(), 50'000u) << "too small to be shared out";
    const auto alone = Metric::customize(hierarchy, drawn.on(hierarchy), 1);
    const auto together = Metric::customize(hierarchy, drawn.on(hierarchy), 4);
    expect_equal(alone, together);
}

TEST(Metric, RefusesWeightsThatDoNotFit) {
    const auto hierarchy =
        Hierarchy::build(2, std::vector<std::uint32_t>{0, 1},
                         std::vector<std::pair<std::uint32_t, std::uint32_t>>{{0, 1}});
    ASSERT_EQ(hierarchy.arc_count(), 1u);
    EXPECT_THROW(static_cast<void>(Metric::customize(hierarchy, {})), std::invalid_argument);
}

}  // namespace
}  // namespace konbit
