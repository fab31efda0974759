#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <vector>

namespace konbit {

/// Blocks of one size in a temporary file that has no name (gone with the process), so that they
/// cost page cache, which the system takes back when it must, and no anonymous memory. Append
/// all, then `map`, then read. Goes on in further files (FAT32 takes no large ones).
/// Blocks are of at most 16 KiB. DataError when
/// the disk is full.
class BlockFile {
public:
    BlockFile(std::filesystem::path folder, std::size_t block_bytes);
    ~BlockFile();
    BlockFile(const BlockFile&) = delete;
    BlockFile& operator=(const BlockFile&) = delete;

    /// `bytes` is exactly one block.
    void append(std::span<const std::byte> bytes);
    void map();
    /// Valid after `map`; `index` is below the number of blocks appended.
    [[nodiscard]] const std::byte* block(std::size_t index) const noexcept {
        return pieces_[index >> kPieceShift].mapped +
               (index & ((std::size_t{1} << kPieceShift) - 1)) * block_bytes_;
    }

private:
    static constexpr unsigned kPieceShift = 16;  ///< blocks in a file, as a power of two
    struct Piece {
        int fd = -1;
        std::byte* mapped = nullptr;
        std::size_t bytes = 0;
    };
    std::filesystem::path folder_;
    std::size_t block_bytes_;
    std::size_t count_ = 0;
    std::vector<Piece> pieces_;
};

/// Opens a nameless temporary file in the folder. DataError.
[[nodiscard]] int open_temporary_file(const std::filesystem::path& folder);

/// Writes everything, going on after signals and short writes. DataError naming the folder.
void write_all(int fd, std::span<const std::byte> bytes, const std::filesystem::path& folder);

}  // namespace konbit
