#include <fcntl.h>
#include <unistd.h>
#include <cerrno>
#include <cstring>

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>
#include <xxhash.h>

#include "mapper/model/error.hpp"
#include "mapper/store/mapped_sections.hpp"
#include "mapper/store/section_file.hpp"

namespace konbit {

namespace {

std::filesystem::path partial_path(const std::filesystem::path& path, std::uint64_t part) {
    auto name = part_path(path, part);
    name += ".partial";
    return name;
}

[[noreturn]] void fail_write(int error, const std::filesystem::path& path, std::uint64_t written,
                             std::uint64_t needed) {
    if (error == ENOSPC || error == EDQUOT) {
        throw DataError{"The disk is full", path.string(),
                        fmt::format("{:.1f} MB fitted, at least {:.1f} MB are needed",
                                    static_cast<double>(written) / 1e6,
                                    static_cast<double>(written + needed) / 1e6),
                        "Make room, or write to another disk."};
    }
    throw DataError{"The file cannot be written", path.string(), std::strerror(error),
                    "Look at the disk and its access rights."};
}

void sync_folder(const std::filesystem::path& folder) {
    const int fd =
        ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    // Some file systems (FAT over FUSE) cannot sync folders; the files themselves are synced.
    ::fsync(fd);
    ::close(fd);
}

}  // namespace

struct SectionFileWriter::Impl {
    Options options;
    SectionFileHeader header{};
    std::vector<std::byte> buffer;  ///< the block that is being filled
    std::vector<std::uint64_t> sums;
    std::vector<int> parts;     ///< file descriptors, one a part
    std::uint64_t written = 0;  ///< bytes handed to the system
    std::uint64_t section_start = 0;
    bool finished = false;

    explicit Impl(const Options& given) : options{given} {
        header.magic = options.magic;
        header.format = kSectionFormat;
        header.version = options.version;
        header.part_bytes =
            std::max(options.part_bytes / kBlockBytes, std::uint64_t{1}) * kBlockBytes;
        buffer.reserve(kBlockBytes);
        buffer.resize(kHeaderBytes);  // zeros, until `finish` writes the header
        open_next_part();
    }

    ~Impl() {
        for (const int fd : parts) ::close(fd);
        if (finished) return;
        std::error_code ignored;
        for (std::uint64_t part = 0; part < parts.size(); ++part) {
            std::filesystem::remove(partial_path(options.path, part), ignored);
        }
    }

    [[nodiscard]] std::uint64_t position() const noexcept { return written + buffer.size(); }

    void open_next_part() {
        const auto path = partial_path(options.path, parts.size());
        const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
        if (fd < 0) fail_write(errno, path, written, kBlockBytes);
        parts.push_back(fd);
    }

    void write_at(std::size_t part, std::uint64_t offset, std::span<const std::byte> bytes) {
        while (!bytes.empty()) {
            const auto done =
                ::pwrite(parts[part], bytes.data(), bytes.size(), static_cast<off_t>(offset));
            if (done < 0 && errno == EINTR) continue;
            if (done <= 0) {
                fail_write(done < 0 ? errno : ENOSPC, partial_path(options.path, part), written,
                           bytes.size());
            }
            bytes = bytes.subspan(static_cast<std::size_t>(done));
            offset += static_cast<std::uint64_t>(done);
        }
    }

    void flush() {
        const auto part = written / header.part_bytes;
        if (part == parts.size()) open_next_part();
        write_at(part, written % header.part_bytes, buffer);
        written += buffer.size();
        buffer.clear();
    }

    /// Sums what the buffer holds as one block.
    void add_sum() {
        if (sums.size() == kMaxDataBytes / kBlockBytes) {
            throw DataError{"The map is too large", options.path.string(),
                            fmt::format("a file can hold {} GiB", kMaxDataBytes >> 30),
                            "Cut the extract into smaller pieces."};
        }
        const auto skip = sums.empty() ? kHeaderBytes : 0;
        sums.push_back(XXH3_64bits(buffer.data() + skip, buffer.size() - skip));
    }

