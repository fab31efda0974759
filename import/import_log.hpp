#pragma once

#include <cstdint>
#include <string>

#include "mapper/model/object_id.hpp"
#include "mapper/store/map_summary.hpp"

namespace konbit {

/// The summary as it grows: counts, and names what is not in the map as it was meant until the
/// list is full.
class ImportLog {
public:
    MapSummary summary;
    std::uint32_t newest_s = 0;  ///< time stamp of the newest object; 0: none

    [[nodiscard]] bool wants_names() const noexcept {
        return summary.skipped.size() < MapSummary::kMaxSkipped;
    }
    void name(ObjectId id, std::string why) {
        if (wants_names()) summary.skipped.push_back({to_string(id), std::move(why)});
    }
};

}  // namespace konbit
