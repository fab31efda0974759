#include "mapper/query/derive.hpp"

#include "mapper/query/name_collector.hpp"
#include "mapper/query/theme_collector.hpp"

namespace konbit {

void derive(const BaseMap& base, const Meaning& meaning, std::uint64_t rules_fingerprint,
            const DeriveTargets& targets, const Progress& progress) {
    std::optional<ThemeCollector> themes;
    std::optional<NameCollector> names;
    if (targets.themes) themes.emplace(base, meaning);
    if (targets.names) names.emplace(meaning);

    constexpr std::uint64_t kTellEvery = 1 << 16;
    std::uint64_t done = 0;
    Tags tags;
    base.for_each_feature([&](const Feature& feature) {
        if (progress && done % kTellEvery == 0) {
            progress("reading what the tags mean", done, base.feature_count());
        }
        ++done;
        feature.read_tags(tags);
        if (themes) themes->visit(feature, tags);
        if (names) names->visit(feature, tags);
    });
    if (progress) progress("writing the indexes", base.feature_count(), base.feature_count());
    if (themes) themes->write(*targets.themes, {base.fingerprint(), rules_fingerprint});
    if (names) names->write(*targets.names, name_index_key(base.fingerprint(), rules_fingerprint));
}

}  // namespace konbit
