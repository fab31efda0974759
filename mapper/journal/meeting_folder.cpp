#include "mapper/journal/meeting_folder.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <system_error>
#include <tuple>

#include <fmt/format.h>

#include "mapper/journal/bundle_reader.hpp"
#include "mapper/journal/durable_file.hpp"
#include "mapper/journal/entry_codec.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEnding = ".konbit-bundle";
constexpr std::chrono::hours kLeftoverAge{24};
constexpr std::size_t kKeyDigits = 64, kCopyDigits = 32, kSumDigits = 16;

// ---- names

std::string name_of(const ChainId& chain) {
    Digest copy;  // to write it with the same digits
    std::ranges::copy(chain.copy, copy.bytes.begin());
    return to_hex(chain.device) + "-" + to_hex(copy).substr(0, kCopyDigits);
}

std::optional<ChainId> parse_chain(std::string_view name) {
    if (name.size() != kKeyDigits + 1 + kCopyDigits || name[kKeyDigits] != '-') return std::nullopt;
    const auto device = parse_digest(name.substr(0, kKeyDigits));
    const auto copy = parse_digest(std::string{name.substr(kKeyDigits + 1)} +
                                   std::string(kKeyDigits - kCopyDigits, '0'));
    if (!device || !copy) return std::nullopt;
    ChainId chain{{device->bytes}, {}};
    std::copy_n(copy->bytes.begin(), chain.copy.size(), chain.copy.begin());
    return chain;
}

std::optional<std::uint64_t> number_of(std::string_view digits) {
    std::uint64_t number = 0;
    const auto* end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, number);
    if (digits.empty() || error != std::errc{} || stop != end) return std::nullopt;
    return number;
}

/// FIRST-LAST-SUM: the number of the last entry; nullopt for any other file.
std::optional<std::uint64_t> last_of_name(std::string_view name) {
    if (!name.ends_with(kEnding)) return std::nullopt;
    name.remove_suffix(kEnding.size());
    const auto dash = name.find('-'), other = name.rfind('-');
    if (dash == other || name.size() - other - 1 != kSumDigits) return std::nullopt;
    if (!number_of(name.substr(0, dash))) return std::nullopt;
    return number_of(name.substr(dash + 1, other - dash - 1));
}

std::optional<Digest> photo_of_name(std::string_view name) {
    const auto dot = name.find('.');
    if (dot == std::string_view::npos || is_partial_name(name)) return std::nullopt;
    return parse_digest(name.substr(0, dot));
}

// ---- folders

/// The names in a folder, sorted; none if it is not there.
std::vector<fs::path> listed(const fs::path& folder) {
    std::error_code error;
    std::vector<fs::path> found;
    for (fs::directory_iterator entry{folder, error}, end; !error && entry != end;
         entry.increment(error)) {
        found.push_back(entry->path());
    }
    if (error && error != std::errc::no_such_file_or_directory) {
        throw DataError{"The folder to meet in cannot be read", folder.string(), error.message(),
                        "Check the stick, then do it again."};
    }
    std::ranges::sort(found);
    return found;
}

/// A folder of ours is a folder: a link there could lead our files anywhere.
void refuse_links(const fs::path& folder) {
    std::error_code error;
    const auto there = fs::symlink_status(folder, error);
    if (!fs::exists(there) || fs::is_directory(there)) return;
    throw DataError{"The folder to meet in cannot be used", folder.string(),
                    "it is a link or a file", "Remove it, then do it again."};
}

void make_folder(const fs::path& folder) {
    refuse_links(folder);
    std::error_code error;
    if (fs::create_directory(folder, error)) sync_folder_names(folder.parent_path());
    if (!error) return;
    throw DataError{"The folder to meet in cannot be written", folder.string(), error.message(),
                    "Check the stick, then do it again."};
}

bool read_only(const fs::path& folder) {
    return ::access(folder.c_str(), W_OK) != 0 && errno != ENOENT;
}

EntryHead head_of(const RawEntry& entry, const fs::path& file) try {
    return decode_head(entry.head);
} catch (const DataError& error) {
    // The sum fits, so somebody wrote it like that: perhaps a newer program.
    throw BundleError{BundleError::Problem::of_newer_program, "The bundle cannot be read", file,
                      error.what(), "Update konbit on this laptop."};
}

}  // namespace

MeetingFolder::MeetingFolder(const fs::path& meeting)
    : entries_{meeting / "konbit" / "entries"}, photos_{meeting / "konbit" / "photos"} {
    std::error_code error;
    if (!fs::is_directory(meeting, error)) {
        throw DataError{"There is no such folder to meet in", meeting.string(),
                        error ? error.message() : "it is no folder",
                        "Plug the stick in, or make the folder first."};
    }
    for (const auto& folder : {meeting / "konbit", entries_, photos_}) refuse_links(folder);
}

