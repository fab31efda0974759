#include "mapper/query/text_list.hpp"

#include <cstdint>

namespace konbit {

std::string pack_texts(std::span<const std::string> texts) {
    std::string out;
    for (const auto& text : texts) {
        auto size = text.size();
        for (; size >= 0x80; size >>= 7) out.push_back(static_cast<char>(size | 0x80));
        out.push_back(static_cast<char>(size));
        out += text;
    }
    return out;
}

std::optional<std::vector<std::string>> unpack_texts(std::string_view packed) {
    std::vector<std::string> out;
    while (!packed.empty()) {
        std::uint64_t size = 0;
        for (unsigned shift = 0;; shift += 7) {
            if (packed.empty() || shift > 35) return std::nullopt;
            const auto byte = static_cast<unsigned char>(packed.front());
            packed.remove_prefix(1);
            size |= std::uint64_t{byte & 0x7FU} << shift;
            if (byte < 0x80) break;
        }
        if (size > packed.size()) return std::nullopt;
        out.emplace_back(packed.substr(0, size));
        packed.remove_prefix(size);
    }
    return out;
}

}  // namespace konbit
