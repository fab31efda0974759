#pragma once

#include <string>

#include "mapper/journal/entry_codec.hpp"
#include "mapper/journal/photos.hpp"
#include "tests/journal/workspace.hpp"

namespace konbit::test {

/// Bytes that begin as a JPEG does.
inline std::string jpeg_bytes(const std::string& rest) {
    return "\xff\xd8\xff\xe0" + rest;
}

/// A blocked road with one photo.
inline NewEntry with_photo(const std::string& text, const std::string& photo) {
    auto entry = blocked_road(text);
    std::get<Report>(entry.payload).photos.push_back({digest_of(photo), "jpeg", {}, {}});
    return entry;
}

inline std::vector<RawEntry> raw_of(const Journal& journal) {
    std::vector<RawEntry> entries;
    journal.for_each_raw([&](const RawEntry& entry) { entries.push_back(entry); });
    return entries;
}

/// The names of all entries, sorted.
inline std::vector<EntryId> ids_of(const Journal& journal) {
    std::vector<EntryId> ids;
    for (const auto& entry : raw_of(journal)) ids.push_back(entry.id);
    std::sort(ids.begin(), ids.end());
    return ids;
}

/// What a command that threw said; "" if it did not.
template <class Work>
std::string failure_of(const Work& work) {
    try {
        work();
    } catch (const DataError& error) {
        return error.what();
    }
    return "";
}

inline std::vector<std::string> names_in(const std::filesystem::path& folder) {
    std::vector<std::string> names;
    if (!std::filesystem::exists(folder)) return names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace konbit::test
