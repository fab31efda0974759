#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <limits>
#include <new>
#include <vector>

namespace konbit {

/// Memory for vectors that are read all over: large ones ask the system for large pages, so that
/// finding a page does not take longer than reading from it.
template <class Value>
struct LargePageAllocator {
    using value_type = Value;
    static constexpr std::size_t kPageBytes = std::size_t{2} << 20;
    static constexpr std::size_t kWorthIt = 4 * kPageBytes;

    LargePageAllocator() = default;
    template <class Other>
    LargePageAllocator(const LargePageAllocator<Other>&) noexcept {}

    [[nodiscard]] Value* allocate(std::size_t count) {
        if (count > std::numeric_limits<std::size_t>::max() / 2 / sizeof(Value)) {
            throw std::bad_array_new_length{};
        }
        const auto bytes = count * sizeof(Value);
        if (bytes < kWorthIt) return static_cast<Value*>(::operator new(bytes));
        const auto rounded = (bytes + kPageBytes - 1) / kPageBytes * kPageBytes;
        auto* memory = std::aligned_alloc(kPageBytes, rounded);
        if (memory == nullptr) throw std::bad_alloc{};
        static_cast<void>(madvise(memory, rounded, MADV_HUGEPAGE));  // a wish, no more
        return static_cast<Value*>(memory);
    }
    void deallocate(Value* memory, std::size_t count) noexcept {
        count * sizeof(Value) < kWorthIt ? ::operator delete(memory) : std::free(memory);
    }
    bool operator==(const LargePageAllocator&) const = default;
};

template <class Value>
using LargeVector = std::vector<Value, LargePageAllocator<Value>>;

}  // namespace konbit
