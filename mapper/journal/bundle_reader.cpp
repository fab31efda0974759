#include "mapper/journal/bundle_reader.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "mapper/journal/entry_codec.hpp"
#include "mapper/journal/little_endian.hpp"
#include "mapper/journal/photos.hpp"
#include "mapper/journal/running_digest.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;
using Problem = BundleError::Problem;

[[noreturn]] void fail_damaged(const fs::path& file, std::string_view why) {
    throw BundleError{Problem::damaged, "The bundle is damaged", file, why,
                      "Nothing was changed. Copy it again, or ask for a new one."};
}

[[noreturn]] void fail_reading(const fs::path& file, int error) {
    throw BundleError{Problem::unreadable, "The bundle cannot be read", file, std::strerror(error),
                      "Check the stick and its rights, then do it again."};
}

double megabytes(std::uint64_t bytes) {
    return static_cast<double>(bytes) / 1e6;
}

void refuse_header(const fs::path& file, const BundleHeader& header) {
    switch (*header.fault) {
        case BundleFault::no_bundle:
            throw BundleError{Problem::damaged, "This is no bundle", file,
                              "it does not begin as one", "`konbit bundle -o FILE` makes one."};
        case BundleFault::of_newer_program:
            throw BundleError{Problem::of_newer_program, "The bundle cannot be read", file,
                              fmt::format("it is of version {}, this program knows {}",
                                          header.version, kBundleVersion),
                              "Update konbit on this laptop."};
        case BundleFault::impossible_counts:
            fail_damaged(file, "the counts at its beginning cannot be");
    }
}

void check_size(const fs::path& file, const BundleCounts& counts, std::uint64_t size) {
    const auto due = counts.file_bytes();
    if (size < due) {
        fail_damaged(file, fmt::format("it is cut short: {:.1f} of {:.1f} MB are there",
                                       megabytes(size), megabytes(due)));
    }
    if (size > due) fail_damaged(file, fmt::format("it goes on after its end, byte {}", due));
}

}  // namespace

/// The file through a buffer, with the sum of what was read.
class BundleReader::Input {
public:
    Input(const fs::path& file, Links links) : file_{file} {
        const int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;
        descriptor_ = ::open(file.c_str(), links == Links::refused ? flags | O_NOFOLLOW : flags);
        if (descriptor_ < 0) fail_reading(file, errno);
        struct stat facts {};
        if (::fstat(descriptor_, &facts) != 0) fail_with(errno);
        if (!S_ISREG(facts.st_mode)) fail_with(S_ISDIR(facts.st_mode) ? EISDIR : EINVAL);
        size_ = static_cast<std::uint64_t>(facts.st_size);
        buffer_.resize(kPiece);
    }
    ~Input() { ::close(descriptor_); }
    Input(const Input&) = delete;
    Input& operator=(const Input&) = delete;

    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    [[nodiscard]] std::uint64_t position() const noexcept { return position_; }
    RunningDigest& digest() noexcept { return digest_; }

    /// Exactly so many bytes; they stay until the next call.
    std::string_view take(std::size_t bytes) {
        if (end_ - begin_ < bytes) refill(bytes);
        const std::string_view taken{buffer_.data() + begin_, bytes};
        begin_ += bytes;
        position_ += bytes;
        if (summing_) digest_.add(taken);
        return taken;
    }
    void go_to(std::uint64_t offset) {
        if (::lseek(descriptor_, static_cast<off_t>(offset), SEEK_SET) < 0)
            fail_reading(file_, errno);
        begin_ = end_ = 0;
        position_ = offset;
        summing_ = false;
    }
    void start_sum() noexcept { summing_ = true; }
    void stop_sum() noexcept { summing_ = false; }
    [[nodiscard]] bool summing() const noexcept { return summing_; }

private:
    static constexpr std::size_t kPiece = std::size_t{1} << 18;

    [[noreturn]] void fail_with(int error) {
        ::close(descriptor_);
        fail_reading(file_, error);
    }
    void refill(std::size_t bytes) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
        if (buffer_.size() < bytes) buffer_.resize(bytes);
        while (end_ < bytes) {
            const auto got = ::read(descriptor_, buffer_.data() + end_, buffer_.size() - end_);
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) fail_reading(file_, errno);
            if (got == 0) fail_damaged(file_, "it became shorter while it was read");
            end_ += static_cast<std::size_t>(got);
        }
    }

    fs::path file_;
    int descriptor_ = -1;
    std::uint64_t size_ = 0, position_ = 0;
    std::string buffer_;
    std::size_t begin_ = 0, end_ = 0;
    RunningDigest digest_;
    bool summing_ = false;
};

