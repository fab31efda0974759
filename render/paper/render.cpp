#include "render/paper/render.hpp"

#include <fmt/format.h>

#include <cmath>

#include "mapper/model/error.hpp"
#include "mapper/query/place.hpp"
#include "mapper/store/atomic_file.hpp"
#include "render/paper/mbtiles.hpp"
#include "render/paper/picture.hpp"

namespace konbit {
namespace {

enum class Format { png, mbtiles };

Format format_of(const std::filesystem::path& out) {
    auto ending = out.extension().string();
    for (auto& c : ending) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if (ending == ".png") return Format::png;
    if (ending == ".mbtiles") return Format::mbtiles;
    if (ending == ".pdf") {
        throw UsageError{"PDF cannot be written yet", out.string(), "it comes in a later version",
                         "Use .png, with --ratio 2 for print"};
    }
    throw UsageError{"The file's ending is not known", out.string(), "it chooses the format",
                     "Known are .png and .mbtiles"};
}

std::string box_words(const BoundingBox& box) {
    return fmt::format("{:.4f},{:.4f},{:.4f},{:.4f}", box.west * 1e-7, box.south * 1e-7,
                       box.east * 1e-7, box.north * 1e-7);
}

Area whole_map(const Map& map, const BoundingBox& bounds) {
    Area area;
    area.box = bounds;
    area.is_box = true;
    area.label = map.base().folder().stem().string();
    return area;
}

bool meets(const BoundingBox& area, const BoundingBox& bounds) {
    for (const auto& part : split_at_antimeridian(area)) {
        if (!part.empty() && part.intersects(bounds)) return true;
    }
    return false;
}

Area area_of(const RenderRequest& request, const Map& map) {
    const auto bounds = map.base().summary().bounds;
    if (bounds.empty()) {
        throw UsageError{"The map holds no place", map.base().folder().string(),
                         "its extract has no nodes", "Import another extract"};
    }
    if (request.area.empty()) return whole_map(map, bounds);
    auto area = resolve_area(map, request.area);
    if (meets(area.box, bounds)) return area;
    throw UsageError{"The area lies outside the map", "--in " + request.area,
                     fmt::format("the map covers {} (west,south,east,north)", box_words(bounds)),
                     "Choose an area in there"};
}

void check_zoom(const std::optional<double>& zoom) {
    if (!zoom || (std::isfinite(*zoom) && *zoom >= 0 && *zoom <= 20)) return;
    throw UsageError{"There is no such zoom", fmt::format("--zoom {:g}", *zoom),
                     "zooms go from 0, the world, to 20, a house", "Choose one between"};
}

void check_picture(const RenderRequest& request) {
    if (request.zoom_to && request.zoom_to != request.zoom_from) {
        throw UsageError{"A picture has one zoom",
                         fmt::format("--zoom {:g}-{:g}", *request.zoom_from, *request.zoom_to),
                         "a range is for tiles", "Give one, or write .mbtiles"};
    }
    if (request.zoom_from && request.width_px) {
        throw UsageError{
            "Zoom and width exclude each other",
            fmt::format("--zoom {:g} --width {}", *request.zoom_from, *request.width_px),
            "each gives the scale", "Give one of them"};
    }
}

void check_tiles(const RenderRequest& request) {
    if (request.width_px) {
        throw UsageError{"Tiles have no width", fmt::format("--width {}", *request.width_px),
                         "they have zooms", "Give --zoom A-B, or write .png"};
    }
    if (request.bare) {
        throw UsageError{"Tiles have nothing around them", "--bare", "it is for pictures",
                         "Leave it out"};
    }
    for (const auto& zoom : {request.zoom_from, request.zoom_to}) {
        if (zoom && *zoom != std::floor(*zoom)) {
            throw UsageError{"Tiles have whole zooms", fmt::format("--zoom {:g}", *zoom),
                             "it is a fraction", "Round it"};
        }
    }
}

void check(const RenderRequest& request, Format format) {
    check_zoom(request.zoom_from);
    check_zoom(request.zoom_to);
    format == Format::png ? check_picture(request) : check_tiles(request);
    check_target(request.out, request.force);
}

}  // namespace

RenderResult render_map(const RenderRequest& request) {
    const auto format = format_of(request.out);
    check(request, format);
    const auto style = Style::find(request.styles_folder, request.style);
    const auto map = Map::open({.folder = request.map_folder,
                                .rules_folder = request.rules_folder,
                                .progress = request.progress});
    const auto area = area_of(request, map);
    return format == Format::png ? write_picture(request, map, style, area)
                                 : write_mbtiles(request, map, style, area);
}

}  // namespace konbit
