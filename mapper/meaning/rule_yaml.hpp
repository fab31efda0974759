#pragma once

#include <filesystem>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace YAML {
class Node;
}

namespace konbit {

/// One YAML file of rules and what every reader of it needs: plain values, and errors that name
/// file, line and column (DataError). Files over 1 MiB are refused.
class RuleYaml {
public:
    /// `what` is how errors call the file: "rule file", "style".
    explicit RuleYaml(const std::filesystem::path& path, std::string_view what = "rule file");
    ~RuleYaml();
    RuleYaml(const RuleYaml&) = delete;
    RuleYaml& operator=(const RuleYaml&) = delete;

    [[nodiscard]] const YAML::Node& root() const noexcept { return *root_; }
    /// "rules/shelter.yaml:12:5", counted from 1.
    [[nodiscard]] std::string where(const YAML::Node& node) const;
    [[noreturn]] void fail(const YAML::Node& node, std::string_view why,
                           std::string_view advice) const;

    [[nodiscard]] std::string text(const YAML::Node& node) const;  ///< one plain value
    [[nodiscard]] std::vector<std::string> texts(const YAML::Node& node) const;  ///< or a list
    [[nodiscard]] bool yes_or_no(const YAML::Node& node) const;
    void expect_list(const YAML::Node& node) const;
    /// Fails unless the node is a map without doubled keys.
    void expect_map(const YAML::Node& node) const;
    /// The same, and every key is one of these.
    void expect_keys(const YAML::Node& node, const std::vector<std::string_view>& known) const;

private:
    std::string name_;
    std::string what_;
    std::unique_ptr<YAML::Node> root_;
};

}  // namespace konbit
