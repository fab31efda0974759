#pragma once

#include <optional>
#include <string>
#include <vector>

#include "render/viewer/script.hpp"
#include "render/viewer/viewer.hpp"

namespace konbit {

/// Plays a script in a viewer, turn by turn.
class Player {
public:
    /// `name`: of the script, for messages.
    Player(Viewer& viewer, std::vector<ScriptLine> lines, std::string name);

    /// Called before each drawing; false once all is done. DataError naming the line if something
    /// expected does not come, UsageError if something cannot be done.
    [[nodiscard]] bool turn(double now_ms);

private:
    /// True: the step is done.
    [[nodiscard]] bool play(const ScriptStep& step, double now_ms, bool first);
    [[nodiscard]] bool pan(const PanStep& step, double now_ms, bool first);
    [[nodiscard]] bool zoom(const ZoomStep& step, double now_ms, bool first);
    [[nodiscard]] bool click(const ClickStep& step);
    [[nodiscard]] bool wait(const WaitStep& step, double now_ms);
    [[nodiscard]] bool shoot(const ScreenshotStep& step, double now_ms);
    [[nodiscard]] bool route(const TravelStep& step, bool first);
    [[nodiscard]] bool expect(const ExpectStep& step);
    [[nodiscard]] bool settled(double now_ms);
    void give_up(const ScriptStep& step) const;

    Viewer& viewer_;
    std::vector<ScriptLine> lines_;
    std::string name_;
    std::size_t at_ = 0;
    bool first_turn_ = true;
    double began_ms_ = 0;
    std::optional<double> settled_since_ms_;
};

}  // namespace konbit
