#pragma once

#include <filesystem>

#include "mapper/journal/bundle_format.hpp"
#include "mapper/journal/partial_file.hpp"
#include "mapper/journal/running_digest.hpp"

namespace konbit {

/// Streams a bundle: entries, then photos. Without `commit` nothing is left. DataError: full disk,
/// …
class BundleWriter {
public:
    explicit BundleWriter(const std::filesystem::path& out);

    void add(const RawEntry& entry);
    /// DataError if it is empty or larger than PhotoStore::kMostBytes.
    void add_photo(const Digest& file, std::string_view bytes);
    [[nodiscard]] const BundleCounts& counts() const noexcept { return counts_; }

    void commit();
    /// Under a name in the same folder that is made from the file's sum.
    std::filesystem::path commit_as(
        const std::function<std::filesystem::path(const Digest& sum)>& name);

private:
    Digest finish();
    void put(std::string_view bytes);
    void flush();

    std::filesystem::path out_;
    PartialFile file_;
    std::string waiting_, frame_;
    BundleCounts counts_;
    RunningDigest digest_;
};

}  // namespace konbit
