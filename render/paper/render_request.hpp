#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/model/time.hpp"

namespace konbit {

/// What `konbit render` asks of the module konbit_render.so (opened on demand: Pango and its
/// friends cost a start-up that other commands must not pay).
struct RenderRequest {
    std::filesystem::path map_folder, rules_folder, styles_folder;
    std::filesystem::path out;  ///< .png or .mbtiles
    bool force = false;         ///< replace an existing .png; for .mbtiles begin anew
    std::string area;           ///< AREA; "": the whole map
    std::optional<double> zoom_from, zoom_to;  ///< .png: one zoom
    std::optional<int> width_px;               ///< .png, instead of a zoom
    double ratio = 1;
    int tile_px = 256;  ///< .mbtiles: 256 or 512
    /// .mbtiles: every colour as painted, so that tiles have the very pixels of a picture; nearly
    /// twice the size. Otherwise 256 colours a tile.
    bool all_colors = false;
    std::string style = "humanitarian";
    std::string lang;
    double text_scale = 1;
    bool for_team = false;  ///< camps too; not to be handed on
    bool bare = false;      ///< .png without scale bar, key and the rest (the attribution stays)
    UnixSeconds now = 0;
    std::size_t memory_bytes = std::size_t{512} << 20;  ///< refuse pictures that need more
    unsigned threads = 0;                               ///< 0: as many as cores
    std::function<void(std::string_view what, std::uint64_t done, std::uint64_t total)> progress;
    /// Told once, before long work: "1,234 tiles, about 12 MB, about 40 s"; may be empty.
    std::function<void(const std::string&)> estimate;
    const std::atomic<bool>* stop = nullptr;  ///< .mbtiles end cleanly and can be resumed
};

struct RenderResult {
    std::string label;  ///< of the area
    int width_px = 0, height_px = 0;
    double zoom = 0;
    std::uint64_t tiles = 0, tiles_reused = 0;
    std::uint64_t bytes = 0;
    double seconds = 0;
    bool stopped = false;
    std::vector<std::string> notices;
};

/// The symbol `konbit_render` of the module. Throws our errors.
using RenderFunction = void (*)(const RenderRequest*, RenderResult*);
inline constexpr const char* kRenderSymbol = "konbit_render";

}  // namespace konbit
