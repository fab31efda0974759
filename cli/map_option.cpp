#include "cli/map_option.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <memory>

#include "cli/clock.hpp"
#include "cli/output.hpp"
#include "cli/progress_line.hpp"
#include "cli/resources.hpp"
#include "mapper/model/error.hpp"

namespace konbit {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kEnding = ".konbit";

std::vector<std::string> maps_here() {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator at{".", error}, end; !error && at != end; at.increment(error)) {
        auto name = at->path().filename().string();
        std::error_code ignored;
        if (name.size() > kEnding.size() && names_map(name) && at->is_directory(ignored))
            names.push_back(std::move(name));
    }
    std::sort(names.begin(), names.end());
    return names;
}

fs::path only_map_here() {
    const auto names = maps_here();
    if (names.size() == 1) return names.front();
    if (names.empty()) {
        throw UsageError{"The map is missing", "MAP", "this folder holds none",
                         "Give a folder that ends in .konbit, set KONBIT_MAP, or make a map with "
                         "\"konbit import EXTRACT\""};
    }
    throw UsageError{"The map is not clear", "MAP",
                     fmt::format("this folder holds {}", fmt::join(names, ", ")),
                     "Name one of them"};
}

fs::path checked(const std::string& text, std::string_view where) {
    fs::path folder{text};
    if (!folder.has_filename()) folder = folder.parent_path();  // "x.konbit/"
    std::error_code error;
    if (fs::is_directory(folder, error)) {
        if (names_map(folder.string()) || fs::exists(folder / "base.map", error)) return folder;
        throw UsageError{"This folder is no map", text, "a map is a folder that ends in .konbit",
                         "Make one with \"konbit import EXTRACT\""};
    }
    if (!names_map(folder.string())) {
        throw UsageError{"This is no map", text, "a map is a folder that ends in .konbit",
                         "Name the map first; a PLACE goes behind --near, an AREA behind --in"};
    }
    const auto why =
        fs::exists(folder, error) ? "it is a file, no folder" : "there is no such folder";
    const auto here = maps_here();
    throw UsageError{"There is no such map",
                     where.empty() ? text : fmt::format("{}={}", where, text), why,
                     here.empty() ? std::string{"Make one with \"konbit import EXTRACT\""}
                                  : fmt::format("This folder holds {}", fmt::join(here, ", "))};
}

}  // namespace

bool names_map(std::string_view word) {
    while (word.size() > 1 && word.ends_with('/')) word.remove_suffix(1);
    return word.ends_with(kEnding);
}

fs::path find_map_folder(const std::optional<std::string>& given) {
    if (given) return checked(*given, {});
    const char* set = std::getenv("KONBIT_MAP");
    if (set != nullptr && *set != '\0') return checked(set, "KONBIT_MAP");
    return only_map_here();
}

Map open_map(const std::optional<std::string>& given, std::optional<UnixSeconds> as_of) {
    const auto line = std::make_shared<ProgressLine>(ProgressLine::Unit::things);
    return Map::open({.folder = find_map_folder(given),
                      .rules_folder = rules_folder(),
                      .progress =
                          [line](std::string_view what, std::uint64_t done, std::uint64_t total) {
                              line->show(what, done, total);
                              if (total > 0 && done >= total) line->clear();
                          },
                      .as_of = as_of,
                      .clock = now});
}

void print_map_notices(const Map& map) {
    for (const auto& line : map.notices()) print_notice("Note: " + line);
}

}  // namespace konbit
