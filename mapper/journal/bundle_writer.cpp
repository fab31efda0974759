#include "mapper/journal/bundle_writer.hpp"

#include "mapper/journal/little_endian.hpp"
#include "mapper/journal/photos.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 20;

}  // namespace

BundleWriter::BundleWriter(const std::filesystem::path& out) : out_{out}, file_{out} {
    waiting_.reserve(2 * kPiece);
    // The header comes last, when the counts are known; its room is left now.
    file_.write(encode_bundle_header({}));
}

void BundleWriter::add(const RawEntry& entry) {
    frame_.clear();
    put_bundle_entry(frame_, entry);
    put(frame_);
    ++counts_.entries;
    counts_.entry_bytes += frame_.size();
}

void BundleWriter::add_photo(const Digest& file, std::string_view bytes) {
    if (bytes.empty() || bytes.size() > PhotoStore::kMostBytes) {
        throw DataError{"A photo cannot travel", to_hex(file), "it is empty or too large",
                        "Look at it in the folder photos/ of the map."};
    }
    frame_.clear();
    put_photo_frame(frame_, file, static_cast<std::uint32_t>(bytes.size()));
    put(frame_);
    put(bytes);
    ++counts_.photos;
    counts_.photo_bytes += frame_.size() + bytes.size();
}

void BundleWriter::put(std::string_view bytes) {
    digest_.add(bytes);
    if (bytes.size() > kPiece) {
        flush();
        file_.write(bytes);
        return;
    }
    waiting_ += bytes;
    if (waiting_.size() >= kPiece) flush();
}

void BundleWriter::flush() {
    file_.write(waiting_);
    waiting_.clear();
}

/// The sum is of everything after the header, then of the header.
Digest BundleWriter::finish() {
    const auto header = encode_bundle_header(counts_);
    digest_.add(header);
    const auto sum = digest_.finish();
    put_array(waiting_, sum.bytes);
    flush();
    file_.write_at(0, header);
    return sum;
}

void BundleWriter::commit() {
    finish();
    file_.commit();
}

std::filesystem::path BundleWriter::commit_as(
    const std::function<std::filesystem::path(const Digest& sum)>& name) {
    auto target = name(finish());
    file_.commit_as(target);
    return target;
}

}  // namespace konbit
