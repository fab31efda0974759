#include "import/block_file.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

#include "mapper/model/error.hpp"

namespace konbit {
namespace {

[[noreturn]] void fail(const std::filesystem::path& folder) {
    const std::string why = std::strerror(errno);
    throw DataError{"Cannot write a temporary file", folder.string(), why,
                    "Free space on this disk or choose another folder with -o."};
}

}  // namespace

int open_temporary_file(const std::filesystem::path& folder) {
    std::string name = (folder / "tmp-XXXXXX").string();
    const int fd = ::mkostemp(name.data(), 02000000 /* O_CLOEXEC */);
    if (fd < 0) fail(folder);
    ::unlink(name.c_str());
    return fd;
}

void write_all(int fd, std::span<const std::byte> bytes, const std::filesystem::path& folder) {
    while (!bytes.empty()) {
        const auto written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) fail(folder);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
}

BlockFile::BlockFile(std::filesystem::path folder, std::size_t block_bytes)
    : folder_{std::move(folder)}, block_bytes_{block_bytes} {}

BlockFile::~BlockFile() {
    for (const Piece& piece : pieces_) {
        if (piece.mapped != nullptr) ::munmap(piece.mapped, piece.bytes);
        if (piece.fd >= 0) ::close(piece.fd);
    }
}

void BlockFile::append(std::span<const std::byte> bytes) {
    if (count_ >> kPieceShift == pieces_.size())
        pieces_.push_back({open_temporary_file(folder_), nullptr, 0});
    write_all(pieces_.back().fd, bytes, folder_);
    pieces_.back().bytes += bytes.size();
    ++count_;
}

void BlockFile::map() {
    for (Piece& piece : pieces_) {
        void* const mapped = ::mmap(nullptr, piece.bytes, PROT_READ, MAP_SHARED, piece.fd, 0);
        if (mapped == MAP_FAILED) fail(folder_);
        piece.mapped = static_cast<std::byte*>(mapped);
        ::close(piece.fd);
        piece.fd = -1;
    }
}

}  // namespace konbit