    /// Into the current block; blocks of the table itself have no sums here.
    template <class BlockFull>
    void put(std::span<const std::byte> bytes, BlockFull&& on_full) {
        while (!bytes.empty()) {
            const auto taken = std::min<std::size_t>(bytes.size(), kBlockBytes - buffer.size());
            buffer.insert(buffer.end(), bytes.begin(),
                          bytes.begin() + static_cast<std::ptrdiff_t>(taken));
            bytes = bytes.subspan(taken);
            if (buffer.size() == kBlockBytes) on_full();
        }
    }
    void put_data(std::span<const std::byte> bytes) {
        put(bytes, [this] {
            add_sum();
            flush();
        });
    }

    void end_section() {
        if (header.section_count > 0) {
            header.sections[header.section_count - 1].bytes = position() - section_start;
        }
        const std::array<std::byte, kSectionAlignment> zeros{};
        const auto padding =
            (kSectionAlignment - position() % kSectionAlignment) % kSectionAlignment;
        put_data(std::span{zeros}.first(padding));
    }

    void write_table() {
        header.data_bytes = position();
        // The last block is short: its sum is taken, its bytes stay in the buffer before the table.
        if (written < header.data_bytes) add_sum();
        const auto table = std::as_bytes(std::span{sums});
        for (std::uint64_t chunk = 0; chunk < chunk_count(sums.size()); ++chunk) {
            const auto begin = chunk * kBlockBytes;
            header.table_sums[chunk] = XXH3_64bits(
                table.data() + begin, std::min<std::size_t>(kBlockBytes, table.size() - begin));
        }
        put(table, [this] { flush(); });
        if (!buffer.empty()) flush();
        header.total_bytes = written;
    }

    void sync_parts() {
        for (std::size_t part = 0; part < parts.size(); ++part) {
            if (::fsync(parts[part]) != 0) {
                fail_write(errno, partial_path(options.path, part), written, 0);
            }
        }
    }

    /// The first part names all others, so it goes last, and an older one goes first.
    void rename_parts() {
        std::error_code ignored;
        const bool several =
            parts.size() > 1 || std::filesystem::exists(part_path(options.path, 1));
        if (several) std::filesystem::remove(options.path, ignored);
        for (auto part = parts.size(); part-- > 0;) {
            const auto from = partial_path(options.path, part);
            if (::rename(from.c_str(), part_path(options.path, part).c_str()) != 0) {
                fail_write(errno, from, written, 0);
            }
        }
        for (std::uint64_t old = parts.size();
             std::filesystem::remove(part_path(options.path, old), ignored);) {
            ++old;
        }
        sync_folder(options.path.parent_path());
    }
};

SectionFileWriter::SectionFileWriter(const Options& options)
    : impl_{std::make_unique<Impl>(options)} {}
SectionFileWriter::~SectionFileWriter() = default;
SectionFileWriter::SectionFileWriter(SectionFileWriter&&) noexcept = default;
SectionFileWriter& SectionFileWriter::operator=(SectionFileWriter&&) noexcept = default;

void SectionFileWriter::begin_section(SectionName name) {
    auto& header = impl_->header;
    impl_->end_section();
    const std::span known{header.sections.data(), header.section_count};
    if (header.section_count == kMaxSections ||
        std::any_of(known.begin(), known.end(),
                    [&](const SectionEntry& entry) { return entry.name == name; })) {
        throw std::logic_error{"section file: too many sections, or one twice"};
    }
    impl_->section_start = impl_->position();
    header.sections[header.section_count++] = {name, 0, impl_->section_start, 0};
}

void SectionFileWriter::append(std::span<const std::byte> bytes) {
    if (impl_->header.section_count == 0) throw std::logic_error{"section file: no section yet"};
    impl_->put_data(bytes);
}

std::uint64_t SectionFileWriter::section_bytes() const noexcept {
    return impl_->header.section_count == 0 ? 0 : impl_->position() - impl_->section_start;
}

void SectionFileWriter::set_user_header(std::span<const std::byte> bytes) {
    if (bytes.size() > kUserHeaderBytes)
        throw std::logic_error{"section file: user header too long"};
    impl_->header.user = {};
    std::copy(bytes.begin(), bytes.end(), impl_->header.user.begin());
}

void SectionFileWriter::finish() {
    impl_->end_section();
    impl_->write_table();
    impl_->header.sum = sum_of_header(impl_->header);
    impl_->write_at(0, 0, std::as_bytes(std::span{&impl_->header, 1}));
    impl_->sync_parts();
    impl_->rename_parts();
    impl_->finished = true;
}

}  // namespace konbit
