#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mapper/query/map.hpp"
#include "render/tile/map_painter.hpp"
#include "render/viewer/controls.hpp"
#include "render/viewer/map_view.hpp"
#include "render/viewer/remembered.hpp"
#include "render/viewer/report_watch.hpp"
#include "render/viewer/screen.hpp"
#include "render/viewer/tile_cache.hpp"
#include "render/viewer/trace.hpp"
#include "render/viewer/view_request.hpp"

namespace konbit {

/// The map in its window: puts together view, blocks and controls, hears what a person does and
/// draws when something changed. Knows nothing of SDL.
class Viewer {
public:
    using OpenScreen = std::function<std::unique_ptr<Screen>(const ScreenOptions&)>;
    /// Begins to paint before the screen is opened. The map outlives it.
    Viewer(const ViewRequest& request, Map& map, const OpenScreen& open_screen);
    ~Viewer();
    Viewer(const Viewer&) = delete;
    Viewer& operator=(const Viewer&) = delete;

    /// Until somebody closes the window, or `each_turn` (called before each drawing) gives false.
    void run(const std::function<bool(double now_ms)>& each_turn);

    // ---- what a person, or a script in his place, does
    void hear(const ScreenEvent& event);
    /// Text as typed: into the field that has the focus, else as the keys of its letters.
    void type(const std::string& text);
    void perform(const Action& action);
    /// False: there is no such vehicle.
    bool ask_route(std::string_view profile, Location from, Location to);

    // ---- what a script looks at
    [[nodiscard]] MapView& view() noexcept { return view_; }
    [[nodiscard]] Controls& controls() noexcept { return *controls_; }
    /// Nothing moves, every block is as it should be and on the screen.
    [[nodiscard]] bool settled() const;
    /// As last drawn; PNG, written at once or not at all.
    void save_picture(const std::filesystem::path& file) const;
    [[nodiscard]] const Image& frame() const noexcept { return frame_; }
    [[nodiscard]] const Trace& trace() const noexcept { return trace_; }
    [[nodiscard]] static double now_ms();

private:
    struct Drag {
        int x = 0, y = 0;            ///< where the pointer was last
        int from_x = 0, from_y = 0;  ///< where it went down
        int clicks = 1;
        bool moved = false;
    };
    void start_from(const ViewRequest& request);
    [[nodiscard]] std::shared_ptr<const Style> first_style(const ViewRequest& request);
    void repaint();
    void repaint(const ChangedPlaces& changed);
    void look_for_reports();
    void look_for_drawing();
    void reports_came();
    void hear_input(const InputEvent& event);
    void type_one(const std::string& letter);
    void after_controls();
    [[nodiscard]] bool drag(const InputEvent& event);
    void hear_for_map(const InputEvent& event);
    void key_for_map(const InputEvent& event);
    void choose_style(const std::string& name);
    void resize(int width, int height);
    void tell_controls();
    void want_blocks();
    [[nodiscard]] bool something_shown(const BlockId& id);
    void look_for_changes();
    void draw();
    [[nodiscard]] int wait_ms() const;
    void keep_place();

    Map& map_;
    ReportWatch watch_;
    std::filesystem::path styles_folder_, map_folder_, remembered_file_;
    std::optional<UnixSeconds> fixed_now_;
    int width_, height_;
    std::string style_name_ = "humanitarian";
    PaintOptions paint_options_{.for_team = true};
    std::string late_message_;  ///< for the controls, once they are there
    MapView view_;
    std::shared_ptr<const Style> style_;
    Trace trace_;
    std::atomic<Screen*> to_wake_ = nullptr;
    std::atomic<bool> blocks_came_ = false;
    std::unique_ptr<Screen> screen_;
    std::unique_ptr<TileCache> cache_;
    std::unique_ptr<Controls> controls_;
    Image frame_;
    std::optional<Drag> drag_;
    int pointer_x_ = 0, pointer_y_ = 0;
    std::vector<std::uint64_t> sheets_shown_;
    std::shared_ptr<const AnswerDrawing> drawing_shown_;
    bool dirty_ = true, quit_ = false, keep_warned_ = false;
    bool refresh_warned_ = false;
    double last_refresh_ms_ = 0;
    double last_frame_ms_ = 0, last_input_ms_ = 0, rest_since_ms_ = 0;
    std::optional<Remembered> kept_;
};

}  // namespace konbit
