#include "mapper/query/spelling.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace konbit {
namespace {

/// Code points as slices of the bytes: only compared for equality.
std::vector<std::string_view> letters_of(std::string_view text) {
    std::vector<std::string_view> letters;
    while (!text.empty()) {
        std::size_t size = 1;
        while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80)
            ++size;
        letters.push_back(text.substr(0, size));
        text.remove_prefix(size);
    }
    return letters;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
    const auto from = letters_of(a);
    const auto to = letters_of(b);
    const auto longer = std::max(from.size(), to.size());
    if (longer - std::min(from.size(), to.size()) > limit) return limit + 1;
    // Three rows of the optimal string alignment table.
    std::array<std::vector<std::size_t>, 3> rows;
    for (auto& row : rows) row.assign(to.size() + 1, 0);
    for (std::size_t j = 0; j <= to.size(); ++j) rows[0][j] = j;
    for (std::size_t i = 1; i <= from.size(); ++i) {
        auto& now = rows[i % 3];
        const auto& before = rows[(i + 2) % 3];
        const auto& before_that = rows[(i + 1) % 3];
        now[0] = i;
        std::size_t least = i;
        for (std::size_t j = 1; j <= to.size(); ++j) {
            now[j] = std::min({before[j] + 1, now[j - 1] + 1,
                               before[j - 1] + (from[i - 1] == to[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) {
                now[j] = std::min(now[j], before_that[j - 2] + 1);
            }
            least = std::min(least, now[j]);
        }
        if (least > limit + 1) return limit + 1;
    }
    return std::min(rows[from.size() % 3][to.size()], limit + 1);
}

}  // namespace konbit
