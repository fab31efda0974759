#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace konbit {

inline void put_byte(std::string& out, std::uint8_t value) {
    out += static_cast<char>(value);
}

inline void put_u64(std::string& out, std::uint64_t value) {
    for (int shift = 0; shift < 64; shift += 8) out += static_cast<char>(value >> shift & 0xff);
}

template <std::size_t N>
void put_array(std::string& out, const std::array<std::uint8_t, N>& bytes) {
    out.append(reinterpret_cast<const char*>(bytes.data()), N);
}

/// Reads fields one after another from bytes whose length was checked.
class FixedReader {
public:
    explicit FixedReader(std::string_view bytes) noexcept : at_{bytes.data()} {}

    std::uint8_t byte() noexcept { return static_cast<std::uint8_t>(*at_++); }
    std::uint64_t u64() noexcept {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 8) value |= std::uint64_t{byte()} << shift;
        return value;
    }
    template <std::size_t N>
    void array(std::array<std::uint8_t, N>& into) noexcept {
        std::memcpy(into.data(), at_, N);
        at_ += N;
    }

private:
    const char* at_;
};

}  // namespace konbit
