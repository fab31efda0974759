// konbit_viewer.so: opened by `konbit view`, so that other commands do not pay for SDL and Pango.
#include <cstdlib>

#include "mapper/model/error.hpp"
#include "mapper/store/atomic_file.hpp"
#include "render/viewer/player.hpp"
#include "render/viewer/script.hpp"
#include "render/viewer/view_request.hpp"
#include "render/viewer/viewer.hpp"

namespace konbit {
namespace {

/// What the request wants done before the window closes by itself; empty: nothing.
std::vector<ScriptLine> steps_of(const ViewRequest& request) {
    std::vector<ScriptLine> steps;
    if (!request.script.empty()) steps = read_script(request.script);
    if (request.screenshot.empty()) return steps;
    if (request.script.empty()) {
        steps.push_back({WaitStep{}, 0});
        steps.push_back({PanStep{160, 96}, 0});
    }
    steps.push_back({ScreenshotStep{request.screenshot}, 0});
    return steps;
}

/// Bad targets are told before anything is opened.
void check_targets(const ViewRequest& request, const std::vector<ScriptLine>& steps) {
    if (!request.trace.empty()) check_target(request.trace, true);
    for (const auto& line : steps) {
        if (const auto* shot = std::get_if<ScreenshotStep>(&line.step)) {
            check_target(shot->file, true);
        }
    }
}

bool has_display() {
    for (const char* variable : {"DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER"}) {
        const char* value = std::getenv(variable);
        if (value != nullptr && *value != '\0') return true;
    }
    return false;
}

/// A script does without a display, a person does not.
std::unique_ptr<Screen> open_screen(const ScreenOptions& options, bool scripted) {
    if (!scripted) return open_window(options);
    if (!has_display()) return open_offscreen(options);
    try {
        return open_window(options);
    } catch (const DataError&) {
        return open_offscreen(options);
    }
}

void view(const ViewRequest& request) {
    auto steps = steps_of(request);
    check_targets(request, steps);
    const bool scripted = !request.script.empty() || !request.screenshot.empty();
    Map::Options how{
        .folder = request.map_folder, .rules_folder = request.rules_folder, .progress = {}};
    how.device_folder = request.device_folder;
    if (const auto fixed = request.fixed_now) how.clock = [at = *fixed] { return at; };
    auto map = Map::open(how);
    Viewer viewer{request, map, [scripted](const ScreenOptions& options) {
                      return open_screen(options, scripted);
                  }};
    Player player{viewer, std::move(steps), request.script.string()};
    viewer.run([&](double now_ms) { return !scripted || player.turn(now_ms); });
    if (!request.trace.empty()) viewer.trace().write(request.trace);
}

}  // namespace
}  // namespace konbit

extern "C" __attribute__((visibility("default"))) void konbit_view(
    const konbit::ViewRequest* request) {
    konbit::view(*request);
}
