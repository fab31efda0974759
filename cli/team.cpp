// konbit team: whose word counts in this map.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <map>

#include "cli/clock.hpp"
#include "cli/commands.hpp"
#include "cli/entry_text.hpp"
#include "cli/json_answer.hpp"
#include "cli/map_option.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/report_words.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/condition_text.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

constexpr std::size_t kFewestDigits = 4;

struct Options {
    std::vector<std::string> words;  ///< [MAP] [accept|revoke KEY]
    std::string name;
    bool json = false;
};

struct Words {
    std::optional<std::string> map;
    std::optional<EntryKind> what;  ///< accept or revoke; nullopt: list
    std::string key;
};

Words read_words(std::vector<std::string> given) {
    Words words{take_map(given), {}, {}};
    if (given.empty()) return words;
    if (given[0] == "accept") words.what = EntryKind::accept;
    if (given[0] == "revoke") words.what = EntryKind::revoke;
    if (!words.what) {
        throw UsageError{"The word cannot be understood", given[0],
                         "a team is listed, or a laptop accepted or revoked",
                         "Use konbit team, konbit team accept KEY or konbit team revoke KEY"};
    }
    if (given.size() < 2) {
        throw UsageError{"The key is missing", "KEY", "it says which laptop is meant",
                         "Add the first digits of its key: konbit team lists them"};
    }
    if (given.size() > 2) {
        throw UsageError{"There is a word too many", given[2], "one laptop at a time",
                         "Put names behind --name, in quotes"};
    }
    words.key = given[1];
    return words;
}

/// What a map knows of a laptop.
struct Member {
    std::uint64_t entries = 0;
    UnixSeconds newest = 0;  ///< by its own clock
};
using Members = std::vector<std::pair<DeviceKey, Member>>;

/// All that wrote, that are accepted, or that sit here: this laptop first, then those who wrote
/// most.
Members members_of(const Map& map, const DeviceNames& names) {
    std::map<DeviceKey, Member> members;
    map.journal_to_read().for_each(0, [&](const Entry& entry) {
        auto& member = members[entry.head.chain.device];
        ++member.entries;
        member.newest = std::max(member.newest, entry.head.written);
    });
    for (const auto& device : names.team().members()) members[device];
    if (names.own()) members[*names.own()];
    Members sorted{members.begin(), members.end()};
    std::stable_sort(sorted.begin(), sorted.end(), [&](const auto& a, const auto& b) {
        const auto rank = [&](const auto& member) {
            return std::pair{member.first != names.own(), ~member.second.entries};
        };
        return rank(a) < rank(b);
    });
    return sorted;
}

std::string_view standing(const DeviceNames& names, const DeviceKey& device) {
    return names.team().accepted(device) ? "accepted" : "not accepted: its good news waits";
}

void print_member(const DeviceNames& names, const DeviceKey& device, const Member& member) {
    const auto name = names.team().name_of(device);
    std::vector<std::string> parts{short_id(device)};
    if (device == names.own()) parts.emplace_back("this laptop");
    if (!name.empty()) parts.push_back(name);
    parts.push_back(member.entries == 0 ? "no entries"
                                        : counted(member.entries, "entry", "entries"));
    if (member.newest != 0) parts.push_back("newest " + age_words(member.newest, now()));
    parts.emplace_back(standing(names, device));
    print_line(fmt::format("  {}", fmt::join(parts, " · ")));
}

void print_people(const Map& map) {
    const DeviceNames names{map};
    const auto members = members_of(map, names);
    if (members.empty()) {
        print_line("Nobody has added anything to this map yet.");
    } else {
        print_line(fmt::format("{} of this map:", counted(members.size(), "laptop")));
    }
    for (const auto& [device, member] : members) print_member(names, device, member);
    const bool stranger = std::any_of(members.begin(), members.end(), [&](const auto& known) {
        return !names.team().accepted(known.first) && known.first != names.own();
    });
    if (stranger)
        print_line(
            "Next: compare the key with \"konbit team\" there, then konbit team accept KEY "
            "--name \"…\"");
    print_map_notices(map);
}

