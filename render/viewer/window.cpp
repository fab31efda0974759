// The window of SDL. The finished picture goes to the window's surface in one copy: on X11 that is
// shared memory with the server, elsewhere SDL hands it to the graphics card.
#include <SDL.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "mapper/model/error.hpp"
#include "render/viewer/screen.hpp"

namespace konbit {
namespace {

constexpr int kLeastWidth = 640, kLeastHeight = 400;

[[noreturn]] void no_display(const char* why) {
    throw DataError{"The window cannot be opened", "view", why,
                    "Start it on a screen with X11 or Wayland, or draw a picture without one: "
                    "konbit render MAP -o map.png"};
}

bool is_set(const char* variable) {
    const char* value = std::getenv(variable);
    return value != nullptr && *value != '\0';
}

Key key_of(SDL_Keycode code) {
    constexpr std::array<std::pair<SDL_Keycode, Key>, 14> kKeys{{{SDLK_RETURN, Key::enter},
                                                                 {SDLK_KP_ENTER, Key::enter},
                                                                 {SDLK_ESCAPE, Key::escape},
                                                                 {SDLK_TAB, Key::tab},
                                                                 {SDLK_BACKSPACE, Key::backspace},
                                                                 {SDLK_DELETE, Key::del},
                                                                 {SDLK_LEFT, Key::left},
                                                                 {SDLK_RIGHT, Key::right},
                                                                 {SDLK_UP, Key::up},
                                                                 {SDLK_DOWN, Key::down},
                                                                 {SDLK_HOME, Key::home},
                                                                 {SDLK_END, Key::end},
                                                                 {SDLK_PAGEUP, Key::page_up},
                                                                 {SDLK_PAGEDOWN, Key::page_down}}};
    for (const auto& [known, key] : kKeys) {
        if (known == code) return key;
    }
    return Key::none;
}

/// Printable keys without Ctrl come as text: that obeys the keyboard's layout.
std::optional<InputEvent> key_event(const SDL_KeyboardEvent& from) {
    InputEvent event;
    event.kind = InputEvent::Kind::key;
    event.shift = (from.keysym.mod & KMOD_SHIFT) != 0;
    event.ctrl = (from.keysym.mod & KMOD_CTRL) != 0;
    event.key = key_of(from.keysym.sym);
    if (event.key == Key::none && event.ctrl && from.keysym.sym > ' ' && from.keysym.sym < 127) {
        event.key = Key::character;
        event.character = static_cast<char>(from.keysym.sym);
    }
    if (event.key == Key::none) return std::nullopt;
    return event;
}

InputEvent button_event(const SDL_MouseButtonEvent& from) {
    InputEvent event;
    event.kind =
        from.type == SDL_MOUSEBUTTONDOWN ? InputEvent::Kind::press : InputEvent::Kind::release;
    event.x = from.x;
    event.y = from.y;
    event.secondary = from.button == SDL_BUTTON_RIGHT;
    event.clicks = from.clicks;
    return event;
}

std::optional<ScreenEvent> window_event(const SDL_WindowEvent& from) {
    switch (from.event) {
        case SDL_WINDOWEVENT_SIZE_CHANGED:
            return Resized{from.data1, from.data2};
        case SDL_WINDOWEVENT_EXPOSED:
        case SDL_WINDOWEVENT_SHOWN:
        case SDL_WINDOWEVENT_RESTORED:
            return Exposed{};
        case SDL_WINDOWEVENT_CLOSE:
            return CloseAsked{};
        default:
            return std::nullopt;
    }
}

std::optional<ScreenEvent> translated(const SDL_Event& from) {
    InputEvent event;
    switch (from.type) {
        case SDL_QUIT:
            return CloseAsked{};
        case SDL_WINDOWEVENT:
            return window_event(from.window);
        case SDL_KEYDOWN:
            return key_event(from.key);
        case SDL_TEXTINPUT:
            event.kind = InputEvent::Kind::text;
            event.text = from.text.text;
            return event;
        case SDL_MOUSEBUTTONDOWN:
        case SDL_MOUSEBUTTONUP:
            if (from.button.button != SDL_BUTTON_LEFT && from.button.button != SDL_BUTTON_RIGHT) {
                return std::nullopt;
            }
            return button_event(from.button);
        case SDL_MOUSEMOTION:
            event.x = from.motion.x;
            event.y = from.motion.y;
            return event;
        case SDL_MOUSEWHEEL:
            event.kind = InputEvent::Kind::wheel;
            event.x = from.wheel.mouseX;
            event.y = from.wheel.mouseY;
            event.wheel = from.wheel.preciseY;
            if (from.wheel.direction == SDL_MOUSEWHEEL_FLIPPED) event.wheel = -event.wheel;
            return event;
        default:
            return std::nullopt;
    }
}

class Window final : public Screen {
public:
    explicit Window(const ScreenOptions& options) {
        SDL_SetHint(SDL_HINT_APP_NAME, "Konbit");
        SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1");
        if (SDL_Init(SDL_INIT_VIDEO) != 0) no_display(SDL_GetError());
        // A driver that shows nothing counts only if somebody asked for it.
        const std::string driver = SDL_GetCurrentVideoDriver();
        if ((driver == "dummy" || driver == "offscreen") && !is_set("SDL_VIDEODRIVER")) {
            SDL_Quit();
            no_display("there is no display");
        }
        // Without this hint SDL emulates X11's own surface by OpenGL, which old laptops emulate
        // in software. Wayland has no such surface.
        if (driver == "x11") SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
        SDL_EnableScreenSaver();
        wake_event_ = SDL_RegisterEvents(1);
        window_ = SDL_CreateWindow(options.title.c_str(), SDL_WINDOWPOS_UNDEFINED,
                                   SDL_WINDOWPOS_UNDEFINED, options.width, options.height,
                                   SDL_WINDOW_RESIZABLE);
        if (window_ == nullptr) {
            const std::string why = SDL_GetError();
            SDL_Quit();
            no_display(why.c_str());
        }
        SDL_SetWindowMinimumSize(window_, kLeastWidth, kLeastHeight);
        SDL_StartTextInput();
    }
    ~Window() override {
        SDL_DestroyWindow(window_);
        SDL_Quit();
    }
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    [[nodiscard]] int width() const override { return size().first; }
    [[nodiscard]] int height() const override { return size().second; }

