#pragma once

#include <cstdint>
#include <filesystem>

namespace konbit {

/// The folder NAME.konbit.partial in which a map is built: locked while it is, renamed to
/// NAME.konbit when done, removed with all it holds otherwise.
class PartialMap {
public:
    /// DataError if `map` exists (unless `replace`, and it is a map), does not end in .konbit, is
    /// being built by somebody else, or cannot be written.
    PartialMap(const std::filesystem::path& map, bool replace);
    ~PartialMap();
    PartialMap(const PartialMap&) = delete;
    PartialMap& operator=(const PartialMap&) = delete;

    [[nodiscard]] const std::filesystem::path& folder() const noexcept { return folder_; }
    /// DataError if the disk plainly has no room for this many bytes.
    void need_space(std::uint64_t bytes) const;
    /// The map takes its place; an old one goes, but for what people added to it (its events, its
    /// journal): that is copied into the new map first.
    void commit();

private:
    void replace_old();

    std::filesystem::path map_;
    std::filesystem::path folder_;
    bool replace_;
    int lock_ = -1;
    bool committed_ = false;
};

}  // namespace konbit
