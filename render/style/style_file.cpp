#include "render/style/style_file.hpp"

#include <fmt/format.h>
#include <xxhash.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "mapper/model/error.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxChain = 8;

std::uint64_t add_bytes(std::uint64_t sum, const fs::path& path) {
    std::ifstream in{path, std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
    return XXH3_64bits_withSeed(bytes.data(), bytes.size(), sum);
}

bool same_file(const fs::path& a, const fs::path& b) {
    std::error_code ignored;
    return fs::equivalent(a, b, ignored);
}

/// The file a style is based on; a style may have the name of the one it changes.
fs::path base_file(const RuleYaml& yaml, const YAML::Node& node, const fs::path& own,
                   const fs::path& styles_folder) {
    const std::string word = yaml.text(node);
    const bool is_path = word.ends_with(".yaml");
    const fs::path file = is_path ? fs::path{word} : fs::path{word + ".yaml"};
    std::vector<fs::path> places{own.parent_path() / file};
    if (!is_path && !styles_folder.empty()) places.push_back(styles_folder / file);
    bool itself = false;
    for (const fs::path& place : places) {
        std::error_code ignored;
        if (!fs::is_regular_file(place, ignored)) continue;
        if (!same_file(place, own)) return place;
        itself = true;
    }
    if (itself) {
        yaml.fail(node, "the style is based on itself", "Name another style, or none.");
    }
    yaml.fail(node, fmt::format("there is no style \"{}\"", word),
              "Name a style that came with the program, or a .yaml file beside this one.");
}

}  // namespace

StyleFiles open_style_files(const fs::path& yaml_file, const fs::path& styles_folder) {
    StyleFiles files;
    files.name = yaml_file.stem().string();
    std::vector<fs::path> paths{yaml_file};
    for (;;) {
        files.chain.push_back(std::make_unique<RuleYaml>(paths.back(), "style"));
        files.fingerprint = add_bytes(files.fingerprint, paths.back());
        const RuleYaml& yaml = *files.chain.back();
        yaml.expect_map(yaml.root());
        const YAML::Node& root = yaml.root();
        const YAML::Node base = root["based_on"];
        if (!base) break;
        const fs::path next = base_file(yaml, base, paths.back(), styles_folder);
        if (std::ranges::any_of(paths, [&](const fs::path& p) { return same_file(p, next); })) {
            yaml.fail(base, "the style is based on itself, over others",
                      "Break the circle: let one of them be based on none.");
        }
        if (paths.size() == kMaxChain) {
            yaml.fail(base, fmt::format("more than {} styles are based on each other", kMaxChain),
                      "Join some of them.");
        }
        paths.push_back(next);
    }
    std::ranges::reverse(files.chain);
    return files;
}

}  // namespace konbit
