// The disasters of a map, in its event.json.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>

#include "mapper/query/map_impl.hpp"

namespace konbit {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kMostBytes = 1 << 20;

[[noreturn]] void broken(const fs::path& file, std::string_view why) {
    throw DataError{"The map's events cannot be read", file.string(), why,
                    "Repair or delete the file, then set the event again"};
}

[[noreturn]] void cannot_write(const fs::path& file, int error) {
    throw DataError{"The event cannot be saved", file.string(), std::strerror(error),
                    "Check the disk and that the map's folder may be written to"};
}

std::vector<DisasterEvent> read_events(const fs::path& file) {
    std::error_code error;
    if (!fs::exists(file, error)) return {};
    if (fs::file_size(file, error) > kMostBytes || error) broken(file, "it is far too long");
    std::ifstream in{file, std::ios::binary};
    const auto root = nlohmann::json::parse(in, nullptr, false);
    if (!root.is_object() || !root.contains("events") || !root["events"].is_array()) {
        broken(file, "it is no list of events");
    }
    std::vector<DisasterEvent> events;
    for (const auto& item : root["events"]) {
        const auto text = [&](const char* key) {
            return item.is_object() && item.contains(key) && item[key].is_string()
                       ? item[key].get<std::string>()
                       : std::string{};
        };
        const auto at = parse_iso8601(text("at"));
        if (text("kind").empty() || !at) broken(file, "an event lacks its kind or its time");
        events.push_back({text("kind"), *at, text("glide")});
    }
    std::stable_sort(events.begin(), events.end(),
                     [](const auto& a, const auto& b) { return a.at < b.at; });
    return events;
}

std::string to_json(const std::vector<DisasterEvent>& events) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& event : events) {
        nlohmann::ordered_json item{{"kind", event.kind}, {"at", to_iso8601(event.at)}};
        if (!event.glide.empty()) item["glide"] = event.glide;
        list.push_back(std::move(item));
    }
    using json = nlohmann::ordered_json;
    return json{{"events", std::move(list)}}.dump(2, ' ', false, json::error_handler_t::replace) +
           "\n";
}

void sync_folder(const fs::path& folder) {
    const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0) return;
    ::fsync(handle);  // some file systems refuse it for folders: nothing more to be done then
    ::close(handle);
}

/// Complete and on disk when it returns; the old file stays until then.
void write_durably(const fs::path& file, std::string_view text) {
    const auto fresh = fs::path{file}.concat(fmt::format(".new-{}", ::getpid()));
    const int handle = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (handle < 0) cannot_write(file, errno);
    int error = 0;
    while (!text.empty() && error == 0) {
        const auto written = ::write(handle, text.data(), text.size());
        if (written < 0) error = errno == EINTR ? 0 : errno;
        if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    }
    if (error == 0 && ::fsync(handle) != 0) error = errno;
    if (::close(handle) != 0 && error == 0) error = errno;
    if (error == 0 && ::rename(fresh.c_str(), file.c_str()) != 0) error = errno;
    if (error != 0) {
        ::unlink(fresh.c_str());
        cannot_write(file, error);
    }
    sync_folder(file.parent_path());
}

}  // namespace

const std::vector<DisasterEvent>& Map::Impl::events() {
    const std::lock_guard lock{mutex_};
    if (!events_) events_ = read_events(base.folder() / "event.json");
    return *events_;
}

void Map::Impl::set_event(const DisasterEvent& event) {
    const std::lock_guard lock{mutex_};
    auto list = read_events(base.folder() / "event.json");
    std::erase_if(list,
                  [&](const auto& old) { return old.kind == event.kind && old.at == event.at; });
    list.push_back(event);
    std::stable_sort(list.begin(), list.end(),
                     [](const auto& a, const auto& b) { return a.at < b.at; });
    write_durably(base.folder() / "event.json", to_json(list));
    events_ = std::move(list);
}

bool Map::Impl::remove_event(std::string_view kind, UnixSeconds at) {
    const std::lock_guard lock{mutex_};
    auto list = read_events(base.folder() / "event.json");
    if (std::erase_if(list, [&](const auto& e) { return e.kind == kind && e.at == at; }) == 0) {
        return false;
    }
    write_durably(base.folder() / "event.json", to_json(list));
    events_ = std::move(list);
    return true;
}

}  // namespace konbit
