// The layers of docs/architecture.md as data, held against the #include lines of the tree.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using testing::IsEmpty;

// Each folder and those it may include directly. What is not listed here may not be included.
const std::map<std::string, std::set<std::string>> kAllowed{
    {"mapper/model", {}},
    {"mapper/meaning", {"mapper/model"}},
    {"mapper/store", {"mapper/model"}},
    {"mapper/network", {"mapper/model", "mapper/store"}},
    {"mapper/journal", {"mapper/model"}},
    {"mapper/situation", {"mapper/model", "mapper/meaning", "mapper/store", "mapper/journal"}},
    {"mapper/route",
     {"mapper/model", "mapper/meaning", "mapper/store", "mapper/network", "mapper/situation"}},
    {"mapper/query",
     {"mapper/model", "mapper/meaning", "mapper/store", "mapper/network", "mapper/journal",
      "mapper/situation", "mapper/route"}},
    {"mapper/exchange",
     {"mapper/model", "mapper/meaning", "mapper/store", "mapper/network", "mapper/journal",
      "mapper/situation", "mapper/route", "mapper/query"}},
    {"import", {"mapper/model", "mapper/store"}},
    {"render/style", {"mapper/model", "mapper/meaning"}},
    {"render/canvas", {"mapper/model", "render/style"}},
    {"render/label", {"mapper/model", "mapper/store", "render/style", "render/canvas"}},
    {"render/tile",
     {"mapper/model", "mapper/meaning", "mapper/store", "mapper/network", "mapper/journal",
      "mapper/situation", "mapper/route", "mapper/query", "render/style", "render/canvas",
      "render/label"}},
    {"render/paper",
     {"mapper/model", "mapper/meaning", "mapper/store", "mapper/network", "mapper/journal",
      "mapper/situation", "mapper/route", "mapper/query", "render/style", "render/canvas",
      "render/label", "render/tile"}},
    {"render/viewer",
     {"mapper/model", "mapper/meaning", "mapper/store", "mapper/network", "mapper/journal",
      "mapper/situation", "mapper/route", "mapper/query", "mapper/exchange", "render/style",
      "render/canvas", "render/label", "render/tile", "render/paper"}},
    {"cli",
     {"mapper/model", "mapper/meaning", "mapper/store", "mapper/network", "mapper/journal",
      "mapper/situation", "mapper/route", "mapper/query", "mapper/exchange", "import",
      "render/paper", "render/viewer"}},
};

// Heavy libraries and the folders whose .cpp files (or private headers of import) may see them.
// Public headers never do.
struct Heavy {
    std::string header;  // beginning of the included name
    std::set<std::string> folders;
};
const std::vector<Heavy> kHeavy{
    {"osmium/", {"import", "mapper/exchange"}},
    {"protozero/", {"import"}},
    {"gdal", {"mapper/exchange"}},
    {"ogr", {"mapper/exchange"}},
    {"cpl_", {"mapper/exchange"}},
    {"boost/geometry", {"mapper/model", "mapper/store"}},
    {"yaml-cpp/", {"mapper/meaning", "mapper/route", "render/style"}},
    {"nlohmann/", {"mapper/store", "mapper/journal", "mapper/query", "mapper/exchange", "render/viewer", "cli"}},
    {"unicode/", {"mapper/query"}},
    {"GeographicLib/", {"mapper/model", "mapper/query"}},
    {"CLI/", {"cli"}},
    {"zstd.h", {"mapper/store"}},
    {"agg_", {"render/canvas"}},
    {"agg2/", {"render/canvas"}},
    {"SDL", {"render/viewer"}},
    {"pango", {"render/label", "render/viewer"}},
    {"cairo", {"render/label", "render/viewer"}},
    {"ft2build.h", {"render/label"}},
    {"hb", {"render/label"}},
    {"libdeflate.h", {"render/canvas"}},
    {"spng.h", {"render/canvas"}},
    {"png.h", {"render/canvas"}},
    {"sqlite3.h", {"mapper/journal", "render/paper"}},
    {"sodium", {"mapper/journal"}},
    {"exiv2/", {"mapper/journal"}},
    {"jpeglib.h", {"mapper/journal"}},
    {"libpq", {"mapper/journal"}},
    {"expat.h", {"mapper/exchange"}},
    {"iconv.h", {"mapper/exchange"}},
};
// Headers of our own that show a heavy library because they never leave their folder.
bool private_header(const std::string& file) {
    return file.starts_with("import/");
}

struct Include {
    std::string file;  // relative to the root
    std::string name;  // as written
};