std::string json_member(const DeviceNames& names, const DeviceKey& device, const Member& member) {
    const auto name = names.team().name_of(device);
    return json_object({{"key", json_text(to_hex(device))},
                        {"name", name.empty() ? "null" : json_text(name)},
                        {"this_laptop", device == names.own() ? "true" : "false"},
                        {"accepted", names.team().accepted(device) ? "true" : "false"},
                        {"entries", fmt::to_string(member.entries)},
                        {"newest", json_time(member.newest)}});
}

void print_json(const Map& map) {
    const DeviceNames names{map};
    std::string list = "[";
    for (const auto& [device, member] : members_of(map, names))
        list += (list.size() > 1 ? "," : "") + json_member(names, device, member);
    JsonMembers members{{"team", list + "]"}};
    add_facts(map, members);
    print_raw(json_object(members) + "\n");
    print_map_notices(map);
}

/// A laptop known here by the first digits of its key, or any by all 64.
DeviceKey find_device(const Map& map, const std::string& typed) {
    std::string prefix = typed;
    for (auto& c : prefix) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (prefix.size() < kFewestDigits ||
        prefix.find_first_not_of("0123456789abcdef") != std::string::npos) {
        throw UsageError{
            "This is no key", typed,
            fmt::format("a key begins with at least {} of the digits 0-9 and a-f", kFewestDigits),
            "See the keys with konbit team"};
    }
    std::vector<DeviceKey> found;
    for (const auto& [device, member] : members_of(map, DeviceNames{map})) {
        if (to_hex(device).starts_with(prefix)) found.push_back(device);
    }
    if (found.empty()) {
        if (const auto whole = parse_digest(prefix)) return DeviceKey{whole->bytes};
        throw UsageError{"There is no such laptop", typed, "no key known here begins so",
                         "See the keys with konbit team, or give all 64 digits"};
    }
    if (found.size() == 1) return found.front();
    std::vector<std::string> keys;
    for (const auto& device : found) keys.push_back(short_id(device));
    throw UsageError{"The key is not clear", typed,
                     fmt::format("these begin so: {}", fmt::join(keys, ", ")), "Give more digits"};
}

void change(const Options& o, const Words& words) {
    const auto& name = read_entry_text("--name", o.name);
    auto map = open_map(words.map);
    const auto device = find_device(map, words.key);
    const bool accept = words.what == EntryKind::accept;
    map.add(NewEntry{*words.what, Audience::team, DeviceNote{device, name}});
    if (o.json) return print_json(map);
    const DeviceNames names{map};
    const auto label =
        name.empty() ? short_id(device) : fmt::format("{} ({})", name, short_id(device));
    print_line(accept ? fmt::format("Accepted {}: its good news counts from now on.", label)
                      : fmt::format("Revoked {}: its bad news still shows, as unverified; its good "
                                    "news waits.",
                                    label));
    if (names.team().accepted(device) != accept) {
        print_line(accept ? "Nobody accepted this laptop yet, so its own word does not count "
                            "there: ask somebody of the team to accept it."
                          : "It counts all the same: this map began on it.");
    }
    print_line("The others learn of it with the next bundle, merge or sync.");
    print_map_notices(map);
}

void run(const Options& o) {
    const auto words = read_words(o.words);
    if (words.what) return change(o, words);
    if (!o.name.empty()) {
        throw UsageError{"The laptop is missing", "--name", "a name is given to a laptop",
                         "Write it like: konbit team accept KEY --name \"Marie\""};
    }
    const auto map = open_map(words.map);
    o.json ? print_json(map) : print_people(map);
}

}  // namespace

void declare_team(CLI::App& app) {
    const auto o = std::make_shared<Options>();
    app.add_option("WORDS", o->words);
    app.add_option("--name", o->name, "what to call the laptop")->type_name("NAME");
    app.add_flag("--json", o->json, "answer as JSON");
    app.footer(
        "KEY is the beginning of a laptop's key, at least 4 digits. What nobody accepted is shown "
        "as\nunverified, and its good news waits.\n\nExamples:\n"
        "  konbit team haiti.konbit\n  konbit team accept 3f2a9c --name \"Marie's laptop\"\n"
        "  konbit team revoke 3f2a9c\n");
    app.callback([o] { run(*o); });
}

}  // namespace konbit
