#include "mapper/query/old_events.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "mapper/journal/entry_codec.hpp"
#include "mapper/model/error.hpp"

namespace konbit {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kMostBytes = 1 << 20;
constexpr const char* kFile = "event.json";

[[noreturn]] void broken(const fs::path& file, std::string_view why) {
    throw DataError{"The map's events cannot be read", file.string(), why,
                    "Repair or delete the file, then set the event again"};
}

EventNote read_event(const nlohmann::json& item, const fs::path& file) {
    const auto text = [&](const char* key) {
        return item.is_object() && item.contains(key) && item[key].is_string()
                   ? item[key].get<std::string>()
                   : std::string{};
    };
    const auto at = parse_iso8601(text("at"));
    if (text("kind").empty() || !at) broken(file, "an event lacks its kind or its time");
    return {text("kind"), *at, text("glide")};
}

/// Named by what it says: read again, it is the same entry.
Entry entry_of(EventNote event) {
    Entry entry;
    entry.id = digest_of("event.json " + event.kind + " " + to_iso8601(event.at));
    entry.head.kind = EntryKind::event;
    entry.head.audience = Audience::open_to_all;
    entry.head.lamport = 0;
    entry.head.written = event.at;
    entry.payload = std::move(event);
    return entry;
}

}  // namespace

std::vector<Entry> read_old_events(const fs::path& map_folder) {
    const auto file = map_folder / kFile;
    std::error_code error;
    if (!fs::exists(file, error)) return {};
    if (fs::file_size(file, error) > kMostBytes || error) broken(file, "it is far too long");
    std::ifstream in{file, std::ios::binary};
    const auto root = nlohmann::json::parse(in, nullptr, false);
    if (!root.is_object() || !root.contains("events") || !root["events"].is_array()) {
        broken(file, "it is no list of events");
    }
    std::vector<Entry> events;
    for (const auto& item : root["events"]) events.push_back(entry_of(read_event(item, file)));
    return events;
}

void remove_old_events(const fs::path& map_folder) noexcept {
    std::error_code ignored;
    fs::remove(map_folder / kFile, ignored);
}

}  // namespace konbit
