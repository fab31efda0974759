#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "map_samples.hpp"
#include "temporary_folder.hpp"

namespace konbit {
namespace {

std::vector<std::string> ids_by_brute_force(const std::vector<SampleFeature>& features,
                                            const BoundingBox& box) {
    std::vector<std::string> ids;
    const auto boxes = split_at_antimeridian(box);
    for (const auto& feature : features) {
        const auto its = bounding_box_of(feature.geometry);
        if (its.empty()) continue;
        if (its.intersects(boxes[0]) || (!boxes[1].empty() && its.intersects(boxes[1]))) {
            ids.push_back(to_string(feature.id));
        }
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

std::vector<std::string> ids_of(const BaseMap& map, const BoundingBox& box) {
    std::vector<FeatureIndex> found;
    map.query(box, found);
    EXPECT_TRUE(std::is_sorted(found.begin(), found.end()));
    std::vector<std::string> ids;
    for (const auto index : found) ids.push_back(to_string(map.feature(index).id()));
    std::sort(ids.begin(), ids.end());
    return ids;
}

BoundingBox box_between(Location a, Location b) {
    BoundingBox box;
    box.extend(a);
    box.extend(b);
    return box;
}

TEST(MapQuery, FindsWhatBruteForceFinds) {
    const TemporaryFolder folder;
    SampleMaker maker{11};
    const auto sample = maker.make(20'000, 8'000, 500);
    write_map(sample, {folder.path()});
    const auto map = BaseMap::open(folder.path());
    for (int i = 0; i < 200; ++i) {
        const auto box = box_between(maker.location(), maker.location());
        EXPECT_EQ(ids_of(map, box), ids_by_brute_force(sample.features, box)) << "box " << i;
    }
    for (std::size_t i = 0; i < sample.features.size(); i += 97) {
        const auto box = bounding_box_of(sample.features[i].geometry);
        if (box.empty()) continue;
        EXPECT_EQ(ids_of(map, box), ids_by_brute_force(sample.features, box)) << "feature " << i;
    }
}

TEST(MapQuery, CrossesTheAntimeridian) {
    const TemporaryFolder folder;
    auto sample = SampleMaker{12, {1'796'000'000, -170'000'000}}.make(3'000, 2'000, 0);
    auto west = SampleMaker{13, {-1'796'000'000, -170'000'000}}.make(3'000, 2'000, 0);
    for (auto& feature : west.features) {
        feature.id.ref = -feature.id.ref;
        sample.features.push_back(feature);
    }
    write_map(sample, {folder.path()});
    const auto map = BaseMap::open(folder.path());
    const BoundingBox box{1'795'000'000, -171'000'000, -1'797'000'000, -168'000'000};
    const auto found = ids_of(map, box);
    EXPECT_EQ(found, ids_by_brute_force(sample.features, box));
    EXPECT_GT(found.size(), 100U);
}

TEST(MapQuery, VisitsInHilbertOrderAndStopsWhenTold) {
    const TemporaryFolder folder;
    const auto sample = SampleMaker{14}.make(10'000, 500, 0);
    write_map(sample, {folder.path()});
    const auto map = BaseMap::open(folder.path());
    const BoundingBox everything{-1'800'000'000, -900'000'000, 1'800'000'000, 900'000'000};
    std::vector<std::uint32_t> seen;
    map.query(everything, [&](const Feature& feature) {
        seen.push_back(feature.index().value);
        return seen.size() < 100;
    });
    ASSERT_EQ(seen.size(), 100U);
    EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
    std::uint32_t next = 0;
    map.for_each_feature([&](const Feature& feature) { EXPECT_EQ(feature.index().value, next++); });
    EXPECT_EQ(next, map.feature_count());
}

TEST(MapQuery, OverviewsAnswerFromTheirOwn) {
    const TemporaryFolder folder;
    SampleMaker maker{15};
    const auto sample = maker.make(10'000, 9'000, 0);
    write_map(sample, {folder.path()});
    const auto map = BaseMap::open(folder.path());
    for (std::size_t i = 0; i < sample.overviews.size(); ++i) {
        ASSERT_GT(sample.overviews[i].size(), 100U);
        const auto box = box_between(maker.location(), maker.location());
        std::vector<std::string> ids;
        map.query_overview(i, box, [&](const Feature& feature) {
            ids.push_back(to_string(feature.id()));
            return true;
        });
        std::sort(ids.begin(), ids.end());
        EXPECT_EQ(ids, ids_by_brute_force(sample.overviews[i], box));
    }
}

TEST(MapQuery, ReadsOneTagWithoutTheOthers) {
    const TemporaryFolder folder;
    SampleMap sample;
    sample.features.push_back({{ObjectType::node, 1},
                               {{"highway", "bus_stop"}, {"name", "Plaça"}, {"name", "again"}},
                               make_point({10, 20}),
                               14});
    write_map(sample, {folder.path()});
    const auto map = BaseMap::open(folder.path());
    const auto feature = map.feature({0});
    EXPECT_EQ(feature.tag("name"), "Plaça");
    EXPECT_EQ(feature.tag("highway"), "bus_stop");
    EXPECT_EQ(feature.tag("nam"), std::nullopt);
    EXPECT_EQ(feature.tag(""), std::nullopt);
}

TEST(MapQuery, NeighboursWithTheSameTagsKeepTheirOwnGeometry) {
    const TemporaryFolder folder;
    SampleMaker maker{17};
    SampleMap sample;
    const Tags kinds[] = {
        {}, {{"building", "yes"}}, {{"building", "yes"}, {"name", "a"}}, {{"highway", "path"}}};
    for (std::int64_t i = 1; i <= 1000; ++i) {
        sample.features.push_back({{static_cast<ObjectType>(i % 3), i},
                                   kinds[maker.below(4)],
                                   maker.geometry(static_cast<GeometryKind>(i % 4)),
                                   static_cast<std::uint8_t>(i % 19)});
    }
    write_map(sample, {folder.path()});
    const auto map = BaseMap::open(folder.path());
    for (const auto& feature : sample.features) {
        const auto found = map.find_feature(feature.id);
        ASSERT_TRUE(found);
        EXPECT_TRUE(read_sample(*found) == feature) << to_string(feature.id);
        EXPECT_EQ(found->tag("building"), feature.tags.get("building"));
    }
    EXPECT_THAT(map.verify(), testing::IsEmpty());
}

TEST(MapQuery, AnswersSeveralThreadsAtOnce) {
    const TemporaryFolder folder;
    const auto sample = SampleMaker{16}.make(30'000, 3'000, 100);
    write_map(sample, {folder.path()});
    const auto map = BaseMap::open(folder.path());
    std::atomic<int> wrong{0};
    const auto work = [&](std::size_t from) {
        for (std::size_t i = from; i < sample.objects.size(); i += 311) {
            const auto object = map.object(sample.objects[i].id);
            if (!object || !same(*object, sample.objects[i])) ++wrong;
        }
        for (std::size_t i = from; i < sample.features.size(); i += 53) {
            const auto box = bounding_box_of(sample.features[i].geometry);
            if (box.empty()) continue;
            std::vector<FeatureIndex> found;
            map.query(box, found);
            if (found.empty()) ++wrong;
        }
    };
    {
        std::vector<std::jthread> threads;
        for (std::size_t t = 0; t < 4; ++t) threads.emplace_back(work, t);
    }
    EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace konbit
