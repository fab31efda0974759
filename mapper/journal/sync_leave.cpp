#include "mapper/journal/sync_leave.hpp"

#include <algorithm>
#include <unordered_set>

#include "mapper/journal/bundle_reader.hpp"
#include "mapper/journal/entry_codec.hpp"
#include "mapper/journal/shown_photos.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostRunEntries = 50'000;
constexpr std::size_t kMostWaitingBytes = std::size_t{32} << 20;
// A chain with more small files than this gets one for all of them.
constexpr std::size_t kMostSmall = 32;
constexpr std::uint64_t kSmallBytes = std::uint64_t{1} << 20;

void remove_file(const fs::path& file) {
    std::error_code ignored;  // somebody else may have been quicker
    fs::remove(file, ignored);
}

}  // namespace

/// Runs of entries on their way into the folder, a file each.
struct SyncLeave::Runs {
    using Run = std::vector<RawEntry>;
    const MeetingFolder& folder;
    std::map<ChainId, std::vector<Run>> waiting{};  // one for each branch of a forked chain
    std::size_t bytes = 0;

    void add(const RawEntry& entry) {
        const auto head = decode_head(entry.head);
        auto& branches = waiting[head.chain];
        auto run = std::ranges::find_if(branches, [&](const Run& branch) {
            return branch.back().id == head.previous && branch.size() < kMostRunEntries;
        });
        if (run == branches.end()) run = branches.emplace(branches.end());
        run->push_back(entry);
        bytes += entry.head.size() + (entry.payload ? entry.payload->size() : 0);
        if (bytes > kMostWaitingBytes) leave_all();
    }
    void leave_all() {
        for (const auto& [chain, branches] : waiting) {
            for (const auto& run : branches) folder.leave_segment(run);
        }
        waiting.clear();
        bytes = 0;
    }
};

// ---- redactions

void SyncLeave::replace_redacted(const std::set<Digest>& shown) {
    for (const auto& segment : contents_.segments) {
        const bool outdated = std::ranges::any_of(segment.entries, [&](const SegmentEntry& entry) {
            const auto ours = here_.find(entry.id);
            return entry.has_payload && ours != here_.end() && !ours->second;
        });
        if (outdated) replace(segment, shown);
    }
}

/// First the photos, which nothing names any more afterwards; then the new file; then the old one.
void SyncLeave::replace(const Segment& segment, const std::set<Digest>& shown) try {
    std::vector<RawEntry> run;
    BundleReader in{segment.file, BundleReader::Links::refused};
    while (auto entry = in.next_entry()) {
        const auto ours = here_.find(entry->id);
        if (entry->payload && ours != here_.end() && !ours->second) {
            for (const auto& photo : photos_shown_by(*entry)) {
                const auto there = contents_.photos.find(photo);
                if (there != contents_.photos.end() && !shown.contains(photo)) {
                    remove_file(there->second);
                }
            }
            entry->payload.reset();
        }
        run.push_back(std::move(*entry));
        pace_.step("entries", in.position(), segment.bytes);
    }
    if (run.empty()) return;
    if (folder_.leave_segment(run).filename() != segment.file.filename()) remove_file(segment.file);
} catch (const BundleError&) {
    // Gone, or damaged since: another meeting will see to it.
}

// ---- entries

std::vector<const Segment*> SyncLeave::too_small() const {
    std::map<ChainId, std::vector<const Segment*>> small;
    for (const auto& segment : contents_.segments) {
        const bool all_here = std::ranges::all_of(
            segment.entries, [&](const SegmentEntry& entry) { return here_.contains(entry.id); });
        if (all_here && segment.bytes < kSmallBytes) small[segment.chain].push_back(&segment);
    }
    std::vector<const Segment*> chosen;
    for (const auto& [chain, segments] : small) {
        if (segments.size() <= kMostSmall) continue;
        chosen.insert(chosen.end(), segments.begin(), segments.end());
    }
    return chosen;
}

std::uint64_t SyncLeave::leave_entries() {
    const auto joined = too_small();
    std::unordered_set<EntryId> there, again;
    for (const auto& segment : contents_.segments) {
        const bool joins = std::ranges::find(joined, &segment) != joined.end();
        for (const auto& entry : segment.entries) (joins ? again : there).insert(entry.id);
    }
    std::uint64_t sent = 0, done = 0;
    Runs runs{folder_};
    journal_.for_each_raw([&](const RawEntry& entry) {
        pace_.step("entries", done, 0);
        if (there.contains(entry.id)) return;
        runs.add(entry);
        done += entry.head.size() + (entry.payload ? entry.payload->size() : 0);
        if (!again.contains(entry.id)) ++sent;
    });
    runs.leave_all();
    for (const auto* segment : joined) remove_file(segment->file);
    remove_damaged();
    return sent;
}

/// Only where all that it may have held is here, and so in another file now.
void SyncLeave::remove_damaged() const {
    if (contents_.damaged.empty()) return;
    std::map<ChainId, std::uint64_t> last_here;
    journal_.for_each_raw([&](const RawEntry& entry) {
        const auto head = decode_head(entry.head);
        auto& last = last_here[head.chain];
        last = std::max(last, head.sequence);
    });
    for (const auto& damaged : contents_.damaged) {
        const auto here = last_here.find(damaged.chain);
        if (here != last_here.end() && here->second >= damaged.last) remove_file(damaged.file);
    }
}

// ---- photos

std::uint64_t SyncLeave::leave_photos(const std::set<Digest>& shown) {
    std::uint64_t sent = 0, done = 0;
    for (const auto& photo : shown) {
        pace_.step("photos", done, 0);
        const auto here = store_.path_of(photo);
        if (!here) continue;
        const auto there = contents_.photos.find(photo);
        std::error_code error;
        if (there != contents_.photos.end() &&
            fs::file_size(there->second, error) == fs::file_size(*here, error) && !error) {
            continue;
        }
        const auto bytes = store_.read(photo);
        if (!bytes || digest_of(*bytes) != photo || photo_type_of(*bytes).empty()) continue;
        folder_.leave_photo(photo, *bytes);
        done += bytes->size();
        ++sent;
    }
    return sent;
}

}  // namespace konbit
