#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "mapper/query/map.hpp"
#include "mapper/query/place.hpp"
#include "render/tile/answer_drawing.hpp"
#include "render/viewer/controls.hpp"
#include "render/viewer/widget.hpp"

namespace konbit {

/// What a panel may ask of the window around it.
class PanelHost {
public:
    virtual ~PanelHost() = default;
    [[nodiscard]] virtual const Map& map() const = 0;
    [[nodiscard]] virtual const Style& style() const = 0;
    [[nodiscard]] virtual const ViewState& view() const = 0;
    /// The ground that the map shows, beside the panel.
    [[nodiscard]] virtual BoundingBox visible_box() const = 0;
    virtual void ask(Action action) = 0;
    virtual void say(std::string text) = 0;
    virtual void show_shelters_near(Location at) = 0;
    virtual void show_thing(FeatureIndex feature) = 0;
    /// Moves the map if the place is not well in sight.
    virtual void bring_into_view(Location at) = 0;
    /// Opens the panel for reports with this place chosen.
    virtual void report_at(Location at) = 0;
    /// Opens the panel of routes with this place as the end.
    virtual void route_to(Place place) = 0;
    /// Writes entries and tells all who show the map. Says `words` for 10 s beside a button that
    /// takes them back; or what went wrong: then nothing was written, and it is false.
    virtual bool save(std::span<const NewEntry> entries, std::string words) = 0;
    /// Why this map takes no entries; "" if it does.
    [[nodiscard]] virtual const std::string& why_read_only() const = 0;
    /// This laptop's own key; nullopt while it has none.
    [[nodiscard]] virtual std::optional<DeviceKey> own_key() const = 0;
};

/// A pin that a panel wants on the map.
struct PanelPin {
    Location at;
    PinLook look;
    bool selected = false;
    std::size_t row = 0;  ///< of the list
    bool operator==(const PanelPin&) const = default;
};

/// One panel: a question, its answer, and what can be done about it. Questions are asked on the
/// calling thread; they take milliseconds. An answer stays while the map moves, until a person asks
/// again: a list that changes then cannot be read. New reports change it at once.
class Panel {
public:
    virtual ~Panel() = default;
    [[nodiscard]] virtual PanelContent content() = 0;
    /// Asks; also when the panel is shown again.
    virtual void opened() {}
    /// The map was moved, zoomed or drawn in another way. True: the content is another now.
    virtual bool view_changed() { return false; }
    /// Reports came or went: asks again, keeping what is chosen.
    virtual void reports_changed() {}
    /// The map was pressed. True: the press was the panel's.
    virtual bool take_place(Location /*at*/, double /*within_m*/) { return false; }
    /// A character typed while no field has the focus, ' ' too. True: it was the panel's.
    virtual bool key(char /*c*/) { return false; }
    [[nodiscard]] virtual std::vector<PanelPin> pins() const { return {}; }
    /// A pin of row `row` was pressed on the map.
    virtual void choose(std::size_t /*row*/) {}

    [[nodiscard]] virtual TextField* field() { return nullptr; }
    virtual void typed() {}
    virtual void entered() {}
    /// Called often: a question that waited for a pause of typing is asked. True: it was.
    virtual bool pause() { return false; }
};

/// The panel of roads. It asks in a thread of its own, and what it draws stays on the map while
/// other panels are open, until a person clears it.
class RoadPanel : public Panel {
public:
    virtual void go_to(Place place) = 0;
    /// For scripts; false: there is no such vehicle.
    virtual bool ask_route(std::string_view profile, Location from, Location to) = 0;
    [[nodiscard]] virtual bool busy() const = 0;
    /// nullptr: nothing.
    [[nodiscard]] virtual std::shared_ptr<const AnswerDrawing> drawing() const = 0;
    /// Pins that stay beside the drawing.
    [[nodiscard]] virtual std::vector<PanelPin> lasting_pins() const = 0;
};

[[nodiscard]] std::unique_ptr<Panel> make_find_panel(PanelHost& host);
/// Near the middle of the map; or near `at`, if it is valid.
[[nodiscard]] std::unique_ptr<Panel> make_shelters_panel(PanelHost& host, Location at);
/// What is known of the disaster: damage, needs, what to look at again, what waits for a word.
[[nodiscard]] std::unique_ptr<Panel> make_state_panel(PanelHost& host);
[[nodiscard]] std::unique_ptr<Panel> make_damage_panel(PanelHost& host);
[[nodiscard]] std::unique_ptr<Panel> make_needs_panel(PanelHost& host);
[[nodiscard]] std::unique_ptr<Panel> make_recheck_panel(PanelHost& host);
[[nodiscard]] std::unique_ptr<Panel> make_waiting_panel(PanelHost& host);
/// At `at`, if it is valid; else the next press of the map says where.
[[nodiscard]] std::unique_ptr<Panel> make_report_panel(PanelHost& host, Location at);
[[nodiscard]] std::unique_ptr<RoadPanel> make_route_panel(PanelHost& host);
[[nodiscard]] std::unique_ptr<Panel> make_layers_panel(PanelHost& host);
/// What is at a place, within so many metres.
[[nodiscard]] std::unique_ptr<Panel> make_here_panel(PanelHost& host, Location at, double within_m);
[[nodiscard]] std::unique_ptr<Panel> make_thing_panel(PanelHost& host, FeatureIndex feature);

}  // namespace konbit
