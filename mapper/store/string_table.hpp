#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "mapper/store/byte_io.hpp"
#include "mapper/store/section_view.hpp"

namespace konbit {

/// The strings of a map by number, straight from the mapped file.
class StringTable {
public:
    static constexpr std::size_t kEndBytes = 5;  ///< an offset; enough for a terabyte of strings

    StringTable() = default;
    StringTable(SectionView bytes, SectionView ends, std::string file)
        : bytes_{bytes}, ends_{ends}, file_{std::move(file)} {}

    [[nodiscard]] std::uint64_t size() const noexcept { return ends_.size() / kEndBytes; }
    [[nodiscard]] const std::string& file() const noexcept { return file_; }

    /// DataError if there is no such string.
    [[nodiscard]] std::string_view at(std::uint64_t id) const {
        if (id == 0) return {};
        if (id >= size()) fail("a string has an unknown number");
        const auto range = ends_.bytes((id - 1) * kEndBytes, 2 * kEndBytes);
        std::uint64_t begin = 0;
        std::uint64_t end = 0;
        std::memcpy(&begin, range.data(), kEndBytes);
        std::memcpy(&end, range.data() + kEndBytes, kEndBytes);
        if (end < begin) fail("a string ends before it begins");
        const auto text = bytes_.bytes(begin, end - begin);
        return {reinterpret_cast<const char*>(text.data()), text.size()};
    }

    [[noreturn, gnu::cold, gnu::noinline]] void fail(std::string_view why) const {
        throw DataError{"The map is damaged", file_, why, "Import the map again."};
    }

private:
    SectionView bytes_;
    SectionView ends_;
    std::string file_;
};

}  // namespace konbit
