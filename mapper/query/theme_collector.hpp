#pragma once

#include <array>
#include <filesystem>

#include "mapper/meaning/meaning.hpp"
#include "mapper/query/theme_writer.hpp"
#include "mapper/store/base_map.hpp"

namespace konbit {

/// Asks the rules about each feature and gathers what `themes.idx` holds.
class ThemeCollector {
public:
    ThemeCollector(const BaseMap& base, const Meaning& meaning) : base_{base}, meaning_{meaning} {}

    void visit(const Feature& feature, const Tags& tags);
    /// Merges duplicates, finds what is nearby, sorts and writes.
    void write(const std::filesystem::path& path, const ThemeKey& key);

private:
    void count_totals(const Feature& feature, const Tags& tags);
    void add_damage(const Feature& feature, const Tags& tags, const DamageStatement& statement,
                    bool protected_place);
    void add_main_bridge(const Feature& feature, const Tags& tags);
    [[nodiscard]] std::optional<Facility> facility_of(Theme theme, const Feature& feature,
                                                      const Tags& tags);
    void add_facility(Theme theme, const Facility& facility, const Feature& feature,
                      const Tags& tags, const std::optional<DamageStatement>& damage);
    [[nodiscard]] ThemeEntry entry_for(const Feature& feature, const Tags& tags);
    [[nodiscard]] const Geometry& shape_of(const Feature& feature);
    void mark_nearby(std::size_t of_layer, std::uint16_t flag);

    const BaseMap& base_;
    const Meaning& meaning_;
    ThemeWriter writer_;
    BoundingBox bounds_;
    std::array<std::vector<ThemeEntry>, kThemeCount> facilities_;
    Geometry shape_;  // of shape_owner_: read once a feature, if at all
    std::optional<FeatureIndex> shape_owner_;
    double shape_area_m2_ = -1;
};

}  // namespace konbit
