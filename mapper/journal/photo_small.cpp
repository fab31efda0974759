#include "mapper/journal/photo_small.hpp"

#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include <jpeglib.h>

namespace konbit {
namespace {

constexpr std::uint64_t kMostPixels = 400'000'000;
constexpr long kMostDecoderBytes = 400L << 20;  // progressive files are kept whole while decoding
constexpr int kMostScans = 100;                 // cameras write about 10; each costs a whole pass
constexpr std::size_t kChannels = 3;

/// Pixels, three bytes each, row by row.
struct SmallImage {
    std::uint32_t width = 0, height = 0;
    std::vector<JSAMPLE> pixels;
    [[nodiscard]] const JSAMPLE* at(std::uint32_t x, std::uint32_t y) const {
        return pixels.data() + (std::size_t{y} * width + x) * kChannels;
    }
};

/// libjpeg's way out of an error is longjmp.
struct JpegErrors {
    jpeg_error_mgr manager{};  // first, so that libjpeg's pointer is ours
    std::jmp_buf way_out{};
};

[[noreturn]] void leave(j_common_ptr info) {
    std::longjmp(reinterpret_cast<JpegErrors*>(info->err)->way_out, 1);
}

void be_quiet(j_common_ptr /*info*/, int /*level*/) {}

void limit_scans(j_common_ptr info) {
    if (info->is_decompressor == 0) return;
    if (reinterpret_cast<j_decompress_ptr>(info)->input_scan_number > kMostScans) leave(info);
}

void prepare(JpegErrors& errors) {
    jpeg_std_error(&errors.manager);
    errors.manager.error_exit = leave;
    errors.manager.emit_message = be_quiet;
}

/// Runs calls of libjpeg; false if one of them failed. `work` must own nothing: its frame is jumped
/// over.
template <class Work>
bool succeeds(JpegErrors& errors, const Work& work) {
    if (setjmp(errors.way_out) != 0) return false;
    return work();
}

class JpegDecoder {
public:
    explicit JpegDecoder(std::string_view bytes) {
        prepare(errors_);
        info_.err = &errors_.manager;
        started_ = succeeds(errors_, [&] {
            jpeg_create_decompress(&info_);
            info_.mem->max_memory_to_use = kMostDecoderBytes;
            progress_.progress_monitor = limit_scans;
            info_.progress = &progress_;
            jpeg_mem_src(&info_, reinterpret_cast<const unsigned char*>(bytes.data()),
                         bytes.size());
            return jpeg_read_header(&info_, TRUE) == JPEG_HEADER_OK;
        });
    }
    JpegDecoder(const JpegDecoder&) = delete;
    JpegDecoder& operator=(const JpegDecoder&) = delete;
    ~JpegDecoder() { jpeg_destroy_decompress(&info_); }

    /// The picture in the smallest of libjpeg's sizes (eighths) that is not below the one wanted:
    /// at an eighth of a side only one value of 64 is decoded.
    bool decode(SmallImage& into) {
        if (!started_ || !fits()) return false;
        const auto begun = succeeds(errors_, [&] {
            info_.out_color_space = JCS_RGB;
            info_.dct_method = JDCT_IFAST;
            info_.scale_denom = 8;
            info_.scale_num = eighths();
            return jpeg_start_decompress(&info_) != FALSE;
        });
        if (!begun || info_.output_components != static_cast<int>(kChannels)) return false;
        into.width = info_.output_width;
        into.height = info_.output_height;
        into.pixels.assign(std::size_t{into.width} * into.height * kChannels, 0);
        return succeeds(errors_, [&] {
            while (info_.output_scanline < info_.output_height) {
                JSAMPROW row = into.pixels.data() +
                               std::size_t{info_.output_scanline} * info_.output_width * kChannels;
                if (jpeg_read_scanlines(&info_, &row, 1) != 1) return false;
            }
            return true;
        });
    }

private:
    [[nodiscard]] bool fits() const {
        const auto pixels = std::uint64_t{info_.image_width} * info_.image_height;
        const bool four_inks =
            info_.jpeg_color_space == JCS_CMYK || info_.jpeg_color_space == JCS_YCCK;
        return pixels > 0 && pixels <= kMostPixels && !four_inks;
    }
    [[nodiscard]] unsigned int eighths() const {
        const auto side = std::max(info_.image_width, info_.image_height);
        unsigned int num = 1;
        while (num < 8 && std::uint64_t{side} * num / 8 < kMostSmallSide) ++num;
        return num;
    }

