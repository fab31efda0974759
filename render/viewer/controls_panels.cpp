#include <algorithm>

#include "mapper/model/error.hpp"
#include "mapper/model/geodesy.hpp"
#include "render/viewer/controls_impl.hpp"

namespace konbit {
namespace {

constexpr double kReach_px = 12;   ///< around a click
constexpr double kBorder_px = 60;  ///< nearer to the map's edge, a place is not well in sight

/// The entries that take others back, the last one first.
std::vector<NewEntry> undo_of(std::span<const NewEntry> entries, std::span<const EntryId> ids,
                              UnixSeconds now) {
    std::vector<NewEntry> undo;
    for (std::size_t i = std::min(entries.size(), ids.size()); i-- > 0;) {
        if (entries[i].kind == EntryKind::accept) {
            undo.push_back({.kind = EntryKind::revoke,
                            .audience = Audience::team,
                            .payload = entries[i].payload});
        } else {
            Judgement word;
            word.entry = ids[i];
            word.observed = now;
            undo.push_back({.kind = EntryKind::withdraw,
                            .audience = Audience::team,
                            .payload = std::move(word)});
        }
    }
    return undo;
}

}  // namespace

Panel* Controls::Impl::panel() const {
    if (shown_ == Shown::here) return here_.get();
    if (shown_ == Shown::task) return panels_[static_cast<std::size_t>(task_)].get();
    return nullptr;
}

void Controls::Impl::open_task(Task task) {
    auto& slot = panels_[static_cast<std::size_t>(task)];
    if (!slot) {
        switch (task) {
            case Task::find:
                slot = make_find_panel(*this);
                break;
            case Task::shelters:
                slot = make_shelters_panel(*this, {});
                break;
            case Task::state:
                slot = make_state_panel(*this);
                break;
            case Task::route:
                roads();
                break;
            case Task::report:
                slot = make_report_panel(*this, {});
                break;
            case Task::layers:
                slot = make_layers_panel(*this);
                break;
        }
    }
    show_panel(Shown::task, task);
    slot->opened();
    refresh_panel();
    focus_field();
}

RoadPanel& Controls::Impl::roads() {
    if (roads_ == nullptr) {
        auto made = make_route_panel(*this);
        roads_ = made.get();
        panels_[static_cast<std::size_t>(Task::route)] = std::move(made);
    }
    return *roads_;
}

void Controls::Impl::open_here(std::unique_ptr<Panel> opened) {
    here_ = std::move(opened);
    show_panel(Shown::here, task_);
    here_->opened();
    refresh_panel();
}

void Controls::Impl::close_panel() {
    focus_.clear();
    show_panel(Shown::nothing, task_);
    refresh_panel();
}

/// The ground stays where it is beside a panel that comes or goes: another place is in the middle
/// then, and questions are asked of that.
void Controls::Impl::show_panel(Shown shown, Task task) {
    const auto before = map_area();
    shown_ = shown;
    task_ = task;
    const auto after = map_area();
    const WebMercator scale{view_.zoom};
    auto middle = scale.to_pixels(view_.center);
    middle.x += (after.x + after.width / 2.0) - (before.x + before.width / 2.0);
    if (after != before) view_.center = scale.to_location(middle);
    panel_view_.scroll_to_top();
    lay_out();
}

void Controls::Impl::press_task(Task task) {
    if (shown_ == Shown::task && task_ == task) {
        close_panel();
    } else {
        open_task(task);
    }
}

void Controls::Impl::refresh_panel() {
    ++panel_revision_;
    if (auto* shown = panel()) {
        panel_view_.set_content(shown->content(), [this] { close_panel(); });
    } else {
        panel_view_.set_content({}, {});
    }
    lay_out_rail();
}

void Controls::Impl::focus_field() {
    const auto* shown = panel();
    if (shown == nullptr || panels_[static_cast<std::size_t>(task_)]->field() == nullptr) return;
    for (const auto& widget : panel_view_.widgets()) {
        if (widget.field != nullptr) return focus(widget.id, ring_);
    }
}

void Controls::Impl::ask(Action action) {
    actions_.push_back(std::move(action));
}

BoundingBox Controls::Impl::visible_box() const {
    const WebMercator scale{view_.zoom};
    const auto middle = scale.to_pixels(view_.center);
    const auto area = map_area();
    return scale.box_of({static_cast<std::int64_t>(std::floor(middle.x - area.width / 2.0)),
                         static_cast<std::int64_t>(std::floor(middle.y - area.height / 2.0)),
                         area.width, area.height});
}

void Controls::Impl::show_shelters_near(Location at) {
    panels_[static_cast<std::size_t>(Task::shelters)] = make_shelters_panel(*this, at);
    open_task(Task::shelters);
}

void Controls::Impl::show_thing(FeatureIndex feature) {
    open_here(make_thing_panel(*this, feature));
}

void Controls::Impl::bring_into_view(Location at) {
    const WebMercator scale{view_.zoom};
    const auto middle = scale.to_pixels(view_.center);
    const auto there = scale.to_pixels(at);
    const auto area = map_area();
    const double dx = std::remainder(there.x - middle.x, scale.world_px());
    const double dy = there.y - middle.y;
    const bool seen = std::abs(dx) < area.width / 2.0 - kBorder_px &&
                      std::abs(dy) < area.height / 2.0 - kBorder_px;
    if (!seen) ask(GoTo{.at = at, .zoom = {}});
}

void Controls::Impl::report_at(Location at) {
    panels_[static_cast<std::size_t>(Task::report)] = make_report_panel(*this, at);
    open_task(Task::report);
}

void Controls::Impl::route_to(Place place) {
    roads().go_to(std::move(place));
    open_task(Task::route);
}

bool Controls::Impl::ask_route(std::string_view profile, Location from, Location to) {
    if (!roads().ask_route(profile, from, to)) return false;
    open_task(Task::route);
    return true;
}

std::shared_ptr<const AnswerDrawing> Controls::Impl::drawing() const {
    return roads_ == nullptr ? nullptr : roads_->drawing();
}

std::optional<DeviceKey> Controls::Impl::own_key() const {
    return Device::known_key(device_folder_.empty() ? Device::default_folder() : device_folder_);
}

void Controls::Impl::reports_changed() {
    furniture_.forget_ages();
    furniture_.lay_out(scene());
    auto* shown = panel();
    if (roads_ != nullptr && roads_ != shown) roads_->reports_changed();  // its way is on the map
    if (shown != nullptr) {
        shown->reports_changed();
        refresh_panel();
    }
}

bool Controls::Impl::save(std::span<const NewEntry> entries, std::string words) {
    try {
        const auto ids = map_.add(entries);
        ask(ReportsWritten{});
        say_saved(std::move(words), undo_of(entries, ids, view_.now));
    } catch (const Error& error) {
        say_toast(error.what(), true);
        return false;
    }
    reports_changed();
    return true;
}

/// By entries of its own: nothing is overwritten.
void Controls::Impl::take_back() {
    const auto toast = std::move(*toast_);
    toast_.reset();
    try {
        map_.add(toast.undo);
        ask(ReportsWritten{});
        say_toast("Taken back: " + toast.what, false);
    } catch (const Error& error) {
        say_toast(error.what(), true);
    }
    reports_changed();
}

void Controls::Impl::clicked(Location at, double metres_per_px) {
    const double reach_m = kReach_px * view_.text_scale * metres_per_px;
    auto* shown = panel();
    if (shown != nullptr && shown->take_place(at, reach_m)) {
        refresh_panel();
        lay_out();
        return;
    }
    if (shown != nullptr) {
        const WebMercator scale{view_.zoom};
        const auto click = scale.to_pixels(at);
        for (std::size_t i = pins_.size(); i-- > 0;) {
            const auto& pin = pins_[i];
            if (pins_of_[i].row == kNoRow) continue;
            const auto tip = scale.to_pixels(pin.at);
            const double dx = std::remainder(click.x - tip.x, scale.world_px());
            const UiRect box{-pin.anchor_x, -pin.anchor_y, pin.image.width, pin.image.height};
            if (!box.contains(static_cast<int>(std::floor(dx)),
                              static_cast<int>(std::floor(click.y - tip.y))))
                continue;
            shown->choose(pins_of_[i].row);
            refresh_panel();
            panel_view_.show("row:" + std::to_string(pins_of_[i].row));
            return;
        }
    }
    open_here(make_here_panel(*this, at, reach_m));
}

}  // namespace konbit
