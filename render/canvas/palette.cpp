#include "render/canvas/palette.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

namespace konbit {
namespace {

constexpr std::size_t kMostColors = 256;
constexpr std::size_t kExactColors = 160;  ///< kept as they are when not all can be
constexpr std::uint32_t kOpaque = 0x00FF'FFFFU;

int red(std::uint32_t color) noexcept {
    return static_cast<int>(color >> 16U & 255U);
}
int green(std::uint32_t color) noexcept {
    return static_cast<int>(color >> 8U & 255U);
}
int blue(std::uint32_t color) noexcept {
    return static_cast<int>(color & 255U);
}

/// Five bits of each channel.
std::uint32_t alike(std::uint32_t color) noexcept {
    return (color >> 9U & 0x7C00U) | (color >> 6U & 0x3E0U) | (color >> 3U & 0x1FU);
}

/// Colours by their green, to look outward from the wanted one until none can be nearer.
class NearestColor {
public:
    explicit NearestColor(std::span<const std::uint32_t> colors) {
        std::array<std::uint32_t, 257> begin{};
        for (const std::uint32_t c : colors) ++begin[static_cast<std::size_t>(green(c)) + 1];
        std::partial_sum(begin.begin(), begin.end(), begin.begin());
        begin_ = begin;
        sorted_.resize(colors.size());
        for (std::uint32_t i = 0; i < colors.size(); ++i) {
            const std::uint32_t c = colors[i];
            sorted_[begin[static_cast<std::size_t>(green(c))]++] = {red(c), green(c), blue(c), i};
        }
    }
    [[nodiscard]] std::uint8_t of(std::uint32_t color) const noexcept {
        const int r = red(color), g = green(color), b = blue(color);
        int best = std::numeric_limits<int>::max();
        std::uint32_t index = 0;
        const auto try_one = [&](const Entry& entry) {
            const int dr = entry.r - r, dg = entry.g - g, db = entry.b - b;
            if (4 * dg * dg > best) return false;
            const int distance = 3 * dr * dr + 4 * dg * dg + 2 * db * db;
            if (distance < best || (distance == best && entry.index < index)) {
                best = distance;
                index = entry.index;
            }
            return true;
        };
        const std::size_t middle = begin_[static_cast<std::size_t>(g)];
        for (std::size_t i = middle; i < sorted_.size() && try_one(sorted_[i]);) ++i;
        for (std::size_t i = middle; i > 0 && try_one(sorted_[i - 1]);) --i;
        return static_cast<std::uint8_t>(index);
    }

private:
    struct Entry {
        int r = 0, g = 0, b = 0;
        std::uint32_t index = 0;
    };
    std::array<std::uint32_t, 257> begin_{};
    std::vector<Entry> sorted_;
};

}  // namespace

std::uint32_t Palette::id_of(std::uint32_t color) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = (color * 0x9E37'79B1U) >> (32U - slot_bits_);
    while (slots_[slot] != 0) {
        if (found_[slots_[slot] - 1].color == color) return slots_[slot] - 1;
        slot = (slot + 1) & mask;
    }
    found_.push_back({color, 0});
    slots_[slot] = static_cast<std::uint32_t>(found_.size());
    const auto id = static_cast<std::uint32_t>(found_.size() - 1);
    if (found_.size() * 2 > slots_.size()) grow();
    return id;
}

void Palette::grow() {
    ++slot_bits_;
    slots_.assign(std::size_t{1} << slot_bits_, 0);
    const std::size_t mask = slots_.size() - 1;
    for (std::uint32_t id = 0; id < found_.size(); ++id) {
        std::size_t slot = (found_[id].color * 0x9E37'79B1U) >> (32U - slot_bits_);
        while (slots_[slot] != 0) slot = (slot + 1) & mask;
        slots_[slot] = id + 1;
    }
}

void Palette::count(const PixelView& pixels, std::size_t most_colors) {
    found_.clear();
    slot_bits_ = 11;
    slots_.assign(std::size_t{1} << slot_bits_, 0);
    ids_.resize(static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.height));
    std::uint32_t* to = ids_.data();
    for (int y = 0; y < pixels.height; ++y) {
        const auto row = pixels.row(y);
        for (std::size_t x = 0; x < row.size();) {
            const std::uint32_t color = row[x] & kOpaque;
            std::size_t end = x + 1;
            while (end < row.size() && (row[end] & kOpaque) == color) ++end;
            const std::uint32_t id = id_of(color);
            if (found_.size() > most_colors) return;
            found_[id].count += static_cast<std::uint32_t>(end - x);
            std::fill_n(to, end - x, id);
            to += end - x;
            x = end;
        }
    }
}

void Palette::write_indices(std::span<const std::uint8_t> index_of_id) {
    indices_.resize(ids_.size());
    for (std::size_t i = 0; i < ids_.size(); ++i) indices_[i] = index_of_id[ids_[i]];
}

bool Palette::index_exactly(const PixelView& pixels) {
    count(pixels, kMostColors);
    if (found_.size() > kMostColors) return false;
    colors_.clear();
    for (const Counted& c : found_) colors_.push_back(c.color);
    std::array<std::uint8_t, kMostColors> same{};
    std::iota(same.begin(), same.end(), std::uint8_t{0});
    write_indices(same);
    return true;
}

void Palette::index_nearest(const PixelView& pixels) {
    count(pixels, std::numeric_limits<std::size_t>::max());
    choose();
    const NearestColor nearest{colors_};
    std::vector<std::uint8_t> index_of_id(found_.size());
    for (std::size_t id = 0; id < found_.size(); ++id) {
        index_of_id[id] = nearest.of(found_[id].color);
    }
    write_indices(index_of_id);
}

void Palette::choose() {
    std::vector<std::uint32_t> order(found_.size());
    std::iota(order.begin(), order.end(), 0U);
    const std::size_t exact =
        found_.size() <= kMostColors ? found_.size() : std::min(kExactColors, found_.size());
    // Equal counts: the one that came first.
    std::partial_sort(
        order.begin(), order.begin() + static_cast<std::ptrdiff_t>(exact), order.end(),
        [&](std::uint32_t a, std::uint32_t b) {
            return found_[a].count != found_[b].count ? found_[a].count > found_[b].count : a < b;
        });
    colors_.clear();
    for (std::size_t i = 0; i < exact; ++i) colors_.push_back(found_[order[i]].color);
    choose_alike(std::span{order}.subspan(exact));
}

/// Fills the palette up with the means of the most frequent groups of colours alike.
void Palette::choose_alike(std::span<const std::uint32_t> order) {
    struct Group {
        std::uint64_t red = 0, green = 0, blue = 0, count = 0;
    };
    std::vector<Group> groups(1U << 15U);
    std::vector<std::uint32_t> used;
    for (const std::uint32_t id : order) {
        const auto [color, count] = found_[id];
        const std::uint32_t key = alike(color);
        Group& group = groups[key];
        if (group.count == 0) used.push_back(key);
        group.red += std::uint64_t{count} * static_cast<std::uint64_t>(red(color));
        group.green += std::uint64_t{count} * static_cast<std::uint64_t>(green(color));
        group.blue += std::uint64_t{count} * static_cast<std::uint64_t>(blue(color));
        group.count += count;
    }
    const std::size_t room = std::min(kMostColors - colors_.size(), used.size());
    std::partial_sort(
        used.begin(), used.begin() + static_cast<std::ptrdiff_t>(room), used.end(),
        [&](std::uint32_t a, std::uint32_t b) {
            return groups[a].count != groups[b].count ? groups[a].count > groups[b].count : a < b;
        });
    for (std::size_t i = 0; i < room; ++i) {
        const Group& group = groups[used[i]];
        const auto mean = [&](std::uint64_t sum) {
            return static_cast<std::uint32_t>((sum + group.count / 2) / group.count);
        };
        colors_.push_back(mean(group.red) << 16U | mean(group.green) << 8U | mean(group.blue));
    }
}

}  // namespace konbit
