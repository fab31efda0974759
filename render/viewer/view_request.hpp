#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "mapper/model/time.hpp"

namespace konbit {

/// What `konbit view` asks of the module konbit_viewer.so (SDL and Pango, opened on demand).
struct ViewRequest {
    std::filesystem::path map_folder, rules_folder, styles_folder;
    std::string at;  ///< PLACE; "": where the window was last time, else the whole map
    std::optional<double> zoom;
    std::string style;  ///< "": as last time, else humanitarian
    std::optional<std::string> lang;
    std::filesystem::path screenshot;  ///< draws, pans a little, saves, ends
    std::filesystem::path trace;       ///< JSON {frame_ms:[…]}
    std::filesystem::path script;      ///< lines of docs/viewer-script.md; ends at its end
    int width_px = 1366, height_px = 768;
    std::optional<UnixSeconds> fixed_now;  ///< KONBIT_NOW
    std::filesystem::path device_folder;   ///< of this laptop's key; "": the user's
    bool remember = true;                  ///< place, style and size for next time
};

/// The symbol `konbit_view` of the module. Throws our errors; returns when the window is closed.
using ViewFunction = void (*)(const ViewRequest*);
inline constexpr const char* kViewSymbol = "konbit_view";

}  // namespace konbit
