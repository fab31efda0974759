#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "mapper/journal/bundle_format.hpp"
#include "mapper/model/error.hpp"

namespace konbit {

/// A bundle that cannot be read, and whether that will ever change.
class BundleError : public DataError {
public:
    enum class Problem : std::uint8_t { damaged, of_newer_program, unreadable };
    BundleError(Problem problem, std::string_view what, const std::filesystem::path& file,
                std::string_view why, std::string_view advice)
        : DataError{what, file.string(), why, advice}, problem_{problem} {}
    [[nodiscard]] Problem problem() const noexcept { return problem_; }

private:
    Problem problem_;
};

struct BundlePhoto {
    Digest file;  ///< of `bytes`, checked
    std::string_view type;
    std::string bytes;
};

/// Reads a bundle from front to back with bounded memory: one entry or photo at a time. Reading is
/// by read(), so that a pulled stick is an error and no signal. Everything throws BundleError.
class BundleReader {
public:
    enum class Links : bool { refused, followed };
    /// The header is checked against the size of the file.
    explicit BundleReader(const std::filesystem::path& file, Links links = Links::followed);
    ~BundleReader();
    BundleReader(BundleReader&&) noexcept;
    BundleReader& operator=(BundleReader&&) noexcept;

    [[nodiscard]] const BundleCounts& counts() const noexcept;
    /// How many bytes of the file have been read.
    [[nodiscard]] std::uint64_t position() const noexcept;

    /// nullopt after the last. `id` is the hash of the head; the rest is unchecked.
    [[nodiscard]] std::optional<RawEntry> next_entry();
    /// After the last entry. nullopt after the last photo.
    [[nodiscard]] std::optional<BundlePhoto> next_photo();
    /// After the last photo: the sum. Only of a bundle that was read from the front.
    void finish();

    /// For a second reading, of a bundle whose sum was found right: photos first, then entries.
    void go_to_photos();
    void go_to_entries();

private:
    class Input;
    std::filesystem::path file_;
    std::unique_ptr<Input> input_;
    BundleCounts counts_, left_;
};

}  // namespace konbit
