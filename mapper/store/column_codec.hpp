#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "mapper/store/byte_io.hpp"

namespace konbit {

/// How the numbers of a column are laid out before they are compressed. `varint`: small numbers
/// of many sizes. `planes`: all lowest bytes, then all second bytes, …: numbers whose low bytes
/// are noise (coordinates). `words`: fixed width, for numbers that return exactly (times, users).
enum class ColumnLayout : std::uint8_t { varint, planes, words };

/// Compresses columns of integers with zstd (docs/map-format.md, "Columns"). Keeps its memory
/// from column to column.
class ColumnEncoder {
public:
    ColumnEncoder();
    ~ColumnEncoder();
    ColumnEncoder(ColumnEncoder&&) noexcept;
    ColumnEncoder& operator=(ColumnEncoder&&) noexcept;

    /// Appends the column. Of no values nothing is written: their number is known from elsewhere.
    void encode(std::span<const std::uint64_t> values, ColumnLayout layout, ByteWriter& out);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Reads what ColumnEncoder wrote, from bytes that may be hostile.
class ColumnDecoder {
public:
    /// No column holds more values; nothing is allocated for one that claims to.
    static constexpr std::size_t kMaxValues = std::size_t{1} << 22;

    ColumnDecoder();
    ~ColumnDecoder();
    ColumnDecoder(ColumnDecoder&&) noexcept;
    ColumnDecoder& operator=(ColumnDecoder&&) noexcept;

    /// Exactly `count` values; valid until the next call. DataError.
    [[nodiscard]] std::span<const std::uint64_t> decode(ByteReader& in, std::size_t count);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace konbit
