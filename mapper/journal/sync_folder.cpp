#include <algorithm>

#include <fmt/format.h>

#include "mapper/journal/bundle_reader.hpp"
#include "mapper/journal/durable_file.hpp"
#include "mapper/journal/entry_codec.hpp"
#include "mapper/journal/shown_photos.hpp"
#include "mapper/journal/sync_leave.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;

/// Entries of a plan one after another, from their files.
class PlannedEntries {
public:
    PlannedEntries(const ChainPlan& plan, JournalPace& pace) : plan_{plan}, pace_{pace} {}

    std::optional<RawEntry> next() {
        while (at_ < plan_.picks.size()) {
            const auto& pick = plan_.picks[at_];
            if (!in_) open(pick);
            while (auto entry = in_->next_entry()) {
                const auto number = number_++;
                if (number >= pick.wanted.size() || !pick.wanted[number]) continue;
                pace_.step("entries", in_->position(), in_->counts().file_bytes());
                return entry;
            }
            in_.reset();
            ++at_;
        }
        return std::nullopt;
    }

private:
    void open(const SegmentPick& pick) {
        in_.emplace(pick.segment->file, BundleReader::Links::refused);
        number_ = 0;
    }

    const ChainPlan& plan_;
    JournalPace& pace_;
    std::size_t at_ = 0, number_ = 0;
    std::optional<BundleReader> in_;
};

/// One meeting: first everything is taken in, then everything missing is left there.
class FolderMeeting {
public:
    FolderMeeting(Journal& journal, const fs::path& map_folder, const fs::path& meeting,
                  const JournalProgress& progress, const std::atomic<bool>* stop)
        : journal_{journal},
          store_{map_folder},
          meeting_{meeting},
          folder_{meeting},
          pace_{meeting, progress, stop} {}

    SyncResult meet() {
        store_.tidy();
        contents_ = folder_.read(pace_);
        take_entries();
        const auto shown = photos_shown(journal_);
        take_photos(shown);
        leave_or_say_what_came(shown);
        auto& notes = result_.came.notes;
        notes.insert(notes.begin(), contents_.notes.begin(), contents_.notes.end());
        return std::move(result_);
    }

private:
    void take_entries();
    void take_chain(const ChainId& chain, const ChainPlan& plan);
    [[nodiscard]] std::optional<std::string> read_photo(const Digest& photo, const fs::path& file);
    void take_photos(const std::set<Digest>& shown);
    void leave(const std::set<Digest>& shown);
    void leave_or_say_what_came(const std::set<Digest>& shown);

    Journal& journal_;
    PhotoStore store_;
    const fs::path& meeting_;
    MeetingFolder folder_;
    JournalPace pace_;
    MeetingFolder::Contents contents_;
    SyncResult result_;
};

void FolderMeeting::take_entries() {
    const auto here = entries_here(journal_);
    const std::span<const Segment> all{contents_.segments};
    for (std::size_t first = 0; first < all.size();) {
        std::size_t last = first;
        while (last < all.size() && all[last].chain == all[first].chain) ++last;
        const auto plan = plan_chain(all.subspan(first, last - first), here);
        auto& notes = result_.came.notes;
        notes.insert(notes.end(), plan.notes.begin(), plan.notes.end());
        if (!plan.picks.empty()) take_chain(all[first].chain, plan);
        first = last;
    }
}

/// A chain that somebody forged does not keep the others out.
void FolderMeeting::take_chain(const ChainId& chain, const ChainPlan& plan) {
    PlannedEntries entries{plan, pace_};
    const auto origin = plan.picks.front().segment->file.parent_path().string();
    try {
        result_.came += journal_.merge([&] { return entries.next(); }, origin);
    } catch (const RefusedEntries& error) {
        result_.came.notes.push_back(fmt::format("The entries of device {} were left out: {}",
                                                 short_id(chain.device), error.what()));
    }
}

/// A photo of a meeting folder; nullopt with a note, or because it has gone.
std::optional<std::string> FolderMeeting::read_photo(const Digest& photo, const fs::path& file) {
    std::error_code error;
    std::string why;
    if (fs::is_symlink(fs::symlink_status(file, error))) {
        why = "it is a link";
    } else if (fs::file_size(file, error) > PhotoStore::kMostBytes) {
        if (!error) why = "it is too large";
    } else if (auto bytes = read_small_file(file, PhotoStore::kMostBytes)) {
        if (digest_of(*bytes) == photo && !photo_type_of(*bytes).empty()) return bytes;
        why = "it is damaged";
    }
    if (why.empty()) return std::nullopt;
    fs::remove(file, error);  // whoever has the photo brings it again
    result_.came.notes.push_back(
        fmt::format("{}: the photo was left out: {}.", file.string(), why));
    return std::nullopt;
}

void FolderMeeting::take_photos(const std::set<Digest>& shown) {
    std::uint64_t done = 0;
    for (const auto& [photo, file] : contents_.photos) {
        pace_.step("photos", done, 0);
        if (!shown.contains(photo) || store_.has(photo)) continue;
        const auto bytes = read_photo(photo, file);
        if (!bytes) continue;
        done += bytes->size();
        store_.add(*bytes, photo_type_of(*bytes), "");
        ++result_.came.photos;
    }
}

void FolderMeeting::leave(const std::set<Digest>& shown) {
    if (!folder_.prepare_for_writing()) {
        result_.came.notes.push_back(fmt::format(
            "{}: nothing could be left there, it cannot be written to.", meeting_.string()));
        return;
    }
    SyncLeave leave{journal_, store_, folder_, contents_, pace_};
    leave.replace_redacted(shown);
    result_.sent_entries = leave.leave_entries();
    result_.sent_photos = leave.leave_photos(shown);
}

/// A full disk or a pulled stick: what came in is kept, and nothing half was left.
void FolderMeeting::leave_or_say_what_came(const std::set<Digest>& shown) try {
    leave(shown);
} catch (const DataError& error) {
    throw DataError{
        "Not everything could be left in the folder", meeting_.string(),
        fmt::format("{} {} new entries came in and are kept", error.what(), result_.came.entries),
        "Meet there again when this is mended."};
}

}  // namespace

SyncResult sync_folder(Journal& journal, const fs::path& map_folder, const fs::path& meeting,
                       const JournalProgress& progress, const std::atomic<bool>* stop) {
    return FolderMeeting{journal, map_folder, meeting, progress, stop}.meet();
}

}  // namespace konbit
