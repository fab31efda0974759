// Metrics in files, and on several threads.
#include "mapper/route/metric.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "mapper/model/error.hpp"
#include "mapper/route/shortest_path.hpp"
#include "mapper/store/section_file.hpp"
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

/// A file with right sums and sizes whose content nobody made by customization.
class ForgedMetric {
public:
    ForgedMetric(const Hierarchy& hierarchy, std::uint32_t seed)
        : hierarchy_{hierarchy}, random_{seed} {}

    void write(const fs::path& path, std::uint64_t key) {
        SectionFileWriter file{{.path = path,
                                .magic = {'k', 'o', 'n', 'm', 'e', 't', 'r', 'i'},
                                .version = Metric::kFileVersion}};
        struct {
            std::uint64_t key;
            std::uint32_t ranks, arcs, pruned, reserved;
        } const header{key, hierarchy_.size(), hierarchy_.arc_count(),
                       static_cast<std::uint32_t>(random_() % 4 != 0), 0};
        file.set_user_header(std::as_bytes(std::span{&header, 1}));
        for (const char* name : {"INUP", "INDN", "WTUP", "WTDN"}) {
            std::vector<Weight> weights(hierarchy_.arc_count());
            for (auto& weight : weights) weight = random_() % 5 == 0 ? kNoWay : random_() % 9;
            append(file, name, weights);
        }
        for (const char* names : {"FWFIFWAR", "BWFIBWAR"}) {
            std::vector<std::uint32_t> first{0};
            std::vector<Metric::SearchGraph::Arc> arcs;
            for (std::uint32_t rank = 0; rank < hierarchy_.size(); ++rank) {
                for (auto left = random_() % 4; left > 0 && rank + 1 < hierarchy_.size(); --left) {
                    arcs.push_back(random_arc(rank));
                }
                first.push_back(static_cast<std::uint32_t>(arcs.size()));
            }
            append(file, names, first);
            append(file, names + 4, arcs);
        }
        file.finish();
    }

private:
    Metric::SearchGraph::Arc random_arc(std::uint32_t rank) {
        const auto above = hierarchy_.size() - rank - 1;
        return {static_cast<std::uint32_t>(rank + 1 + random_() % above),
                static_cast<Weight>(random_() % 9),
                rank == 0 || random_() % 3 == 0 ? kNoMiddle
                                                : static_cast<std::uint32_t>(random_() % rank)};
    }
    template <class Values>
    static void append(SectionFileWriter& file, const char* name, const Values& values) {
        file.begin_section({name[0], name[1], name[2], name[3]});
        file.append(std::as_bytes(std::span{values}));
    }
    const Hierarchy& hierarchy_;
    std::mt19937 random_;
};

/// Everything that one may do with a metric; what comes out does not matter.
void use(Metric& metric, const LowerArcs& lower, std::uint32_t node_count) {
    for (int round = 0; round < 2; ++round) {
        ShortestPath search{metric, lower};
        std::vector<std::uint32_t> nodes;
        for (std::uint32_t node = 0; node < node_count; ++node) {
            const Seed from{node, 0}, to{(node * 7 + 3) % node_count, 1};
            search.query(std::span{&from, 1}, std::span{&to, 1});
            try {
                search.read_path(nodes);
            } catch (const DataError&) {  // is what such a file deserves
            }
            static_cast<void>(one_to_all(metric, std::span{&from, 1}, Direction::to));
        }
        const Metric::Change change{0, 1, kNoWay};
        if (metric.hierarchy().arc_count() > 0) metric.update(std::span{&change, 1}, lower);
    }
    metric.perfect(lower, 1);
}

TEST_F(MetricFile, ForgedOnesDoNoHarm) {
    std::size_t loaded_files = 0;
    for (std::uint32_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        ForgedMetric{hierarchy, seed}.write(path, 77);
        auto loaded = Metric::load(hierarchy, path, 77);
        if (!loaded) continue;
        ++loaded_files;
        use(*loaded, lower, drawn.node_count);
    }
    EXPECT_GT(loaded_files, 100u) << "too few came as far as that";
}

TEST(Metric, IsTheSameOnSeveralThreads) {
    constexpr std::uint32_t kColumns = 600, kRows = 8;
    std::mt19937 random{11};
    RandomGraph drawn;
    drawn.node_count = kColumns * kRows;
    std::vector<std::uint32_t> order;
    for (std::uint32_t node = 0; node < drawn.node_count; ++node) {
        for (const auto next : {node + 1, node + kColumns}) {
            if (next >= drawn.node_count || next % kColumns == 0) continue;
            drawn.arcs.push_back({node, next, drawn.random_weight(random)});
            drawn.arcs.push_back({next, node, drawn.random_weight(random)});
        }
    }
    // Every tenth column last: parts that know nothing of each other.
    for (const auto last : {false, true}) {
        for (std::uint32_t node = 0; node < drawn.node_count; ++node) {
            if ((node % kColumns % 10 == 9) == last) order.push_back(node);
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
