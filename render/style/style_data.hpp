#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "render/style/style.hpp"
#include "render/style/tag_matcher.hpp"

namespace konbit {

/// A style as it was read, before its rules are compiled.
struct StyleData {
    /// Which places a symbol is for. No kinds: all of the theme; no suitability: any.
    struct Facilities {
        std::string name;
        std::optional<Theme> theme;
        std::vector<std::string> kinds;
        std::vector<Suitability> suitability;
        FacilityPaint paint;
        bool drawn = true;
    };
    struct DrawnRule {
        Rule rule;
        MatchSpec match;
        bool drawn = true;
    };

    std::string name;
    std::uint64_t fingerprint = 0;
    Color land = kNoColor;
    AreaPaint sea;
    Rule outside;      ///< an area with its words in the key
    TextPaint text;    ///< what every text begins with
    IconPaint symbol;  ///< what every icon of `facilities` begins with
    TextPaint counts;
    std::array<ConditionPaint, 6> grades;         ///< by Grade
    std::array<ConditionPaint, 4> passabilities;  ///< by Passability
    std::vector<Rule> hazards;  ///< by their kind as name, each with an area; "other" for the rest
    std::vector<Facilities> facilities;  ///< the first that fits decides
    std::size_t new_facilities = 0;      ///< of the file being read: they stand before its base's
    std::vector<DrawnRule> rules;
};

/// DataError with file, line and column.
[[nodiscard]] StyleData read_style(const std::filesystem::path& yaml_file,
                                   const std::filesystem::path& styles_folder);

}  // namespace konbit
