#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "map_samples.hpp"
#include "mapper/model/error.hpp"
#include "mapper/store/feature_codec.hpp"

namespace konbit {
namespace {

Geometry through_bytes(const Geometry& geometry) {
    const auto box = bounding_box_of(geometry);
    ByteWriter bytes;
    put_geometry(geometry, box, bytes);
    ByteReader in{bytes.bytes(), "a test"};
    Geometry read;
    read_geometry(in, geometry.kind, box, read);
    return read;
}

TEST(FeatureCodec, GivesGeometriesBackExactly) {
    SampleMaker maker{31};
    for (int i = 0; i < 2000; ++i) {
        const auto geometry = maker.geometry(static_cast<GeometryKind>(i % 4));
        EXPECT_EQ(through_bytes(geometry), geometry);
    }
}

TEST(FeatureCodec, GivesStrangeGeometriesBackExactly) {
    constexpr auto kLow = std::numeric_limits<std::int32_t>::min();
    constexpr auto kHigh = std::numeric_limits<std::int32_t>::max();
    const Geometry strange[] = {
        make_line({}),
        make_line({{5, 5}}),
        make_line({{kLow, kLow}, {kHigh, kHigh}, {kLow, kHigh}}),
        {GeometryKind::area, {}, {}},
        {GeometryKind::area, {}, {{0, 0, true}}},
        {GeometryKind::area, {{1, 1}}, {{0, 1, true}}},
        {GeometryKind::area, {{1, 1}, {1, 1}}, {{0, 2, false}}},
        {GeometryKind::area, {{1, 1}, {2, 1}, {2, 2}}, {{0, 3, true}}},  // not closed
        make_point({-1'800'000'000, 900'000'000}),
    };
    for (const auto& geometry : strange) EXPECT_EQ(through_bytes(geometry), geometry);
}

TEST(FeatureCodec, HeadsKeepEveryIdAndZoom) {
    for (const std::int64_t ref :
         {std::int64_t{0}, std::int64_t{1}, std::int64_t{-1},
          std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
        for (int zoom = 0; zoom < 256; ++zoom) {
            const FeatureHead head{
                {ObjectType::relation, ref}, GeometryKind::area, static_cast<std::uint8_t>(zoom)};
            ByteWriter bytes;
            put_feature_head(head, bytes);
            ByteReader in{bytes.bytes(), "a test"};
            const auto read = read_feature_head(in);
            EXPECT_EQ(read.id, head.id);
            EXPECT_EQ(read.kind, head.kind);
            EXPECT_EQ(read.min_zoom, head.min_zoom);
            EXPECT_TRUE(in.at_end());
        }
    }
}

TEST(FeatureCodec, DamagedGeometriesEndCleanly) {
    SampleMaker maker{32};
    std::mt19937_64 random{33};
    int refused = 0;
    Geometry read;
    for (int i = 0; i < 30'000; ++i) {
        const auto geometry = maker.geometry(i % 2 == 0 ? GeometryKind::line : GeometryKind::area);
        const auto box = bounding_box_of(geometry);
        ByteWriter bytes;
        put_geometry(geometry, box, bytes);
        std::vector<std::byte> damaged{bytes.bytes().begin(), bytes.bytes().end()};
        damaged[random() % damaged.size()] = static_cast<std::byte>(random());
        damaged.resize(damaged.size() - random() % 2);
        ByteReader in{damaged, "a test"};
        try {
            read_geometry(in, geometry.kind, box, read);
            for (const auto& ring : read.rings) {
                EXPECT_LE(ring.begin, ring.end);
                EXPECT_LE(ring.end, read.locations.size());
            }
        } catch (const DataError&) {
            ++refused;
        }
    }
    EXPECT_GT(refused, 10'000);
}

TEST(FeatureCodec, BitsOfEveryWidthComeBack) {
    for (int bits = 0; bits < 31; ++bits) {
        for (std::size_t count = 1; count < 20; ++count) {
            std::vector<Location> locations;
            for (std::size_t i = 0; i < count; ++i) {
                const auto step = static_cast<std::int32_t>((1U << bits) - 1);
                locations.push_back({i % 2 == 0 ? step : -step, i % 3 == 0 ? -step : 0});
            }
            const auto line = make_line(locations);
            EXPECT_EQ(through_bytes(line), line) << bits << " bits, " << count << " locations";
        }
    }
}

TEST(FeatureCodec, ClaimsOfBillionsAllocateNothing) {
    for (const auto kind : {GeometryKind::line, GeometryKind::area}) {
        ByteWriter bytes;
        if (kind == GeometryKind::area) bytes.put_varint(std::uint64_t{1});
        bytes.put_varint(UINT64_MAX);
        ByteReader in{bytes.bytes(), "a test"};
        Geometry read;
        EXPECT_THROW(read_geometry(in, kind, {}, read), DataError);
        EXPECT_LT(read.locations.capacity(), 1000U);
    }
}

}  // namespace
}  // namespace konbit
