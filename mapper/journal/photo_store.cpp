#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "mapper/journal/durable_file.hpp"
#include "mapper/journal/entry_codec.hpp"
#include "mapper/journal/partial_file.hpp"
#include "mapper/journal/photos.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> kTypes{"jpeg", "png", "heic", "webp"};
constexpr std::size_t kHexDigits = 64;

[[noreturn]] void refuse(std::string_view why) {
    throw DataError{"This photo cannot be kept", "", why, "Leave it out, or make it smaller."};
}

void keep(const fs::path& name, std::string_view bytes) {
    PartialFile file{name};
    file.write(bytes);
    file.commit();
}

}  // namespace

PhotoStore::PhotoStore(const fs::path& map_folder) : folder_{map_folder / "photos"} {}

Digest PhotoStore::add(std::string_view bytes, std::string_view type,
                       std::string_view small_copy) const {
    if (bytes.empty()) refuse("it is empty");
    if (bytes.size() > kMostBytes) refuse(fmt::format("it has more than {} MB", kMostBytes >> 20));
    if (std::ranges::find(kTypes, type) == kTypes.end()) refuse("its type is unknown");
    const auto name = digest_of(bytes);
    make_folder_durably(folder_);
    if (!has(name)) keep(folder_ / fmt::format("{}.{}", to_hex(name), type), bytes);
    std::error_code error;
    const auto small = folder_ / (to_hex(name) + ".small.jpeg");
    if (!small_copy.empty() && !fs::exists(small, error)) keep(small, small_copy);
    return name;
}

void PhotoStore::tidy() const {
    remove_leftovers(folder_, std::chrono::minutes{1});
}

bool PhotoStore::has(const Digest& file) const {
    return path_of(file).has_value();
}

std::optional<std::string> PhotoStore::read(const Digest& file) const {
    const auto path = path_of(file);
    if (!path) return std::nullopt;
    return read_small_file(*path, kMostBytes);
}

std::optional<std::string> PhotoStore::read_small(const Digest& file) const {
    return read_small_file(folder_ / (to_hex(file) + ".small.jpeg"), kMostBytes);
}

std::optional<fs::path> PhotoStore::path_of(const Digest& file) const {
    for (const auto type : kTypes) {
        auto path = folder_ / fmt::format("{}.{}", to_hex(file), type);
        std::error_code error;
        if (fs::is_regular_file(path, error)) return path;
    }
    return std::nullopt;
}

std::vector<Digest> PhotoStore::all() const {
    std::vector<Digest> found;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator{folder_, error}) {
        const auto name = entry.path().filename().string();
        if (name.size() <= kHexDigits + 1 || name[kHexDigits] != '.') continue;
        const auto type = std::string_view{name}.substr(kHexDigits + 1);
        const auto digest = parse_digest(std::string_view{name}.substr(0, kHexDigits));
        if (digest && std::ranges::find(kTypes, type) != kTypes.end()) found.push_back(*digest);
    }
    std::ranges::sort(found);
    return found;
}

void PhotoStore::remove(const Digest& file) const {
    std::error_code error;
    fs::remove(folder_ / (to_hex(file) + ".small.jpeg"), error);
    while (const auto path = path_of(file)) {
        if (!fs::remove(*path, error) && error) {
            throw DataError{"A photo cannot be destroyed", path->string(), error.message(),
                            "Delete the file."};
        }
    }
}

}  // namespace konbit
