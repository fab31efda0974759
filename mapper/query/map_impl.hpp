#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "mapper/network/road_network.hpp"
#include "mapper/query/derive.hpp"
#include "mapper/query/map.hpp"
#include "mapper/query/situation_of_map.hpp"
#include "mapper/query/theme_file.hpp"
#include "mapper/store/name_index.hpp"

namespace konbit {

/// The inside of Map: base.map, the files of derived/ and the journal, opened when first needed.
struct Map::Impl {
    Impl(Options opened_with, BaseMap opened)
        : options{std::move(opened_with)}, base{std::move(opened)} {}

    Options options;
    BaseMap base;
    SituationOfMap situation{options, base};

    [[nodiscard]] const Meaning& meaning();
    /// Opened, or built first. Hold the pointer while reading: a rebuild replaces the file.
    [[nodiscard]] std::shared_ptr<const ThemeFile> themes();
    [[nodiscard]] std::shared_ptr<const NameIndex> names();
    [[nodiscard]] std::shared_ptr<const RoadNetwork> roads();
    [[nodiscard]] std::optional<std::filesystem::path> derived_folder();
    /// Builds what is missing, stale or damaged; true if anything was. Checks every block.
    bool ensure_derived();

    [[nodiscard]] std::vector<std::string> notices();

    /// Runs `read(const ThemeFile&)`; if the file turns out to be damaged, builds it again and runs
    /// it once more.
    template <class Read>
    auto with_themes(Read&& read) {
        const auto file = themes();
        try {
            return read(*file);
        } catch (const DataError&) {
            if (file->verify().empty()) throw;
        }
        return read(*rebuilt_themes());
    }
    template <class Read>
    auto with_names(Read&& read) {
        const auto file = names();
        try {
            return read(*file);
        } catch (const DataError&) {
            if (file->verify().empty()) throw;
        }
        return read(*rebuilt_names());
    }

private:
    [[nodiscard]] ThemeKey theme_key();
    [[nodiscard]] std::vector<std::filesystem::path> folders_to_read();
    [[nodiscard]] std::filesystem::path folder_to_write();
    [[nodiscard]] std::filesystem::path temporary_folder();
    [[nodiscard]] std::shared_ptr<const ThemeFile> open_themes();
    [[nodiscard]] std::shared_ptr<const NameIndex> open_names();
    [[nodiscard]] std::shared_ptr<const ThemeFile> rebuilt_themes();
    [[nodiscard]] std::shared_ptr<const NameIndex> rebuilt_names();
    [[nodiscard]] std::shared_ptr<const RoadNetwork> open_roads();
    void build(bool with_themes, bool with_names);
    void build_roads();
    void notice(std::string line);

    std::recursive_mutex mutex_;
    std::optional<Meaning> meaning_;
    std::optional<std::uint64_t> rules_fingerprint_;
    std::shared_ptr<const ThemeFile> themes_;
    std::shared_ptr<const NameIndex> names_;
    std::shared_ptr<const RoadNetwork> roads_;
    std::vector<std::string> notices_;
};

}  // namespace konbit
