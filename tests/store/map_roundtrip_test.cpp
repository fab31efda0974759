#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "map_samples.hpp"
#include "mapper/model/error.hpp"
#include "temporary_folder.hpp"

namespace konbit {
namespace {

/// Everything in the map is what went in, each way of asking.
void expect_equal(const BaseMap& map, const SampleMap& sample) {
    std::size_t next = 0;
    map.for_each_object([&](const Object& object) {
        ASSERT_LT(next, sample.objects.size());
        EXPECT_TRUE(same(object, sample.objects[next])) << to_string(object.id);
        ++next;
    });
    EXPECT_EQ(next, sample.objects.size());
    EXPECT_EQ(map.feature_count(), sample.features.size());
    for (const auto& feature : sample.features) {
        const auto found = map.find_feature(feature.id);
        ASSERT_TRUE(found) << to_string(feature.id);
        EXPECT_TRUE(read_sample(*found) == feature) << to_string(feature.id);
        EXPECT_EQ(found->box(), bounding_box_of(feature.geometry));
        EXPECT_EQ(map.feature(found->index()).id(), feature.id);
    }
    EXPECT_THAT(map.verify(), testing::IsEmpty());
}

SampleMap one_object(Object object) {
    SampleMap map;
    map.objects.push_back(std::move(object));
    return map;
}

TEST(MapRoundTrip, AnEmptyMapIsAMap) {
    const TemporaryFolder folder;
    SampleMap sample;
    sample.summary.extract_name = "nothing.osm";
    write_map(sample, {folder.path()});
    const auto map = BaseMap::open(folder.path());
    expect_equal(map, sample);
    EXPECT_EQ(map.feature_count(), 0U);
    EXPECT_EQ(map.summary().extract_name, "nothing.osm");
    EXPECT_FALSE(map.find_feature({ObjectType::node, 1}));
    EXPECT_FALSE(map.object({ObjectType::way, 1}));
    std::vector<FeatureIndex> found;
    map.query({-1'800'000'000, -900'000'000, 1'800'000'000, 900'000'000}, found);
    EXPECT_TRUE(found.empty());
    EXPECT_THROW(static_cast<void>(map.feature({0})), DataError);
}

TEST(MapRoundTrip, OneObjectOfEachTypeAlone) {
    for (const auto type : {ObjectType::node, ObjectType::way, ObjectType::relation}) {
        const TemporaryFolder folder;
        Object object;
        object.id = {type, -7};
        const auto sample = one_object(object);
        write_map(sample, {folder.path()});
        const auto map = BaseMap::open(folder.path());
        expect_equal(map, sample);
        EXPECT_TRUE(same(map.object({type, -7}).value(), object));
        EXPECT_FALSE(map.object({type, 7}));
    }
}

TEST(MapRoundTrip, IdsAndMetadataAtTheirLimits) {
    const TemporaryFolder folder;
    constexpr auto kMin = std::numeric_limits<std::int64_t>::min();
    constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
    const ObjectMeta largest{UINT32_MAX, UINT32_MAX, UINT32_MAX, INT32_MAX, "someone"};
    const ObjectMeta smallest{0, 0, 0, INT32_MIN, ""};
    SampleMap sample;
    for (const auto type : {ObjectType::node, ObjectType::way, ObjectType::relation}) {
        for (const auto ref :
             {std::int64_t{0}, std::int64_t{-1}, kMin + 1, kMin, std::int64_t{1}, kMax - 1, kMax}) {
            Object object;
            object.id = {type, ref};
            object.meta = ref % 2 == 0 ? largest : smallest;
            if (type == ObjectType::node) object.location = {INT32_MIN, INT32_MAX};
            if (type == ObjectType::node && ref == 1)
                object.location = {1'800'000'000, -900'000'000};
            if (type == ObjectType::way) object.refs = {kMin, kMax, 0, ref, ref};
            if (type == ObjectType::relation) {
                object.members = {{{ObjectType::way, kMin}, "outer"},
                                  {{ObjectType::node, kMax}, ""}};
            }
            sample.objects.push_back(object);
        }
    }
    write_map(sample, {folder.path()});
    const auto map = BaseMap::open(folder.path());
    expect_equal(map, sample);
    for (const auto& object : sample.objects) {
        EXPECT_TRUE(same(map.object(object.id).value(), object)) << to_string(object.id);
    }
}

TEST(MapRoundTrip, StringsOfEveryLengthAndByte) {
    const TemporaryFolder folder;
    SampleMap sample;
    Object object;
    object.id = {ObjectType::node, 1};
    for (const std::size_t length : {0, 1, 127, 128, 255, 256, 65'535, 65'536}) {
        object.tags.add(sample.keep(std::string(length, 'k')),
                        sample.keep("v" + std::string(length, '\xff')));
    }
    std::string bytes;
    for (int byte = 1; byte < 256; ++byte) bytes.push_back(static_cast<char>(byte));
    object.tags.add(sample.keep(bytes), "a key twice");
    object.tags.add(sample.keep(bytes), "a key twice");
    sample.objects.push_back(object);
    sample.features.push_back({object.id, object.tags, make_point({1, 2}), 255});
    write_map(sample, {folder.path()});
    expect_equal(BaseMap::open(folder.path()), sample);
}

TEST(MapRoundTrip, ManyRandomObjects) {
    const TemporaryFolder folder;
    const auto sample = SampleMaker{1}.make(80'000, 20'000, 2'000);
    write_map(sample, {folder.path()});
    expect_equal(BaseMap::open(folder.path()), sample);
}

TEST(MapRoundTrip, FilesAreCutInPartsAndMemoryIsShort) {
    const TemporaryFolder folder;
    auto sample = SampleMaker{2}.make(30'000, 10'000, 1'000);
    // More different strings than 4 MiB remember, and more records than they sort.
    for (std::size_t i = 0; i < 60'000; ++i) {
        Object object;
        object.id = {ObjectType::relation, 2'000'000'000 + static_cast<std::int64_t>(i)};
        object.tags.add("name", sample.keep("a name of its own, number " + std::to_string(i)));
        sample.features.push_back({object.id, object.tags, make_line({{1, 2}, {3, 4}, {5, 6}}), 9});
        sample.objects.push_back(std::move(object));
    }
    write_map(sample, {folder.path(), 1, 256 << 10});
    EXPECT_TRUE(std::filesystem::exists(folder / "base.map.1"));
    const auto map = BaseMap::open(folder.path());
    expect_equal(map, sample);
    const auto last = map.object(sample.objects.back().id);
    EXPECT_TRUE(same(last.value(), sample.objects.back()));
}

TEST(MapRoundTrip, MemoryDoesNotChangeTheAnswers) {
    const TemporaryFolder large, small;
    const auto sample = SampleMaker{3}.make(20'000, 60'000, 100);
    write_map(sample, {large.path()});
    write_map(sample, {small.path(), 1});
    EXPECT_EQ(contents_of(large / "base.map"), contents_of(small / "base.map"));
}

TEST(MapRoundTrip, NothingButTheMapIsLeftBehind) {
    const TemporaryFolder folder;
    write_map(SampleMaker{4}.make(5'000, 60'000, 100), {folder.path(), 1});
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator{folder.path()}) {
        names.push_back(entry.path().filename().string());
    }
    EXPECT_THAT(names, testing::ElementsAre("base.map"));
}

TEST(MapRoundTrip, WithoutFinishNothingOpens) {
    const TemporaryFolder folder;
    {
        MapWriter writer{{folder.path()}};
        writer.add_node(1, {1, 2}, {}, {});
    }
    EXPECT_THROW(static_cast<void>(BaseMap::open(folder.path())), DataError);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(MapRoundTrip, ObjectsOutOfOrderAreRefused) {
    const TemporaryFolder folder;
    MapWriter writer{{folder.path()}};
    writer.add_node(5, {}, {}, {});
    EXPECT_THROW(writer.add_node(5, {}, {}, {}), DataError);
    EXPECT_THROW(writer.add_node(-1, {}, {}, {}), DataError);
    writer.add_way(1, {}, {}, {});
    EXPECT_THROW(writer.add_node(6, {}, {}, {}), DataError);
}

TEST(MapRoundTrip, TheSummaryComesBack) {
    const TemporaryFolder folder;
    SampleMap sample;
    auto& summary = sample.summary;
    summary = {"a \xff name",
               12,
               34,
               56,
               {0, 0, 0},
               4,
               0,
               {-5, -6, 7, 8},
               true,
               1,
               2,
               3,
               4,
               5,
               6,
               7,
               {{"way/1", "it is \"broken\""}, {"node/2", ""}}};
    write_map(sample, {folder.path()});
    const auto map = BaseMap::open(folder.path());
    const auto found = map.summary();
    EXPECT_EQ(map.data_timestamp(), 56);
    EXPECT_EQ(found.extract_name, "a \xEF\xBF\xBD name");
    EXPECT_EQ(found.extract_bytes, 12U);
    EXPECT_EQ(found.imported_at, 34);
    EXPECT_EQ(found.areas, 4U);
    EXPECT_EQ(found.bounds, summary.bounds);
    EXPECT_TRUE(found.has_versions);
    EXPECT_EQ(found.old_versions, 1U);
    EXPECT_EQ(found.broken_strings, 7U);
    ASSERT_EQ(found.skipped.size(), 2U);
    EXPECT_EQ(found.skipped[0].why, "it is \"broken\"");
}

TEST(MapRoundTrip, WaysAndRelationsAreReadBackWhileWriting) {
    const TemporaryFolder folder;
    const auto sample = SampleMaker{5}.make(100, 9'000, 1'500);
    MapWriter writer{{folder.path(), 1}};
    for (const auto& object : sample.objects) {
        if (object.id.type == ObjectType::way) {
            writer.add_way(object.id.ref, object.meta, object.tags.span(), object.refs);
        } else if (object.id.type == ObjectType::relation) {
            writer.add_relation(object.id.ref, object.meta, object.tags.span(), object.members);
            const auto found = writer.read_back(object.id);
            ASSERT_TRUE(found);
            EXPECT_TRUE(same(*found, object));
        }
    }
    for (const auto& object : sample.objects) {
        if (object.id.type == ObjectType::node) continue;
        const auto found = writer.read_back(object.id);
        ASSERT_TRUE(found) << to_string(object.id);
        EXPECT_TRUE(same(*found, object)) << to_string(object.id);
    }
    EXPECT_FALSE(writer.read_back({ObjectType::way, 0}));
    EXPECT_FALSE(writer.read_back({ObjectType::relation, 1'000'000'000'000}));
}

TEST(MapRoundTrip, AFeatureGivenTwiceIsRefused) {
    const TemporaryFolder folder;
    MapWriter writer{{folder.path()}};
    writer.add_feature({ObjectType::way, 1}, {}, make_point({1, 1}), 0);
    writer.add_feature({ObjectType::way, 1}, {}, make_point({2, 2}), 0);
    EXPECT_THROW(writer.finish({}), DataError);
}

}  // namespace
}  // namespace konbit
