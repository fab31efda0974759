#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "mapper/meaning/rule_yaml.hpp"

namespace konbit {

/// A style's file and those it is based on, the deepest base first.
struct StyleFiles {
    std::vector<std::unique_ptr<RuleYaml>> chain;
    std::uint64_t fingerprint = 0;  ///< of all their bytes
    std::string name;               ///< the last file's, without its ending
};

/// `based_on` means a file beside, or else in `styles_folder` (may be empty). DataError for what is
/// missing, unreadable, no YAML, or based on itself.
[[nodiscard]] StyleFiles open_style_files(const std::filesystem::path& yaml_file,
                                          const std::filesystem::path& styles_folder);

}  // namespace konbit