std::vector<Include> includes_of_tree() {
    const fs::path root = KONBIT_SOURCE_DIR;
    const std::regex line_form{R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])"};
    std::vector<Include> found;
    for (const std::string top : {"mapper", "import", "render", "cli"}) {
        if (!fs::exists(root / top)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
            const auto extension = entry.path().extension();
            if (extension != ".hpp" && extension != ".cpp") continue;
            std::ifstream in{entry.path()};
            std::smatch match;
            for (std::string line; std::getline(in, line);) {
                if (std::regex_search(line, match, line_form)) {
                    found.push_back({fs::relative(entry.path(), root).string(), match[1]});
                }
            }
        }
    }
    return found;
}

// The longest listed folder that a path lies in, "" if none.
std::string folder_of(const std::string& path) {
    std::string best;
    for (const auto& [folder, allowed] : kAllowed) {
        if (path.starts_with(folder + "/") && folder.size() > best.size()) best = folder;
    }
    return best;
}

TEST(Architecture, TheTreeIsThere) {
    EXPECT_GT(includes_of_tree().size(), 100u) << "no sources found below " << KONBIT_SOURCE_DIR;
}

TEST(Architecture, EveryFolderIsListed) {
    std::vector<std::string> unknown;
    for (const auto& include : includes_of_tree()) {
        if (folder_of(include.file).empty()) unknown.push_back(include.file);
    }
    EXPECT_THAT(unknown, IsEmpty());
}

TEST(Architecture, IncludesFollowTheArrows) {
    std::vector<std::string> broken;
    for (const auto& [file, name] : includes_of_tree()) {
        const auto from = folder_of(file);
        const auto to = folder_of(name);
        if (to.empty() || to == from || kAllowed.at(from).contains(to)) continue;
        broken.push_back(file + " includes " + name);
    }
    EXPECT_THAT(broken, IsEmpty());
}

// Two types of one name in two headers are one to the linker, which takes either's functions.
TEST(Architecture, EveryTypeOfAHeaderHasItsOwnName) {
    const fs::path root = KONBIT_SOURCE_DIR;
    const std::regex definition{R"(^(?:class|struct|enum class) (\w+)(?: final)?(?: :.*)?\s*\{)"};
    std::map<std::string, std::set<std::string>> homes;
    for (const std::string top : {"mapper", "import", "render", "cli"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
            if (entry.path().extension() != ".hpp") continue;
            std::ifstream in{entry.path()};
            std::smatch match;
            std::string space;
            for (std::string line; std::getline(in, line);) {
                if (line.starts_with("namespace ")) space = line;
                if (std::regex_search(line, match, definition)) {
                    homes[space + match[1].str()].insert(fs::relative(entry.path(), root).string());
                }
            }
        }
    }
    EXPECT_GT(homes.size(), 100u);
    std::vector<std::string> doubled;
    for (const auto& [name, files] : homes) {
        if (files.size() > 1)
            doubled.push_back(name + " in " + *files.begin() + " and " + *files.rbegin());
    }
    EXPECT_THAT(doubled, IsEmpty());
}

TEST(Architecture, OwnHeadersAreNamedFromTheRoot) {
    std::vector<std::string> broken;
    for (const auto& [file, name] : includes_of_tree()) {
        const bool beside =
            fs::exists(fs::path{KONBIT_SOURCE_DIR} / fs::path{file}.parent_path() / name);
        if (beside && name.find('/') == std::string::npos) broken.push_back(file + ": " + name);
    }
    EXPECT_THAT(broken, IsEmpty());
}

TEST(Architecture, HeavyHeadersStayWhereTheyBelong) {
    std::vector<std::string> broken;
    for (const auto& [file, name] : includes_of_tree()) {
        for (const auto& heavy : kHeavy) {
            if (!name.starts_with(heavy.header)) continue;
            const bool in_header = file.ends_with(".hpp") && !private_header(file);
            if (in_header || !heavy.folders.contains(folder_of(file))) {
                broken.push_back(file + " sees " + name);
            }
        }
    }
    EXPECT_THAT(broken, IsEmpty());
}

TEST(Architecture, HeadersSayPragmaOnce) {
    std::vector<std::string> broken;
    std::set<std::string> seen;
    for (const auto& [file, name] : includes_of_tree()) {
        if (!file.ends_with(".hpp") || !seen.insert(file).second) continue;
        std::ifstream in{fs::path{KONBIT_SOURCE_DIR} / file};
        std::string first;
        std::getline(in, first);
        if (first != "#pragma once") broken.push_back(file);
    }
    EXPECT_THAT(broken, IsEmpty());
}

}  // namespace
