#include "render/style/color.hpp"

#include <array>

namespace konbit {
namespace {

int hex_digit(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

std::optional<Color> parse_color(std::string_view text) noexcept {
    if (text == "none") return kNoColor;
    if (text.empty() || text.front() != '#') return std::nullopt;
    text.remove_prefix(1);
    if (text.size() != 3 && text.size() != 6 && text.size() != 8) return std::nullopt;
    std::array<int, 8> digits{};
    for (std::size_t i = 0; i < text.size(); ++i) {
        digits[i] = hex_digit(text[i]);
        if (digits[i] < 0) return std::nullopt;
    }
    const auto pair = [&](std::size_t i) {
        return static_cast<std::uint8_t>(text.size() == 3 ? digits[i] * 17
                                                          : digits[2 * i] * 16 + digits[2 * i + 1]);
    };
    return Color{pair(0), pair(1), pair(2), text.size() == 8 ? pair(3) : std::uint8_t{255}};
}

}  // namespace konbit
