// What the repository as a whole promises: only the folders it should have, no paths of a machine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using testing::IsEmpty;

bool is_text_source(const fs::path& path) {
    static const std::set<std::string> kEndings{".hpp", ".cpp", ".txt",  ".cmake", ".md", ".py",
                                                ".sh",  ".yaml", ".json", ".csv",   ".yml"};
    return kEndings.contains(path.extension().string());
}

TEST(Repository, HasOnlyTheSourceFoldersOfTheDesign) {
    const std::set<std::string> allowed{"mapper", "render", "import", "cli",   "tests",
                                        "sample-osm", "docs", "cmake", "build"};
    std::vector<std::string> others;
    for (const auto& entry : fs::directory_iterator(KONBIT_SOURCE_DIR)) {
        const auto name = entry.path().filename().string();
        if (!entry.is_directory() || name.starts_with(".") || name.starts_with("build-") ||
            name.ends_with(".konbit")) {
            continue;
        }
        if (!allowed.contains(name)) others.push_back(name);
    }
    EXPECT_THAT(others, IsEmpty());
}

TEST(Repository, NamesNoPathsOfOneMachine) {
    // Put together here so that this file does not name them itself.
    const std::vector<std::string> forbidden{std::string{"/wo"} + "rk/", std::string{"/ho"} + "me/",
                                             std::string{"/ro"} + "ot/"};
    std::vector<std::string> found;
    for (const std::string top : {"mapper", "render", "import", "cli", "tests", "sample-osm", "docs"}) {
        if (!fs::exists(fs::path{KONBIT_SOURCE_DIR} / top)) continue;
        for (const auto& entry :
             fs::recursive_directory_iterator(fs::path{KONBIT_SOURCE_DIR} / top)) {
            if (!is_text_source(entry.path())) continue;
            std::ifstream in{entry.path()};
            std::stringstream text;
            text << in.rdbuf();
            for (const auto& path : forbidden) {
                if (text.str().find(path) != std::string::npos) {
                    found.push_back(entry.path().string() + " names " + path);
                }
            }
        }
    }
    EXPECT_THAT(found, IsEmpty());
}

}  // namespace
