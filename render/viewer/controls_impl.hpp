#pragma once

#include <array>
#include <chrono>

#include "render/viewer/controls.hpp"
#include "render/viewer/map_furniture.hpp"
#include "render/viewer/panel_view.hpp"
#include "render/viewer/sheet_stack.hpp"

namespace konbit {

/// The inside of Controls. What happens (controls_input.cpp), what is seen (controls_sheets.cpp)
/// and what panels ask for (controls_panels.cpp).
struct Controls::Impl final : PanelHost {
    Impl(Map& map, const Style& style, int width, int height, std::filesystem::path device_folder);

    void resize(int width, int height);
    void set_style(const Style& style);
    void set_view(const ViewState& view);
    void reports_changed();
    void say_toast(std::string text, bool bad);
    bool handle(const InputEvent& event);
    void clicked(Location at, double metres_per_px);
    [[nodiscard]] std::vector<Action> take_actions();
    [[nodiscard]] PixelRect map_area() const;
    [[nodiscard]] std::span<const Sheet> sheets();
    [[nodiscard]] std::span<const Pin> pins();
    [[nodiscard]] std::shared_ptr<const AnswerDrawing> drawing() const;
    [[nodiscard]] bool busy() const { return roads_ != nullptr && roads_->busy(); }
    bool ask_route(std::string_view profile, Location from, Location to);
    [[nodiscard]] std::string describe() const;
    [[nodiscard]] std::optional<PixelPoint> find_control(std::string_view words);

    // ---- PanelHost
    [[nodiscard]] const Map& map() const override { return map_; }
    [[nodiscard]] const Style& style() const override { return *style_; }
    [[nodiscard]] const ViewState& view() const override { return view_; }
    [[nodiscard]] BoundingBox visible_box() const override;
    void ask(Action action) override;
    void say(std::string text) override { say_toast(std::move(text), false); }
    void show_shelters_near(Location at) override;
    void show_thing(FeatureIndex feature) override;
    void bring_into_view(Location at) override;
    void report_at(Location at) override;
    void route_to(Place place) override;
    bool save(std::span<const NewEntry> entries, std::string words) override;
    [[nodiscard]] const std::string& why_read_only() const override { return read_only_; }
    [[nodiscard]] std::optional<DeviceKey> own_key() const override;

private:
    enum class Task : std::uint8_t { find, shelters, state, route, report, layers };
    static constexpr std::size_t kNoRow = ~std::size_t{0};  ///< of pins that are no panel's
    static constexpr std::size_t kTaskCount = 6;
    enum class Shown : std::uint8_t { nothing, task, here };
    using Clock = std::chrono::steady_clock;
    struct Toast {
        std::string text;
        bool bad = false;
        Clock::time_point until;
        UiRect at;
        Widget button;                 ///< closes it, or takes back what was saved
        std::vector<NewEntry> undo{};  ///< takes back what it tells of
        std::string what{};
    };

    // ---- panels
    [[nodiscard]] Panel* panel() const;
    void show_panel(Shown shown, Task task);
    void open_task(Task task);
    RoadPanel& roads();
    void open_here(std::unique_ptr<Panel> panel);
    void close_panel();
    void press_task(Task task);
    void refresh_panel();
    void focus_field();

    // ---- layout and drawing
    void lay_out();
    [[nodiscard]] int rail_width() const;
    [[nodiscard]] int panel_width() const;
    [[nodiscard]] UiRect map_and_strip() const;
    [[nodiscard]] MapFurniture::Scene scene() const;
    void lay_out_rail();
    void lay_out_toast();
    void drop_old_toast();
    void say_saved(std::string what, std::vector<NewEntry> undo);
    void take_back();
    void add_rail();
    void add_panel();
    void add_toast();

    // ---- input
    [[nodiscard]] std::vector<const Widget*> widgets() const;  ///< in the order of Tab
    [[nodiscard]] const Widget* widget_at(int x, int y) const;
    [[nodiscard]] const Widget* focused() const;
    [[nodiscard]] bool over_sheet(int x, int y) const;
    [[nodiscard]] bool typing() const;
    void press_widget(const Widget& widget);
    bool on_press(const InputEvent& event);
    bool on_release(const InputEvent& event);
    bool on_move(const InputEvent& event);
    bool on_wheel(const InputEvent& event);
    bool on_key(const InputEvent& event);
    bool on_text(const InputEvent& event);
    bool key_in_field(const InputEvent& event);
    bool key_in_list(Key key);
    bool key_of_panel(char c);
    bool letter(char c);
    void move_focus(int step);
    void focus(std::string id, bool ring);
    bool escape();
    void next_style();

    Map& map_;
    const Style* style_;
    std::filesystem::path device_folder_;
    std::string read_only_;
    int width_, height_;
    ViewState view_;
    TextPainter texts_;
    PanelView panel_view_{texts_};
    MapFurniture furniture_;
    SheetStack stack_;
    std::vector<Widget> rail_;
    std::array<std::unique_ptr<Panel>, kTaskCount> panels_;
    std::unique_ptr<Panel> here_;
    std::shared_ptr<const AnswerDrawing> drawing_laid_;  ///< whose lines are in the key
    RoadPanel* roads_ = nullptr;  ///< of panels_, once it was opened
    Shown shown_ = Shown::nothing;
    Task task_ = Task::find;
    std::uint64_t panel_revision_ = 0;
    std::optional<bool> key_open_;  ///< nothing: as there is room
    std::optional<Toast> toast_;
    std::vector<Action> actions_;
    std::vector<Pin> pins_;
    std::vector<PanelPin> pins_of_;  ///< what pins_ was made from
    double pins_scale_ = 0;

    std::string focus_;
    bool ring_ = false;  ///< the keyboard was used last
    std::string pressed_;
    bool held_ = false;  ///< a button went down on a sheet
    int press_y_ = 0, last_y_ = 0;
    bool scrolling_ = false;
    char swallow_ = 0;  ///< the text that follows a key which was a command
};

}  // namespace konbit
