// konbit event: sets the disaster, or shows those set.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/answer_text.hpp"
#include "cli/clock.hpp"
#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/json_answer.hpp"
#include "cli/map_option.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

struct Options {
    std::vector<std::string> words;  ///< [MAP] [KIND]
    std::string at;
    std::string glide;
    bool remove = false;
    bool json = false;
};

const std::vector<std::string>& kinds() {
    static const std::vector<std::string> kKinds{"earthquake", "flood",    "cyclone",
                                                 "landslide",  "tsunami",  "volcano",
                                                 "fire",       "conflict", "other"};
    return kKinds;
}

struct Words {
    std::optional<std::string> map;
    std::optional<std::string> kind;
};

Words read_words(const std::vector<std::string>& words) {
    if (words.size() == 2) return {words[0], words[1]};
    if (words.empty()) return {};
    if (names_map(words[0])) return {words[0], std::nullopt};
    return {std::nullopt, words[0]};
}

void check_kind(const std::string& kind) {
    const auto& known = kinds();
    if (std::find(known.begin(), known.end(), kind) != known.end()) return;
    const auto nearest = nearest_word(kind, known);
    throw UsageError{"No such kind of disaster", kind, "it is not known",
                     nearest.empty() ? fmt::format("Use {}", fmt::join(known, ", "))
                                     : fmt::format("Did you mean {}?", nearest)};
}

UnixSeconds read_event_time(const std::string& text) {
    if (text.empty()) {
        throw UsageError{"The disaster's time is missing", "--at",
                         "data from before it cannot show its damage",
                         "Add --at with a zone, such as --at 2026-04-05T06:00Z"};
    }
    return read_time("--at", text);
}

bool all_of(std::string_view text, int (*is)(int)) {
    return std::all_of(text.begin(), text.end(),
                       [is](char c) { return is(static_cast<unsigned char>(c)) != 0; });
}

/// EQ-2010-000009-HTI: kind, year, number, country.
void check_glide(std::string_view glide) {
    const bool fits =
        glide.size() == 18 && glide[2] == '-' && glide[7] == '-' && glide[14] == '-' &&
        all_of(glide.substr(0, 2), std::isupper) && all_of(glide.substr(3, 4), std::isdigit) &&
        all_of(glide.substr(8, 6), std::isdigit) && all_of(glide.substr(15), std::isupper);
    if (glide.empty() || fits) return;
    throw UsageError{"This is no GLIDE number", fmt::format("--glide {}", glide),
                     "it is made of kind, year, number and country",
                     "Write it like EQ-2010-000009-HTI"};
}

std::string event_text(const DisasterEvent& event) {
    return fmt::format("{} of {}{}", event.kind, time_text(event.at),
                       event.glide.empty() ? "" : ", GLIDE " + event.glide);
}

void print_json(const Map& map) {
    std::string list = "[";
    for (const auto& event : map.events()) {
        list += (list.size() > 1 ? "," : "") +
                json_object({{"kind", json_text(event.kind)},
                             {"at", json_text(to_iso8601(event.at))},
                             {"glide", event.glide.empty() ? "null" : json_text(event.glide)}});
    }
    JsonMembers members{{"events", list + "]"}};
    add_facts(map, members);
    print_raw(json_object(members) + "\n");
}

void show(const Map& map, const Options& o) {
    if (o.json) return print_json(map);
    for (const auto& event : map.events()) print_line(event_text(event));
    if (map.events().empty()) {
        print_line("No disaster is set in this map.");
        print_line("Next: konbit event MAP earthquake --at 2026-04-05T06:00Z");
    }
    print_made_before(map);
    print_map_age(map);
}

void set(Map& map, const DisasterEvent& event, const Options& o) {
    map.set_event(event);
    if (event.at > now() + 86'400)
        print_notice(
            "Note: this time lies in the future. If it is wrong, take it back with --remove.");
    if (o.json) return print_json(map);
    print_line(fmt::format("Set: {}.", event_text(event)));
    if (map.events().back() != event) {
        print_line(
            fmt::format("Answers go by the newest one: {}.", event_text(map.events().back())));
    }
    print_made_before(map);
    print_map_age(map);
}

void remove(Map& map, const DisasterEvent& event, const Options& o) {
    if (!map.remove_event(event.kind, event.at)) {
        throw UsageError{"No such disaster is set", event_text(event),
                         "none has this kind and this time",
                         "See those that are set with konbit event and the map alone"};
    }
    if (o.json) return print_json(map);
    print_line(fmt::format("Taken back: {}.", event_text(event)));
    print_made_before(map);
    print_map_age(map);
}

void run(const Options& o) {
    const auto words = read_words(o.words);
    if (!words.kind) {
        if (!o.at.empty() || !o.glide.empty() || o.remove) {
            throw UsageError{"The kind of disaster is missing", "KIND", "only options are given",
                             fmt::format("Use {}", fmt::join(kinds(), ", "))};
        }
        return show(open_map(words.map), o);
    }
    check_kind(*words.kind);
    const DisasterEvent event{*words.kind, read_event_time(o.at), o.glide};
    check_glide(event.glide);
    auto map = open_map(words.map);
    o.remove ? remove(map, event, o) : set(map, event, o);
}

}  // namespace

void declare_event(CLI::App& app) {
    const auto o = std::make_shared<Options>();
    app.add_option("WORDS", o->words)->expected(0, 2);
    app.add_option("--at", o->at, "when it struck, with a zone: 2026-04-05T06:00Z")
        ->type_name("TIME");
    app.add_option("--glide", o->glide, "its GLIDE number")->type_name("NUMBER");
    app.add_flag("--remove", o->remove, "take back the one of this KIND and TIME");
    app.add_flag("--json", o->json, "answer as JSON");
    app.footer(
        fmt::format("KIND is one of {}.\nWithout KIND it shows the disasters that are set."
                    "\n\nExamples:\n"
                    "  konbit event andorra.konbit earthquake --at 2026-04-05T06:00Z\n"
                    "  konbit event haiti.konbit earthquake --at 2010-01-12T16:53-05:00 "
                    "--glide EQ-2010-000009-HTI\n  konbit event andorra.konbit\n",
                    fmt::join(kinds(), ", ")));
    app.callback([o] { run(*o); });
}

}  // namespace konbit
