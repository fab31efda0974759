#include "tests/style/style_folder.hpp"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <stdexcept>

#include "mapper/model/error.hpp"

namespace konbit {

std::filesystem::path shipped_styles() {
    return std::filesystem::path{KONBIT_SOURCE_DIR} / "render/style/styles";
}

const Style& shipped(const std::string& name) {
    static std::map<std::string, Style> read;
    auto at = read.find(name);
    if (at == read.end()) at = read.emplace(name, Style::find(shipped_styles(), name)).first;
    return at->second;
}

const Rule& rule_of(const Style& style, const std::string& name) {
    const auto rules = style.rules();
    const auto found = std::ranges::find(rules, name, &Rule::name);
    if (found == rules.end()) throw std::logic_error{"no rule " + name};
    return *found;
}

std::vector<std::string> drawn_by(const Style& style, const Tags& tags, GeometryKind kind,
                                  double zoom) {
    std::vector<RuleIndex> found;
    style.match(tags, kind, zoom, found);
    std::vector<std::string> names;
    for (const RuleIndex rule : found) names.push_back(style.rules()[rule].name);
    return names;
}

void StyleFolder::SetUp() {
    const auto* const test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path{testing::TempDir()} /
              ("konbit-style-" + std::to_string(getpid()) + "-" + test->name());
    std::filesystem::create_directories(folder_);
}

void StyleFolder::TearDown() {
    std::filesystem::remove_all(folder_);
}

std::filesystem::path StyleFolder::write(const std::string& file, const std::string& text) const {
    std::ofstream{folder_ / file, std::ios::binary} << text;
    return folder_ / file;
}

std::string StyleFolder::error_of(const std::string& text) const {
    const auto file = write("mine.yaml", text);
    try {
        (void)Style::find(shipped_styles(), file.string());
    } catch (const DataError& error) {
        return error.what();
    }
    return {};
}

}  // namespace konbit
