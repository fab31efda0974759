// konbit log: the entries of a map's journal, newest first.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <set>

#include "cli/answer_text.hpp"
#include "cli/clock.hpp"
#include "cli/commands.hpp"
#include "cli/entry_text.hpp"
#include "cli/json_answer.hpp"
#include "cli/map_option.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

struct Options {
    std::optional<std::string> map;
    std::string count = "20";
    bool json = false;
};

/// The newest entries, and what became of them.
struct Log {
    std::vector<Entry> newest;  ///< newest first
    std::uint64_t in_all = 0;
    std::set<EntryId> withdrawn;
};

/// Who takes back what.
using Withdrawals = std::multimap<EntryId, DeviceKey>;

Log read_log(const Journal& journal, std::size_t count) {
    Log log;
    Withdrawals withdrawals;
    const auto newer = [](const Entry& a, const Entry& b) { return comes_before(b, a); };
    journal.for_each(0, [&](const Entry& entry) {
        ++log.in_all;
        const auto* judgement = std::get_if<Judgement>(&entry.payload);
        if (entry.head.kind == EntryKind::withdraw && judgement != nullptr)
            withdrawals.emplace(judgement->entry, entry.head.chain.device);
        // The oldest of those kept is in front.
        log.newest.push_back(entry);
        std::push_heap(log.newest.begin(), log.newest.end(), newer);
        if (log.newest.size() <= count) return;
        std::pop_heap(log.newest.begin(), log.newest.end(), newer);
        log.newest.pop_back();
    });
    std::sort(log.newest.begin(), log.newest.end(), newer);
    for (const auto& entry : log.newest) {
        const auto [first, last] = withdrawals.equal_range(entry.id);
        if (std::any_of(first, last, [&](const auto& withdrawal) {
                return withdrawal.second == entry.head.chain.device;
            }))
            log.withdrawn.insert(entry.id);
    }
    return log;
}

/// When what an entry tells of was observed; when it was written, where that is all.
UnixSeconds time_of(const Entry& entry) {
    if (const auto* report = std::get_if<Report>(&entry.payload)) return report->observed;
    const auto* judgement = std::get_if<Judgement>(&entry.payload);
    const bool opinion =
        entry.head.kind == EntryKind::confirm || entry.head.kind == EntryKind::dispute;
    return judgement != nullptr && opinion ? judgement->observed : entry.head.written;
}

bool from_the_future(const Map& map, const Entry& entry) {
    return time_of(entry) > map.as_of();
}

std::vector<std::string> marks_of(const Map& map, const Log& log, const DeviceNames& names,
                                  const Entry& entry) {
    std::vector<std::string> marks;
    if (log.withdrawn.contains(entry.id)) marks.emplace_back("withdrawn");
    if (from_the_future(map, entry)) marks.emplace_back("from the future: not used");
    if (!names.team().accepted(entry.head.chain.device)) marks.emplace_back("sender not accepted");
    if (entry.head.audience != Audience::team)
        marks.push_back(fmt::format(
            "for {}", entry.head.audience == Audience::partners ? "partners" : "everybody"));
    return marks;
}

void print_entry(const Map& map, const Log& log, const DeviceNames& names, const Entry& entry) {
    print_line(fmt::format("{}  {}  {}", short_id(entry.id), time_text(time_of(entry)),
                           names(entry.head.chain.device)));
    print_line("    " + entry_text(map, entry));
    const auto marks = marks_of(map, log, names, entry);
    if (!marks.empty()) print_line(fmt::format("    {}", fmt::join(marks, " · ")));
}

void print_people(const Map& map, const Log& log, const DeviceNames& names) {
    if (log.in_all == 0) {
        print_line("Nobody has added anything to this map yet.");
        print_line("Next: konbit report passability \"NAME\" --passability blocked --seen");
        return print_map_notices(map);
    }
    print_line(fmt::format("{}, the newest first:", counted(log.in_all, "entry", "entries")));
    for (const auto& entry : log.newest) print_entry(map, log, names, entry);
    const auto more = log.in_all - log.newest.size();
    if (more > 0)
        print_line(
            fmt::format("… and {} more: --count {} shows them", count_text(more), log.in_all));
    print_map_notices(map);
}

std::string_view kind_word(EntryKind kind) noexcept {
    switch (kind) {
        case EntryKind::event:
            return "event";
        case EntryKind::event_removed:
            return "event_removed";
        case EntryKind::report:
            return "report";
        case EntryKind::confirm:
            return "confirm";
        case EntryKind::dispute:
            return "dispute";
        case EntryKind::withdraw:
            return "withdraw";
        case EntryKind::redact:
            return "redact";
        case EntryKind::accept:
            return "accept";
        case EntryKind::revoke:
            return "revoke";
    }
    return "unknown";
}

std::string json_entry(const Map& map, const Log& log, const DeviceNames& names,
                       const Entry& entry) {
    const auto flag = [](bool value) { return std::string{value ? "true" : "false"}; };
    const auto& device = entry.head.chain.device;
    return json_object({{"entry", json_text(to_hex(entry.id))},
                        {"kind", json_text(kind_word(entry.head.kind))},
                        {"time", json_time(time_of(entry))},
                        {"written", json_time(entry.head.written)},
                        {"device", json_text(to_hex(device))},
                        {"who", json_text(names(device))},
                        {"accepted", flag(names.team().accepted(device))},
                        {"audience", json_text(to_string(entry.head.audience))},
                        {"says", json_text(entry_text(map, entry))},
                        {"withdrawn", flag(log.withdrawn.contains(entry.id))},
                        {"redacted", flag(entry.redacted)},
                        {"from_the_future", flag(from_the_future(map, entry))}});
}

void print_json(const Map& map, const Log& log, const DeviceNames& names) {
    std::string list = "[";
    for (const auto& entry : log.newest)
        list += (list.size() > 1 ? "," : "") + json_entry(map, log, names, entry);
    JsonMembers members{{"in_all", fmt::to_string(log.in_all)}, {"entries", list + "]"}};
    add_facts(map, members);
    print_raw(json_object(members) + "\n");
    print_map_notices(map);
}

void run(const Options& o) {
    const auto count = read_number("--count", o.count, 0, 1'000'000'000);
    const auto map = open_map(o.map);
    const auto log = read_log(map.journal_to_read(), count);
    const DeviceNames names{map};
    o.json ? print_json(map, log, names) : print_people(map, log, names);
}

}  // namespace

void declare_log(CLI::App& app) {
    const auto o = std::make_shared<Options>();
    app.add_option("MAP", o->map, "a folder that ends in .konbit");
    app.add_option("--count", o->count, "how many (default 20)")->type_name("N");
    app.add_flag("--json", o->json, "answer as JSON");
    app.footer("Examples:\n  konbit log\n  konbit log haiti.konbit --count 100 --json\n");
    app.callback([o] { run(*o); });
}

}  // namespace konbit
