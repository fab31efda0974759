#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mapper/model/tags.hpp"
#include "mapper/network/road_format.hpp"

namespace konbit {

/// Numbers sets of tags, equal ones (with equal flags) the same; keeps them as `roads.idx` does.
class KindTable {
public:
    /// The order of the tags does not matter; of a key that comes twice the first value counts.
    [[nodiscard]] std::uint32_t intern(const Tags& tags, RoadKindFlags flags);

    [[nodiscard]] std::uint32_t size() const noexcept {
        return static_cast<std::uint32_t>(records_.size());
    }
    [[nodiscard]] RoadKindFlags flags(std::uint32_t kind) const { return {records_[kind].flags}; }
    [[nodiscard]] Tags tags(std::uint32_t kind) const;  ///< valid until the next `intern`

    [[nodiscard]] const std::vector<road_format::KindRecord>& records() const { return records_; }
    [[nodiscard]] const std::vector<road_format::KindTag>& tag_list() const { return tags_; }
    [[nodiscard]] const std::string& texts() const { return texts_; }

private:
    [[nodiscard]] std::uint32_t text(std::string_view text);
    [[nodiscard]] std::string_view text_at(std::uint32_t offset) const;

    std::vector<road_format::KindRecord> records_;
    std::vector<road_format::KindTag> tags_;
    std::string texts_{'\0'};  // offset 0 is ""
    std::unordered_map<std::string, std::uint32_t> text_offsets_;
    std::unordered_map<std::string, std::uint32_t> known_;
    std::vector<Tag> sorted_;  // of the set that is being looked up
    std::string key_;
};

}  // namespace konbit
