#pragma once

#include <set>

#include "mapper/journal/photos.hpp"
#include "mapper/journal/sync_plan.hpp"

namespace konbit {

/// What a copy leaves in a meeting folder after it took in what was there.
class SyncLeave {
public:
    SyncLeave(const Journal& journal, const PhotoStore& store, const MeetingFolder& folder,
              const MeetingFolder::Contents& contents, JournalPace& pace)
        : journal_{journal}, store_{store}, folder_{folder}, contents_{contents}, pace_{pace} {}

    /// Segments that still hold what was redacted are replaced, and their photos go.
    void replace_redacted(const std::set<Digest>& shown);
    /// Entries that no sound segment holds; how many of them were never there. Then damaged
    /// segments and the small ones of a chain that has too many go: all in them is in the new ones.
    std::uint64_t leave_entries();
    /// Photos that are not there, or not whole; how many.
    std::uint64_t leave_photos(const std::set<Digest>& shown);

private:
    struct Runs;
    void replace(const Segment& segment, const std::set<Digest>& shown);
    [[nodiscard]] std::vector<const Segment*> too_small() const;
    void remove_damaged() const;

    const Journal& journal_;
    const PhotoStore& store_;
    const MeetingFolder& folder_;
    const MeetingFolder::Contents& contents_;
    JournalPace& pace_;
    EntriesHere here_ = entries_here(journal_);
};

}  // namespace konbit
