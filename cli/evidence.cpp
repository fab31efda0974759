// konbit evidence: all that anybody said of one thing, and what it makes together.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/answer_text.hpp"
#include "cli/commands.hpp"
#include "cli/entry_json.hpp"
#include "cli/entry_text.hpp"
#include "cli/json_answer.hpp"
#include "cli/map_option.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/condition_text.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

struct Options {
    std::vector<std::string> words;  ///< [MAP] PLACE
    std::string as_of;
    bool json = false;
};

struct Words {
    std::optional<std::string> map;
    std::string place;
};

Words read_words(std::vector<std::string> given) {
    Words words{take_map(given), {}};
    if (given.empty()) {
        throw UsageError{"The thing is missing", "PLACE", "evidence is about one thing",
                         "Add an id such as w123, a name, or LAT,LON"};
    }
    words.place = fmt::format("{}", fmt::join(given, " "));
    return words;
}

/// What is known of one thing.
struct Known {
    ObjectId object;
    std::vector<Condition> conditions;
    std::vector<EvidenceLine> lines;
};

void add_known(const Map& map, ObjectId object, std::vector<Known>& all) {
    if (std::any_of(all.begin(), all.end(),
                    [&](const Known& known) { return known.object == object; }))
        return;
    all.push_back({object, conditions_of(map, object), evidence_of(map, object)});
}

/// The thing itself; at bare coordinates all that a report about them could be about.
std::vector<Known> known_at(const Map& map, const Place& place) {
    std::vector<Known> all;
    if (place.object) {
        add_known(map, *place.object, all);
        return all;
    }
    for (const auto kind : {ReportKind::passability, ReportKind::damage, ReportKind::shelter}) {
        const auto anchor = anchor_at(map, kind, place.at);
        if (anchor.object) add_known(map, *anchor.object, all);
    }
    return all;
}

std::string_view role_of(const EvidenceLine& line, bool as_of) {
    if (line.from_the_future) return as_of ? "later: not used" : "from the future: not used";
    if (line.used) return "counts";
    if (line.against) return "better, but not enough";
    return line.accepted ? "" : "sender not accepted";
}

std::vector<std::string> parts_of(const EvidenceLine& line, const DeviceNames& names, bool as_of) {
    std::vector<std::string> parts;
    const auto add = [&](std::string text) {
        if (!text.empty()) parts.push_back(std::move(text));
    };
    if (line.how == Method::tag) {
        add(fmt::format("{} {}", line.source, line.source_value));
    } else {
        add(line.who.empty() ? names(line.device) : line.who);
        add(line.source);
    }
    if (line.stretch) add("a stretch of it");
    if (!line.photos.empty()) add(counted(line.photos.size(), "photo"));
    add(std::string{role_of(line, as_of)});
    if (line.entry) add(short_id(*line.entry));
    return parts;
}

void print_evidence(const Map& map, const EvidenceLine& line, const DeviceNames& names,
                    bool as_of) {
    const auto limits = limits_text(line.limits);
    print_line(fmt::format("  {} {}{} {}: {}", to_string(line.how), line.value,
                           limits.empty() ? "" : " (" + limits + ")",
                           age_words(line.observed, map.as_of()),
                           fmt::join(parts_of(line, names, as_of), " · ")));
    if (!line.text.empty()) print_line(fmt::format("      \"{}\"", line.text));
}

/// A grade that also says whether one gets through stands twice in the list.
std::vector<const EvidenceLine*> once_each(const std::vector<EvidenceLine>& lines) {
    std::vector<const EvidenceLine*> once;
    for (const auto& line : lines) {
        const auto same = std::find_if(once.begin(), once.end(), [&](const EvidenceLine* other) {
            return line.entry && other->entry == line.entry && other->matter == line.matter &&
                   other->value == line.value;
        });
        if (same == once.end()) {
            once.push_back(&line);
        } else if (line.used) {
            *same = &line;  // the one that counts
        }
    }
    return once;
}

void print_known(const Map& map, const Known& known, const DeviceNames& names, bool as_of) {
    print_line(fmt::format("{}:", thing_text(map, known.object)));
    if (known.conditions.empty()) print_line("  Nobody has looked, as far as this map knows.");
    for (const auto& condition : known.conditions) {
        print_line(
            fmt::format("  {}, {}{}: {}", as_of ? "Then" : "Now", matter_word(condition.matter),
                        condition.stretch ? " of a stretch" : "", condition_text(condition)));
        if (!condition.reason.empty()) print_line("      " + condition.reason);
    }
    if (known.lines.empty()) return;
    print_line("  What was said, the newest first:");
    for (const auto& line : once_each(known.lines)) print_evidence(map, *line, names, as_of);
}

void print_people(const Map& map, const Options& o, const Place& place,
                  const std::vector<Known>& all) {
    print_as_of(read_as_of(o.as_of));
    const DeviceNames names{map};
    for (const auto& known : all) print_known(map, known, names, !o.as_of.empty());
    if (all.empty())
        print_line(fmt::format("There is no road, building or shelter at {}.", place.label));
    print_made_before(map);
    print_other_places(place.label, place);
    print_map_age(map);
}

std::string json_known(const Map& map, const Known& known, const DeviceNames& names) {
    std::string lines = "[";
    for (const auto& line : known.lines)
        lines += (lines.size() > 1 ? "," : "") + json_evidence(line, names);
    return json_object({{"id", json_text(to_string(known.object))},
                        {"label", json_text(thing_text(map, known.object))},
                        {"conditions", json_conditions(known.conditions)},
                        {"evidence", lines + "]"}});
}

void print_json(const Map& map, const Options& o, const Place& place,
                const std::vector<Known>& all) {
    const DeviceNames names{map};
    std::string things = "[";
    for (const auto& known : all)
        things += (things.size() > 1 ? "," : "") + json_known(map, known, names);
    JsonMembers members{{"place", json_place(place)}, {"things", things + "]"}};
    add_as_of(read_as_of(o.as_of), members);
    add_facts(map, members);
    print_raw(json_object(members) + "\n");
    print_map_notices(map);
}

void run(const Options& o) {
    const auto words = read_words(o.words);
    const auto map = open_map(words.map, read_as_of(o.as_of));
    const auto place = resolve_place(map, words.place);
    const auto all = known_at(map, place);
    o.json ? print_json(map, o, place, all) : print_people(map, o, place, all);
}

}  // namespace

void declare_evidence(CLI::App& app) {
    const auto o = std::make_shared<Options>();
    app.add_option("WORDS", o->words);
    add_as_of(app, o->as_of);
    app.add_flag("--json", o->json, "answer as JSON");
    app.footer(
        "PLACE is an id, a name, or LAT,LON.\n\nExamples:\n"
        "  konbit evidence \"Pon Bèl Rivyè\"\n"
        "  konbit evidence haiti.konbit w123 --as-of 2026-04-06T12:00Z\n");
    app.callback([o] { run(*o); });
}

}  // namespace konbit
