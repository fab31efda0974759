#pragma once

#include <atomic>
#include <mutex>
#include <optional>

namespace konbit {

/// Something that is made when it is first asked for, once, also by several threads. If making it
/// fails, the next one who asks tries again.
template <class T>
class LazyPart {
public:
    template <class Make>
    const T& get(Make&& make) const {
        if (const T* made = ready_.load(std::memory_order_acquire)) return *made;
        const std::lock_guard lock{mutex_};
        if (!value_) value_.emplace(make());
        ready_.store(&*value_, std::memory_order_release);
        return *value_;
    }

private:
    mutable std::mutex mutex_;
    mutable std::optional<T> value_;
    mutable std::atomic<const T*> ready_{nullptr};
};

}  // namespace konbit
