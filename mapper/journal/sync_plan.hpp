#pragma once

#include <span>
#include <unordered_map>

#include "mapper/journal/meeting_folder.hpp"

namespace konbit {

/// What this copy holds: whether an entry's payload is here.
using EntriesHere = std::unordered_map<EntryId, bool>;
[[nodiscard]] EntriesHere entries_here(const Journal& journal);

/// Entries of one segment that are to be taken in.
struct SegmentPick {
    const Segment* segment = nullptr;
    std::vector<bool> wanted;  ///< as many as the segment has entries
};

/// One chain's news.
struct ChainPlan {
    std::vector<SegmentPick> picks;
    std::vector<std::string> notes;  ///< what has to wait
};

/// What to take in from the segments of one chain, sorted: entries that are not here, as long as
/// nothing before them is missing and a signature covers them; and payloads that are missing here.
[[nodiscard]] ChainPlan plan_chain(std::span<const Segment> segments, const EntriesHere& here);

}  // namespace konbit
