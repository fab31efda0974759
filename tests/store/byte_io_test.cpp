#include "mapper/store/byte_io.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <string>
#include <vector>

namespace konbit {
namespace {

TEST(ByteIo, NumbersComeBack) {
    std::vector<std::uint64_t> numbers{0, 1, 127, 128, 16'383, 16'384, UINT32_MAX, UINT64_MAX};
    for (unsigned bit = 0; bit < 64; ++bit) numbers.push_back(std::uint64_t{1} << bit);
    ByteWriter writer;
    for (const auto number : numbers) {
        writer.put_varint(number);
        writer.put_zigzag(static_cast<std::int64_t>(number));
        writer.put_zigzag(-static_cast<std::int64_t>(number >> 1));
    }
    ByteReader reader{writer.bytes(), "test"};
    for (const auto number : numbers) {
        EXPECT_EQ(reader.varint(), number);
        EXPECT_EQ(reader.zigzag(), static_cast<std::int64_t>(number));
        EXPECT_EQ(reader.zigzag(), -static_cast<std::int64_t>(number >> 1));
    }
    EXPECT_TRUE(reader.at_end());
}

TEST(ByteIo, SmallNumbersOfEitherSignTakeOneByte) {
    ByteWriter writer;
    for (const std::int64_t number : {-64, -1, 0, 1, 63}) writer.put_zigzag(number);
    EXPECT_EQ(writer.size(), 5u);
    EXPECT_EQ(zigzag_decode(zigzag_encode(std::numeric_limits<std::int64_t>::min())),
              std::numeric_limits<std::int64_t>::min());
}

TEST(ByteIo, TextFixedAndPaddingComeBack) {
    ByteWriter writer;
    const std::string text = "Pòtoprens";
    writer.put_text(text);
    writer.put_text("");
    writer.pad_to(8);
    writer.put_fixed(std::int32_t{-5});
    writer.put_u8(255);
    ByteReader reader{writer.bytes(), "test"};
    EXPECT_EQ(reader.text(), text);
    EXPECT_EQ(reader.text(), "");
    reader.skip(4);
    EXPECT_EQ(reader.fixed<std::int32_t>(), -5);
    EXPECT_EQ(reader.u8(), 255);
    EXPECT_TRUE(reader.at_end());
}

TEST(ByteReader, NeverReadsPastTheEnd) {
    ByteWriter writer;
    writer.put_varint(300);
    writer.put_text("abc");
    for (std::size_t size = 0; size < writer.size(); ++size) {
        // A copy of just that size, so that a sanitizer sees one byte too many.
        const std::vector<std::byte> cut{
            writer.bytes().begin(), writer.bytes().begin() + static_cast<std::ptrdiff_t>(size)};
        ByteReader reader{cut, "test"};
        EXPECT_THROW(
            {
                (void)reader.varint();
                (void)reader.text();
            },
            DataError);
    }
}

TEST(ByteReader, RefusesWhatMakesNoSense) {
    const std::array<std::byte, 11> endless{std::byte{0xff}, std::byte{0xff}, std::byte{0xff},
                                            std::byte{0xff}, std::byte{0xff}, std::byte{0xff},
                                            std::byte{0xff}, std::byte{0xff}, std::byte{0xff},
                                            std::byte{0xff}, std::byte{0x01}};
    EXPECT_THROW((void)ByteReader(endless, "test").varint(), DataError);
    auto too_large = endless;
    too_large[9] = std::byte{0x02};
    EXPECT_THROW((void)ByteReader(too_large, "test").varint(), DataError);

    ByteWriter writer;
    writer.put_varint(std::uint64_t{UINT32_MAX} + 1);
    EXPECT_THROW((void)ByteReader(writer.bytes(), "test").varint32(), DataError);
    EXPECT_THROW((void)ByteReader(writer.bytes(), "test").count(), DataError);
    EXPECT_THROW((void)ByteReader(writer.bytes(), "test").text(), DataError);
    EXPECT_THROW((void)ByteReader(writer.bytes(), "test").bytes(UINT64_MAX), DataError);
    EXPECT_THROW((void)ByteReader(writer.bytes(), "test").varint_up_to(100), DataError);
}

TEST(ByteReader, ACountFitsWhatIsLeft) {
    ByteWriter writer;
    writer.put_varint(3);
    writer.put_fixed(std::uint64_t{0});
    writer.put_fixed(std::uint32_t{0});
    EXPECT_EQ(ByteReader(writer.bytes(), "test").count(4), 3u);
    EXPECT_THROW((void)ByteReader(writer.bytes(), "test").count(5), DataError);
}

TEST(ByteWriter, ClearKeepsItsMemory) {
    ByteWriter writer;
    writer.put_bytes(std::vector<std::byte>(10'000));
    const auto capacity = writer.capacity();
    writer.clear();
    EXPECT_TRUE(writer.empty());
    EXPECT_EQ(writer.capacity(), capacity);
}

}  // namespace
}  // namespace konbit