BundleReader::BundleReader(const fs::path& file, Links links)
    : file_{file}, input_{std::make_unique<Input>(file, links)} {
    if (input_->size() < kBundleHeaderBytes + kBundleSumBytes) {
        fail_damaged(file_, fmt::format("it has only {} bytes", input_->size()));
    }
    const auto header = decode_bundle_header(input_->take(kBundleHeaderBytes));
    if (header.fault) refuse_header(file_, header);
    check_size(file_, header.counts, input_->size());
    counts_ = left_ = header.counts;
    input_->start_sum();
}

BundleReader::~BundleReader() = default;
BundleReader::BundleReader(BundleReader&&) noexcept = default;
BundleReader& BundleReader::operator=(BundleReader&&) noexcept = default;

const BundleCounts& BundleReader::counts() const noexcept {
    return counts_;
}
std::uint64_t BundleReader::position() const noexcept {
    return input_->position();
}

std::optional<RawEntry> BundleReader::next_entry() {
    if (left_.entries == 0) {
        if (left_.entry_bytes != 0) fail_damaged(file_, "bytes are left over after its entries");
        return std::nullopt;
    }
    const auto take = [&](std::size_t bytes) {
        if (bytes > left_.entry_bytes) {
            fail_damaged(file_, fmt::format("its entries end within entry {}",
                                            counts_.entries - left_.entries + 1));
        }
        left_.entry_bytes -= bytes;
        return input_->take(bytes);
    };
    const auto follows = static_cast<std::uint8_t>(take(1)[0]);
    if (follows & ~(kEntryHasPayload | kEntryHasSignature)) {
        fail_damaged(file_, fmt::format("what follows entry {} is unknown",
                                        counts_.entries - left_.entries + 1));
    }
    RawEntry entry;
    entry.head = take(kHeadBytes);
    entry.id = digest_of(entry.head);
    if (follows & kEntryHasSignature) {
        FixedReader{take(sizeof(Signature))}.array(entry.signature.emplace());
    }
    if (follows & kEntryHasPayload) {
        const auto size = read_u32(take(4));
        if (size > kMostPayloadBytes) {
            fail_damaged(file_,
                         fmt::format("entry {} is too large: {} bytes", short_id(entry.id), size));
        }
        entry.payload = take(size);
    }
    --left_.entries;
    return entry;
}

std::optional<BundlePhoto> BundleReader::next_photo() {
    if (left_.photos == 0) {
        if (left_.photo_bytes != 0) fail_damaged(file_, "bytes are left over after its photos");
        return std::nullopt;
    }
    const auto take = [&](std::size_t bytes) {
        if (bytes > left_.photo_bytes) fail_damaged(file_, "its photos end within a photo");
        left_.photo_bytes -= bytes;
        return input_->take(bytes);
    };
    BundlePhoto photo;
    FixedReader{take(sizeof photo.file.bytes)}.array(photo.file.bytes);
    const auto size = read_u32(take(4));
    if (size == 0 || size > PhotoStore::kMostBytes) {
        fail_damaged(file_, fmt::format("photo {} has an impossible size, {} bytes",
                                        short_id(photo.file), size));
    }
    photo.bytes = take(size);
    if (digest_of(photo.bytes) != photo.file) {
        fail_damaged(file_,
                     fmt::format("photo {} is not what its name says", short_id(photo.file)));
    }
    photo.type = photo_type_of(photo.bytes);
    if (photo.type.empty()) {
        fail_damaged(file_, fmt::format("what is called photo {} is none", short_id(photo.file)));
    }
    --left_.photos;
    return photo;
}

void BundleReader::finish() {
    input_->stop_sum();
    input_->digest().add(encode_bundle_header(counts_));
    const auto due = input_->digest().finish();
    Digest found;
    FixedReader{input_->take(kBundleSumBytes)}.array(found.bytes);
    if (found != due) fail_damaged(file_, "the sum at its end does not fit");
}

void BundleReader::go_to_photos() {
    left_ = counts_;
    left_.entries = left_.entry_bytes = 0;
    input_->go_to(kBundleHeaderBytes + counts_.entry_bytes);
}

void BundleReader::go_to_entries() {
    left_ = counts_;
    input_->go_to(kBundleHeaderBytes);
}

}  // namespace konbit
