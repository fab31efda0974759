#include <algorithm>
#include <array>
#include <cmath>

#include "render/viewer/controls_impl.hpp"

namespace konbit {
namespace {

constexpr int kDragFrom_px = 8;  ///< less is a trembling hand
constexpr int kWheelStep_px = 80;
constexpr std::array<std::string_view, 3> kStyles{"humanitarian", "sunlight", "print"};

}  // namespace

bool Controls::Impl::handle(const InputEvent& event) {
    switch (event.kind) {
        case InputEvent::Kind::press:
            return on_press(event);
        case InputEvent::Kind::release:
            return on_release(event);
        case InputEvent::Kind::move:
            return on_move(event);
        case InputEvent::Kind::wheel:
            return on_wheel(event);
        case InputEvent::Kind::key:
            return on_key(event);
        case InputEvent::Kind::text:
            return on_text(event);
    }
    return false;
}

std::vector<Action> Controls::Impl::take_actions() {
    return std::exchange(actions_, {});
}

std::vector<const Widget*> Controls::Impl::widgets() const {
    std::vector<const Widget*> all;
    if (toast_) all.push_back(&toast_->button);
    for (const auto& w : rail_) all.push_back(&w);
    if (panel() != nullptr) {
        // What the panel is about comes before the button that closes it.
        const auto shown = panel_view_.widgets();
        for (const auto& w : shown.subspan(1)) {
            if (w.takes_focus()) all.push_back(&w);
        }
        all.push_back(&shown.front());
    }
    for (const auto& w : furniture_.widgets()) all.push_back(&w);
    return all;
}

const Widget* Controls::Impl::widget_at(int x, int y) const {
    if (toast_ && toast_->at.contains(x, y))
        return toast_->button.at.contains(x, y) ? &toast_->button : nullptr;
    for (const auto& w : rail_) {
        if (w.at.contains(x, y)) return &w;
    }
    if (panel() != nullptr) {
        if (const auto* w = panel_view_.at(x, y)) return w;
        if (x < map_and_strip().x) return nullptr;
    }
    for (const auto& w : furniture_.widgets()) {
        if (w.at.contains(x, y)) return &w;
    }
    return nullptr;
}

const Widget* Controls::Impl::focused() const {
    if (focus_.empty()) return nullptr;
    for (const auto* w : widgets()) {
        if (w->id == focus_) return w;
    }
    return nullptr;
}

bool Controls::Impl::over_sheet(int x, int y) const {
    if (x < map_and_strip().x) return true;
    if (toast_ && toast_->at.contains(x, y)) return true;
    const auto map = map_area();
    if (y >= map.y + map.height) return true;
    return widget_at(x, y) != nullptr;
}

bool Controls::Impl::typing() const {
    const auto* widget = focused();
    return widget != nullptr && widget->field != nullptr;
}

void Controls::Impl::focus(std::string id, bool ring) {
    focus_ = std::move(id);
    ring_ = ring;
    furniture_.lay_out(scene());
    panel_view_.show(focus_);
}

void Controls::Impl::press_widget(const Widget& widget) {
    // The press may take the widget away.
    const auto press = widget.press;
    if (press) press();
    if (panel() != nullptr) refresh_panel();
    lay_out();
    panel_view_.show(focus_);
}

bool Controls::Impl::on_press(const InputEvent& event) {
    if (!over_sheet(event.x, event.y)) {
        focus_.clear();  // the keys are the map's again
        ring_ = false;
        return false;
    }
    held_ = true;
    scrolling_ = false;
    press_y_ = last_y_ = event.y;
    const auto* widget = widget_at(event.x, event.y);
    pressed_ = widget == nullptr ? std::string{} : widget->id;
    if (widget == nullptr) return true;
    focus(widget->id, false);
    if (widget->field == nullptr || panel() == nullptr || panel()->field() == nullptr) return true;
    const int left = widget->at.x + texts_.scale().px(44);
    panel()->field()->put_cursor(
        texts_.index_at(widget->field->text(), kFieldText, event.x - left));
    return true;
}

bool Controls::Impl::on_release(const InputEvent& event) {
    if (!held_) return false;
    held_ = false;
    const auto* widget = widget_at(event.x, event.y);
    if (!scrolling_ && widget != nullptr && widget->id == pressed_) press_widget(*widget);
    return true;
}

bool Controls::Impl::on_move(const InputEvent& event) {
    if (!held_) return over_sheet(event.x, event.y);
    const bool in_list = panel() != nullptr && panel_view_.list_area().contains(event.x, press_y_);
    if (!scrolling_ && in_list && std::abs(event.y - press_y_) >= kDragFrom_px) scrolling_ = true;
    if (scrolling_) {
        if (panel_view_.scroll_by(last_y_ - event.y)) ++panel_revision_;
        last_y_ = event.y;
    }
    return true;
}

bool Controls::Impl::on_wheel(const InputEvent& event) {
    if (!over_sheet(event.x, event.y)) return false;
    if (panel() != nullptr && panel_view_.list_area().contains(event.x, event.y)) {
        const int by = static_cast<int>(std::lround(-event.wheel * kWheelStep_px));
        if (panel_view_.scroll_by(by)) ++panel_revision_;
    }
    return true;
}

bool Controls::Impl::on_key(const InputEvent& event) {
    swallow_ = 0;
    if (event.key == Key::tab) {
        move_focus(event.shift ? -1 : 1);
        return true;
    }
    if (event.key == Key::escape) return escape();
    if (event.ctrl && event.character == 'z' && toast_ && !toast_->undo.empty()) {
        take_back();
        return true;
    }
    if (typing()) return key_in_field(event);
    if (event.ctrl) return false;
    if (event.key == Key::character) {
        if (!letter(event.character)) return false;
        swallow_ = event.character;
        return true;
    }
    const auto* widget = focused();
    if (event.key == Key::space && (widget == nullptr || !ring_) && key_of_panel(' ')) return true;
    if (widget == nullptr) return false;
    if (event.key == Key::enter || event.key == Key::space) {
        ring_ = true;
        press_widget(*widget);
        return true;
    }
    return ring_ && key_in_list(event.key);
}

bool Controls::Impl::key_in_field(const InputEvent& event) {
    auto* shown = panel();
    auto* field = shown == nullptr ? nullptr : shown->field();
    if (field == nullptr) return false;
    if (event.key == Key::enter) {
        shown->entered();
        refresh_panel();
        return true;
    }
    if (event.key == Key::down || event.key == Key::page_down) return key_in_list(event.key);
    const auto effect = field->press(event.key);
    if (effect == TextField::Effect::changed) shown->typed();
    if (effect != TextField::Effect::none) refresh_panel();
    // Keys that write come as text; none of them is the map's.
    return !event.ctrl || effect != TextField::Effect::none;
}

bool Controls::Impl::key_in_list(Key key) {
    const int step = key == Key::down ? 1 : key == Key::up ? -1 : 0;
    const int page = key == Key::page_down ? 1 : key == Key::page_up ? -1 : 0;
    if (panel() == nullptr || (step == 0 && page == 0)) return false;
    if (page != 0) {
        if (panel_view_.scroll_by(page * panel_view_.list_area().height * 4 / 5)) ++panel_revision_;
        return true;
    }
    const auto* now = panel_view_.find(focus_);
    if (now == nullptr) return false;
    const bool from_field = now->field != nullptr;
    if (!from_field && now->kind != Widget::Kind::row) return false;
    std::vector<const Widget*> rows;
    for (const auto& w : panel_view_.widgets()) {
        if (w.kind == Widget::Kind::row && w.takes_focus()) rows.push_back(&w);
    }
    if (rows.empty()) return true;
    const auto at = std::find(rows.begin(), rows.end(), now) - rows.begin();
    const auto count = static_cast<std::ptrdiff_t>(rows.size());
    const auto next = from_field ? 0 : std::clamp<std::ptrdiff_t>(at + step, 0, count - 1);
    focus(rows[static_cast<std::size_t>(next)]->id, true);
    ++panel_revision_;
    return true;
}

bool Controls::Impl::key_of_panel(char c) {
    auto* shown = panel();
    if (shown == nullptr || !shown->key(c)) return false;
    refresh_panel();
    lay_out();
    return true;
}

bool Controls::Impl::letter(char c) {
    if (key_of_panel(c)) return true;
    switch (c) {
        case 'f':
        case '/':
            open_task(Task::find);
            return true;
        case 's':
            open_task(Task::shelters);
            return true;
        case 'd':
            open_task(Task::state);
            return true;
        case 'r':
            open_task(Task::route);
            return true;
        case 'p':
            open_task(Task::report);
            return true;
        case 'm':
            next_style();
            return true;
        default:
            return false;
    }
}

void Controls::Impl::next_style() {
    const auto now = std::find(kStyles.begin(), kStyles.end(), view_.style);
    const auto at = now == kStyles.end() ? 0 : now - kStyles.begin() + 1;
    ask(ChooseStyle{std::string{kStyles[static_cast<std::size_t>(at) % kStyles.size()]}});
}

bool Controls::Impl::on_text(const InputEvent& event) {
    const char swallowed = std::exchange(swallow_, 0);
    if (swallowed != 0 && event.text.size() == 1 && (event.text[0] | 0x20) == (swallowed | 0x20))
        return true;
    if (!typing() || panel()->field() == nullptr) return false;
    panel()->field()->insert(event.text);
    panel()->typed();
    refresh_panel();
    return true;
}

void Controls::Impl::move_focus(int step) {
    const auto all = widgets();
    if (all.empty()) return;
    const auto count = static_cast<std::ptrdiff_t>(all.size());
    const auto now =
        std::find_if(all.begin(), all.end(), [&](const Widget* w) { return w->id == focus_; });
    std::ptrdiff_t next = step > 0 ? 0 : count - 1;
    if (now != all.end()) next = (now - all.begin() + step + count) % count;
    focus(all[static_cast<std::size_t>(next)]->id, true);
    ++panel_revision_;
}

bool Controls::Impl::escape() {
    if (toast_) {
        toast_.reset();
        return true;
    }
    if (panel() == nullptr) {
        const bool had_focus = !focus_.empty();
        focus_.clear();
        return had_focus;
    }
    close_panel();
    return true;
}

}  // namespace konbit
