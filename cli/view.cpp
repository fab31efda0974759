// konbit view: the window with the map.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <memory>

#include "cli/clock.hpp"
#include "cli/commands.hpp"
#include "cli/map_option.hpp"
#include "cli/module.hpp"
#include "cli/options.hpp"
#include "cli/resources.hpp"
#include "mapper/model/error.hpp"
#include "render/viewer/view_request.hpp"

namespace konbit {
namespace {

struct Options {
    std::optional<std::string> map;
    std::string at, zoom, style, size, screenshot, trace, script;
    std::optional<std::string> lang;
};

struct Size {
    int width_px = 0, height_px = 0;
};

/// "1366x768".
Size read_size(std::string_view text) {
    const auto x = text.find('x');
    if (x == std::string_view::npos) {
        throw UsageError{"The size cannot be understood", fmt::format("--size {}", text),
                         "it is not WIDTHxHEIGHT", "Write it like 1366x768"};
    }
    return {static_cast<int>(read_number("--size", text.substr(0, x), 320, 16'384)),
            static_cast<int>(read_number("--size", text.substr(x + 1), 240, 16'384))};
}

double read_zoom(std::string_view text) {
    return static_cast<double>(read_number("--zoom", text, 2, 20));
}

void run(const Options& o) {
    ViewRequest request{.map_folder = find_map_folder(o.map),
                        .rules_folder = rules_folder(),
                        .styles_folder = styles_folder(),
                        .at = o.at,
                        .zoom = {},
                        .style = o.style,
                        .lang = o.lang,
                        .screenshot = o.screenshot,
                        .trace = o.trace,
                        .script = o.script,
                        .fixed_now = {}};
    refuse_option_as_value("--at", o.at);
    if (!o.zoom.empty()) request.zoom = read_zoom(o.zoom);
    if (!o.size.empty()) {
        const auto size = read_size(o.size);
        request.width_px = size.width_px;
        request.height_px = size.height_px;
    }
    if (std::getenv("KONBIT_NOW") != nullptr) request.fixed_now = now();
    // What a script does to the window is no wish of the person who sits before it.
    request.remember = o.script.empty() && o.screenshot.empty();
    const auto view = open_module<ViewFunction>(
        "konbit_viewer", kViewSymbol, "draw pictures with \"konbit render\"");
    view(&request);
}

}  // namespace

void declare_view(CLI::App& app) {
    const auto o = std::make_shared<Options>();
    app.add_option("MAP", o->map);
    app.add_option("--at", o->at, "PLACE in the middle (default: as last time)")
        ->type_name("PLACE");
    app.add_option("--zoom", o->zoom, "2 to 20")->type_name("Z");
    app.add_option("--style", o->style, "humanitarian, sunlight, print or a .yaml file")
        ->type_name("STYLE");
    app.add_option("--lang", o->lang, "language of the names: en, fr, ht, es, …")
        ->type_name("LANG");
    app.add_option("--size", o->size, "of the window (default 1366x768)")->type_name("WxH");
    app.add_option("--screenshot", o->screenshot, "draw, pan a little, save a PNG and end")
        ->type_name("FILE");
    app.add_option("--trace", o->trace, "write the frame times as JSON at the end")
        ->type_name("FILE");
    app.add_option("--script", o->script, "do what a file says and end (docs/viewer-script.md)")
        ->type_name("FILE");
    app.footer(
        "Drag or use the arrow keys to move, the wheel or + and - to zoom; click to ask what is "
        "there.\nWithout a display, \"konbit render\" draws pictures.\n\nExamples:\n"
        "  konbit view andorra.konbit\n"
        "  konbit view --at \"Hospital de Meritxell\" --zoom 17 --style sunlight\n"
        "  konbit view --at 42.5063,1.5218 --screenshot town.png\n");
    app.callback([o] { run(*o); });
}

}  // namespace konbit
