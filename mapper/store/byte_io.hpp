#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>

#include "mapper/model/error.hpp"

namespace konbit {

static_assert(std::endian::native == std::endian::little, "our files are little-endian");

/// Zigzag: small numbers of either sign become small unsigned ones (protobuf's sint64).
[[nodiscard]] constexpr std::uint64_t zigzag_encode(std::int64_t value) noexcept {
    return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
[[nodiscard]] constexpr std::int64_t zigzag_decode(std::uint64_t value) noexcept {
    return static_cast<std::int64_t>((value >> 1) ^ (~(value & 1) + 1));
}

/// Reads little-endian numbers, varints (LEB128, as in protobuf) and strings from bytes that may
/// be hostile: never reads past the end, raises DataError naming `file` instead. The bytes and
/// `file` must outlive the reader.
class ByteReader {
public:
    ByteReader(std::span<const std::byte> bytes, std::string_view file) noexcept
        : at_{bytes.data()}, end_{bytes.data() + bytes.size()}, file_{file} {}

    [[nodiscard]] bool at_end() const noexcept { return at_ == end_; }
    [[nodiscard]] std::size_t left() const noexcept { return static_cast<std::size_t>(end_ - at_); }
    [[nodiscard]] const std::byte* position() const noexcept { return at_; }

    template <class T>
    [[nodiscard]] T fixed() {
        static_assert(std::is_trivially_copyable_v<T>);
        need(sizeof(T));
        T value;
        std::memcpy(&value, at_, sizeof(T));
        at_ += sizeof(T);
        return value;
    }
    [[nodiscard]] std::uint8_t u8() {
        need(1);
        return static_cast<std::uint8_t>(*at_++);
    }

    [[nodiscard]] std::uint64_t varint() {
        if (at_ != end_) [[likely]] {
            const auto first = static_cast<std::uint8_t>(*at_);
            if (first < 0x80) [[likely]] {
                ++at_;
                return first;
            }
        }
        return long_varint();
    }
    [[nodiscard]] std::int64_t zigzag() { return zigzag_decode(varint()); }

    /// A varint that must not be above `limit`: a count or position that is about to be used.
    [[nodiscard]] std::uint64_t varint_up_to(std::uint64_t limit) {
        const auto value = varint();
        if (value > limit) [[unlikely]]
            fail("a number is too large");
        return value;
    }
    [[nodiscard]] std::uint32_t varint32() {
        return static_cast<std::uint32_t>(varint_up_to(UINT32_MAX));
    }
    /// A count of things that take at least `bytes_each` of what is left: safe to reserve for.
    [[nodiscard]] std::size_t count(std::size_t bytes_each = 1) {
        return static_cast<std::size_t>(varint_up_to(left() / bytes_each));
    }

    [[nodiscard]] std::span<const std::byte> bytes(std::uint64_t size) {
        need(size);
        const std::span<const std::byte> taken{at_, static_cast<std::size_t>(size)};
        at_ += size;
        return taken;
    }
    /// Bytes as text, after a varint with their number.
    [[nodiscard]] std::string_view text() {
        const auto taken = bytes(varint());
        return {reinterpret_cast<const char*>(taken.data()), taken.size()};
    }
    void skip(std::uint64_t size) {
        need(size);
        at_ += size;
    }

    /// For decoders that find a value that makes no sense.
    [[noreturn, gnu::cold, gnu::noinline]] void fail(std::string_view why) const {
        throw DataError{"The map is damaged", file_, why, "Import the map again."};
    }

private:
    void need(std::uint64_t size) const {
        if (size > left()) [[unlikely]]
            fail("a record ends too early");
    }

    [[gnu::noinline]] std::uint64_t long_varint() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            need(1);
            const auto byte = static_cast<std::uint8_t>(*at_++);
            if (shift == 63 && byte > 1) break;
            value |= std::uint64_t{byte & 0x7Fu} << shift;
            if (byte < 0x80) return value;
        }
        fail("a number has too many digits");
    }

    const std::byte* at_;
    const std::byte* end_;
    std::string_view file_;
};

/// A growing buffer of bytes to encode records into; `clear` keeps its memory.
class ByteWriter {
public:
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    [[nodiscard]] std::size_t capacity() const noexcept { return capacity_; }
    [[nodiscard]] std::span<const std::byte> bytes() const noexcept { return {data_.get(), size_}; }
    void clear() noexcept { size_ = 0; }
    void shrink_to(std::size_t size) noexcept { size_ = std::min(size, size_); }

    template <class T>
    void put_fixed(T value) {
        static_assert(std::is_trivially_copyable_v<T>);
        std::memcpy(room_for(sizeof(T)), &value, sizeof(T));
        size_ += sizeof(T);
    }
    void put_u8(std::uint8_t value) { put_fixed(value); }

    void put_varint(std::uint64_t value) {
        auto* at = room_for(kMaxVarintBytes);
        const auto* const start = at;
        for (; value >= 0x80; value >>= 7) *at++ = static_cast<std::byte>(value | 0x80);
        *at++ = static_cast<std::byte>(value);
        size_ += static_cast<std::size_t>(at - start);
    }
    void put_zigzag(std::int64_t value) { put_varint(zigzag_encode(value)); }

    void put_bytes(std::span<const std::byte> bytes) {
        if (bytes.empty()) return;
        std::memcpy(room_for(bytes.size()), bytes.data(), bytes.size());
        size_ += bytes.size();
    }
    /// The length as a varint, then the bytes: what `ByteReader::text` reads.
    void put_text(std::string_view text) {
        put_varint(text.size());
        put_bytes(std::as_bytes(std::span{text}));
    }
    /// Zeros up to the next multiple of `alignment`.
    void pad_to(std::size_t alignment) {
        const auto padding = (alignment - size_ % alignment) % alignment;
        std::memset(room_for(padding), 0, padding);
        size_ += padding;
    }

private:
    static constexpr std::size_t kMaxVarintBytes = 10;

    std::byte* room_for(std::size_t bytes) {
        if (bytes > capacity_ - size_) [[unlikely]]
            grow(bytes);
        return data_.get() + size_;
    }
    [[gnu::noinline]] void grow(std::size_t bytes) {
        const auto capacity = std::max({capacity_ * 2, size_ + bytes, std::size_t{256}});
        auto larger = std::make_unique_for_overwrite<std::byte[]>(capacity);
        if (size_ > 0) std::memcpy(larger.get(), data_.get(), size_);
        data_ = std::move(larger);
        capacity_ = capacity;
    }

    std::unique_ptr<std::byte[]> data_;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

}  // namespace konbit
