#include <zlib.h>

#include <algorithm>
#include <new>
#include <utility>

#include "render/canvas/png.hpp"
#include "render/canvas/png_chunks.hpp"
#include "render/canvas/png_rows.hpp"

namespace konbit {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{1} << 16U;
constexpr int kLevel = 6;

}  // namespace

struct PngWriter::Impl {
    explicit Impl(std::function<void(std::span<const std::byte>)> to)
        : sink{std::move(to)}, chunk(kChunkBytes) {
        if (deflateInit(&stream, kLevel) != Z_OK) throw std::bad_alloc{};
        stream.next_out = chunk.data();
        stream.avail_out = static_cast<uInt>(chunk.size());
    }
    ~Impl() { deflateEnd(&stream); }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    void send_chunk() {
        const std::size_t bytes = chunk.size() - stream.avail_out;
        if (bytes == 0) return;
        std::vector<std::byte> framed;
        append_chunk("IDAT", std::as_bytes(std::span{chunk}.first(bytes)), framed);
        stream.next_out = chunk.data();
        stream.avail_out = static_cast<uInt>(chunk.size());
        sink(framed);
    }
    void deflate_row() {
        stream.next_in = row.data();
        stream.avail_in = static_cast<uInt>(row.size());
        while (stream.avail_in > 0) {
            deflate(&stream, Z_NO_FLUSH);
            if (stream.avail_out == 0) send_chunk();
        }
    }
    void end() {
        while (deflate(&stream, Z_FINISH) != Z_STREAM_END) send_chunk();
        send_chunk();
    }

    std::function<void(std::span<const std::byte>)> sink;
    std::vector<std::uint8_t> row;
    std::vector<unsigned char> chunk;
    z_stream stream{};
    bool finished = false;
};

PngWriter::PngWriter(int width, int height, std::span<const PngText> texts,
                     std::function<void(std::span<const std::byte>)> sink)
    : impl_{std::make_unique<Impl>(std::move(sink))} {
    std::vector<std::byte> head;
    append_signature(head);
    append_header({width, height}, head);
    append_texts(texts, head);
    impl_->sink(head);
}
PngWriter::~PngWriter() = default;

void PngWriter::rows(const Image& band) {
    for (int y = 0; y < band.height; ++y) {
        impl_->row.clear();
        append_rgb({band.row(y), static_cast<std::size_t>(band.width)}, impl_->row);
        impl_->deflate_row();
    }
}

void PngWriter::finish() {
    if (std::exchange(impl_->finished, true)) return;
    impl_->end();
    std::vector<std::byte> tail;
    append_chunk("IEND", {}, tail);
    impl_->sink(tail);
}

}  // namespace konbit
