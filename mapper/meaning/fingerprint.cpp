// The sum over the rule files that derived files remember.
#include <xxhash.h>

#include <algorithm>
#include <fstream>
#include <system_error>

#include "mapper/meaning/meaning.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
namespace {

/// Raise it whenever the code reads the same rules differently.
constexpr std::uint32_t kRuleLanguage = 1;
constexpr std::uintmax_t kMaxFileBytes = 1 << 20;  // larger ones are refused when read

std::vector<std::filesystem::path> rule_files(const std::filesystem::path& folder) {
    std::error_code error;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator{folder, error}) {
        if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    }
    if (error || files.empty()) {
        throw DataError{"Cannot read the rules", folder.string(),
                        error ? error.message() : "there is no .yaml file in it",
                        "Put back the folder of rules that came with the program."};
    }
    std::ranges::sort(files);
    return files;
}

std::string bytes_of(const std::filesystem::path& path) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error || size > kMaxFileBytes) {
        throw DataError{"Cannot use a rule file", path.string(),
                        error ? error.message() : "it is larger than 1 MiB",
                        "Rules are short texts: check that this is one."};
    }
    std::string bytes(size, '\0');
    std::ifstream{path, std::ios::binary}.read(bytes.data(), static_cast<std::streamsize>(size));
    return bytes;
}

}  // namespace

std::uint64_t Meaning::fingerprint(const std::filesystem::path& rules_folder) {
    std::string all(reinterpret_cast<const char*>(&kRuleLanguage), sizeof kRuleLanguage);
    for (const auto& path : rule_files(rules_folder)) {
        const std::string bytes = bytes_of(path);
        all += path.filename().string() + '\0' + std::to_string(bytes.size()) + '\0' + bytes;
    }
    return XXH3_64bits(all.data(), all.size());
}

}  // namespace konbit
