#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace konbit {

/// GDAL's name of a local file that is written under watch: its drivers ignore many failed writes
/// and closes, so every write goes through a file system of ours that remembers the first failure.
/// The pages of a GeoPackage go through SQLite instead, which checks for itself.
[[nodiscard]] std::string watched(const std::filesystem::path& file);

/// The first failed write, flush or close since the last call, as errno; 0 if there was none.
[[nodiscard]] int take_write_error() noexcept;

/// Collects the failures that GDAL reports on this thread while it lives, and keeps them off stderr.
class GdalErrors {
public:
    GdalErrors();
    ~GdalErrors();
    GdalErrors(const GdalErrors&) = delete;
    GdalErrors& operator=(const GdalErrors&) = delete;

    /// Throws DataError with the first failure, of GDAL or of a watched file, if there was one,
    /// or if `failed` is set.
    void check(const std::filesystem::path& out, bool failed = false) const;

    std::string first;  ///< "" as long as nothing failed
};

/// Files and folders that vanish with this object, with all that GDAL and SQLite leave beside them.
class TemporaryFiles {
public:
    explicit TemporaryFiles(std::filesystem::path out);
    ~TemporaryFiles();
    TemporaryFiles(const TemporaryFiles&) = delete;
    TemporaryFiles& operator=(const TemporaryFiles&) = delete;

    /// A name nobody uses, hidden, in the folder of the output.
    [[nodiscard]] std::filesystem::path add(std::string_view ending);
    /// Makes `file` durable and puts it in the place of the output. DataError if that fails.
    void publish(const std::filesystem::path& file);

private:
    std::filesystem::path out_;
    std::vector<std::filesystem::path> names_;
};

}  // namespace konbit
