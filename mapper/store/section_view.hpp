#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <type_traits>

#include "mapper/store/section_layout.hpp"

namespace konbit {

struct MappedSections;

/// Remembers which blocks of a mapped section file were compared with their sums. Safe to use
/// from several threads; a block that was checked costs one relaxed load.
class BlockChecks {
public:
    static constexpr unsigned kBlockShift = 16;

    BlockChecks(const MappedSections& file, std::uint64_t blocks);

    /// Checks the blocks that hold the file's bytes [begin, end), end > begin. DataError.
    void require(std::uint64_t begin, std::uint64_t end) const {
        const auto last = (end - 1) >> kBlockShift;
        for (auto block = begin >> kBlockShift; block <= last; ++block) {
            const auto word = checked_[block >> 6].load(std::memory_order_relaxed);
            if (((word >> (block & 63)) & 1) == 0) [[unlikely]]
                check(block);
        }
    }
    [[noreturn, gnu::cold]] void fail_bounds(std::uint64_t offset, std::uint64_t bytes) const;

    /// The same for the 64 KiB chunks of the table of sums.
    [[nodiscard]] bool table_checked(std::uint64_t chunk) const noexcept;
    void remember_table(std::uint64_t chunk) const noexcept;

private:
    [[gnu::cold, gnu::noinline]] void check(std::uint64_t block) const;

    const MappedSections* file_;
    std::unique_ptr<std::atomic<std::uint64_t>[]> checked_;
    mutable std::array<std::atomic<std::uint64_t>, kMaxTableChunks / 64> tables_checked_{};
};

/// A section of a file, or a piece of memory, that is checked as it is touched: the fast way to
/// read. Cheap to copy; valid while its SectionFile lives (which may be moved). Default: empty.
class SectionView {
public:
    SectionView() = default;
    /// Memory of our own: only bounds are checked.
    explicit SectionView(std::span<const std::byte> memory) noexcept
        : data_{memory.data()}, size_{memory.size()} {}
    SectionView(const BlockChecks& checks, const std::byte* file, std::uint64_t offset,
                std::uint64_t bytes) noexcept
        : data_{file + offset}, size_{bytes}, offset_{offset}, checks_{&checks} {}

    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }

    /// Bytes [offset, offset + size); DataError if out of bounds or damaged.
    [[nodiscard]] std::span<const std::byte> bytes(std::uint64_t offset, std::uint64_t size) const {
        if (offset > size_ || size > size_ - offset) [[unlikely]]
            out_of_bounds(offset, size);
        if (checks_ != nullptr && size > 0) {
            checks_->require(offset_ + offset, offset_ + offset + size);
        }
        return {data_ + offset, static_cast<std::size_t>(size)};
    }
    [[nodiscard]] std::span<const std::byte> all() const { return bytes(0, size_); }

    /// The section as an array of T: elements [first, first + count).
    template <class T>
    [[nodiscard]] std::span<const T> items(std::uint64_t first, std::uint64_t count) const {
        static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 64);
        if (first > size_ / sizeof(T) || count > size_ / sizeof(T) - first) [[unlikely]] {
            out_of_bounds(first, count);
        }
        const auto taken = bytes(first * sizeof(T), count * sizeof(T));
        return {reinterpret_cast<const T*>(taken.data()), static_cast<std::size_t>(count)};
    }
    template <class T>
    [[nodiscard]] const T& item(std::uint64_t index) const {
        return items<T>(index, 1).front();
    }
    template <class T>
    [[nodiscard]] std::uint64_t count() const noexcept {
        return size_ / sizeof(T);
    }
    template <class T>
    [[nodiscard]] std::span<const T> all_items() const {
        return items<T>(0, count<T>());
    }

private:
    [[noreturn, gnu::cold]] void out_of_bounds(std::uint64_t offset, std::uint64_t bytes) const;

    const std::byte* data_ = nullptr;
    std::uint64_t size_ = 0;
    std::uint64_t offset_ = 0;  ///< of the section in its file
    const BlockChecks* checks_ = nullptr;
};

}  // namespace konbit