// ---- reading

namespace {

/// A segment's entries, linked one to the next. DataError: damaged, or not of this chain.
Segment read_through(const fs::path& file, const ChainId& chain, JournalPace& pace) {
    BundleReader in{file, BundleReader::Links::refused};
    Segment segment{file, chain, 0, {}, {}, in.counts().file_bytes()};
    const auto odd = [&](std::string_view why) {
        throw BundleError{BundleError::Problem::damaged, "The bundle does not belong here", file,
                          why, "It was left out."};
    };
    if (in.counts().entries == 0 || in.counts().photos != 0) odd("it holds no run of entries");
    if (in.counts().entries > MeetingFolder::kMostSegmentEntries) odd("it holds too many entries");
    EntryHead before;
    while (const auto entry = in.next_entry()) {
        const auto head = head_of(*entry, file);
        if (head.chain != chain) odd("an entry is of another chain than its folder");
        if (segment.entries.empty()) {
            segment.first = head.sequence;
            segment.before = head.previous;
        } else if (head.previous != segment.entries.back().id ||
                   head.sequence != before.sequence + 1) {
            odd(fmt::format("entry {} is missing in it", before.sequence + 1));
        }
        segment.entries.push_back(
            {entry->id, entry->payload.has_value(), entry->signature.has_value()});
        before = head;
        pace.step("checking", in.position(), in.counts().file_bytes());
    }
    in.finish();
    return segment;
}

}  // namespace

void MeetingFolder::read_segment(const fs::path& file, const ChainId& chain, Contents& into,
                                 JournalPace& pace) const {
    const auto last = last_of_name(file.filename().string());
    if (!last) return;
    std::optional<Segment> segment;
    try {
        segment = read_through(file, chain, pace);
    } catch (const BundleError& error) {
        std::error_code ignored;
        if (!fs::exists(fs::symlink_status(file, ignored))) return;  // replaced meanwhile
        into.notes.push_back(error.what());
        if (error.problem() == BundleError::Problem::damaged) {
            into.damaged.push_back({file, chain, *last});
        }
    }
    if (segment) into.segments.push_back(std::move(*segment));
}

MeetingFolder::Contents MeetingFolder::read(JournalPace& pace) const {
    Contents contents;
    for (const auto& folder : listed(entries_)) {
        const auto chain = parse_chain(folder.filename().string());
        std::error_code error;
        if (!chain || !fs::is_directory(fs::symlink_status(folder, error))) continue;
        for (const auto& file : listed(folder)) read_segment(file, *chain, contents, pace);
    }
    std::ranges::sort(contents.segments, [](const Segment& a, const Segment& b) {
        return std::tie(a.chain, a.first, a.file) < std::tie(b.chain, b.first, b.file);
    });
    for (const auto& file : listed(photos_)) {
        if (const auto photo = photo_of_name(file.filename().string())) {
            contents.photos.emplace(*photo, file);
        }
    }
    return contents;
}

// ---- writing

bool MeetingFolder::prepare_for_writing() const {
    const auto konbit = entries_.parent_path();
    for (const auto& folder : {konbit.parent_path(), konbit, entries_, photos_}) {
        if (read_only(folder)) return false;
    }
    for (const auto& folder : {konbit, entries_, photos_}) make_folder(folder);
    remove_leftovers(photos_, kLeftoverAge);
    for (const auto& folder : listed(entries_)) remove_leftovers(folder, kLeftoverAge);
    return true;
}

fs::path MeetingFolder::leave_segment(const std::vector<RawEntry>& run) const {
    const auto first = decode_head(run.front().head);
    const auto last = decode_head(run.back().head);
    const auto folder = entries_ / name_of(first.chain);
    make_folder(folder);
    BundleWriter writer{folder / "segment"};
    for (const auto& entry : run) writer.add(entry);
    return writer.commit_as([&](const Digest& sum) {
        return folder / fmt::format("{:010}-{:010}-{}{}", first.sequence, last.sequence,
                                    to_hex(sum).substr(0, kSumDigits), kEnding);
    });
}

void MeetingFolder::leave_photo(const Digest& photo, std::string_view bytes) const {
    PartialFile file{photos_ / fmt::format("{}.{}", to_hex(photo), photo_type_of(bytes))};
    file.write(bytes);
    file.commit();
}

}  // namespace konbit
