#include "mapper/journal/shown_photos.hpp"

#include "mapper/journal/entry_codec.hpp"

namespace konbit {

std::vector<Digest> photos_shown_by(const RawEntry& entry) {
    // Most entries show none: looking for the word is much quicker than reading the payload.
    if (!entry.payload || entry.payload->find("\"photos\"") == std::string::npos) return {};
    const auto payload = decode_payload(decode_head(entry.head).kind, *entry.payload);
    std::vector<Digest> shown;
    if (const auto* report = std::get_if<Report>(&payload)) {
        for (const auto& photo : report->photos) shown.push_back(photo.file);
    }
    return shown;
}

std::set<Digest> photos_shown(const Journal& journal) {
    std::set<Digest> shown;
    journal.for_each_raw([&](const RawEntry& entry) {
        for (const auto& photo : photos_shown_by(entry)) shown.insert(photo);
    });
    return shown;
}

}  // namespace konbit
