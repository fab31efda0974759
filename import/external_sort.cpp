#include "import/external_sort.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <queue>
#include <utility>

#include "import/block_file.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
namespace {

constexpr std::size_t kMaxFanIn = 128;

class RunWriter {
public:
    explicit RunWriter(const std::filesystem::path& folder)
        : folder_{folder}, fd_{open_temporary_file(folder)} {}
    ~RunWriter() {
        if (fd_ >= 0) ::close(fd_);
    }
    RunWriter(const RunWriter&) = delete;
    RunWriter& operator=(const RunWriter&) = delete;

    void write(const osmium::OSMObject& object) {
        const auto* const begin = reinterpret_cast<const std::byte*>(object.data());
        bytes_.insert(bytes_.end(), begin, begin + object.padded_size());
        if (bytes_.size() >= (1U << 20)) flush();
    }
    [[nodiscard]] int finish() {
        flush();
        return std::exchange(fd_, -1);
    }

private:
    void flush() {
        write_all(fd_, bytes_, folder_);
        bytes_.clear();
    }
    const std::filesystem::path& folder_;
    int fd_;
    std::vector<std::byte> bytes_;
};

/// Reads a run back, one object at a time. Owns the file.
class RunReader {
public:
    RunReader(int fd, std::size_t buffer_bytes) : fd_{fd}, words_(buffer_bytes / kWord) {
        ::lseek(fd_, 0, SEEK_SET);
        next();
    }
    ~RunReader() { ::close(fd_); }
    RunReader(const RunReader&) = delete;
    RunReader& operator=(const RunReader&) = delete;

    /// The object it stands at, valid until `next`; nullptr at the end.
    [[nodiscard]] const osmium::OSMObject* object() const noexcept { return object_; }
    void next() {
        if (object_ != nullptr) begin_ += object_->padded_size();
        object_ = nullptr;
        if (!have(sizeof(osmium::OSMObject))) return;
        const auto* const at = reinterpret_cast<const osmium::OSMObject*>(bytes() + begin_);
        if (!have(at->padded_size())) return;
        object_ = reinterpret_cast<const osmium::OSMObject*>(bytes() + begin_);
    }

private:
    static constexpr std::size_t kWord = sizeof(std::uint64_t);
    [[nodiscard]] char* bytes() noexcept { return reinterpret_cast<char*>(words_.data()); }

    // Makes `wanted` bytes available from begin_ on; false at the end of the file.
    bool have(std::size_t wanted) {
        if (end_ - begin_ >= wanted) return true;
        std::memmove(bytes(), bytes() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
        if (words_.size() * kWord < wanted) words_.resize((wanted + kWord - 1) / kWord);
        while (end_ < wanted) {
            const auto got = ::read(fd_, bytes() + end_, words_.size() * kWord - end_);
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) {
                throw DataError{"Cannot read a temporary file", "", std::strerror(errno),
                                "Check the disk."};
            }
            if (got == 0) return false;
            end_ += static_cast<std::size_t>(got);
        }
        return true;
    }

    int fd_;
    std::vector<std::uint64_t> words_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    const osmium::OSMObject* object_ = nullptr;
};

// Calls `visit(object)` for all objects of the runs in order. Closes the runs.
template <class Visitor>
void merge_runs(std::span<const int> runs, std::size_t memory_bytes, Visitor visit) {
    const std::size_t each = std::clamp<std::size_t>(memory_bytes / (runs.size() + 1),
                                                     std::size_t{64} << 10, std::size_t{4} << 20);
    std::vector<std::unique_ptr<RunReader>> readers;
    for (const int run : runs) readers.push_back(std::make_unique<RunReader>(run, each));
    const auto later = [&](std::size_t a, std::size_t b) {
        const auto order = id_of(*readers[a]->object()) <=> id_of(*readers[b]->object());
        return order != 0 ? order > 0 : a > b;
    };
    std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(later)> queue{later};
    for (std::size_t i = 0; i < readers.size(); ++i) {
        if (readers[i]->object() != nullptr) queue.push(i);
    }
    while (!queue.empty()) {
        const std::size_t first = queue.top();
        queue.pop();
        visit(*readers[first]->object());
        readers[first]->next();
        if (readers[first]->object() != nullptr) queue.push(first);
    }
}

}  // namespace

ExternalSort::ExternalSort(std::filesystem::path folder, std::size_t memory_bytes)
    : folder_{std::move(folder)}, memory_bytes_{memory_bytes} {}

ExternalSort::~ExternalSort() {
    for (const int run : runs_) ::close(run);
}

void ExternalSort::read(ExtractReader& reader) {
    while (auto buffer = reader.next()) add(std::move(buffer));
    if (!objects_.empty()) end_run();
}

void ExternalSort::add(osmium::memory::Buffer&& buffer) {
    for (const auto& object : buffer.select<osmium::OSMObject>()) objects_.push_back(&object);
    held_bytes_ += buffer.capacity();
    buffers_.push_back(std::move(buffer));
    // Sorting takes up to three pointers an object.
    if (held_bytes_ + objects_.size() * 24 >= memory_bytes_) end_run();
}

void ExternalSort::end_run() {
    std::ranges::stable_sort(objects_, {}, [](const auto* object) { return id_of(*object); });
    RunWriter writer{folder_};
    for (const auto* object : objects_) writer.write(*object);
    runs_.push_back(writer.finish());
    objects_.clear();
    buffers_.clear();
    held_bytes_ = 0;
}

void ExternalSort::narrow(std::size_t max_runs, const ImportOptions& options) {
    while (runs_.size() > max_runs) {
        check_stop(options);
        // The first ones, so that the order of runs stays that of the extract.
        const std::vector<int> merged(runs_.begin(), runs_.begin() + static_cast<long>(max_runs));
        runs_.erase(runs_.begin(), runs_.begin() + static_cast<long>(max_runs));
        RunWriter writer{folder_};
        merge_runs(merged, memory_bytes_, [&](const auto& object) { writer.write(object); });
        runs_.insert(runs_.begin(), writer.finish());
    }
}

void ExternalSort::merge_into(VersionFilter& filter, const ImportOptions& options) {
    objects_.shrink_to_fit();
    narrow(kMaxFanIn, options);
    const auto runs = std::exchange(runs_, {});
    std::uint64_t count = 0;
    merge_runs(runs, memory_bytes_ / 4, [&](const auto& object) {
        if (++count % 65536 == 0) check_stop(options);
        static_cast<void>(filter.push(object));
        filter.keep_pending();
    });
}

}  // namespace konbit
