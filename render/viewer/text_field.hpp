#pragma once

#include <string>
#include <string_view>

#include "render/viewer/controls.hpp"

namespace konbit {

/// One line that a person types into: UTF-8, the cursor between code points, so that a wrong vowel
/// sign is taken back without its letter.
class TextField {
public:
    static constexpr std::size_t kMostBytes = 400;

    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    [[nodiscard]] std::size_t cursor() const noexcept { return cursor_; }  ///< a byte
    void set(std::string_view text);
    void put_cursor(std::size_t index) noexcept;  ///< as TextPainter::index_at gives it
    /// Typed or pasted; control characters are dropped, what is too long is cut.
    void insert(std::string_view typed);
    enum class Effect { none, moved, changed };
    /// Arrows, Home, End, Backspace, Delete. none: not a key of a field.
    Effect press(Key key);

private:
    [[nodiscard]] std::size_t before(std::size_t index) const noexcept;
    [[nodiscard]] std::size_t after(std::size_t index) const noexcept;

    std::string text_;
    std::size_t cursor_ = 0;
};

}  // namespace konbit