    JpegErrors errors_;
    jpeg_progress_mgr progress_{};
    jpeg_decompress_struct info_{};
    bool started_ = false;
};

/// Each pixel is the mean of those it covers.
SmallImage shrunk(const SmallImage& from) {
    const auto side = std::max(from.width, from.height);
    if (side <= kMostSmallSide) return from;
    const auto scaled = [&](std::uint32_t length) {
        return std::max(1U,
                        static_cast<std::uint32_t>(std::uint64_t{length} * kMostSmallSide / side));
    };
    SmallImage to{scaled(from.width), scaled(from.height), {}};
    to.pixels.reserve(std::size_t{to.width} * to.height * kChannels);
    for (std::uint32_t y = 0; y < to.height; ++y) {
        const auto top = std::uint64_t{y} * from.height / to.height;
        const auto bottom = std::uint64_t{y + 1} * from.height / to.height;
        for (std::uint32_t x = 0; x < to.width; ++x) {
            const auto left = std::uint64_t{x} * from.width / to.width;
            const auto right = std::uint64_t{x + 1} * from.width / to.width;
            std::uint64_t sums[kChannels]{};
            for (auto v = top; v < bottom; ++v) {
                const auto* pixel =
                    from.at(static_cast<std::uint32_t>(left), static_cast<std::uint32_t>(v));
                for (auto u = left; u < right; ++u) {
                    for (auto& sum : sums) sum += *pixel++;
                }
            }
            const auto count = (bottom - top) * (right - left);
            for (const auto sum : sums)
                to.pixels.push_back(static_cast<JSAMPLE>((sum + count / 2) / count));
        }
    }
    return to;
}

/// Exif: 2 mirrored, 3 upside down, 4 both; 5 to 8 the same with rows and columns exchanged.
SmallImage upright(SmallImage from, int orientation) {
    if (orientation <= 1 || orientation > 8) return from;
    const bool exchanged = orientation >= 5;
    SmallImage to{exchanged ? from.height : from.width, exchanged ? from.width : from.height, {}};
    to.pixels.reserve(from.pixels.size());
    const bool from_right =
        orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool from_below =
        orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    for (std::uint32_t y = 0; y < to.height; ++y) {
        for (std::uint32_t x = 0; x < to.width; ++x) {
            auto u = exchanged ? y : x, v = exchanged ? x : y;
            if (from_right) u = from.width - 1 - u;
            if (from_below) v = from.height - 1 - v;
            const auto* pixel = from.at(u, v);
            to.pixels.insert(to.pixels.end(), pixel, pixel + kChannels);
        }
    }
    return to;
}

class JpegEncoder {
public:
    JpegEncoder() {
        prepare(errors_);
        info_.err = &errors_.manager;
    }
    JpegEncoder(const JpegEncoder&) = delete;
    JpegEncoder& operator=(const JpegEncoder&) = delete;
    ~JpegEncoder() {
        jpeg_destroy_compress(&info_);
        std::free(bytes_);  // NOLINT: libjpeg allocates it so
    }

    std::string encode(const SmallImage& image) {
        const bool done = succeeds(errors_, [&] {
            jpeg_create_compress(&info_);
            jpeg_mem_dest(&info_, &bytes_, &size_);
            info_.image_width = image.width;
            info_.image_height = image.height;
            info_.input_components = static_cast<int>(kChannels);
            info_.in_color_space = JCS_RGB;
            jpeg_set_defaults(&info_);
            jpeg_set_quality(&info_, 75, TRUE);
            jpeg_start_compress(&info_, TRUE);
            while (info_.next_scanline < info_.image_height) {
                auto* row = const_cast<JSAMPLE*>(image.at(0, info_.next_scanline));
                jpeg_write_scanlines(&info_, &row, 1);
            }
            jpeg_finish_compress(&info_);
            return true;
        });
        if (!done) return {};
        return {reinterpret_cast<const char*>(bytes_), size_};
    }

private:
    JpegErrors errors_;
    jpeg_compress_struct info_{};
    unsigned char* bytes_ = nullptr;
    unsigned long size_ = 0;
};

}  // namespace

std::string small_jpeg(std::string_view bytes, int orientation) {
    SmallImage image;
    if (!JpegDecoder{bytes}.decode(image)) return {};
    return JpegEncoder{}.encode(upright(shrunk(image), orientation));
}

}  // namespace konbit