    [[nodiscard]] std::vector<ScreenEvent> wait(int timeout_ms) override {
        std::vector<ScreenEvent> events;
        SDL_Event event;
        int got = timeout_ms > 0 ? SDL_WaitEventTimeout(&event, timeout_ms) : SDL_PollEvent(&event);
        for (; got != 0; got = SDL_PollEvent(&event)) {
            if (auto known = translated(event)) events.push_back(std::move(*known));
        }
        return events;
    }

    void wake() noexcept override {
        SDL_Event event{};
        event.type = wake_event_;
        SDL_PushEvent(&event);
    }

    void show(const Image& picture) override {
        auto* const surface = SDL_GetWindowSurface(window_);
        if (surface == nullptr) return;  // the display is going: a close event follows
        if (SDL_MUSTLOCK(surface)) SDL_LockSurface(surface);
        copy_to(*surface, picture);
        if (SDL_MUSTLOCK(surface)) SDL_UnlockSurface(surface);
        SDL_UpdateWindowSurface(window_);
    }

    void copy_text(const std::string& text) override { SDL_SetClipboardText(text.c_str()); }

private:
    [[nodiscard]] std::pair<int, int> size() const {
        std::pair<int, int> size;
        SDL_GetWindowSize(window_, &size.first, &size.second);
        return size;
    }

    static void copy_to(SDL_Surface& surface, const Image& picture) {
        const int width = std::min(surface.w, picture.width);
        const int height = std::min(surface.h, picture.height);
        if (width <= 0 || height <= 0) return;
        const auto format = surface.format->format;
        if (format != SDL_PIXELFORMAT_ARGB8888 && format != SDL_PIXELFORMAT_RGB888) {
            SDL_ConvertPixels(width, height, SDL_PIXELFORMAT_ARGB8888, picture.pixels.data(),
                              picture.width * 4, format, surface.pixels, surface.pitch);
            return;
        }
        auto* to = static_cast<char*>(surface.pixels);
        for (int y = 0; y < height; ++y, to += surface.pitch) {
            std::memcpy(to, picture.row(y), static_cast<std::size_t>(width) * 4);
        }
    }

    SDL_Window* window_ = nullptr;
    Uint32 wake_event_ = 0;
};

}  // namespace

std::unique_ptr<Screen> open_window(const ScreenOptions& options) {
    return std::make_unique<Window>(options);
}

}  // namespace konbit
