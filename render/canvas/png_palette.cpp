#include "render/canvas/png_palette.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

namespace konbit {
namespace {

constexpr std::size_t kMostColors = 256;
constexpr std::size_t kExactColors = 160;  ///< kept as they are when not all can be
constexpr std::size_t kGroups = 1U << 15U;
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

std::uint32_t PngPalette::id_of(std::uint32_t color) {
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

void PngPalette::grow() {
    ++slot_bits_;
    slots_.assign(std::size_t{1} << slot_bits_, 0);
    const std::size_t mask = slots_.size() - 1;
    for (std::uint32_t id = 0; id < found_.size(); ++id) {
        std::size_t slot = (found_[id].color * 0x9E37'79B1U) >> (32U - slot_bits_);
        while (slots_[slot] != 0) slot = (slot + 1) & mask;
        slots_[slot] = id + 1;
    }
}

void PngPalette::count_row(std::span<const std::uint32_t> row) {
    for (std::size_t x = 0; x < row.size();) {
        const std::uint32_t color = row[x] & kOpaque;
        std::size_t end = x + 1;
        while (end < row.size() && (row[end] & kOpaque) == color) ++end;
        const std::uint32_t id = id_of(color);
        const auto length = static_cast<std::uint32_t>(end - x);
        found_[id].count += length;
        runs_.push_back({id, length});
        x = end;
    }
}

void PngPalette::count(const PixelView& pixels, std::size_t most_colors) {
    found_.clear();
    runs_.clear();
    slot_bits_ = 11;
    slots_.assign(std::size_t{1} << slot_bits_, 0);
    std::size_t begin_above = 0;
    for (int y = 0; y < pixels.height && found_.size() <= most_colors; ++y) {
        const auto row = pixels.row(y);
        const std::size_t begin = runs_.size();
        if (y > 0 && std::equal(row.begin(), row.end(), pixels.row(y - 1).begin())) {
            for (std::size_t i = begin_above; i < begin; ++i) {
                const Run run = runs_[i];
                found_[run.id].count += run.length;
                runs_.push_back(run);
            }
        } else {
            count_row(row);
        }
        begin_above = begin;
    }
}

void PngPalette::write_indices(std::size_t pixels) {
    indices_.resize(pixels);
    std::uint8_t* to = indices_.data();
    for (const Run run : runs_) to = std::fill_n(to, run.length, index_of_id_[run.id]);
}

void PngPalette::keep_all(std::size_t pixels) {
    colors_.clear();
    for (const Counted& c : found_) colors_.push_back(c.color);
    index_of_id_.resize(found_.size());
    std::iota(index_of_id_.begin(), index_of_id_.end(), std::uint8_t{0});
    write_indices(pixels);
}

bool PngPalette::index_exactly(const PixelView& pixels) {
    count(pixels, kMostColors);
    if (found_.size() > kMostColors) return false;
    keep_all(pixels.size());
    return true;
}

void PngPalette::index_nearest(const PixelView& pixels) {
    count(pixels, std::numeric_limits<std::size_t>::max());
    if (found_.size() <= kMostColors) return keep_all(pixels.size());
    index_of_id_.resize(found_.size());
    choose();
    write_indices(pixels.size());
}

/// The most frequent as they are (equal counts: the one that came first), and means of the rest.
void PngPalette::choose() {
    order_.resize(found_.size());
    std::iota(order_.begin(), order_.end(), 0U);
    const auto exact = static_cast<std::ptrdiff_t>(std::min(kExactColors, found_.size()));
    std::nth_element(
        order_.begin(), order_.begin() + exact, order_.end(),
        [&](std::uint32_t a, std::uint32_t b) {
            return found_[a].count != found_[b].count ? found_[a].count > found_[b].count : a < b;
        });
    std::sort(order_.begin(), order_.begin() + exact);
    colors_.clear();
    for (std::ptrdiff_t i = 0; i < exact; ++i) {
        const std::uint32_t id = order_[static_cast<std::size_t>(i)];
        index_of_id_[id] = static_cast<std::uint8_t>(colors_.size());
        colors_.push_back(found_[id].color);
    }
    choose_alike(std::span{order_}.subspan(static_cast<std::size_t>(exact)));
}

/// Fills the palette up with the means of the most frequent groups of colours alike; colours of
/// other groups go to the nearest there is.
void PngPalette::choose_alike(std::span<const std::uint32_t> ids) {
    groups_.resize(kGroups);
    used_groups_.clear();
    for (const std::uint32_t id : ids) {
        const auto [color, count] = found_[id];
        const std::uint32_t key = alike(color);
        Group& group = groups_[key];
        if (group.count == 0) used_groups_.push_back(key);
        group.red += std::uint64_t{count} * static_cast<std::uint32_t>(red(color));
        group.green += std::uint64_t{count} * static_cast<std::uint32_t>(green(color));
        group.blue += std::uint64_t{count} * static_cast<std::uint32_t>(blue(color));
        group.count += count;
    }
    const std::size_t room = std::min(kMostColors - colors_.size(), used_groups_.size());
    std::partial_sort(
        used_groups_.begin(), used_groups_.begin() + static_cast<std::ptrdiff_t>(room),
        used_groups_.end(), [&](std::uint32_t a, std::uint32_t b) {
            return groups_[a].count != groups_[b].count ? groups_[a].count > groups_[b].count
                                                        : a < b;
        });
    for (const std::uint32_t key : std::span{used_groups_}.first(room)) {
        Group& group = groups_[key];
        const auto mean = [&](std::uint64_t sum) {
            return static_cast<std::uint32_t>((sum + group.count / 2) / group.count);
        };
        group.index = static_cast<int>(colors_.size());
        colors_.push_back(mean(group.red) << 16U | mean(group.green) << 8U | mean(group.blue));
    }
    const NearestColor nearest{colors_};
    for (const std::uint32_t id : ids) {
        const int index = groups_[alike(found_[id].color)].index;
        index_of_id_[id] =
            index >= 0 ? static_cast<std::uint8_t>(index) : nearest.of(found_[id].color);
    }
    for (const std::uint32_t key : used_groups_) groups_[key] = {};
}

}  // namespace konbit
