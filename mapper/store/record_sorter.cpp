#include "mapper/store/record_sorter.hpp"

#include <algorithm>
#include <queue>

namespace konbit {
namespace {

constexpr std::size_t kRunHeader = sizeof(std::uint64_t) + sizeof(std::uint32_t);

/// Reads a sorted run from the spool through a buffer of its own.
class RunReader {
public:
    RunReader(SpoolFile& spool, std::uint64_t begin, std::uint64_t end, std::size_t buffer_bytes)
        : spool_{&spool}, next_{begin}, end_{end}, buffer_bytes_{buffer_bytes} {
        advance();
    }

    [[nodiscard]] bool done() const noexcept { return done_; }
    [[nodiscard]] std::uint64_t key() const noexcept { return key_; }
    [[nodiscard]] std::span<const std::byte> record() const noexcept {
        return std::span{buffer_}.subspan(at_ - size_, size_);
    }
    void advance() {
        if (at_ == buffer_.size() && next_ == end_) {
            done_ = true;
            return;
        }
        need(kRunHeader);
        std::memcpy(&key_, buffer_.data() + at_, sizeof key_);
        std::uint32_t size = 0;
        std::memcpy(&size, buffer_.data() + at_ + sizeof key_, sizeof size);
        at_ += kRunHeader;
        need(size);
        at_ += size;
        size_ = size;
    }

private:
    void need(std::size_t bytes) {
        const auto left = buffer_.size() - at_;
        if (bytes <= left) return;
        const auto fill =
            std::min<std::uint64_t>(std::max(bytes - left, buffer_bytes_), end_ - next_);
        buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(at_));
        at_ = 0;
        buffer_.resize(left + fill);
        spool_->read(next_, std::span{buffer_}.subspan(left));
        next_ += fill;
    }

    SpoolFile* spool_;
    std::uint64_t next_, end_;
    std::size_t buffer_bytes_;
    std::vector<std::byte> buffer_;
    std::size_t at_ = 0;
    std::size_t size_ = 0;
    std::uint64_t key_ = 0;
    bool done_ = false;
};

}  // namespace

RecordSorter::RecordSorter(std::size_t memory_bytes, const std::filesystem::path& folder)
    : memory_bytes_{memory_bytes}, spool_{folder} {}

void RecordSorter::add(std::uint64_t key, std::span<const std::byte> head,
                       std::span<const std::byte> rest) {
    const auto size = head.size() + rest.size();
    const auto used = records_.size() + entries_.size() * sizeof(Entry);
    // Both buffers double when they grow: half of the budget may be in use before that.
    if (!entries_.empty() && used + size + 32 > memory_bytes_ / 2) write_run();
    entries_.push_back({key, records_.size()});
    records_.put_fixed(static_cast<std::uint32_t>(size));
    records_.put_bytes(head);
    records_.put_bytes(rest);
    ++size_;
}

std::span<const std::byte> RecordSorter::record_at(std::uint64_t offset) const noexcept {
    std::uint32_t size = 0;
    std::memcpy(&size, records_.bytes().data() + offset, sizeof size);
    return records_.bytes().subspan(offset + sizeof size, size);
}

void RecordSorter::sort_entries() {
    const auto before = [](const Entry& a, const Entry& b) {
        return a.key != b.key ? a.key < b.key : a.offset < b.offset;
    };
    if (!std::is_sorted(entries_.begin(), entries_.end(), before)) {
        std::sort(entries_.begin(), entries_.end(), before);
    }
}

void RecordSorter::write_run() {
    sort_entries();
    const auto begin = spool_.size();
    ByteWriter header;
    for (const auto& entry : entries_) {
        const auto record = record_at(entry.offset);
        header.clear();
        header.put_fixed(entry.key);
        header.put_fixed(static_cast<std::uint32_t>(record.size()));
        spool_.append(header.bytes());
        spool_.append(record);
    }
    runs_.push_back({begin, spool_.size()});
    entries_.clear();
    records_.clear();
}

void RecordSorter::drain(
    const std::function<void(std::uint64_t, std::span<const std::byte>)>& visit) {
    if (runs_.empty()) {
        sort_entries();
        for (const auto& entry : entries_) visit(entry.key, record_at(entry.offset));
    } else {
        if (!entries_.empty()) write_run();
        entries_ = {};
        records_ = {};
        merge(visit);
    }
    entries_ = {};
    records_ = {};
    runs_.clear();
    spool_.clear();
    size_ = 0;
}

void RecordSorter::merge(
    const std::function<void(std::uint64_t, std::span<const std::byte>)>& visit) {
    const auto buffer = std::clamp<std::size_t>(memory_bytes_ / 2 / runs_.size(), 4 << 10, 1 << 20);
    std::vector<RunReader> readers;
    readers.reserve(runs_.size());
    for (const auto& run : runs_) readers.emplace_back(spool_, run.begin, run.end, buffer);
    using Head = std::pair<std::uint64_t, std::size_t>;  // key, run: earlier runs first
    std::priority_queue<Head, std::vector<Head>, std::greater<>> heads;
    for (std::size_t run = 0; run < readers.size(); ++run) {
        if (!readers[run].done()) heads.emplace(readers[run].key(), run);
    }
    while (!heads.empty()) {
        const auto [key, run] = heads.top();
        heads.pop();
        auto& reader = readers[run];
        visit(key, reader.record());
        reader.advance();
        if (!reader.done()) heads.emplace(reader.key(), run);
    }
}

}  // namespace konbit
