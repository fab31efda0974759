#include "mapper/store/column_codec.hpp"

#include <zstd.h>

#include <new>
#include <stdexcept>

namespace konbit {
namespace {

// The byte a column begins with.
enum Method : std::uint8_t { kConstant, kVarintRaw, kVarintZstd, kPlanes, kWords };

constexpr int kLevel = 1;  // 3 costs a third more time and saves 1 to 3 %
constexpr std::size_t kMaxVarintBytes = 10;

/// Memory that grows and is not cleared.
class Scratch {
public:
    std::byte* room(std::size_t bytes) {
        if (bytes > capacity_) {
            capacity_ = std::max(bytes, capacity_ * 2);
            data_ = std::make_unique_for_overwrite<std::byte[]>(capacity_);
        }
        return data_.get();
    }

private:
    std::unique_ptr<std::byte[]> data_;
    std::size_t capacity_ = 0;
};

unsigned byte_width(std::span<const std::uint64_t> values) noexcept {
    std::uint64_t all = 0;
    for (const auto value : values) all |= value;
    return std::max(1U, (static_cast<unsigned>(std::bit_width(all)) + 7) / 8);
}

bool all_equal(std::span<const std::uint64_t> values) noexcept {
    std::uint64_t difference = 0;
    for (const auto value : values) difference |= value ^ values.front();
    return difference == 0;
}

std::size_t put_varints(std::span<const std::uint64_t> values, std::byte* out) noexcept {
    auto* at = out;
    for (auto value : values) {
        for (; value >= 0x80; value >>= 7) *at++ = static_cast<std::byte>(value | 0x80);
        *at++ = static_cast<std::byte>(value);
    }
    return static_cast<std::size_t>(at - out);
}

struct FreeContext {
    void operator()(ZSTD_CCtx* context) const noexcept { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx* context) const noexcept { ZSTD_freeDCtx(context); }
};

}  // namespace

struct ColumnEncoder::Impl {
    std::unique_ptr<ZSTD_CCtx, FreeContext> context{ZSTD_createCCtx()};
    Scratch plain;
    Scratch packed;

    Impl() {
        if (!context) throw std::bad_alloc{};
        ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, kLevel);
        ZSTD_CCtx_setParameter(context.get(), ZSTD_c_contentSizeFlag, 0);
    }

    /// The compressed bytes; empty if they would not be fewer.
    std::span<const std::byte> compress(std::span<const std::byte> bytes) {
        auto* const room = packed.room(ZSTD_compressBound(bytes.size()));
        const auto size = ZSTD_compress2(context.get(), room, ZSTD_compressBound(bytes.size()),
                                         bytes.data(), bytes.size());
        if (ZSTD_isError(size) != 0 || size >= bytes.size()) return {};
        return {room, size};
    }

    /// Size and bytes; size 0 stands for bytes as they are, whose number the reader knows.
    void put_packed(std::span<const std::byte> bytes, ByteWriter& out) {
        const auto small = compress(bytes);
        out.put_varint(small.size());
        out.put_bytes(small.empty() ? bytes : small);
    }

    void varints(std::span<const std::uint64_t> values, ByteWriter& out) {
        auto* const room = plain.room(values.size() * kMaxVarintBytes);
        const std::span<const std::byte> bytes{room, put_varints(values, room)};
        const auto small = compress(bytes);
        out.put_u8(small.empty() ? kVarintRaw : kVarintZstd);
        out.put_varint(bytes.size());
        if (!small.empty()) out.put_varint(small.size());
        out.put_bytes(small.empty() ? bytes : small);
    }

    void planes(std::span<const std::uint64_t> values, ByteWriter& out) {
        const auto width = byte_width(values);
        out.put_u8(kPlanes);
        out.put_u8(static_cast<std::uint8_t>(width));
        auto* const room = plain.room(values.size());
        for (unsigned plane = 0; plane < width; ++plane) {
            for (std::size_t i = 0; i < values.size(); ++i) {
                room[i] = static_cast<std::byte>(values[i] >> (8 * plane));
            }
            put_packed({room, values.size()}, out);
        }
    }

    void words(std::span<const std::uint64_t> values, ByteWriter& out) {
        const auto width = byte_width(values);
        out.put_u8(kWords);
        out.put_u8(static_cast<std::uint8_t>(width));
        // Each word is stored whole and the next one covers what was too much.
        auto* const room = plain.room(values.size() * width + sizeof(std::uint64_t));
        auto* at = room;
        for (const auto value : values) {
            std::memcpy(at, &value, sizeof value);
            at += width;
        }
        put_packed({room, values.size() * width}, out);
    }
};

