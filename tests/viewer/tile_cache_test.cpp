#include "render/viewer/tile_cache.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <mutex>
#include <semaphore>
#include <set>
#include <thread>

#include "mapper/model/error.hpp"

namespace konbit {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using namespace std::chrono_literals;

constexpr std::size_t kBlockBytes = 64 * 64 * 4;

/// Paints plain blocks and notes their order.
class PaintLog {
public:
    TileCache::MakePaint painter(std::uint32_t color) {
        return [this, color]() -> TileCache::Paint {
            ++made_;
            return [this, color](const BlockId& id, Image& into) {
                if (hold_) gate_.acquire();
                {
                    const std::scoped_lock lock{mutex_};
                    order_.push_back(id);
                }
                into = Image{64, 64, color};
            };
        };
    }
    void hold() { hold_ = true; }
    void let(int blocks) { gate_.release(blocks); }
    std::vector<BlockId> order() {
        const std::scoped_lock lock{mutex_};
        return order_;
    }
    int made() const { return made_; }

private:
    std::mutex mutex_;
    std::vector<BlockId> order_;
    std::counting_semaphore<1'000> gate_{0};
    std::atomic<bool> hold_ = false;
    std::atomic<int> made_ = 0;
};

template <class Condition>
bool soon(const Condition& condition) {
    for (int i = 0; i < 2'000; ++i) {
        if (condition()) return true;
        std::this_thread::sleep_for(1ms);
    }
    return false;
}

bool wait_for(TileCache& cache, const std::vector<BlockId>& ids) {
    return soon([&] {
        return std::all_of(ids.begin(), ids.end(),
                           [&](const auto& id) { return cache.up_to_date(id); });
    });
}

TEST(TileCache, PaintsWhatIsWantedTheFirstFirst) {
    PaintLog log;
    TileCache cache{{.threads = 1}};
    const std::vector<BlockId> ids{{14, 5, 5}, {14, 4, 5}, {14, 6, 5}};
    cache.want(ids);
    cache.repaint_with(log.painter(0xFF11'2233U));
    ASSERT_TRUE(wait_for(cache, ids));
    EXPECT_EQ(log.order(), ids);
    EXPECT_EQ(cache.find(ids[1])->pixels.front(), 0xFF11'2233U);
    EXPECT_EQ(cache.find({14, 9, 9}), nullptr);
    EXPECT_EQ(log.made(), 1) << "one painter a thread";
}

TEST(TileCache, WhatIsNoLongerWantedIsNotBegun) {
    PaintLog log;
    log.hold();
    TileCache cache{{.threads = 1}};
    cache.repaint_with(log.painter(0xFF00'0000U));
    cache.want({{14, 1, 1}, {14, 2, 1}, {14, 3, 1}});
    ASSERT_TRUE(soon([&] { return log.made() == 1; }));
    std::this_thread::sleep_for(20ms);  // it has begun the first
    cache.want({{14, 8, 8}});
    log.let(2);
    ASSERT_TRUE(wait_for(cache, {{14, 8, 8}}));
    EXPECT_THAT(log.order(), ElementsAre(BlockId{14, 1, 1}, BlockId{14, 8, 8}));
}

TEST(TileCache, AnotherStyleKeepsTheOldBlocksUntilTheirNewOnesAreThere) {
    PaintLog log;
    TileCache cache{{.threads = 2}};
    const BlockId id{14, 1, 1};
    cache.want({id});
    cache.repaint_with(log.painter(0xFF00'00AAU));
    ASSERT_TRUE(wait_for(cache, {id}));
    log.hold();
    cache.repaint_with(log.painter(0xFF00'00BBU));
    EXPECT_FALSE(cache.up_to_date(id));
    EXPECT_EQ(cache.find(id)->pixels.front(), 0xFF00'00AAU);
    log.let(1);
    ASSERT_TRUE(wait_for(cache, {id}));
    EXPECT_EQ(cache.find(id)->pixels.front(), 0xFF00'00BBU);
    EXPECT_EQ(cache.bytes(), kBlockBytes);
}

TEST(TileCache, KeepsWhatWasUsedLastWithinItsBytes) {
    PaintLog log;
    TileCache cache{{.threads = 1, .most_bytes = 4 * kBlockBytes}};
    cache.repaint_with(log.painter(0xFF00'0000U));
    const std::vector<BlockId> old{{14, 1, 1}, {14, 2, 1}, {14, 3, 1}};
    cache.want(old);
    ASSERT_TRUE(wait_for(cache, old));
    ASSERT_TRUE(cache.find(old[0]));  // used once more
    const std::vector<BlockId> next{{14, 1, 9}, {14, 2, 9}, {14, 3, 9}};
    cache.want(next);
    ASSERT_TRUE(wait_for(cache, next));
    EXPECT_TRUE(cache.find(old[0]));
    EXPECT_FALSE(cache.find(old[1]));
    EXPECT_FALSE(cache.find(old[2]));
    EXPECT_EQ(cache.bytes(), 4 * kBlockBytes);
}

TEST(TileCache, WhatIsOnTheScreenIsNeverDropped) {
    PaintLog log;
    TileCache cache{{.threads = 1, .most_bytes = kBlockBytes}};
    cache.repaint_with(log.painter(0xFF00'0000U));
    const std::vector<BlockId> ids{{14, 1, 1}, {14, 2, 1}, {14, 3, 1}};
    cache.want(ids);
    ASSERT_TRUE(wait_for(cache, ids));
    for (const auto& id : ids) EXPECT_TRUE(cache.find(id));
}

TEST(TileCache, AnErrorIsToldOnceAndTheRestIsPainted) {
    std::atomic<int> made = 0;
    TileCache cache{{.threads = 1}};
    cache.repaint_with([&]() -> TileCache::Paint {
        ++made;
        return [](const BlockId& id, Image& into) {
            if (id.x < 3) throw DataError{"The map is damaged", "base.map", "a sum", "Import"};
            into = Image{64, 64};
        };
    });
    const std::vector<BlockId> ids{{14, 1, 1}, {14, 2, 1}, {14, 3, 1}};
    cache.want(ids);
    ASSERT_TRUE(wait_for(cache, ids));
    EXPECT_EQ(cache.find(ids[0]), nullptr);
    EXPECT_TRUE(cache.find(ids[2]));
    const auto error = cache.take_error();
    ASSERT_TRUE(error);
    EXPECT_THAT(*error, HasSubstr("The map is damaged"));
    EXPECT_FALSE(cache.take_error());
    EXPECT_EQ(made, 3) << "a painter that threw is not used again";
}

TEST(TileCache, ABlockThatFailsKeepsItsOldPicture) {
    PaintLog log;
    TileCache cache{{.threads = 1}};
    const BlockId id{14, 1, 1};
    cache.want({id});
    cache.repaint_with(log.painter(0xFF12'3456U));
    ASSERT_TRUE(wait_for(cache, {id}));
    cache.repaint_with([]() -> TileCache::Paint { throw std::bad_alloc{}; });
    ASSERT_TRUE(wait_for(cache, {id}));
    EXPECT_EQ(cache.find(id)->pixels.front(), 0xFF12'3456U);
    EXPECT_THAT(cache.take_error().value_or(""), HasSubstr("memory"));
}

TEST(TileCache, TellsThatABlockCame) {
    PaintLog log;
    std::atomic<int> came = 0;
    TileCache cache{{.threads = 1, .on_ready = [&] { ++came; }}};
    cache.repaint_with(log.painter(0xFF00'0000U));
    cache.want({{14, 1, 1}, {14, 2, 1}});
    EXPECT_TRUE(soon([&] { return came == 2; }));
}

TEST(TileCache, OnlyStaleBlocksArePaintedAgain) {
    std::mutex mutex;
    std::multiset<BlockId> painted;
    const auto make = [&]() -> TileCache::Paint {
        return [&](const BlockId& id, Image& into) {
            into = Image{1, 1};
            const std::scoped_lock lock{mutex};
            painted.insert(id);
        };
    };
    const BlockId here{3, 1, 1}, there{3, 2, 2};
    TileCache cache{{.threads = 1}};
    cache.repaint_with(make);
    cache.want({here, there});
    const auto wait = [&] {
        for (int i = 0; i < 2'000 && !(cache.up_to_date(here) && cache.up_to_date(there)); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds{2});
        return cache.up_to_date(here) && cache.up_to_date(there);
    };
    ASSERT_TRUE(wait());
    cache.repaint_with(make, [&](const BlockId& id) { return id == here; });
    EXPECT_TRUE(cache.up_to_date(there));
    EXPECT_TRUE(cache.find(here)) << "the old picture stays until then";
    ASSERT_TRUE(wait());
    const std::scoped_lock lock{mutex};
    EXPECT_EQ(painted.count(here), 2u);
    EXPECT_EQ(painted.count(there), 1u);
}

}  // namespace
}  // namespace konbit
