#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "mapper/model/error.hpp"
#include "mapper/model/location.hpp"
#include "mapper/store/object_codec.hpp"

namespace konbit {
namespace {

ObjectBlock random_block(ObjectType type, std::size_t objects, std::uint64_t seed) {
    std::mt19937_64 random{seed};
    ObjectBlock block;
    block.type = type;
    std::int64_t id = 0;
    for (std::size_t i = 0; i < objects; ++i) {
        ObjectRow row;
        row.id = id += 1 + static_cast<std::int64_t>(random() % 100);
        row.version = static_cast<std::uint32_t>(random() % 7);
        row.timestamp_s = static_cast<std::uint32_t>(random());
        row.changeset = static_cast<std::uint32_t>(random() % 1000);
        row.uid = static_cast<std::int32_t>(random());
        row.user = static_cast<std::uint32_t>(random() % 300);
        for (auto tags = random() % 4; tags > 0; --tags) {
            block.tags.push_back(static_cast<std::uint32_t>(random() % 50));
            block.tags.push_back(static_cast<std::uint32_t>(random()));
        }
        row.tags_end = static_cast<std::uint32_t>(block.tags.size() / 2);
        if (type == ObjectType::node) {
            row.lon_e7 = static_cast<std::int32_t>(random());
            row.lat_e7 = static_cast<std::int32_t>(random());
        }
        for (auto children = type == ObjectType::node ? 0 : random() % 9; children > 0;
             --children) {
            block.child_refs.push_back(static_cast<std::int64_t>(random()));
            if (type == ObjectType::way) continue;
            block.child_types.push_back(static_cast<std::uint8_t>(random() % 3));
            block.child_roles.push_back(static_cast<std::uint32_t>(random() % 5));
        }
        row.children_end = static_cast<std::uint32_t>(block.child_refs.size());
        block.rows.push_back(row);
    }
    return block;
}

class ObjectCodec : public testing::TestWithParam<ObjectType> {};
INSTANTIATE_TEST_SUITE_P(EachType, ObjectCodec,
                         testing::Values(ObjectType::node, ObjectType::way, ObjectType::relation),
                         [](const auto& each) { return std::string{to_string(each.param)}; });

TEST_P(ObjectCodec, GivesBlocksBackExactly) {
    ObjectEncoder encoder;
    ObjectDecoder decoder;
    ObjectBlock decoded;
    for (const std::size_t size : {0, 1, 2, 100, 5000}) {
        const auto block = random_block(GetParam(), size, size);
        ByteWriter bytes;
        encoder.encode(block, bytes);
        decoder.decode(GetParam(), bytes.bytes(), "a test", decoded);
        EXPECT_EQ(decoded, block);
    }
}

TEST_P(ObjectCodec, ColumnsWithoutValuesCostNothing) {
    ObjectBlock block;
    block.type = GetParam();
    for (int i = 0; i < 1000; ++i) {
        block.rows.push_back({.id = i + 1});
        if (GetParam() != ObjectType::node) continue;
        block.rows.back().lon_e7 = block.rows.back().lat_e7 = Location::kUndefined;
    }
    ByteWriter bytes;
    ObjectEncoder{}.encode(block, bytes);
    EXPECT_LT(bytes.size(), 200U);
    ObjectBlock decoded;
    ObjectDecoder{}.decode(GetParam(), bytes.bytes(), "a test", decoded);
    EXPECT_EQ(decoded, block);
}

TEST_P(ObjectCodec, ShortenedBlocksAreRefused) {
    ByteWriter bytes;
    ObjectEncoder{}.encode(random_block(GetParam(), 200, 1), bytes);
    ObjectDecoder decoder;
    ObjectBlock decoded;
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        EXPECT_THROW(decoder.decode(GetParam(), bytes.bytes().first(size), "a test", decoded),
                     DataError)
            << size;
    }
}

TEST_P(ObjectCodec, DamagedBlocksEndCleanly) {
    ByteWriter bytes;
    ObjectEncoder{}.encode(random_block(GetParam(), 200, 2), bytes);
    const std::vector<std::byte> intact{bytes.bytes().begin(), bytes.bytes().end()};
    std::mt19937_64 random{3};
    ObjectDecoder decoder;
    ObjectBlock decoded;
    int refused = 0;
    for (int i = 0; i < 20'000; ++i) {
        auto damaged = intact;
        for (auto flips = 1 + random() % 3; flips > 0; --flips) {
            damaged[random() % damaged.size()] = static_cast<std::byte>(random());
        }
        try {
            decoder.decode(GetParam(), damaged, "a test", decoded);
            const auto last = decoded.rows.empty() ? ObjectRow{} : decoded.rows.back();
            EXPECT_EQ(decoded.tags.size(), last.tags_end * std::size_t{2});
            EXPECT_EQ(decoded.child_refs.size(), last.children_end);
        } catch (const DataError&) {
            ++refused;
        }
    }
    EXPECT_GT(refused, 1000);
}

TEST(ObjectCodecLimits, ClaimsOfMillionsAllocateNothing) {
    ByteWriter bytes;
    bytes.put_varint(ObjectBlock::kMaxObjects + 1);
    ObjectBlock decoded;
    EXPECT_THROW(ObjectDecoder{}.decode(ObjectType::node, bytes.bytes(), "a test", decoded),
                 DataError);
    bytes.clear();
    bytes.put_varint(std::uint64_t{2});
    for (int column = 0; column < 6; ++column) {
        bytes.put_u8(0);
        bytes.put_varint(std::uint64_t{0});
    }
    bytes.put_u8(0);
    bytes.put_varint(std::uint64_t{ColumnDecoder::kMaxValues});  // tags of each object
    EXPECT_THROW(ObjectDecoder{}.decode(ObjectType::node, bytes.bytes(), "a test", decoded),
                 DataError);
}

TEST(ObjectRank, OrdersIdsAsOsmiumSortDoes) {
    constexpr auto kMin = std::numeric_limits<std::int64_t>::min();
    constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
    const std::int64_t sorted[] = {0, -1, -2, kMin + 1, kMin, 1, 2, kMax};
    for (std::size_t i = 0; i < std::size(sorted); ++i) {
        EXPECT_EQ(ref_of(rank_of(sorted[i])), sorted[i]);
        if (i == 0) continue;
        EXPECT_LT(rank_of(sorted[i - 1]), rank_of(sorted[i]));
    }
}

}  // namespace
}  // namespace konbit
