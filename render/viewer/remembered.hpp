#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "mapper/model/location.hpp"
#include "mapper/model/time.hpp"

namespace konbit {

/// How the window showed a map last time.
struct Remembered {
    Location center;
    int zoom = 0;
    std::string style = "humanitarian";
    std::string lang;
    double text_scale = 1;
    int width_px = 1366, height_px = 768;
    UnixSeconds used = 0;
    bool operator==(const Remembered&) const = default;
};

/// The file of all that is remembered: $XDG_STATE_HOME/konbit/view.json, else
/// $HOME/.local/state/konbit/view.json; empty if neither variable is an absolute path.
[[nodiscard]] std::filesystem::path remembered_file();

/// By the map's path. nullopt if there is nothing, or nothing that makes sense: a broken file is
/// not worth an error.
[[nodiscard]] std::optional<Remembered> recall(const std::filesystem::path& file,
                                               const std::filesystem::path& map_folder);
/// Keeps it for the map beside what is known of others (the 100 used last). DataError if it
/// cannot be written.
void remember(const std::filesystem::path& file, const std::filesystem::path& map_folder,
              const Remembered& what);

}  // namespace konbit
