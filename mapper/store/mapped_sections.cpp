#include "mapper/store/mapped_sections.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <cstring>

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <xxhash.h>

#include "mapper/model/error.hpp"

namespace konbit {

namespace {

constexpr std::string_view kImportAgain = "Import the map again.";

class OpenFile {
public:
    explicit OpenFile(const std::filesystem::path& path)
        : fd_{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)} {
        if (fd_ < 0) {
            const int error = errno;
            throw DataError{"The file cannot be opened", path.string(), std::strerror(error),
                            error == EACCES ? "Ask its owner for the right to read it."
                                            : "Look at the name, or import the map again."};
        }
        struct stat info {};
        if (::fstat(fd_, &info) != 0 || !S_ISREG(info.st_mode)) {
            ::close(fd_);
            throw DataError{"The file cannot be read", path.string(), "it is not a regular file",
                            kImportAgain};
        }
        bytes_ = static_cast<std::uint64_t>(info.st_size);
    }
    ~OpenFile() { ::close(fd_); }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    [[nodiscard]] int fd() const noexcept { return fd_; }
    [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_; }

private:
    int fd_;
    std::uint64_t bytes_ = 0;
};

[[noreturn]] void fail_header(const std::filesystem::path& path, std::string_view why) {
    throw DataError{"The file is damaged", path.string(), why, kImportAgain};
}

SectionFileHeader read_raw_header(const OpenFile& file, const std::filesystem::path& path) {
    SectionFileHeader header;
    const auto got = ::pread(file.fd(), &header, sizeof header, 0);
    if (got < 0) fail_header(path, std::strerror(errno));
    if (static_cast<std::uint64_t>(got) < sizeof header) {
        fail_header(path, fmt::format("it has only {} bytes, its header alone needs {}", got,
                                      sizeof header));
    }
    return header;
}

void check_kind(const SectionFileHeader& header, const std::filesystem::path& path,
                std::array<char, 8> magic, std::uint32_t version) {
    if (header.magic != magic) fail_header(path, "it does not start as such a file of Konbit does");
    if (header.format != kSectionFormat || header.version != version) {
        throw DataError{"The file is of another version of Konbit", path.string(),
                        fmt::format("its version is {}.{}, this program reads {}.{}", header.format,
                                    header.version, kSectionFormat, version),
                        kImportAgain};
    }
    if (header.sum != sum_of_header(header)) fail_header(path, "its header does not fit its sum");
}

void check_layout(const SectionFileHeader& header, const std::filesystem::path& path) {
    if (header.part_bytes < kBlockBytes || header.part_bytes % kBlockBytes != 0) {
        fail_header(path, fmt::format("its parts have {} bytes", header.part_bytes));
    }
    if (header.data_bytes < kHeaderBytes || header.data_bytes > kMaxDataBytes ||
        header.data_bytes % kSectionAlignment != 0 ||
        header.total_bytes != header.data_bytes + block_count(header.data_bytes) * 8) {
        fail_header(path, fmt::format("its header tells of {} bytes, {} of them data",
                                      header.total_bytes, header.data_bytes));
    }
    if (header.section_count > kMaxSections) {
        fail_header(path, fmt::format("its header tells of {} sections", header.section_count));
    }
    for (std::size_t i = 0; i < header.section_count; ++i) {
        const auto& section = header.sections[i];
        if (section.offset < kHeaderBytes || section.offset > header.data_bytes ||
            section.bytes > header.data_bytes - section.offset ||
            section.offset % kSectionAlignment != 0) {
            fail_header(path, fmt::format("section '{}' has {} bytes at {}, the data {}",
                                          std::string_view{section.name.data(), 4}, section.bytes,
                                          section.offset, header.data_bytes));
        }
    }
}

std::uint64_t bytes_of_part(const SectionFileHeader& header, std::uint64_t part) noexcept {
    return std::min(header.part_bytes, header.total_bytes - part * header.part_bytes);
}

std::uint64_t part_count(const SectionFileHeader& header) noexcept {
    return (header.total_bytes - 1) / header.part_bytes + 1;
}

void check_part_size(const OpenFile& file, const std::filesystem::path& path,
                     std::uint64_t expected) {
    if (file.bytes() == expected) return;
    fail_header(path, fmt::format("it has {} bytes, not the {} it was written with", file.bytes(),
                                  expected));
}

[[noreturn]] void fail_mapping(const std::filesystem::path& path) {
    throw DataError{"The file cannot be mapped into memory", path.string(), std::strerror(errno),
                    "Close other programs and try again."};
}

Mapping reserve_addresses(const std::filesystem::path& path, std::uint64_t bytes) {
    void* const at =
        ::mmap(nullptr, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (at == MAP_FAILED) fail_mapping(path);
    return {static_cast<std::byte*>(at), bytes};
}

void map_part(MappedSections& mapped, std::uint64_t part) {
    const auto path = part_path(mapped.path, part);
    const auto bytes = bytes_of_part(mapped.header, part);
    const OpenFile file{path};
    check_part_size(file, path, bytes);
    auto* const place = mapped.mapping.data() + part * mapped.header.part_bytes;
    mapped.guards.emplace_back(place, bytes, path);
    if (::mmap(place, bytes, PROT_READ, MAP_SHARED | MAP_FIXED, file.fd(), 0) == MAP_FAILED) {
        fail_mapping(path);
    }
}

}  // namespace

std::filesystem::path part_path(const std::filesystem::path& path, std::uint64_t part) {
    if (part == 0) return path;
    auto name = path;
    name += fmt::format(".{}", part);
    return name;
}

std::uint64_t sum_of_header(const SectionFileHeader& header) noexcept {
    return XXH3_64bits(&header, offsetof(SectionFileHeader, sum));
}

SectionFileHeader read_header(const std::filesystem::path& path, std::array<char, 8> magic,
                              std::uint32_t version) {
    const OpenFile file{path};
    const auto header = read_raw_header(file, path);
    check_kind(header, path, magic, version);
    check_layout(header, path);
    check_part_size(file, path, bytes_of_part(header, 0));
    return header;
}

Mapping::~Mapping() {
    if (data_ != nullptr) ::munmap(data_, bytes_);
}

Mapping::Mapping(Mapping&& other) noexcept
    : data_{std::exchange(other.data_, nullptr)}, bytes_{std::exchange(other.bytes_, 0)} {}

Mapping& Mapping::operator=(Mapping&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(bytes_, other.bytes_);
    return *this;
}

std::unique_ptr<MappedSections> map_sections(const std::filesystem::path& path,
                                             std::array<char, 8> magic, std::uint32_t version) {
    auto mapped = std::make_unique<MappedSections>();
    mapped->path = path;
    mapped->header = read_header(path, magic, version);
    // Sizes of all files are known to fit before their address range is asked for: part_count
    // is bounded by kMaxDataBytes / 64 KiB, and each part that is missing ends the loop.
    mapped->mapping = reserve_addresses(path, mapped->header.total_bytes);
    const auto parts = part_count(mapped->header);
    for (std::uint64_t part = 0; part < parts; ++part) map_part(*mapped, part);
    mapped->checks = std::make_unique<BlockChecks>(*mapped, block_count(mapped->header.data_bytes));
    return mapped;
}

}  // namespace konbit
