#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "mapper/journal/bundle_writer.hpp"
#include "mapper/journal/journal_pace.hpp"

namespace konbit {

/// One entry of a segment, as far as planning goes.
struct SegmentEntry {
    EntryId id;
    bool has_payload = false, has_signature = false;
};

/// A file of a meeting folder: a bundle of one chain's entries, each the next one's previous.
struct Segment {
    std::filesystem::path file;
    ChainId chain;
    std::uint64_t first = 0;  ///< sequence of its first entry
    EntryId before;           ///< previous of its first entry
    std::vector<SegmentEntry> entries;
    std::uint64_t bytes = 0;
};

/// A segment that nobody can read, known by its name.
struct DamagedSegment {
    std::filesystem::path file;
    ChainId chain;
    std::uint64_t last = 0;
};

/// `konbit/` of a folder where people meet (docs/journal-format.md):
///   entries/DEVICE-COPY/FIRST-LAST-SUM.konbit-bundle   never changed once they have their name
///   photos/HASH.jpeg
class MeetingFolder {
public:
    static constexpr std::uint64_t kMostSegmentEntries = std::uint64_t{1} << 20;

    /// DataError if it is no folder, or `konbit` in it leads elsewhere.
    explicit MeetingFolder(const std::filesystem::path& meeting);

    struct Contents {
        std::vector<Segment> segments;  ///< by chain, then by first entry
        std::vector<DamagedSegment> damaged;
        std::map<Digest, std::filesystem::path> photos;
        std::vector<std::string> notes;
    };
    /// Reads every segment through. What vanishes meanwhile was replaced by somebody else.
    [[nodiscard]] Contents read(JournalPace& pace) const;

    /// Makes the folders, tidies up what killed writers left. False if nothing may be written
    /// there; DataError if it cannot be for another reason.
    [[nodiscard]] bool prepare_for_writing() const;

    /// A run of one chain's entries. The file that was written.
    std::filesystem::path leave_segment(const std::vector<RawEntry>& run) const;
    void leave_photo(const Digest& photo, std::string_view bytes) const;

private:
    void read_segment(const std::filesystem::path& file, const ChainId& chain, Contents& into,
                      JournalPace& pace) const;

    std::filesystem::path entries_, photos_;
};

}  // namespace konbit
