#include "cli/resources.hpp"

#include "mapper/model/error.hpp"

namespace konbit {

namespace fs = std::filesystem;

namespace {

fs::path program_folder() {
    std::error_code error;
    const auto program = fs::read_symlink("/proc/self/exe", error);
    if (error) {
        throw DataError{"Konbit cannot find its own files", "/proc/self/exe", error.message(),
                        "Mount /proc"};
    }
    return program.parent_path();
}

/// The first that exists of the two places; the first if neither does.
fs::path beside_program(const fs::path& relative) {
    const auto folder = program_folder();
    std::error_code error;
    if (fs::is_directory(folder / relative, error)) return folder / relative;
    const auto installed = folder.parent_path() / relative;
    return fs::is_directory(installed, error) ? installed : folder / relative;
}

}  // namespace

fs::path rules_folder() {
    auto folder = beside_program("share/konbit/rules");
    std::error_code error;
    if (fs::is_directory(folder, error)) return folder;
    throw DataError{"Konbit's rules are missing", folder.string(),
                    "without them it does not know what tags mean",
                    "Install Konbit again, or build it with \"cmake --build\""};
}

fs::path styles_folder() {
    auto folder = beside_program("share/konbit/styles");
    std::error_code error;
    if (fs::is_directory(folder, error)) return folder;
    throw DataError{"Konbit's map styles are missing", folder.string(),
                    "without them it cannot draw", "Install Konbit again"};
}

fs::path module_folder() {
    return beside_program("lib/konbit");
}

}  // namespace konbit
