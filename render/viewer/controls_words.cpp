// What the controls show, as text: for scripts and tests.
#include <fmt/format.h>

#include "render/viewer/controls_impl.hpp"

namespace konbit {
namespace {

using Kind = Widget::Kind;

std::string_view word_of(Kind kind) {
    switch (kind) {
        case Kind::task:
            return "task";
        case Kind::tool:
        case Kind::button:
        case Kind::answer_button:
            return "button";
        case Kind::field:
            return "field";
        case Kind::place:
        case Kind::endpoint:
            return "place";
        case Kind::verdict:
            return "verdict";
        case Kind::segment:
            return "choice";
        case Kind::toggle:
        case Kind::switch_row:
            return "switch";
        case Kind::row:
            return "row";
        case Kind::heading:
        case Kind::step:
            return "heading";
        case Kind::step_line:
        case Kind::text:
        case Kind::note:
        case Kind::answer:
            return "text";
        case Kind::fact:
            return "fact";
        case Kind::count:
            return "count";
        case Kind::sample:
            return "key";
    }
    return "";
}

/// Without the marks that keep names of other scripts apart.
std::string unmarked(std::string text) {
    for (const std::string_view mark : {"\u2068", "\u2069"}) {
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
            text.erase(at, mark.size());
    }
    return text;
}

std::string line_of(const Widget& w) {
    std::vector<std::string_view> parts;
    if (w.pin) parts.push_back(w.pin->letter);
    for (const std::string* part : {&w.words, &w.second, &w.condition, &w.right, &w.right_second}) {
        if (!part->empty()) parts.push_back(*part);
    }
    auto line =
        fmt::format("{}{}: {}", word_of(w.kind), w.on ? " (on)" : "", fmt::join(parts, " | "));
    if (w.field != nullptr) line += fmt::format(" [{}]", w.field->text());
    return unmarked(std::move(line));
}

bool says(const Widget& w, std::string_view words) {
    for (const std::string* part : {&w.words, &w.second, &w.condition, &w.right}) {
        if (unmarked(*part).find(words) != std::string::npos) return true;
    }
    return false;
}

}  // namespace

std::string Controls::Impl::describe() const {
    std::string text =
        fmt::format("panel: {}\n", panel() == nullptr ? "none" : panel_view_.title());
    const auto* has_focus = focused();
    text += fmt::format("focus: {}\n", has_focus == nullptr ? "map" : line_of(*has_focus));
    const auto area = map_area();
    text += fmt::format("map: {},{} {}x{}\n", area.x, area.y, area.width, area.height);
    if (!furniture_.event_words().empty())
        text += fmt::format("event: {}\n", furniture_.event_words());
    text += fmt::format("data: {}\n", furniture_.age_words());
    if (!furniture_.newest_words().empty())
        text += fmt::format("reports: {}\n", furniture_.newest_words());
    if (panel() != nullptr) {
        for (const auto& w : panel_view_.widgets().subspan(1)) text += line_of(w) + "\n";
    }
    if (toast_) text += fmt::format("toast: {}\n", toast_->text);
    return text;
}

std::optional<PixelPoint> Controls::Impl::find_control(std::string_view words) {
    const auto all = widgets();
    const Widget* found = nullptr;
    for (const auto* w : all) {
        if (w->words == words) {
            found = w;
            break;
        }
        if (found == nullptr && says(*w, words)) found = w;
    }
    if (found == nullptr) return std::nullopt;
    const auto id = found->id;
    panel_view_.show(id);
    ++panel_revision_;
    for (const auto* w : widgets()) {
        if (w->id != id) continue;
        return PixelPoint{w->at.x + w->at.width / 2.0, w->at.y + w->at.height / 2.0};
    }
    return std::nullopt;
}

}  // namespace konbit
