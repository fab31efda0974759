#pragma once

#include <vector>

#include "render/canvas/mercator.hpp"
#include "render/paper/page_strip.hpp"
#include "render/style/legend.hpp"

namespace konbit {

/// A line of the key, or the title of a section (`entry` is nullptr).
struct KeyRow {
    std::string words;
    const LegendEntry* entry = nullptr;
};

/// Breaks rows into at most so many columns, as equal in height as they can be: rows run down, then
/// to the right; no title is left alone at the foot of a column.
[[nodiscard]] std::vector<std::vector<KeyRow>> break_into_columns(const std::vector<KeyRow>& rows,
                                                                  std::size_t columns);

/// Adds a key at the scale of the map to a page.
void add_key(PageStrip& strip, TextShaper& shaper, std::vector<LegendSection> key,
             const WebMercator& scale);

}  // namespace konbit
