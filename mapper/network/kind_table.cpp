#include "mapper/network/kind_table.hpp"

#include <algorithm>
#include <stdexcept>

#include "mapper/store/byte_io.hpp"

namespace konbit {

std::uint32_t KindTable::intern(const Tags& tags, RoadKindFlags flags) {
    sorted_.assign(tags.begin(), tags.end());
    std::stable_sort(sorted_.begin(), sorted_.end(),
                     [](const Tag& a, const Tag& b) { return a.key < b.key; });
    sorted_.erase(std::unique(sorted_.begin(), sorted_.end(),
                              [](const Tag& a, const Tag& b) { return a.key == b.key; }),
                  sorted_.end());
    key_.assign(reinterpret_cast<const char*>(&flags.bits), sizeof flags.bits);
    for (const auto& [key, value] : sorted_) {
        for (const auto part : {key, value}) {
            const auto size = static_cast<std::uint32_t>(part.size());
            key_.append(reinterpret_cast<const char*>(&size), sizeof size).append(part);
        }
    }
    const auto [known, added] = known_.try_emplace(key_, size());
    if (!added) return known->second;
    records_.push_back({static_cast<std::uint32_t>(tags_.size()),
                        static_cast<std::uint16_t>(sorted_.size()), flags.bits});
    for (const auto& [key, value] : sorted_) {
        const auto key_offset = text(key);
        tags_.push_back({key_offset, text(value)});
    }
    return known->second;
}

std::uint32_t KindTable::text(std::string_view text) {
    if (text.empty()) return 0;
    const auto [known, added] = text_offsets_.try_emplace(std::string{text}, 0);
    if (!added) return known->second;
    if (texts_.size() + text.size() + 8 > UINT32_MAX)
        throw std::length_error{"tags of roads over 4 GiB"};
    known->second = static_cast<std::uint32_t>(texts_.size());
    ByteWriter bytes;
    bytes.put_text(text);
    texts_.append(reinterpret_cast<const char*>(bytes.bytes().data()), bytes.size());
    return known->second;
}

std::string_view KindTable::text_at(std::uint32_t offset) const {
    const auto bytes = std::as_bytes(std::span{texts_}).subspan(offset);
    return ByteReader{bytes, "kinds"}.text();
}

Tags KindTable::tags(std::uint32_t kind) const {
    Tags tags;
    const auto& record = records_[kind];
    for (std::uint32_t i = 0; i < record.tag_count; ++i) {
        const auto& tag = tags_[record.first_tag + i];
        tags.add(text_at(tag.key), text_at(tag.value));
    }
    return tags;
}

}  // namespace konbit
