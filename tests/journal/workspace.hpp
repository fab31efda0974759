#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "mapper/journal/journal.hpp"

namespace konbit::test {

/// Folders for maps and devices that vanish with it.
class Workspace {
public:
    Workspace() {
        auto name = (std::filesystem::temp_directory_path() / "konbit-journal-XXXXXX").string();
        if (!::mkdtemp(name.data())) std::abort();
        root_ = name;
    }
    ~Workspace() {
        std::error_code error;
        std::filesystem::remove_all(root_, error);
    }
    Workspace(const Workspace&) = delete;
    Workspace& operator=(const Workspace&) = delete;

    [[nodiscard]] const std::filesystem::path& root() const { return root_; }
    [[nodiscard]] std::filesystem::path map(const std::string& name = "a.konbit") const {
        const auto folder = root_ / name;
        std::filesystem::create_directories(folder);
        return folder;
    }
    /// A journal of map `name`, written by device `device`.
    [[nodiscard]] Journal writer(const std::string& name = "a.konbit",
                                 const std::string& device = "marie") const {
        return Journal::open({map(name), Journal::Mode::write, root_ / device, ""});
    }
    [[nodiscard]] Journal reader(const std::string& name = "a.konbit") const {
        return Journal::open({map(name), Journal::Mode::read, root_ / "nobody", ""});
    }

private:
    std::filesystem::path root_;
};

/// A report of a blocked road that says `text`.
inline NewEntry blocked_road(const std::string& text) {
    Report report;
    report.kind = ReportKind::passability;
    report.about.object = ObjectId{ObjectType::way, 123};
    report.about.at = {-723'400'000, 185'400'000};
    report.observed = 1'700'000'000;
    report.passability = Passability::blocked;
    report.text = text;
    return {EntryKind::report, Audience::team, report};
}

inline std::vector<Entry> all_of(const Journal& journal) {
    std::vector<Entry> entries;
    journal.for_each(0, [&](const Entry& entry) { entries.push_back(entry); });
    return entries;
}

/// The texts of all reports, "" for a redacted one, in the order of arrival.
inline std::vector<std::string> texts_of(const Journal& journal) {
    std::vector<std::string> texts;
    journal.for_each(0, [&](const Entry& entry) {
        if (entry.head.kind != EntryKind::report) return;
        const auto* report = std::get_if<Report>(&entry.payload);
        texts.push_back(report ? report->text : "");
    });
    return texts;
}

/// Files below a folder whose bytes hold a text, by name.
inline std::vector<std::string> files_with(const std::filesystem::path& folder,
                                           const std::string& text) {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in{entry.path(), std::ios::binary};
        const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
        if (bytes.find(text) != std::string::npos) found.push_back(entry.path().filename());
    }
    return found;
}

/// Everything another journal holds, taken in.
inline MergeResult merge_all(Journal& into, const Journal& from) {
    std::vector<RawEntry> entries;
    from.for_each_raw([&](const RawEntry& entry) { entries.push_back(entry); });
    std::size_t at = 0;
    return into.merge(
        [&]() -> std::optional<RawEntry> {
            if (at == entries.size()) return std::nullopt;
            return entries[at++];
        },
        "a test");
}

}  // namespace konbit::test
