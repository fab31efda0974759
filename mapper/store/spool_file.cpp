#include "mapper/store/spool_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace konbit {
namespace {

constexpr std::size_t kBufferBytes = 256 << 10;
constexpr std::uint64_t kPartBytes = std::uint64_t{2} << 30;

[[noreturn]] void fail(std::string_view what, const std::filesystem::path& folder, int error) {
    if (error == ENOSPC || error == EDQUOT) {
        throw DataError{"The disk is full", folder.string(), "temporary files need room there",
                        "Make room, or write to another disk."};
    }
    throw DataError{what, folder.string(), std::strerror(error),
                    "Look at the disk and its access rights."};
}

}  // namespace

SpoolFile::SpoolFile(std::filesystem::path folder) : folder_{std::move(folder)} {}

SpoolFile::~SpoolFile() {
    clear();
}

SpoolFile::SpoolFile(SpoolFile&& other) noexcept
    : folder_{std::move(other.folder_)},
      parts_{std::exchange(other.parts_, {})},
      written_{std::exchange(other.written_, 0)},
      buffer_{std::exchange(other.buffer_, {})} {}

SpoolFile& SpoolFile::operator=(SpoolFile&& other) noexcept {
    if (this != &other) {
        clear();
        folder_ = std::move(other.folder_);
        parts_ = std::exchange(other.parts_, {});
        written_ = std::exchange(other.written_, 0);
        buffer_ = std::exchange(other.buffer_, {});
    }
    return *this;
}

void SpoolFile::clear() noexcept {
    for (const int part : parts_) ::close(part);
    parts_.clear();
    written_ = 0;
    buffer_.clear();
}

int SpoolFile::open_part() {
    auto name = (folder_ / "sort.XXXXXX").string();
    const int part = ::mkostemp(name.data(), O_CLOEXEC);
    if (part < 0) fail("A temporary file cannot be made", folder_, errno);
    ::unlink(name.c_str());
    parts_.push_back(part);
    return part;
}

void SpoolFile::append(std::span<const std::byte> bytes) {
    if (buffer_.size() + bytes.size() > kBufferBytes) flush();
    buffer_.put_bytes(bytes);
}

void SpoolFile::flush() {
    auto bytes = buffer_.bytes();
    while (!bytes.empty()) {
        const auto part = written_ / kPartBytes;
        const int file = part < parts_.size() ? parts_[part] : open_part();
        const auto at = written_ % kPartBytes;
        const auto room = std::min<std::uint64_t>(bytes.size(), kPartBytes - at);
        const auto done = ::pwrite(file, bytes.data(), room, static_cast<off_t>(at));
        if (done < 0 && errno == EINTR) continue;
        if (done < 0) fail("A temporary file cannot be written", folder_, errno);
        written_ += static_cast<std::uint64_t>(done);
        bytes = bytes.subspan(static_cast<std::size_t>(done));
    }
    buffer_.clear();
}

void SpoolFile::read(std::uint64_t offset, std::span<std::byte> into) {
    if (offset + into.size() > written_) flush();
    while (!into.empty()) {
        const auto part = offset / kPartBytes;
        if (part >= parts_.size()) fail("A temporary file ends too early", folder_, EIO);
        const auto at = offset % kPartBytes;
        const auto room = std::min<std::uint64_t>(into.size(), kPartBytes - at);
        const auto done = ::pread(parts_[part], into.data(), room, static_cast<off_t>(at));
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) fail("A temporary file cannot be read", folder_, done < 0 ? errno : EIO);
        offset += static_cast<std::uint64_t>(done);
        into = into.subspan(static_cast<std::size_t>(done));
    }
}

}  // namespace konbit
