#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "render/canvas/image.hpp"

namespace konbit {

struct PngText {
    std::string key;    ///< "Copyright", "Creation Time", …
    std::string value;  ///< UTF-8 (iTXt)
};

/// How the pixels of a PNG are kept.
enum class PngColors {
    exact,   ///< a palette if there are at most 256 colours, else 24 bits
    palette  ///< at most 256 colours: the rarest go to their nearest; small and quick, for tiles
};

/// An opaque image as PNG. Equal images give equal bytes.
[[nodiscard]] std::vector<std::byte> encode_png(const Image& image, PngColors colors,
                                                std::span<const PngText> texts = {});
/// The part of an image with its upper left corner at (x, y).
[[nodiscard]] std::vector<std::byte> encode_png_part(const Image& image, int x, int y, int width,
                                                     int height, PngColors colors);

/// Writes a large picture row by row, so that it never is in memory as a whole.
class PngWriter {
public:
    /// `sink` takes the bytes in order; what it throws passes through.
    PngWriter(int width, int height, std::span<const PngText> texts,
              std::function<void(std::span<const std::byte>)> sink);
    ~PngWriter();
    PngWriter(const PngWriter&) = delete;
    PngWriter& operator=(const PngWriter&) = delete;
    void rows(const Image& band);  ///< as wide as the picture; all its rows
    void finish();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Reads back what we write (tests and tile checks): nullopt if it is no PNG of ours.
[[nodiscard]] std::optional<Image> decode_png(std::span<const std::byte> bytes);

}  // namespace konbit
