#include "cli/added.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <set>

#include "cli/output.hpp"
#include "mapper/query/condition_text.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

void print_reports(const Map& map, const Added& added) {
    const auto& c = added.counts;
    std::vector<std::string> parts;
    const auto add = [&](std::uint64_t count, std::string_view what) {
        if (count > 0) parts.push_back(fmt::format("{} {}", count_text(count), what));
    };
    add(c.unverified, "from laptops nobody accepted");
    add(c.from_the_future, "from the future");
    add(c.withdrawn, "withdrawn");
    add(c.redacted, "redacted");
    const auto newest = c.newest_observed
                            ? ", the newest observed " + age_words(*c.newest_observed, map.as_of())
                            : std::string{};
    print_line(fmt::format("{}{}{}.", counted(c.reports, "report"), newest,
                           parts.empty() ? "" : fmt::format(" ({})", fmt::join(parts, ", "))));
    if (c.good_news_waiting > 0)
        print_line(fmt::format("Good news waits in {}: konbit team shows whose.",
                               counted(c.good_news_waiting, "report")));
    print_line(fmt::format("Journal: {} of {} ({} accepted), {}.",
                           counted(added.entries, "entry", "entries"),
                           counted(added.devices, "laptop"), count_text(added.accepted),
                           bytes_text(added.journal_bytes)));
}

}  // namespace

Added added_to(const Map& map) {
    Added added;
    std::set<DeviceKey> devices;
    map.journal_to_read().for_each(0, [&](const Entry& entry) {
        ++added.entries;
        devices.insert(entry.head.chain.device);
    });
    added.devices = devices.size();
    map.with_situation([&](const Situation& situation) {
        added.counts = situation.counts();
        for (const auto& device : devices) added.accepted += situation.team().accepted(device);
    });
    const auto& folder = map.base().folder();
    for (const auto* name : {"journal.db", "journal.db-wal"}) {
        std::error_code error;
        const auto bytes = std::filesystem::file_size(folder / name, error);
        if (!error) added.journal_bytes += bytes;
    }
    added.read_only = ::access(folder.c_str(), W_OK) != 0;
    return added;
}

void print_added(const Map& map, const Added& added) {
    if (added.entries == 0) {
        print_line("Nobody has added anything to this map yet.");
    } else {
        print_reports(map, added);
    }
    if (added.read_only)
        print_line("The map is read-only here: copy it to report (konbit copy MAP TO).");
}

void add_added(const Added& added, JsonMembers& members) {
    const auto& c = added.counts;
    members.emplace_back("reports", fmt::to_string(c.reports));
    members.emplace_back("newest_observed", json_time(c.newest_observed));
    members.emplace_back("unverified", fmt::to_string(c.unverified));
    members.emplace_back("from_the_future", fmt::to_string(c.from_the_future));
    members.emplace_back("withdrawn", fmt::to_string(c.withdrawn));
    members.emplace_back("redacted", fmt::to_string(c.redacted));
    members.emplace_back("good_news_waiting", fmt::to_string(c.good_news_waiting));
    members.emplace_back("entries", fmt::to_string(added.entries));
    members.emplace_back("devices", fmt::to_string(added.devices));
    members.emplace_back("devices_accepted", fmt::to_string(added.accepted));
    members.emplace_back("journal_bytes", fmt::to_string(added.journal_bytes));
    members.emplace_back("read_only", added.read_only ? "true" : "false");
}

}  // namespace konbit
