#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "mapper/journal/entry.hpp"

namespace konbit {

/// The folder `photos/` of a map: files named by their hash ("HEX.jpeg"), and beside each a small
/// copy ("HEX.small.jpeg") where one could be made. Names come from hashes alone, never from files.
class PhotoStore {
public:
    static constexpr std::size_t kMostBytes = 64U << 20;  ///< of one photo

    explicit PhotoStore(const std::filesystem::path& map_folder);

    /// Durable when it returns; the same bytes again change nothing.
    Digest add(std::string_view bytes, std::string_view type, std::string_view small_copy) const;
    /// Removes halves of photos that a killed program left.
    void tidy() const;
    [[nodiscard]] bool has(const Digest& file) const;
    [[nodiscard]] std::optional<std::string> read(const Digest& file) const;
    [[nodiscard]] std::optional<std::string> read_small(const Digest& file) const;
    [[nodiscard]] std::optional<std::filesystem::path> path_of(const Digest& file) const;
    [[nodiscard]] std::vector<Digest> all() const;
    void remove(const Digest& file) const;  ///< and its small copy

private:
    std::filesystem::path folder_;
};

/// What a photo says of itself.
struct PhotoFacts {
    std::string type;  ///< "jpeg", "png", "heic", "webp"
    /// By the zone the camera wrote, or found by comparing its clock with that of the satellites.
    std::optional<UnixSeconds> taken;
    /// Otherwise: its clock as if it were UTC. Nobody knows the zone, so it proves nothing alone.
    std::optional<UnixSeconds> taken_without_zone;
    std::optional<Location> at;
    std::uint32_t width = 0, height = 0;
    bool operator==(const PhotoFacts&) const = default;
};

/// The tools of the module konbit_photo.so (Exiv2, libjpeg), opened on demand by its symbol
/// `konbit_photo_tools`. All refuse hostile bytes with DataError naming `name`.
struct PhotoTools {
    PhotoFacts (*facts)(std::string_view bytes, const std::string& name);
    /// A JPEG of at most 512 px a side, upright, without metadata; "" if it cannot be made.
    std::string (*small_copy)(std::string_view bytes);
    /// The same picture without time, position, camera, owner; upright as before. DataError for
    /// HEIC, too, whose pictures cannot be cleaned here.
    std::string (*without_metadata)(std::string_view bytes, const std::string& name);
};
using PhotoToolsSymbol = const PhotoTools& (*)();

}  // namespace konbit
