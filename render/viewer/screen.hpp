#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "render/canvas/image.hpp"
#include "render/viewer/controls.hpp"

namespace konbit {

struct Resized {
    int width = 0, height = 0;
};
/// The picture must be shown again.
struct Exposed {};
/// Somebody wants to close the window.
struct CloseAsked {};
using ScreenEvent = std::variant<InputEvent, Resized, Exposed, CloseAsked>;

/// What shows pictures and hears a person: a window, or nothing but memory.
class Screen {
public:
    virtual ~Screen() = default;
    [[nodiscard]] virtual int width() const = 0;
    [[nodiscard]] virtual int height() const = 0;
    /// What happened; waits for it at most so long, 0: not at all.
    [[nodiscard]] virtual std::vector<ScreenEvent> wait(int timeout_ms) = 0;
    /// Ends the wait, from any thread.
    virtual void wake() noexcept = 0;
    virtual void show(const Image& picture) = 0;
    virtual void copy_text(const std::string& text) = 0;
};

struct ScreenOptions {
    std::string title;
    int width = 1366, height = 768;
};
/// A window of SDL. DataError without a display, advising `konbit render`.
[[nodiscard]] std::unique_ptr<Screen> open_window(const ScreenOptions& options);
/// Shows nothing; for scripts where there is no display.
[[nodiscard]] std::unique_ptr<Screen> open_offscreen(const ScreenOptions& options);

}  // namespace konbit
