#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "mapper/store/byte_io.hpp"

namespace konbit {

/// A temporary file to append to and read back from anywhere. It comes into being when the first
/// buffer is full and has no name: nothing is left behind however the process ends. It is cut in
/// parts that any file system can hold. Errors (a full disk) are DataError.
class SpoolFile {
public:
    explicit SpoolFile(std::filesystem::path folder);
    ~SpoolFile();
    SpoolFile(SpoolFile&& other) noexcept;
    SpoolFile& operator=(SpoolFile&& other) noexcept;

    void append(std::span<const std::byte> bytes);
    [[nodiscard]] std::uint64_t size() const noexcept { return written_ + buffer_.size(); }
    /// Fills `into` from `offset`, which must lie in what was appended.
    void read(std::uint64_t offset, std::span<std::byte> into);
    /// Forgets the content and gives its room on the disk back.
    void clear() noexcept;

private:
    void flush();
    int open_part();

    std::filesystem::path folder_;
    std::vector<int> parts_;
    std::uint64_t written_ = 0;
    ByteWriter buffer_;
};

}  // namespace konbit
