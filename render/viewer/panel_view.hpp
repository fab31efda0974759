#pragma once

#include <functional>
#include <span>
#include <vector>

#include "render/viewer/panel.hpp"
#include "render/viewer/widget_painter.hpp"

namespace konbit {

/// Lays out what a panel shows, scrolls its list, and draws it.
class PanelView {
public:
    explicit PanelView(const TextPainter& texts) : texts_{texts} {}

    /// Content anew; the list stays where it was scrolled to, as far as it goes.
    void set_content(PanelContent content, std::function<void()> close);
    void set_place(const UiRect& at);  ///< in the window
    void scroll_to_top() { scroll_px_ = 0; }
    bool scroll_by(int px);          ///< true if the list moved
    void show(std::string_view id);  ///< scrolls to a widget of the list

    /// All widgets with their place in the window; those scrolled out of sight too.
    [[nodiscard]] std::span<const Widget> widgets() const noexcept { return widgets_; }
    /// nullptr: nothing that can be pressed there.
    [[nodiscard]] const Widget* at(int x, int y) const;
    [[nodiscard]] const Widget* find(std::string_view id) const;
    [[nodiscard]] bool in_list(const Widget& widget) const noexcept;
    [[nodiscard]] const UiRect& list_area() const noexcept { return list_; }
    [[nodiscard]] const std::string& title() const noexcept { return content_.title; }

    struct Focus {
        std::string_view id;
        bool ring = false;
        bool typing = false;
    };
    void paint(Image& to, const Focus& focus) const;

private:
    void lay_out();
    void place(std::vector<Widget>& widgets, int x, int& y, int width);
    void place_side_by_side(std::span<Widget> choices, int x, int& y, int width) const;
    void place_in_lines(std::span<Widget> toggles, int x, int& y, int width) const;
    void place_ends(std::span<Widget> ends, int x, int& y, int width) const;
    [[nodiscard]] bool foot_fits(const std::vector<Widget>& foot, int width) const;
    void shorten(std::vector<Widget>& foot, int width) const;
    [[nodiscard]] bool stacked(const std::vector<Widget>& foot, int width) const;
    [[nodiscard]] int foot_height(const std::vector<Widget>& foot, int width) const;
    void place_foot(std::vector<Widget>& foot, int x, int width);
    void paint_one(UiPainter& painter, const Widget& widget, int dx, int dy,
                   const Focus& focus) const;
    void paint_list(Image& to, const Focus& focus) const;

    const TextPainter& texts_;
    PanelContent content_;
    std::function<void()> close_;
    UiRect at_, list_;
    int foot_y_ = 0;
    int list_height_ = 0, scroll_px_ = 0;
    bool compact_ = false;
    std::vector<Widget> widgets_;  ///< close, question, list, foot
    std::size_t list_begin_ = 0, list_end_ = 0;
};

}  // namespace konbit