ColumnEncoder::ColumnEncoder() : impl_{std::make_unique<Impl>()} {}
ColumnEncoder::~ColumnEncoder() = default;
ColumnEncoder::ColumnEncoder(ColumnEncoder&&) noexcept = default;
ColumnEncoder& ColumnEncoder::operator=(ColumnEncoder&&) noexcept = default;

void ColumnEncoder::encode(std::span<const std::uint64_t> values, ColumnLayout layout,
                           ByteWriter& out) {
    if (values.empty()) return;
    if (values.size() > ColumnDecoder::kMaxValues) {
        throw DataError{"An object is too large", "", "it has millions of tags, nodes or members",
                        "Remove it from the extract."};
    }
    if (all_equal(values)) {
        out.put_u8(kConstant);
        out.put_varint(values.front());
        return;
    }
    switch (layout) {
        case ColumnLayout::varint:
            return impl_->varints(values, out);
        case ColumnLayout::planes:
            return impl_->planes(values, out);
        case ColumnLayout::words:
            return impl_->words(values, out);
    }
}

struct ColumnDecoder::Impl {
    std::unique_ptr<ZSTD_DCtx, FreeContext> context{ZSTD_createDCtx()};
    Scratch plain;
    std::vector<std::uint64_t> values;

    Impl() {
        if (!context) throw std::bad_alloc{};
    }

    std::span<const std::byte> decompress(ByteReader& in, std::size_t size,
                                          std::size_t plain_size) {
        const auto packed = in.bytes(size);
        auto* const room = plain.room(plain_size);
        const auto got = ZSTD_decompressDCtx(context.get(), room, plain_size, packed.data(), size);
        if (ZSTD_isError(got) != 0 || got != plain_size) in.fail("a column does not decompress");
        return {room, plain_size};
    }

    std::span<const std::byte> unpack(ByteReader& in, std::size_t plain_size) {
        const auto size = static_cast<std::size_t>(in.varint_up_to(in.left()));
        return size == 0 ? in.bytes(plain_size) : decompress(in, size, plain_size);
    }

    void varints(ByteReader& in, std::span<const std::byte> bytes) {
        ByteReader reader{bytes, {}};
        try {
            for (auto& value : values) value = reader.varint();
        } catch (const DataError&) {
            in.fail("a column ends too early");
        }
        if (!reader.at_end()) in.fail("a column is too long");
    }

    void planes(ByteReader& in, unsigned width) {
        std::fill(values.begin(), values.end(), 0);
        for (unsigned plane = 0; plane < width; ++plane) {
            const auto bytes = unpack(in, values.size());
            for (std::size_t i = 0; i < values.size(); ++i) {
                values[i] |= std::to_integer<std::uint64_t>(bytes[i]) << (8 * plane);
            }
        }
    }

    void words(ByteReader& in, unsigned width) {
        const auto bytes = unpack(in, values.size() * width);
        const auto* at = bytes.data();
        for (auto& value : values) {
            value = 0;
            std::memcpy(&value, at, width);
            at += width;
        }
    }

    static unsigned read_width(ByteReader& in) {
        const auto width = in.u8();
        if (width < 1 || width > 8) in.fail("a column has an unknown width");
        return width;
    }
};

ColumnDecoder::ColumnDecoder() : impl_{std::make_unique<Impl>()} {}
ColumnDecoder::~ColumnDecoder() = default;
ColumnDecoder::ColumnDecoder(ColumnDecoder&&) noexcept = default;
ColumnDecoder& ColumnDecoder::operator=(ColumnDecoder&&) noexcept = default;

std::span<const std::uint64_t> ColumnDecoder::decode(ByteReader& in, std::size_t count) {
    if (count > kMaxValues) in.fail("a column claims too many values");
    auto& values = impl_->values;
    values.resize(count);
    if (count == 0) return values;
    switch (in.u8()) {
        case kConstant:
            std::fill(values.begin(), values.end(), in.varint());
            break;
        case kVarintRaw:
            impl_->varints(in, in.bytes(in.varint()));
            break;
        case kVarintZstd: {
            const auto plain = static_cast<std::size_t>(in.varint_up_to(count * kMaxVarintBytes));
            const auto size = static_cast<std::size_t>(in.varint_up_to(in.left()));
            impl_->varints(in, impl_->decompress(in, size, plain));
            break;
        }
        case kPlanes:
            impl_->planes(in, Impl::read_width(in));
            break;
        case kWords:
            impl_->words(in, Impl::read_width(in));
            break;
        default:
            in.fail("a column is of an unknown kind");
    }
    return values;
}

}  // namespace konbit
