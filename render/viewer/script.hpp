#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "render/viewer/controls.hpp"

namespace konbit {

/// The steps of a script (docs/viewer-script.md).
struct PanStep {
    int dx_px = 0, dy_px = 0;  ///< to the east, to the south
};
struct ZoomStep {
    int steps = 0;
    std::optional<PixelPoint> around;  ///< the map's middle if not given
};
struct ClickStep {
    PixelPoint at;
    std::string words;  ///< if not empty: on the control with these words
    bool twice = false;
};
struct TypeStep {
    std::string text;
};
struct KeyStep {
    InputEvent event;
};
struct WaitStep {
    std::optional<int> ms;  ///< until everything is drawn if not given
};
struct ScreenshotStep {
    std::filesystem::path file;
};
struct StyleStep {
    std::string name;
};
struct LangStep {
    std::string lang;
};
struct TravelStep {
    std::string profile;
    Location from, to;
};
struct ExpectStep {
    std::string text;
    bool absent = false;
};
using ScriptStep = std::variant<PanStep, ZoomStep, ClickStep, TypeStep, KeyStep, WaitStep,
                                ScreenshotStep, StyleStep, LangStep, TravelStep, ExpectStep>;

/// A step with the line it stands in.
struct ScriptLine {
    ScriptStep step;
    int line = 0;
};

/// Reads a whole script. UsageError naming FILE:LINE:COLUMN (columns count characters, from 1).
[[nodiscard]] std::vector<ScriptLine> parse_script(std::string_view text, std::string_view file);
/// As above, from a file of at most 1 MB.
[[nodiscard]] std::vector<ScriptLine> read_script(const std::filesystem::path& file);

}  // namespace konbit
