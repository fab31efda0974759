#include "render/viewer/player.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "mapper/model/error.hpp"

namespace konbit {
namespace {

constexpr double kPanSpeed = 0.8;           // pixels a millisecond
constexpr double kMostPatience_ms = 5'000;  // for words that should appear
constexpr double kMostDrawing_ms = 120'000;
constexpr double kSettled_ms = 250;  // answers of the controls may follow

template <class... Ts>
struct overloaded : Ts... {
    using Ts::operator()...;
};
template <class... Ts>
overloaded(Ts...) -> overloaded<Ts...>;

}  // namespace

Player::Player(Viewer& viewer, std::vector<ScriptLine> lines, std::string name)
    : viewer_{viewer}, lines_{std::move(lines)}, name_{std::move(name)} {}

bool Player::turn(double now_ms) {
    while (at_ < lines_.size()) {
        if (first_turn_) began_ms_ = now_ms;
        const bool first = std::exchange(first_turn_, false);
        const auto& step = lines_[at_].step;
        if (!play(step, now_ms, first)) {
            give_up(step);
            return true;
        }
        ++at_;
        first_turn_ = true;
        settled_since_ms_.reset();
    }
    return false;
}

bool Player::play(const ScriptStep& step, double now_ms, bool first) {
    return std::visit(
        overloaded{[&](const PanStep& s) { return pan(s, now_ms, first); },
                   [&](const ZoomStep& s) { return zoom(s, now_ms, first); },
                   [&](const ClickStep& s) { return click(s); },
                   [&](const TypeStep& s) { return viewer_.type(s.text), true; },
                   [&](const KeyStep& s) {
                       const bool text = s.event.key == Key::character && !s.event.ctrl;
                       text ? viewer_.type({s.event.character}) : viewer_.hear(s.event);
                       return true;
                   },
                   [&](const WaitStep& s) { return wait(s, now_ms); },
                   [&](const ScreenshotStep& s) { return shoot(s, now_ms); },
                   [&](const StyleStep& s) { return viewer_.perform(ChooseStyle{s.name}), true; },
                   [&](const LangStep& s) { return viewer_.perform(ChooseLanguage{s.lang}), true; },
                   [&](const TravelStep& s) { return route(s, first); },
                   [&](const ExpectStep& s) { return expect(s); }},
        step);
}

bool Player::pan(const PanStep& step, double now_ms, bool first) {
    if (first) {
        const double duration = std::hypot(step.dx_px, step.dy_px) / kPanSpeed;
        viewer_.view().pan_smoothly(step.dx_px, step.dy_px, now_ms, duration);
    }
    return !viewer_.view().moving();
}

bool Player::zoom(const ZoomStep& step, double now_ms, bool first) {
    if (first) {
        auto& view = viewer_.view();
        step.around ? view.zoom_around(step.around->x, step.around->y, step.steps, now_ms)
                    : view.zoom_in_middle(step.steps, now_ms);
    }
    return !viewer_.view().moving();
}

bool Player::click(const ClickStep& step) {
    auto at = step.at;
    if (!step.words.empty()) {
        const auto found = viewer_.controls().find_control(step.words);
        if (!found) return false;
        at = *found;
    }
    InputEvent event;
    event.kind = InputEvent::Kind::move;
    event.x = static_cast<int>(at.x);
    event.y = static_cast<int>(at.y);
    viewer_.hear(event);
    for (int clicks = 1; clicks <= (step.twice ? 2 : 1); ++clicks) {
        event.clicks = clicks;
        for (const auto kind : {InputEvent::Kind::press, InputEvent::Kind::release}) {
            event.kind = kind;
            viewer_.hear(event);
        }
    }
    return true;
}

bool Player::settled(double now_ms) {
    if (!viewer_.settled()) {
        settled_since_ms_.reset();
        return false;
    }
    if (!settled_since_ms_) settled_since_ms_ = now_ms;
    return now_ms - *settled_since_ms_ >= kSettled_ms;
}

bool Player::wait(const WaitStep& step, double now_ms) {
    return step.ms ? now_ms - began_ms_ >= *step.ms : settled(now_ms);
}

bool Player::shoot(const ScreenshotStep& step, double now_ms) {
    if (!settled(now_ms)) return false;
    viewer_.save_picture(step.file);
    return true;
}

/// Until it is answered.
bool Player::route(const TravelStep& step, bool first) {
    if (first && !viewer_.ask_route(step.profile, step.from, step.to)) {
        throw UsageError{"The script cannot ask for this way",
                         fmt::format("{}:{}", name_, lines_[at_].line),
                         fmt::format("there is no vehicle \"{}\" in the window", step.profile),
                         "Use truck, 4x4, car, motorcycle, bicycle or foot."};
    }
    return !viewer_.controls().busy();
}

bool Player::expect(const ExpectStep& step) {
    const bool there = viewer_.controls().describe().find(step.text) != std::string::npos;
    return there != step.absent;
}

/// Ends the script if a step takes too long.
void Player::give_up(const ScriptStep& step) const {
    const double taken = Viewer::now_ms() - began_ms_;
    const auto where = fmt::format("{}:{}", name_, lines_[at_].line);
    if (const auto* expected = std::get_if<ExpectStep>(&step);
        expected && taken > kMostPatience_ms) {
        throw DataError{expected->absent ? "The script found what it did not expect"
                                         : "The script did not find what it expected",
                        where, fmt::format("\"{}\"", expected->text),
                        "The window says:\n" + viewer_.controls().describe()};
    }
    if (const auto* clicked = std::get_if<ClickStep>(&step); clicked && taken > kMostPatience_ms) {
        throw DataError{"The script cannot click", where,
                        fmt::format("no control has the words \"{}\"", clicked->words),
                        "The window says:\n" + viewer_.controls().describe()};
    }
    if (std::holds_alternative<TravelStep>(step) && taken > kMostDrawing_ms) {
        throw DataError{"The script waits in vain", where, "no way is found after two minutes",
                        "Try a smaller map."};
    }
    const bool draws = std::holds_alternative<WaitStep>(step)
                           ? !std::get<WaitStep>(step).ms.has_value()
                           : std::holds_alternative<ScreenshotStep>(step);
    if (draws && taken > kMostDrawing_ms) {
        throw DataError{"The script waits in vain", where, "the map is not drawn after two minutes",
                        "Try a smaller window."};
    }
}

}  // namespace konbit
