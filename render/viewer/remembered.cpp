#include "render/viewer/remembered.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "mapper/store/atomic_file.hpp"
#include "render/viewer/map_view.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::size_t kMostBytes = 1U << 20;
constexpr std::size_t kMostMaps = 100;
constexpr std::size_t kMostTextBytes = 4'096;

fs::path folder_from(const char* variable) {
    const char* set = std::getenv(variable);
    fs::path folder = set != nullptr ? set : "";
    return folder.is_absolute() ? folder : fs::path{};
}

std::string name_of(const fs::path& map_folder) {
    std::error_code error;
    auto whole = fs::weakly_canonical(map_folder, error);
    return (error ? fs::absolute(map_folder, error) : whole).string();
}

/// All that is remembered, as JSON; an empty object if the file makes no sense.
Json read_all(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    std::string text(kMostBytes + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (text.size() > kMostBytes) return Json::object();
    auto all = Json::parse(text, nullptr, false);
    return all.is_object() ? all : Json::object();
}

std::optional<double> number(const Json& from, const char* name, double least, double most) {
    const auto at = from.find(name);
    if (at == from.end() || !at->is_number()) return std::nullopt;
    const auto value = at->get<double>();
    if (!(value >= least && value <= most)) return std::nullopt;
    return value;
}

std::string text(const Json& from, const char* name, std::string otherwise) {
    const auto at = from.find(name);
    if (at == from.end() || !at->is_string()) return otherwise;
    auto value = at->get<std::string>();
    return value.size() <= kMostTextBytes ? value : otherwise;
}

double used_at(const Json& entry) {
    return entry.is_object() ? number(entry, "used", 0, 1e15).value_or(0) : 0;
}

Json to_json(const Remembered& what) {
    return {{"lat", what.center.lat()}, {"lon", what.center.lon()}, {"zoom", what.zoom},
            {"style", what.style},      {"lang", what.lang},        {"text_scale", what.text_scale},
            {"width", what.width_px},   {"height", what.height_px}, {"used", what.used}};
}

void forget_the_oldest(Json& all) {
    while (all.size() > kMostMaps) {
        auto oldest = all.begin();
        for (auto at = all.begin(); at != all.end(); ++at) {
            if (used_at(*at) < used_at(*oldest)) oldest = at;
        }
        all.erase(oldest);
    }
}

}  // namespace

fs::path remembered_file() {
    auto state = folder_from("XDG_STATE_HOME");
    if (state.empty()) {
        state = folder_from("HOME");
        if (state.empty()) return {};
        state /= ".local/state";
    }
    return state / "konbit/view.json";
}

std::optional<Remembered> recall(const fs::path& file, const fs::path& map_folder) {
    const auto all = read_all(file);
    const auto at = all.find(name_of(map_folder));
    if (at == all.end() || !at->is_object()) return std::nullopt;
    const auto lat = number(*at, "lat", -90, 90);
    const auto lon = number(*at, "lon", -180, 180);
    const auto zoom = number(*at, "zoom", MapView::kLeastZoom, MapView::kMostZoom);
    if (!lat || !lon || !zoom) return std::nullopt;
    Remembered found;
    found.center = location_from_degrees(*lon, *lat);
    found.zoom = static_cast<int>(std::lround(*zoom));
    found.style = text(*at, "style", found.style);
    found.lang = text(*at, "lang", found.lang);
    found.text_scale = number(*at, "text_scale", 0.5, 3).value_or(1);
    found.width_px = static_cast<int>(number(*at, "width", 320, 16'384).value_or(found.width_px));
    found.height_px =
        static_cast<int>(number(*at, "height", 240, 16'384).value_or(found.height_px));
    found.used = static_cast<UnixSeconds>(used_at(*at));
    return found;
}

void remember(const fs::path& file, const fs::path& map_folder, const Remembered& what) {
    auto all = read_all(file);
    all[name_of(map_folder)] = to_json(what);
    forget_the_oldest(all);
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    if (error) fail_write(error.value(), file, 0);
    AtomicFile out{file};
    out.write(all.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
    out.commit();
}

}  // namespace konbit
