#pragma once

#include <memory>
#include <string>
#include <vector>

#include "mapper/query/map.hpp"
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
/// calling thread; they take milliseconds. An answer stays until a person asks again: a list that
/// changes while the map moves cannot be read.
class Panel {
public:
    virtual ~Panel() = default;
    [[nodiscard]] virtual PanelContent content() = 0;
    /// Asks; also when the panel is shown again.
    virtual void opened() {}
    /// The map was moved, zoomed or drawn in another way. True: the content is another now.
    virtual bool view_changed() { return false; }
    [[nodiscard]] virtual std::vector<PanelPin> pins() const { return {}; }
    /// A pin of row `row` was pressed on the map.
    virtual void choose(std::size_t /*row*/) {}

    [[nodiscard]] virtual TextField* field() { return nullptr; }
    virtual void typed() {}
    virtual void entered() {}
    /// Called often: a question that waited for a pause of typing is asked. True: it was.
    virtual bool pause() { return false; }
};

[[nodiscard]] std::unique_ptr<Panel> make_find_panel(PanelHost& host);
/// Near the middle of the map; or near `at`, if it is valid.
[[nodiscard]] std::unique_ptr<Panel> make_shelters_panel(PanelHost& host, Location at);
[[nodiscard]] std::unique_ptr<Panel> make_damage_panel(PanelHost& host);
[[nodiscard]] std::unique_ptr<Panel> make_layers_panel(PanelHost& host);
/// What is at a place, within so many metres.
[[nodiscard]] std::unique_ptr<Panel> make_here_panel(PanelHost& host, Location at, double within_m);
[[nodiscard]] std::unique_ptr<Panel> make_thing_panel(PanelHost& host, FeatureIndex feature);

}  // namespace konbit
