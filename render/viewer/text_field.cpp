#include "render/viewer/text_field.hpp"

#include <algorithm>

#include "render/viewer/text_painter.hpp"

namespace konbit {
namespace {

bool inside_letter(std::string_view text, std::size_t index) noexcept {
    return index < text.size() && (static_cast<unsigned char>(text[index]) & 0xC0U) == 0x80U;
}

std::size_t cut_at_letter(std::string_view text, std::size_t most) noexcept {
    if (text.size() <= most) return text.size();
    while (most > 0 && inside_letter(text, most)) --most;
    return most;
}

}  // namespace

void TextField::set(std::string_view text) {
    text_.clear();
    cursor_ = 0;
    insert(text);
}

void TextField::put_cursor(std::size_t index) noexcept {
    cursor_ = std::min(index, text_.size());
    while (cursor_ > 0 && inside_letter(text_, cursor_)) --cursor_;
}

void TextField::insert(std::string_view typed) {
    auto clean = screen_text(typed);
    clean.resize(cut_at_letter(clean, kMostBytes - std::min(kMostBytes, text_.size())));
    text_.insert(cursor_, clean);
    cursor_ += clean.size();
}

TextField::Effect TextField::press(Key key) {
    const auto from = cursor_;
    switch (key) {
        case Key::left:
            cursor_ = before(cursor_);
            break;
        case Key::right:
            cursor_ = after(cursor_);
            break;
        case Key::home:
            cursor_ = 0;
            break;
        case Key::end:
            cursor_ = text_.size();
            break;
        case Key::backspace:
            cursor_ = before(cursor_);
            text_.erase(cursor_, from - cursor_);
            return from == cursor_ ? Effect::moved : Effect::changed;
        case Key::del: {
            const auto until = after(cursor_);
            text_.erase(cursor_, until - cursor_);
            return until == from ? Effect::moved : Effect::changed;
        }
        default:
            return Effect::none;
    }
    return Effect::moved;
}

std::size_t TextField::before(std::size_t index) const noexcept {
    if (index == 0) return 0;
    --index;
    while (index > 0 && inside_letter(text_, index)) --index;
    return index;
}

std::size_t TextField::after(std::size_t index) const noexcept {
    if (index >= text_.size()) return text_.size();
    ++index;
    while (inside_letter(text_, index)) ++index;
    return index;
}

}  // namespace konbit
