#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace konbit {

/// Throws the DataError for a failed write: "The disk is full", a read-only folder, …
[[noreturn]] void fail_write(int error, const std::filesystem::path& target, std::uint64_t written);

/// UsageError if nothing can be written there: it is a folder or a device, its folder is missing,
/// or a file exists and must not be replaced.
void check_target(const std::filesystem::path& target, bool replace);

/// Syncs a finished file, gives it its name in the same folder and syncs the folder.
void publish_file(const std::filesystem::path& partial, const std::filesystem::path& target);

/// A name beside the target, NAME.partial-PID, for whoever writes the file. `commit` syncs the
/// file, gives it the target's name and syncs the folder; without it the file is removed.
class AtomicPath {
public:
    explicit AtomicPath(std::filesystem::path target);
    ~AtomicPath();
    AtomicPath(const AtomicPath&) = delete;
    AtomicPath& operator=(const AtomicPath&) = delete;

    [[nodiscard]] const std::filesystem::path& target() const noexcept { return target_; }
    [[nodiscard]] const std::filesystem::path& partial() const noexcept { return partial_; }
    void commit();

private:
    std::filesystem::path target_;
    std::filesystem::path partial_;
    bool committed_ = false;
};

/// A file that appears under its name complete or not at all. Unbuffered: write large pieces.
class AtomicFile {
public:
    explicit AtomicFile(std::filesystem::path target);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    void write(std::string_view bytes);
    void commit();
    [[nodiscard]] std::uint64_t written() const noexcept { return written_; }

private:
    AtomicPath path_;
    int fd_ = -1;
    std::uint64_t written_ = 0;
};

}  // namespace konbit
