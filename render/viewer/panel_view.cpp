#include "render/viewer/panel_view.hpp"

#include <algorithm>

namespace konbit {
namespace {

using Kind = Widget::Kind;

constexpr int kLowWindow_px = 700;  ///< below this, rows have two lines

int gap_before(Kind kind, Kind previous) {
    if (kind == Kind::row) return previous == Kind::row ? 0 : 8;
    if (kind == Kind::step_line) return previous == kind ? 0 : 8;
    if (kind == Kind::fact && previous == Kind::fact) return 0;
    if (kind == Kind::count || kind == Kind::sample) return previous == kind ? 0 : 6;
    if (kind == Kind::heading) return 14;
    if (kind == Kind::step) return 12;
    if (kind == Kind::answer_button) return 6;
    const bool after_text = previous == Kind::text || previous == Kind::answer ||
                            previous == Kind::note || previous == Kind::count;
    if (kind == Kind::note && after_text) return 4;
    if (kind == Kind::switch_row && previous == kind) return 0;
    return 8;
}

/// Choices and buttons of one group and switches share lines; all else has its own.
std::size_t end_of_line(const std::vector<Widget>& widgets, std::size_t begin) {
    const auto& first = widgets[begin];
    std::size_t end = begin + 1;
    const bool grouped = first.kind == Kind::button && !first.group.empty();
    const bool ends = first.kind == Kind::endpoint;
    if (first.kind != Kind::segment && first.kind != Kind::toggle && !grouped && !ends) return end;
    while (end < widgets.size() && widgets[end].group == first.group &&
           (widgets[end].kind == first.kind || (ends && widgets[end].kind == Kind::tool)))
        ++end;
    return end;
}

}  // namespace

void PanelView::set_content(PanelContent content, std::function<void()> close) {
    content_ = std::move(content);
    close_ = std::move(close);
    lay_out();
}

void PanelView::set_place(const UiRect& at) {
    at_ = at;
    lay_out();
}

bool PanelView::scroll_by(int px) {
    const auto before = scroll_px_;
    scroll_px_ = std::clamp(scroll_px_ + px, 0, std::max(0, list_height_ - list_.height));
    if (scroll_px_ == before) return false;
    for (auto i = list_begin_; i < list_end_; ++i) widgets_[i].at.y -= scroll_px_ - before;
    return true;
}

void PanelView::show(std::string_view id) {
    const auto* widget = find(id);
    if (widget == nullptr || !in_list(*widget)) return;
    if (widget->at.y < list_.y) {
        scroll_by(widget->at.y - list_.y);
    } else if (widget->at.bottom() > list_.bottom()) {
        scroll_by(widget->at.bottom() - list_.bottom());
    }
}

const Widget* PanelView::at(int x, int y) const {
    for (const auto& widget : widgets_) {
        if (!widget.takes_focus() || !widget.at.contains(x, y)) continue;
        if (in_list(widget) && !list_.contains(x, y)) continue;
        return &widget;
    }
    return nullptr;
}

const Widget* PanelView::find(std::string_view id) const {
    const auto found =
        std::find_if(widgets_.begin(), widgets_.end(), [&](const Widget& w) { return w.id == id; });
    return found == widgets_.end() ? nullptr : &*found;
}

bool PanelView::in_list(const Widget& widget) const noexcept {
    return &widget >= widgets_.data() + list_begin_ && &widget < widgets_.data() + list_end_;
}

void PanelView::place(std::vector<Widget>& widgets, int x, int& y, int width) {
    for (std::size_t begin = 0; begin < widgets.size();) {
        if (begin > 0)
            y += texts_.scale().px(gap_before(widgets[begin].kind, widgets[begin - 1].kind));
        const auto end = end_of_line(widgets, begin);
        const auto together = std::span{widgets}.subspan(begin, end - begin);
        const auto kind = together.front().kind;
        if (kind == Kind::segment || (kind == Kind::button && together.size() > 1)) {
            place_side_by_side(together, x, y, width);
        } else if (kind == Kind::toggle) {
            place_in_lines(together, x, y, width);
        } else if (kind == Kind::endpoint) {
            place_ends(together, x, y, width);
        } else {
            auto& w = together.front();
            const int height = height_of(w, texts_, width, compact_);
            w.at = kind == Kind::row ? UiRect{at_.x, y, at_.width - 1, height}
                                     : UiRect{x, y, width, height};
            y += height;
        }
        begin = end;
    }
}

void PanelView::place_side_by_side(std::span<Widget> choices, int x, int& y, int width) const {
    const auto count = static_cast<int>(choices.size());
    const int height = height_of(choices.front(), texts_, width, compact_);
    const int gap = choices.front().kind == Kind::button ? texts_.scale().px(8) : 0;
    for (int i = 0; i < count; ++i) {
        const int left = (width + gap) * i / count;
        choices[static_cast<std::size_t>(i)].at = {
            x + left, y, (width + gap) * (i + 1) / count - left - gap, height};
    }
    y += height;
}

void PanelView::place_in_lines(std::span<Widget> toggles, int x, int& y, int width) const {
    const int gap = texts_.scale().px(6);
    const int height = height_of(toggles.front(), texts_, width, compact_);
    int next_x = x;
    for (auto& w : toggles) {
        const int wide = std::min(width, width_of(w, texts_));
        if (next_x > x && next_x + wide > x + width) {
            next_x = x;
            y += height + gap;
        }
        w.at = {next_x, y, wide, height};
        next_x += wide + gap;
    }
    y += height;
}

/// One below the other, and what swaps them as high as all of them at the right.
void PanelView::place_ends(std::span<Widget> ends, int x, int& y, int width) const {
    const int tool = texts_.scale().px(48), gap = texts_.scale().px(8);
    const bool beside =
        std::any_of(ends.begin(), ends.end(), [](const Widget& w) { return w.kind == Kind::tool; });
    const int top = y;
    for (auto& w : ends) {
        if (w.kind == Kind::tool) continue;
        const int height = height_of(w, texts_, width, compact_);
        w.at = {x, y, beside ? width - tool - gap : width, height};
        y += height - 2;  // their edges lie on each other
    }
    y += 2;
    for (auto& w : ends) {
        if (w.kind == Kind::tool) w.at = {x + width - tool, top, tool, y - top};
    }
}

void PanelView::lay_out() {
    const auto s = texts_.scale();
    compact_ = at_.height < kLowWindow_px;
    auto content = content_;
    const int side = s.px(16);
    const int width = at_.width - 2 * side - 1;
    const int title = s.px(56);
    widgets_.clear();
    Widget close{.kind = Kind::tool, .id = "close", .words = "Close", .icon = "close"};
    close.press = close_;
    close.at = {at_.right() - s.px(4) - s.px(48) - 1, at_.y + s.px(4), s.px(48), s.px(48)};
    widgets_.push_back(std::move(close));
    int y = at_.y + title;
    place(content.question, at_.x + side, y, width);
    for (auto& w : content.question) widgets_.push_back(std::move(w));
    shorten(content.foot, width);
    foot_y_ = at_.bottom() - foot_height(content.foot, width);
    const int top = content.question.empty() ? y : y + s.px(10);
    list_ = {at_.x, top, at_.width - 1, std::max(0, foot_y_ - top)};
    list_begin_ = widgets_.size();
    const bool words_first = !content.question.empty() && !content.list.empty() &&
                             content.list.front().kind != Kind::row;
    int bottom = list_.y + (words_first ? s.px(10) : 0);
    place(content.list, at_.x + side, bottom, width);
    list_height_ = bottom - list_.y + (content.list.empty() ? 0 : s.px(12));
    scroll_px_ = std::clamp(scroll_px_, 0, std::max(0, list_height_ - list_.height));
    for (auto& w : content.list) {
        w.at.y -= scroll_px_;
        widgets_.push_back(std::move(w));
    }
    list_end_ = widgets_.size();
    place_foot(content.foot, at_.x + side, width);
}

bool PanelView::foot_fits(const std::vector<Widget>& foot, int width) const {
    const auto count = std::max(1, static_cast<int>(foot.size()));
    const int each = (width - texts_.scale().px(10) * (count - 1)) / count;
    return std::all_of(foot.begin(), foot.end(),
                       [&](const Widget& w) { return width_of(w, texts_) <= each; });
}

/// Buttons whose words do not fit side by side stand one above the other; in a low window they
/// use fewer words, so that the list keeps its room.
bool PanelView::stacked(const std::vector<Widget>& foot, int width) const {
    return foot.size() > 1 && !compact_ && !foot_fits(foot, width);
}

void PanelView::shorten(std::vector<Widget>& foot, int width) const {
    if (!compact_ || foot_fits(foot, width)) return;
    for (auto& w : foot) {
        w.icon.clear();
        if (w.compact.empty()) continue;
        w.second = std::exchange(w.words, w.compact);
    }
}

int PanelView::foot_height(const std::vector<Widget>& foot, int width) const {
    if (foot.empty()) return 0;
    const auto s = texts_.scale();
    const int lines = stacked(foot, width) ? static_cast<int>(foot.size()) : 1;
    return s.px(20) + lines * s.px(48) + (lines - 1) * s.px(8);
}

void PanelView::place_foot(std::vector<Widget>& foot, int x, int width) {
    const auto s = texts_.scale();
    const bool over = stacked(foot, width);
    const auto count = over ? 1 : static_cast<int>(foot.size());
    int y = foot_y_ + s.px(10);
    for (auto& w : foot) {
        const int each = (width - s.px(10) * (count - 1)) / count;
        w.at = {x, y, each, s.px(48)};
        over ? y += s.px(48 + 8) : x += each + s.px(10);
        widgets_.push_back(std::move(w));
    }
}

void PanelView::paint_one(UiPainter& painter, const Widget& widget, int dx, int dy,
                          const Focus& focus) const {
    auto moved = widget;
    moved.at = widget.at.moved(dx, dy);
    const bool focused = !focus.id.empty() && widget.id == focus.id;
    paint_widget(painter, moved,
                 {.focused = focused && focus.ring, .typing = focused && focus.typing});
}

void PanelView::paint_list(Image& to, const Focus& focus) const {
    if (list_.width <= 0 || list_.height <= 0) return;
    Image window{list_.width, list_.height};
    UiPainter painter{window, texts_};
    for (auto i = list_begin_; i < list_end_; ++i) {
        const auto& w = widgets_[i];
        if (w.at.bottom() < list_.y || w.at.y > list_.bottom()) continue;
        paint_one(painter, w, -list_.x, -list_.y, focus);
    }
    if (list_height_ > list_.height) {
        const int bar = std::max(24, list_.height * list_.height / list_height_);
        const int y = (list_.height - bar) * scroll_px_ / (list_height_ - list_.height);
        painter.fill({list_.width - 5, y, 5, bar}, kEdge);
    }
    copy_pixels(window, 0, 0, window.width, window.height, to, list_.x - at_.x, list_.y - at_.y);
}

void PanelView::paint(Image& to, const Focus& focus) const {
    const auto s = texts_.scale();
    UiPainter painter{to, texts_};
    painter.fill({0, 0, to.width, to.height}, kPaper);
    painter.line({s.px(16), 0, to.width - s.px(16 + 56), s.px(56)}, content_.title, kTitleText);
    paint_list(to, focus);
    for (std::size_t i = 0; i < widgets_.size(); ++i) {
        if (i >= list_begin_ && i < list_end_) continue;
        paint_one(painter, widgets_[i], -at_.x, -at_.y, focus);
    }
    if (!content_.question.empty() && !content_.list.empty())
        painter.fill({0, list_.y - at_.y, to.width, 1}, kLine);
    if (!content_.foot.empty()) painter.fill({0, foot_y_ - at_.y, to.width, 1}, kEdge);
    painter.fill({to.width - 1, 0, 1, to.height}, kEdge);
}

}  // namespace konbit
