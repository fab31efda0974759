#include <fmt/format.h>

#include <algorithm>

#include "render/viewer/controls_impl.hpp"
#include "render/viewer/evidence_words.hpp"
#include "render/viewer/pin_images.hpp"

namespace konbit {
namespace {

using Kind = Widget::Kind;

constexpr int kRailRoom = 8;           ///< tasks that the rail has room for
constexpr double kWidestPanel = 0.42;  ///< of the window
constexpr int kKeyFrom_px = 700;       ///< narrower maps begin with the key folded
constexpr auto kToastStays = std::chrono::seconds{10};

struct TaskLook {
    std::string_view words, icon;
};
constexpr std::array<TaskLook, 6> kTasks{{{"Find", "find"},
                                          {"Shelters", "shelter-suitable"},
                                          {"Damage", "grade-moderate"},
                                          {"Route", "route"},
                                          {"Report", "report"},
                                          {"Layers", "layers"}}};

}  // namespace

Controls::Impl::Impl(Map& map, const Style& style, int width, int height,
                     std::filesystem::path device_folder)
    : map_{map},
      style_{&style},
      device_folder_{std::move(device_folder)},
      read_only_{why_not_written(map.base().folder())},
      width_{width},
      height_{height},
      furniture_{map,
                 texts_,
                 {.zoom_by = [this](double steps) { ask(Action{ZoomBy{steps}}); },
                  .whole_map = [this] { ask(FitBox{map_.base().summary().bounds}); },
                  .fold_key =
                      [this] {
                          key_open_ = !scene().key_open;
                          lay_out();
                      }}} {
    lay_out();
    refresh_panel();
}

void Controls::Impl::resize(int width, int height) {
    width_ = std::max(width, 1);
    height_ = std::max(height, 1);
    lay_out();
    refresh_panel();
}

void Controls::Impl::set_style(const Style& style) {
    style_ = &style;
    lay_out();
    refresh_panel();
}

void Controls::Impl::set_view(const ViewState& view) {
    const bool relaid =
        view.text_scale != view_.text_scale || view.now / 60 != view_.now / 60 || view.now == 0;
    view_ = view;
    texts_.set_scale({std::clamp(view.text_scale, 0.5, 3.0)});
    if (relaid) lay_out();
    auto* shown = panel();
    if (relaid || (shown != nullptr && shown->view_changed())) refresh_panel();
}

int Controls::Impl::rail_width() const {
    return static_cast<int>(std::lround(84 + (texts_.scale().text - 1) * 60));
}

int Controls::Impl::panel_width() const {
    if (panel() == nullptr) return 0;
    const int most = std::max(384, static_cast<int>(width_ * kWidestPanel));
    return std::min({texts_.scale().px(384), most, width_ - rail_width()});
}

UiRect Controls::Impl::map_and_strip() const {
    const int left = rail_width() + panel_width();
    return {left, 0, std::max(1, width_ - left), height_};
}

PixelRect Controls::Impl::map_area() const {
    const auto at = map_and_strip();
    return {at.x, at.y, at.width,
            std::max(1, at.height - texts_.scale().px(MapFurniture::kStrip_px))};
}

MapFurniture::Scene Controls::Impl::scene() const {
    const auto at = map_and_strip();
    return {.at = at,
            .style = *style_,
            .view = view_,
            .key_open = key_open_.value_or(at.width >= texts_.scale().px(kKeyFrom_px)),
            .drawing = drawing_laid_.get(),
            .focus = ring_ ? std::string_view{focus_} : std::string_view{}};
}

void Controls::Impl::lay_out() {
    lay_out_rail();
    panel_view_.set_place({rail_width(), 0, panel_width(), height_});
    furniture_.lay_out(scene());
    lay_out_toast();
}

void Controls::Impl::lay_out_rail() {
    rail_.clear();
    const int width = rail_width() - 1;
    const int height = std::min(texts_.scale().px(84), height_ / kRailRoom);
    for (std::size_t i = 0; i < kTasks.size(); ++i) {
        const auto task = static_cast<Task>(i);
        Widget w{.kind = Kind::task,
                 .id = fmt::format("task:{}", i),
                 .words = std::string{kTasks[i].words},
                 .icon = std::string{kTasks[i].icon}};
        w.on = shown_ == Shown::task && task_ == task;
        w.press = [this, task] { press_task(task); };
        const bool last = i + 1 == kTasks.size();
        w.at = {0, last ? height_ - height : static_cast<int>(i) * height, width, height};
        rail_.push_back(std::move(w));
    }
}

void Controls::Impl::say_toast(std::string text, bool bad) {
    toast_ = Toast{.text = std::move(text),
                   .bad = bad,
                   .until = Clock::now() + kToastStays,
                   .at = {},
                   .button = {.kind = Kind::button, .id = "toast:close", .words = "Close"}};
    toast_->button.press = [this] { toast_.reset(); };
    lay_out_toast();
}

void Controls::Impl::say_saved(std::string what, std::vector<NewEntry> undo) {
    say_toast("Saved: " + what, false);
    toast_->undo = std::move(undo);
    toast_->what = std::move(what);
    toast_->button = {.kind = Kind::answer_button, .id = "toast:undo", .words = "Undo"};
    toast_->button.right = "Ctrl Z";
    toast_->button.press = [this] { take_back(); };
    lay_out_toast();
}

void Controls::Impl::lay_out_toast() {
    if (!toast_) return;
    const auto s = texts_.scale();
    const auto map = map_and_strip();
    const int button = s.px(toast_->undo.empty() ? 96 : 154);
    const int most = std::min(map.width - s.px(24), s.px(640));
    const int text =
        std::min(most - button - s.px(44), texts_.width_of(toast_->text, kBodyText) + 1);
    const int lines = texts_.height_of(toast_->text, kBodyText, text);
    const int width = text + button + s.px(44);
    const int height = std::max(s.px(64), lines + s.px(20));
    // What the marks mean stays in sight beside it, where there is room.
    int right = map.right();
    for (const auto& w : furniture_.widgets()) {
        if (w.id == "map:key" && w.at.x - map.x >= width + s.px(24)) right = w.at.x;
    }
    toast_->at = {
        map.x + std::max(0, std::min((map.width - width) / 2, right - s.px(12) - width - map.x)),
        map.bottom() - s.px(MapFurniture::kStrip_px + 12) - height, width, height};
    toast_->button.at = {toast_->at.right() - s.px(12) - button,
                         toast_->at.y + (height - s.px(44)) / 2, button, s.px(44)};
}

void Controls::Impl::drop_old_toast() {
    if (toast_ && !toast_->bad && Clock::now() >= toast_->until) toast_.reset();
}

void Controls::Impl::add_rail() {
    std::string signature = fmt::format("{} {}", texts_.scale().text, ring_ ? focus_ : "");
    for (const auto& w : rail_) signature += w.on ? '1' : '0';
    stack_.add("rail", {0, 0, rail_width(), height_}, signature, [this](Image& image) {
        UiPainter painter{image, texts_};
        painter.fill({0, 0, image.width, image.height}, kWash);
        for (const auto& w : rail_) paint_widget(painter, w, {.focused = ring_ && w.id == focus_});
        painter.fill({0, rail_.back().at.y - 1, image.width, 1}, kLine);
        painter.fill({image.width - 1, 0, 1, image.height}, kEdge);
    });
}

void Controls::Impl::add_panel() {
    if (panel() == nullptr) return;
    const auto* field = panel()->field();
    const auto signature = fmt::format("{} {} {} {} {}", panel_revision_, focus_, ring_,
                                       texts_.scale().text, field == nullptr ? 0 : field->cursor());
    const UiRect at{rail_width(), 0, panel_width(), height_};
    stack_.add("panel", at, signature, [this](Image& image) {
        panel_view_.paint(image, {.id = focus_, .ring = ring_, .typing = typing()});
    });
}

void Controls::Impl::add_toast() {
    drop_old_toast();
    if (!toast_) return;
    const auto signature = fmt::format("{} {} {}", texts_.scale().text, toast_->text,
                                       ring_ && focus_ == toast_->button.id);
    stack_.add("toast", toast_->at, signature, [this](Image& image) {
        const auto s = texts_.scale();
        UiPainter painter{image, texts_};
        painter.fill({0, 0, image.width, image.height}, kPaper);
        painter.fill({2, 2, image.width - 4, image.height - 4}, kInk);
        const UiRect text{s.px(16), s.px(10), image.width - toast_->button.at.width - s.px(44) + 1,
                          image.height - s.px(20)};
        const int lines = texts_.height_of(toast_->text, kBodyText, text.width);
        painter.paragraph({text.x, (image.height - lines) / 2, text.width, lines}, toast_->text,
                          kBodyText.in(kPaper));
        auto button = toast_->button;
        button.at = button.at.moved(-toast_->at.x, -toast_->at.y);
        paint_widget(painter, button, {.focused = ring_ && focus_ == button.id});
    });
}

std::span<const Sheet> Controls::Impl::sheets() {
    auto* shown = panel();
    if (shown != nullptr && shown->pause()) refresh_panel();
    if (roads_ != nullptr && roads_ != shown && roads_->pause()) ++panel_revision_;
    if (drawing() != drawing_laid_) {
        drawing_laid_ = drawing();
        lay_out();
    }
    stack_.begin();
    add_rail();
    add_panel();
    furniture_.add_sheets(stack_, scene());
    add_toast();
    return stack_.end();
}

std::span<const Pin> Controls::Impl::pins() {
    auto wanted = panel() == nullptr ? std::vector<PanelPin>{} : panel()->pins();
    if (roads_ != nullptr && roads_ != panel() && roads_->drawing()) {
        for (auto& pin : roads_->lasting_pins()) {
            pin.row = kNoRow;
            wanted.push_back(std::move(pin));
        }
    }
    std::stable_sort(wanted.begin(), wanted.end(), [](const PanelPin& a, const PanelPin& b) {
        return std::pair{a.selected, b.row} < std::pair{b.selected, a.row};
    });
    if (wanted == pins_of_ && pins_scale_ == texts_.scale().text) return pins_;
    pins_scale_ = texts_.scale().text;
    pins_of_ = std::move(wanted);
    pins_.clear();
    for (const auto& pin : pins_of_)
        pins_.push_back(make_pin(texts_, pin.look, pin.at, pin.selected));
    return pins_;
}

}  // namespace konbit
