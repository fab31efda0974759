#include <chrono>
#include <condition_variable>
#include <mutex>

#include "render/viewer/screen.hpp"

namespace konbit {
namespace {

class Offscreen final : public Screen {
public:
    explicit Offscreen(const ScreenOptions& options)
        : width_{options.width}, height_{options.height} {}
    [[nodiscard]] int width() const override { return width_; }
    [[nodiscard]] int height() const override { return height_; }
    [[nodiscard]] std::vector<ScreenEvent> wait(int timeout_ms) override {
        std::unique_lock lock{mutex_};
        woken_.wait_for(lock, std::chrono::milliseconds{timeout_ms}, [this] { return wake_; });
        wake_ = false;
        return {};
    }
    void wake() noexcept override {
        {
            const std::scoped_lock lock{mutex_};
            wake_ = true;
        }
        woken_.notify_one();
    }
    void show(const Image&) override {}
    void copy_text(const std::string&) override {}

private:
    int width_, height_;
    std::mutex mutex_;
    std::condition_variable woken_;
    bool wake_ = false;
};

}  // namespace

std::unique_ptr<Screen> open_offscreen(const ScreenOptions& options) {
    return std::make_unique<Offscreen>(options);
}

}  // namespace konbit
