#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "mapper/query/map.hpp"
#include "render/canvas/image.hpp"
#include "render/canvas/mercator.hpp"
#include "render/style/style.hpp"
#include "render/tile/answer_drawing.hpp"

namespace konbit {

/// What a person did, in window pixels; independent of SDL.
enum class Key : std::uint8_t {
    none,
    character,
    enter,
    escape,
    tab,
    backspace,
    del,
    left,
    right,
    up,
    down,
    home,
    end,
    page_up,
    page_down,
    space
};
struct InputEvent {
    enum class Kind : std::uint8_t { press, release, move, wheel, key, text } kind = Kind::move;
    int x = 0, y = 0;
    bool secondary = false;  ///< right button
    int clicks = 1;          ///< 2: double
    double wheel = 0;        ///< up is positive
    Key key = Key::none;
    char character = 0;  ///< lower case, for Key::character
    bool shift = false, ctrl = false;
    std::string text;  ///< UTF-8, Kind::text
};

/// What the controls ask of the window.
struct GoTo {
    Location at;
    std::optional<double> zoom;
};
struct FitBox {
    BoundingBox box;
};
struct ZoomBy {
    double steps = 0;
};
struct ChooseStyle {
    std::string name;
};
struct ChooseLanguage {
    std::string lang;
};
struct ChooseTextSize {
    double scale = 1;
};
struct HideLayers {
    std::vector<std::string> hidden;
};
struct CopyText {
    std::string text;
};
/// Something was written: what is painted of it is old.
struct ReportsWritten {};
struct Quit {};
using Action = std::variant<GoTo, FitBox, ZoomBy, ChooseStyle, ChooseLanguage, ChooseTextSize,
                            HideLayers, CopyText, ReportsWritten, Quit>;

/// An opaque rectangle of controls above the map.
struct Sheet {
    int x = 0, y = 0;
    Image image;
    std::uint64_t revision = 0;  ///< changes with the picture
};

/// A pin of the open answer, drawn above the map.
struct Pin {
    Location at;
    Image image;  ///< premultiplied, with holes
    int anchor_x = 0, anchor_y = 0;
    bool selected = false;
};

/// Where the map is now.
struct ViewState {
    Location center;
    double zoom = 0;
    Location pointer;  ///< the place under the pointer
    UnixSeconds now = 0;
    std::string style = "humanitarian", lang;
    double text_scale = 1;
    std::vector<std::string> hidden_layers;
};

/// Rail, panels, search, key, buttons and the strip at the bottom: logic and drawing on Pango and
/// Cairo, without SDL, so that tests drive it without a window. Keyboard reachable.
class Controls {
public:
    /// `style` may be replaced later by set_style. All outlive the controls. `device_folder` as in
    /// Map::Options.
    Controls(Map& map, const Style& style, int width, int height,
             std::filesystem::path device_folder = {});
    ~Controls();

    void resize(int width, int height);
    void set_style(const Style& style);
    void set_view(const ViewState& view);
    /// Reports came from elsewhere: panels ask again.
    void reports_changed();
    /// A line at the bottom for 10 s: errors of a style, "Copied". `bad`: stays until closed.
    void say(std::string text, bool bad = false);

    /// True: taken. False: the map's (pan, zoom, click).
    bool handle(const InputEvent& event);
    /// A click on the map that nothing dragged: shows what is here.
    void clicked(Location at, double metres_per_px);
    [[nodiscard]] std::vector<Action> take_actions();

    /// The part of the window that shows the map, beside rail and panel.
    [[nodiscard]] PixelRect map_area() const;
    [[nodiscard]] std::span<const Sheet> sheets();
    [[nodiscard]] std::span<const Pin> pins();
    /// What an answer draws on the ground, below the map's names; nullptr: nothing.
    [[nodiscard]] std::shared_ptr<const AnswerDrawing> drawing() const;
    /// An answer is on its way.
    [[nodiscard]] bool busy() const;
    /// Opens the panel of routes and asks; false: there is no such vehicle.
    bool ask_route(std::string_view profile, Location from, Location to);
    /// What has the focus and what is shown, as text: for scripts and tests ("panel: Shelters\n…").
    [[nodiscard]] std::string describe() const;
    /// The middle of a control or list row by its words, for scripts: `click "Shelters"`.
    [[nodiscard]] std::optional<PixelPoint> find_control(std::string_view words) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace konbit
