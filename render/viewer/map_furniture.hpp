#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "mapper/query/map.hpp"
#include "render/viewer/sheet_stack.hpp"
#include "render/viewer/widget_painter.hpp"

namespace konbit {

/// What stands on the map's edge: the event, north, zoom, the whole map, the key, and the strip
/// with scale bar, age of the data and attribution.
class MapFurniture {
public:
    struct Doings {
        std::function<void(double)> zoom_by;
        std::function<void()> whole_map;
        std::function<void()> fold_key;
    };
    MapFurniture(const Map& map, const TextPainter& texts, Doings doings);

    static constexpr int kStrip_px = 32;  ///< at text size 1

    struct Scene {
        UiRect at;  ///< map and strip
        const Style& style;
        const ViewState& view;
        bool key_open = true;
        const AnswerDrawing* drawing = nullptr;  ///< its lines are in the key, too
        std::string_view focus;  ///< the widget with the ring, "" if none
    };
    /// Where all is now; to be called when the scene changed.
    void lay_out(const Scene& scene);
    /// Reports came: ages are told anew at the next `lay_out`.
    void forget_ages() noexcept { told_at_ = -1; }
    void add_sheets(SheetStack& sheets, const Scene& scene) const;
    [[nodiscard]] std::span<const Widget> widgets() const noexcept { return widgets_; }
    [[nodiscard]] const std::string& event_words() const noexcept { return event_; }
    [[nodiscard]] const std::string& age_words() const noexcept { return age_; }
    /// "Newest report 40 min ago"; "" while there is none.
    [[nodiscard]] const std::string& newest_words() const noexcept { return newest_; }

private:
    struct EventWords {
        std::string what, rest;
        int icon_width = 0, width = 0;
    };
    [[nodiscard]] EventWords event_words_for(int room) const;
    void paint_strip_words(UiPainter& painter, const UiRect& room) const;
    void paint_small_words(UiPainter& painter, const UiRect& room, std::string_view against) const;
    void add_event(SheetStack& sheets, const Scene& scene) const;
    void add_north(SheetStack& sheets, const Scene& scene) const;
    void add_key(SheetStack& sheets, const Scene& scene, const Widget& widget) const;
    void add_strip(SheetStack& sheets, const Scene& scene) const;

    const Map& map_;
    const TextPainter& texts_;
    Doings doings_;
    UnixSeconds told_at_ = -1;  ///< the minute of the ages
    std::string event_, age_, newest_;
    std::vector<Widget> widgets_;
};

}  // namespace konbit
