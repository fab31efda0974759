#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "mapper/store/spool_file.hpp"

namespace konbit {

/// Sorts records of any length by a number, in bounded memory: what fits is sorted there, else
/// sorted runs go to a temporary file and are merged. Records of one key keep their order.
class RecordSorter {
public:
    RecordSorter(std::size_t memory_bytes, const std::filesystem::path& folder);

    void add(std::uint64_t key, std::span<const std::byte> record) { add(key, {}, record); }
    /// A record that lies in two pieces.
    void add(std::uint64_t key, std::span<const std::byte> head, std::span<const std::byte> rest);
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    /// Hands out every record once, in order, and leaves the sorter empty.
    void drain(const std::function<void(std::uint64_t key, std::span<const std::byte>)>& visit);

private:
    struct Entry {
        std::uint64_t key;
        std::uint64_t offset;
    };
    struct Run {
        std::uint64_t begin, end;
    };
    void sort_entries();
    void write_run();
    void merge(const std::function<void(std::uint64_t, std::span<const std::byte>)>& visit);
    [[nodiscard]] std::span<const std::byte> record_at(std::uint64_t offset) const noexcept;

    std::size_t memory_bytes_;
    std::uint64_t size_ = 0;
    ByteWriter records_;
    std::vector<Entry> entries_;
    SpoolFile spool_;
    std::vector<Run> runs_;
};

}  // namespace konbit
