#include "render/paper/key_columns.hpp"

#include <algorithm>

#include "render/paper/legend_swatch.hpp"

namespace konbit {
namespace {

constexpr PageText kWords{14, 400};
constexpr PageText kSection{14, 700};
constexpr double kRow = 24;
constexpr std::size_t kLeastRows = 3;  // of a column
constexpr double kSwatchWidth = 32, kSwatchHeight = 18;
constexpr double kGap = 8, kColumnGap = 24;

std::vector<std::vector<KeyRow>> fill_columns(const std::vector<KeyRow>& rows, std::size_t height) {
    std::vector<std::vector<KeyRow>> columns(1);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool title = rows[i].entry == nullptr;
        // A title takes its first line along.
        const std::size_t needs = title ? 2 : 1;
        if (columns.back().size() + needs > height && !columns.back().empty())
            columns.emplace_back();
        columns.back().push_back(rows[i]);
    }
    return columns;
}

std::vector<KeyRow> rows_of(const std::vector<LegendSection>& sections) {
    std::vector<KeyRow> rows;
    for (const auto& section : sections) {
        if (section.entries.empty()) continue;
        rows.push_back({section.title, nullptr});
        for (const auto& entry : section.entries) rows.push_back({entry.words, &entry});
    }
    return rows;
}

double column_width(const PageStrip& strip, const std::vector<KeyRow>& rows) {
    double width = 0;
    for (const auto& row : rows) {
        const double words = strip.width_of(row.words, row.entry == nullptr ? kSection : kWords);
        width = std::max(width, words + (row.entry == nullptr ? 0 : kSwatchWidth + kGap));
    }
    return width + kColumnGap;
}

/// As many as the page has room for, each as wide as its words.
std::vector<std::vector<KeyRow>> columns_that_fit(const PageStrip& strip,
                                                  const std::vector<KeyRow>& rows) {
    const double room = strip.width() - 2 * PageStrip::kMargin + kColumnGap;
    for (std::size_t count = rows.size() / kLeastRows; count > 1; --count) {
        auto columns = break_into_columns(rows, count);
        double width = 0;
        for (const auto& column : columns) width += column_width(strip, column);
        if (width <= room) return columns;
    }
    return {rows};
}

}  // namespace

std::vector<std::vector<KeyRow>> break_into_columns(const std::vector<KeyRow>& rows,
                                                    std::size_t columns) {
    if (rows.empty()) return {};
    columns = std::clamp<std::size_t>(columns, 1, rows.size());
    for (auto height = std::max<std::size_t>(2, (rows.size() + columns - 1) / columns);; ++height) {
        auto filled = fill_columns(rows, height);
        if (filled.size() <= columns) return filled;
    }
}

void add_key(PageStrip& strip, TextShaper& shaper, std::vector<LegendSection> key,
             const WebMercator& scale) {
    const auto sections = std::make_shared<const std::vector<LegendSection>>(std::move(key));
    const auto rows = rows_of(*sections);
    if (rows.empty()) return;
    const auto columns = columns_that_fit(strip, rows);
    std::size_t highest = 0;
    double x = PageStrip::kMargin;
    for (const auto& column : columns) {
        double y = strip.y() + kRow / 2;
        for (const auto& row : column) {
            if (row.entry == nullptr) {
                strip.text(row.words, kSection, x, y);
            } else {
                const SwatchBox box{{strip.px(x + kSwatchWidth / 2), strip.px(y)},
                                    strip.px(kSwatchWidth),
                                    strip.px(kSwatchHeight)};
                strip.draw([=, &shaper, entry = row.entry](Canvas& canvas) {
                    draw_swatch(canvas, shaper, *entry, scale.zoom(), scale.ratio(), box);
                    (void)sections;  // `entry` points into it
                });
                strip.text(row.words, kWords, x + kSwatchWidth + kGap, y);
            }
            y += kRow;
        }
        highest = std::max(highest, column.size());
        x += column_width(strip, column);
    }
    strip.skip(kRow * static_cast<double>(highest));
}

}  // namespace konbit
