#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

#include "mapper/query/map.hpp"
#include "tests/support/test_map.hpp"

namespace konbit::test {

inline std::filesystem::path rules_folder() {
    return std::filesystem::path{KONBIT_SOURCE_DIR} / "mapper/meaning/rules";
}

inline std::filesystem::path profiles_folder() {
    return std::filesystem::path{KONBIT_SOURCE_DIR} / "mapper/route/profiles";
}

inline Map open_map(const std::filesystem::path& folder,
                    const std::filesystem::path& rules = rules_folder()) {
    return Map::open({.folder = folder,
                      .rules_folder = rules,
                      .progress = {},
                      .device_folder = folder.parent_path() / "device",
                      .profiles_folder = profiles_folder()});
}

/// A file of the shared test data; nullopt if it is not there.
inline std::optional<std::filesystem::path> data_file(const std::string& name) {
    const char* set = std::getenv("KONBIT_DATA");
    const auto folder = set != nullptr
                            ? std::filesystem::path{set}
                            : std::filesystem::path{KONBIT_SOURCE_DIR} / "../shared/data";
    const auto path = folder / "osm" / name;
    return std::filesystem::exists(path) ? std::optional{path} : std::nullopt;
}

}  // namespace konbit::test
