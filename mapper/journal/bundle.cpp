#include "mapper/journal/bundle.hpp"

#include <set>

#include <fmt/format.h>

#include "mapper/journal/bundle_reader.hpp"
#include "mapper/journal/bundle_writer.hpp"
#include "mapper/journal/entry_codec.hpp"
#include "mapper/journal/journal_pace.hpp"
#include "mapper/journal/photos.hpp"
#include "mapper/journal/shown_photos.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;

// ---- writing

std::set<Digest> send_entries(const Journal& journal, BundleWriter& out, JournalPace& pace) {
    std::set<Digest> shown;
    journal.for_each_raw([&](const RawEntry& entry) {
        out.add(entry);
        for (const auto& photo : photos_shown_by(entry)) shown.insert(photo);
        pace.step("entries", out.counts().entry_bytes, 0);
    });
    return shown;
}

void send_photos(const PhotoStore& store, const std::set<Digest>& shown, BundleWriter& out,
                 JournalPace& pace) {
    for (const auto& photo : shown) {
        const auto bytes = store.read(photo);
        // One that never came here, or was damaged here: whoever has it sends it.
        if (bytes && digest_of(*bytes) == photo) out.add_photo(photo, *bytes);
        pace.step("photos", out.counts().photo_bytes, 0);
    }
}

// ---- taking in

/// Photos that reports of a bundle show and that are not here yet.
struct PhotosToTake {
    static constexpr std::size_t kMost = 1'000'000;
    std::set<Digest> wanted;
    std::vector<Digest> taken;
};

void want_photos(const RawEntry& entry, const PhotoStore& store, PhotosToTake& photos) {
    for (const auto& photo : photos_shown_by(entry)) {
        if (!store.has(photo)) photos.wanted.insert(photo);
    }
}

void check_entry(const RawEntry& entry, std::uint64_t number, const fs::path& bundle,
                 const PhotoStore& store, PhotosToTake& photos) {
    try {
        static_cast<void>(decode_head(entry.head));
        want_photos(entry, store, photos);
    } catch (const DataError& error) {
        throw DataError{"The bundle cannot be taken in", bundle.string(),
                        fmt::format("entry {}, {}: {}", number, short_id(entry.id), error.what()),
                        "Nothing was changed. Ask the sender for a new file."};
    }
    if (photos.wanted.size() > PhotosToTake::kMost) {
        throw DataError{"The bundle cannot be taken in", bundle.string(),
                        "its reports name more than a million photos",
                        "Nothing was changed. Ask the sender for another."};
    }
}

/// Reads all of it once: counts, sizes, heads, photos, sum. Links and signatures are for merge.
PhotosToTake check_bundle(BundleReader& in, const PhotoStore& store, const fs::path& bundle,
                          JournalPace& pace) {
    PhotosToTake photos;
    const auto total = in.counts().file_bytes();
    for (std::uint64_t number = 1; const auto entry = in.next_entry(); ++number) {
        check_entry(*entry, number, bundle, store, photos);
        pace.step("checking", in.position(), total);
    }
    while (in.next_photo()) pace.step("checking", in.position(), total);
    in.finish();
    return photos;
}

void take_photos(BundleReader& in, const PhotoStore& store, PhotosToTake& photos,
                 JournalPace& pace) {
    if (photos.wanted.empty()) return;
    in.go_to_photos();
    while (const auto photo = in.next_photo()) {
        pace.step("photos", in.position(), in.counts().file_bytes());
        if (!photos.wanted.contains(photo->file)) continue;
        store.add(photo->bytes, photo->type, "");
        photos.taken.push_back(photo->file);
    }
}

/// Those that nobody shows in the end: the merge failed, or their reports were redacted.
void put_back_unshown(const Journal& journal, const PhotoStore& store, std::vector<Digest>& taken) {
    if (taken.empty()) return;
    const auto shown = photos_shown(journal);
    std::erase_if(taken, [&](const Digest& photo) {
        if (shown.contains(photo)) return false;
        store.remove(photo);
        return true;
    });
}

MergeResult take_entries(Journal& journal, BundleReader& in, const fs::path& bundle,
                         JournalPace& pace) {
    in.go_to_entries();
    return journal.merge(
        [&] {
            auto entry = in.next_entry();
            if (entry)
                pace.step("entries", in.position(), in.counts().entry_bytes + kBundleHeaderBytes);
            return entry;
        },
        bundle.string());
}

}  // namespace

BundleResult write_bundle(const Journal& journal, const fs::path& map_folder, const fs::path& out,
                          const JournalProgress& progress, const std::atomic<bool>* stop) {
    remove_leftovers(out.has_parent_path() ? out.parent_path() : ".", std::chrono::hours{1});
    JournalPace pace{out, progress, stop};
    BundleWriter writer{out};
    const auto shown = send_entries(journal, writer, pace);
    send_photos(PhotoStore{map_folder}, shown, writer, pace);
    writer.commit();
    const auto& counts = writer.counts();
    return {counts.entries, counts.photos, counts.file_bytes()};
}

MergeResult merge_bundle(Journal& journal, const fs::path& map_folder, const fs::path& bundle,
                         const JournalProgress& progress, const std::atomic<bool>* stop) {
    JournalPace pace{bundle, progress, stop};
    const PhotoStore store{map_folder};
    store.tidy();
    BundleReader in{bundle};
    auto photos = check_bundle(in, store, bundle, pace);
    MergeResult result;
    try {
        take_photos(in, store, photos, pace);
        result = take_entries(journal, in, bundle, pace);
    } catch (const DataError&) {
        put_back_unshown(journal, store, photos.taken);
        throw;
    }
    put_back_unshown(journal, store, photos.taken);
    result.photos = photos.taken.size();
    return result;
}

}  // namespace konbit
