#include "mapper/meaning/rule_yaml.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "mapper/model/error.hpp"

namespace konbit {
namespace {

constexpr std::size_t kMaxFileBytes = 1 << 20;

std::string place(std::string_view name, const YAML::Mark& mark) {
    return fmt::format("{}:{}:{}", name, std::max(mark.line, 0) + 1, std::max(mark.column, 0) + 1);
}

std::string read_text(const std::filesystem::path& path, std::string_view what) {
    // Asked before it is opened: opening a pipe waits for a writer.
    std::error_code ignored;
    const bool regular = std::filesystem::is_regular_file(path, ignored);
    std::ifstream file;
    if (regular) file.open(path, std::ios::binary);
    if (!regular || !file) {
        throw DataError{
            fmt::format("Cannot read a {}", what), path.string(), "it is missing or unreadable",
            what == "rule file" ? "Put back the folder of rules that came with the program."
                                : "Check its name and that you may read it."};
    }
    std::string text(kMaxFileBytes + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    if (text.size() > kMaxFileBytes) {
        throw DataError{fmt::format("Cannot use a {}", what), path.string(),
                        "it is larger than 1 MiB",
                        fmt::format("A {} is a short text: check that this is one.", what)};
    }
    return text;
}

}  // namespace

RuleYaml::RuleYaml(const std::filesystem::path& path, std::string_view what)
    : name_(path.string()), what_(what) {
    const std::string text = read_text(path, what);
    try {
        root_ = std::make_unique<YAML::Node>(YAML::Load(text));
    } catch (const YAML::Exception& error) {
        throw DataError{fmt::format("Cannot use a {}", what), place(name_, error.mark), error.msg,
                        "Correct the YAML there."};
    }
}

RuleYaml::~RuleYaml() = default;

std::string RuleYaml::where(const YAML::Node& node) const {
    return place(name_, node.Mark());
}

void RuleYaml::fail(const YAML::Node& node, std::string_view why, std::string_view advice) const {
    throw DataError{fmt::format("Cannot use a {}", what_), where(node), why, advice};
}

std::string RuleYaml::text(const YAML::Node& node) const {
    const std::string& tag = node.Tag();
    if (tag.size() > 1 && tag.front() == '!') {
        fail(node, fmt::format("{} is not in quotes", tag), fmt::format("Write \"{}\".", tag));
    }
    if (!node.IsScalar()) fail(node, "one word or text is wanted here", "Write a single value.");
    return node.Scalar();
}

std::vector<std::string> RuleYaml::texts(const YAML::Node& node) const {
    if (!node.IsSequence()) return {text(node)};
    std::vector<std::string> all;
    for (const auto& entry : node) all.push_back(text(entry));
    if (all.empty()) fail(node, "the list is empty", "Write at least one value.");
    return all;
}

bool RuleYaml::yes_or_no(const YAML::Node& node) const {
    const std::string word = text(node);
    if (word == "yes" || word == "true") return true;
    if (word == "no" || word == "false") return false;
    fail(node, fmt::format("\"{}\" is neither yes nor no", word), "Write yes or no.");
}

void RuleYaml::expect_list(const YAML::Node& node) const {
    if (!node.IsSequence()) fail(node, "a list is wanted here", "Begin each entry with \"- \".");
}

void RuleYaml::expect_map(const YAML::Node& node) const {
    if (!node.IsMap()) fail(node, "lines of \"key: value\" are wanted here", "Write them so.");
    std::set<std::string> seen;
    for (const auto& entry : node) {
        const std::string key = text(entry.first);
        if (seen.insert(key).second) continue;
        fail(entry.first, fmt::format("key '{}' is there twice", key), "Join the two lines.");
    }
}

void RuleYaml::expect_keys(const YAML::Node& node,
                           const std::vector<std::string_view>& known) const {
    expect_map(node);
    for (const auto& entry : node) {
        const std::string& key = entry.first.Scalar();
        if (std::ranges::find(known, key) != known.end()) continue;
        fail(entry.first, fmt::format("unknown key '{}'", key),
             fmt::format("Use one of: {}.", fmt::join(known, ", ")));
    }
}

}  // namespace konbit
