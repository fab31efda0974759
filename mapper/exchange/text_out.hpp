#pragma once

#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <string_view>

namespace konbit {

/// Text on its way out, through one large buffer. The drain takes what is full.
class TextOut {
public:
    using Drain = std::function<void(std::string_view)>;
    static constexpr std::size_t kBytes = 1u << 20;

    explicit TextOut(Drain drain)
        : drain_{std::move(drain)},
          buffer_{std::make_unique_for_overwrite<char[]>(kBytes)},
          at_{buffer_.get()} {}

    /// Room for `bytes` (at most kBytes); write there, then tell how far with `advance`.
    [[nodiscard]] char* room(std::size_t bytes) {
        if (bytes > left()) flush();
        return at_;
    }
    void advance(char* end) noexcept { at_ = end; }

    void put(char c) {
        *room(1) = c;
        ++at_;
    }
    void put(std::string_view text) {
        if (text.size() > left()) [[unlikely]] {
            put_long(text);
            return;
        }
        std::memcpy(at_, text.data(), text.size());
        at_ += text.size();
    }
    void flush() {
        const auto size = static_cast<std::size_t>(at_ - buffer_.get());
        at_ = buffer_.get();
        if (size == 0) return;
        drain_({buffer_.get(), size});
        drained_ += size;
    }
    [[nodiscard]] std::uint64_t written() const noexcept {
        return drained_ + static_cast<std::uint64_t>(at_ - buffer_.get());
    }

private:
    [[nodiscard]] std::size_t left() const noexcept {
        return static_cast<std::size_t>(buffer_.get() + kBytes - at_);
    }
    void put_long(std::string_view text) {
        while (!text.empty()) {
            flush();
            const auto piece = text.substr(0, kBytes);
            std::memcpy(at_, piece.data(), piece.size());
            at_ += piece.size();
            text.remove_prefix(piece.size());
        }
    }

    Drain drain_;
    std::unique_ptr<char[]> buffer_;
    char* at_;
    std::uint64_t drained_ = 0;
};

}  // namespace konbit
