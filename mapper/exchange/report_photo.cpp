#include "mapper/exchange/report_photo.hpp"

#include <algorithm>
#include <system_error>
#include <vector>

namespace konbit {
namespace {

namespace fs = std::filesystem;

/// True if the file lies below the folder, links followed.
bool lies_in(const fs::path& folder, const fs::path& file) {
    std::error_code error;
    const auto real_folder = fs::canonical(folder, error);
    if (error) return false;
    const auto real_file = fs::canonical(file, error);
    if (error) return false;
    return std::mismatch(real_folder.begin(), real_folder.end(), real_file.begin(), real_file.end())
               .first == real_folder.end();
}

}  // namespace

bool is_photo_name(std::string_view name) noexcept {
    constexpr std::size_t kMostNameBytes = 255;
    if (name.empty() || name.size() > kMostNameBytes || name.front() == '.') return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F && c != '/' && c != '\\';
    });
}

std::optional<fs::path> find_photo(const fs::path& folder, const std::string& name,
                                   const std::string& id) {
    std::vector<fs::path> places{folder / name, folder / "media" / name};
    if (is_photo_name(id)) places.push_back(folder / "media" / id / name);
    for (const auto& place : places) {
        std::error_code error;
        if (fs::is_regular_file(place, error) && lies_in(folder, place)) return place;
    }
    return std::nullopt;
}

}  // namespace konbit
