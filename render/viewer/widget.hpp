#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "render/style/legend.hpp"
#include "render/viewer/text_field.hpp"
#include "render/viewer/ui_look.hpp"

namespace konbit {

/// The look of a pin in a list and on the map.
struct PinLook {
    /// `ring`: around a thing that the map draws itself. `callout`: words with an arrow down to the
    /// place. `dot`: one of many along a stretch of road. `mark`: that of a condition.
    enum class Shape : std::uint8_t {
        shelter,
        number,
        ring,
        callout,
        dot,
        mark
    } shape = Shape::shelter;
    Suitability suitability = Suitability::unchecked;
    std::string letter{};                  ///< "A", "12"; of a callout its words
    const ConditionPaint* mark = nullptr;  ///< of the style
    bool operator==(const PinLook&) const = default;
};

/// One thing of a panel: what it says, where it is, and what a press on it does. Made anew each
/// time a panel changes; `id` stays, and with it the focus.
struct Widget {
    enum class Kind : std::uint8_t {
        task,           ///< of the rail
        tool,           ///< a square button with an icon alone; `words` is for scripts
        button,         ///< `on`: the one that matters; those of one `group` share a line
        answer_button,  ///< a large one: icon, words, `second` below them, a key at the right
        field,          ///< a text field
        place,          ///< a wide button that looks like a field
        endpoint,       ///< of a way, `second` before it: "From"; those of one `group` touch, and
                        ///< a tool of that group stands beside them
        verdict,        ///< the first word of an answer in a block whose look says it, too (`mood`)
        segment,        ///< one choice of several, side by side with others of its `group`
        toggle,         ///< a switch as wide as its words, several on a line
        switch_row,     ///< a switch over the whole width
        row,            ///< of a list
        heading,
        step,       ///< a heading with a number (`second`) before it, and a hint at the right
        step_line,  ///< a paragraph with a number (`second`) before it
        text,       ///< a paragraph
        note,       ///< a smaller paragraph
        answer,     ///< a paragraph in large letters
        fact,       ///< `words` and `right` as two columns
        count,      ///< a mark, words, and a number at the right
        sample      ///< a line of the key
    } kind = Kind::text;
    std::string id;
    std::string words{};
    std::string second{};     ///< rows: what kind of thing
    std::string condition{};  ///< rows: what is known of its state
    std::string compact{};    ///< rows of two lines: instead of `second` and `condition`; buttons:
                              ///< fewer words
    std::string right{};
    std::string right_second{};
    std::string group{};
    std::string icon{};
    std::optional<PinLook> pin{};
    const ConditionPaint* mark = nullptr;
    bool dashed = false;  ///< guessed or unverified: the edge around the mark says so
    std::string badge{};  ///< an icon at the mark's corner: "disputed", "recheck"
    /// Of a verdict: a filled block with a tick, a hatched frame with "?", a black block with "×".
    enum class Mood : std::uint8_t { yes, unchecked, no } mood = Mood::unchecked;
    const LegendEntry* entry = nullptr;
    const TextField* field = nullptr;
    bool on = false;
    std::function<void()> press{};
    UiRect at{};  ///< in the window, or in the list

    [[nodiscard]] bool takes_focus() const { return field != nullptr || press != nullptr; }
};

/// What a panel shows, from top to bottom. Only the list scrolls.
struct PanelContent {
    std::string title;
    std::vector<Widget> question;
    std::vector<Widget> list;
    std::vector<Widget> foot;  ///< at most two buttons
};

}  // namespace konbit
