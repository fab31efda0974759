#pragma once

#include <cstddef>
#include <filesystem>

namespace konbit {

/// While it lives, a SIGBUS inside [begin, begin + bytes) means that the mapped file was cut or
/// its stick was pulled: the process says so, naming the file, and ends with exit code 1. Any
/// other SIGBUS goes to the handler that was there before. Safe to use from several threads.
class BusGuard {
public:
    BusGuard(const void* begin, std::size_t bytes, const std::filesystem::path& file);
    ~BusGuard();
    BusGuard(BusGuard&& other) noexcept;
    BusGuard& operator=(BusGuard&&) = delete;

private:
    struct Watch* watch_;
};

}  // namespace konbit
