#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace konbit {

/// A large file in the making, beside its place under a name that no other writer has, also on a
/// share: "NAME.partial-0123456789abcdef". `commit` syncs it, gives it its name (over what is
/// there) and syncs the folder; without it nothing is left. DataError naming the file.
class PartialFile {
public:
    explicit PartialFile(std::filesystem::path target);
    ~PartialFile();
    PartialFile(const PartialFile&) = delete;
    PartialFile& operator=(const PartialFile&) = delete;

    void write(std::string_view bytes);  ///< unbuffered: give large pieces
    void write_at(std::uint64_t offset, std::string_view bytes);
    void commit();
    void commit_as(const std::filesystem::path& target);  ///< another name in the same folder

private:
    [[noreturn]] void fail(int error) const;

    std::filesystem::path target_, partial_;
    int descriptor_ = -1;
    std::uint64_t written_ = 0;
};

/// True of the names that PartialFile makes.
[[nodiscard]] bool is_partial_name(std::string_view name) noexcept;

/// Removes what killed writers left in a folder: partial files that nobody on this laptop is
/// writing and whose last change is at least `age` before the folder's own present.
void remove_leftovers(const std::filesystem::path& folder, std::chrono::seconds age) noexcept;

}  // namespace konbit
