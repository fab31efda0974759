// konbit route: the way that a vehicle can take today, and what is in doubt on it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/answer_text.hpp"
#include "cli/commands.hpp"
#include "cli/entry_text.hpp"
#include "cli/json_answer.hpp"
#include "cli/map_option.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/road_answer.hpp"
#include "cli/travel_option.hpp"
#include "mapper/exchange/route_files.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/route_text.hpp"
#include "mapper/query/text.hpp"
#include "mapper/store/atomic_file.hpp"

namespace konbit {
namespace {

constexpr std::size_t kMostListed = 8;

struct Options {
    std::vector<std::string> words;  ///< [MAP] FROM [VIA…] TO
    TravelWords travel;
    std::string alternatives = "0", lang, out;
    bool instructions = false, force = false, json = false;
};

/// What was typed, checked as far as that goes without a map.
struct Asked {
    std::optional<std::string> map;
    std::vector<std::string> places;
    TravelQuestion travel;
    std::size_t alternatives = 0;
    std::string lang;  ///< of the instructions
    std::optional<UnixSeconds> as_of;
};

void check_lang(const std::string& lang) {
    static_cast<void>(route_instructions({}, lang));
}

Asked read(const Options& o) {
    auto words = o.words;
    Asked asked{.map = take_map(words),
                .places = {},
                .travel = read_travel(o.travel),
                .alternatives = read_number("--alternatives", o.alternatives, 0, 10),
                .lang = o.lang.empty() ? "en" : o.lang,
                .as_of = read_as_of(o.travel.as_of)};
    asked.places = std::move(words);
    check_lang(asked.lang);
    if (asked.places.size() < 2) {
        throw UsageError{asked.places.empty() ? "The places are missing" : "A place is missing",
                         "FROM TO", "a way leads from one place to another",
                         "Give each as LAT,LON (latitude first), an id or a \"NAME\""};
    }
    if (!o.out.empty()) {
        refuse_option_as_value("-o", o.out);
        check_route_file(o.out);
        check_target(o.out, o.force);
    }
    return asked;
}

// ---- for people

/// A heading with a line each; a long list is cut, the rest counted.
void print_places(const std::string& heading, const std::vector<RoutePlace>& places) {
    if (places.empty()) return;
    print_line(heading);
    for (std::size_t i = 0; i < std::min(places.size(), kMostListed); ++i)
        print_line("  " + place_and_reason(places[i]));
    if (places.size() > kMostListed)
        print_line(fmt::format("  … and {} more: --json has all", places.size() - kMostListed));
}

std::string answer_line(const Asked& asked, const RouteAnswer& answer) {
    const auto from = answer.ends.front().place.label, to = answer.ends.back().place.label;
    if (answer.options.empty())
        return fmt::format("NO: no way {} from {} to {} today", by_text(asked.travel), from, to);
    const auto& best = answer.options.front();
    return fmt::format("{}: {}, {}, from {} to {}", to_string(answer.verdict),
                       by_text(asked.travel), option_words(best), from, to);
}

void print_ends(const RouteAnswer& answer) {
    for (std::size_t i = 0; i < answer.ends.size(); ++i) {
        const bool last = i + 1 == answer.ends.size();
        if (!answer.ends[i].road) continue;
        const auto where = i == 0 ? "It begins" : last ? "It ends" : "It stops";
        print_line(snap_line(answer.ends[i], where) + ".");
    }
}

std::string event_text(const Map& map) {
    return map.events().empty() ? std::string{"event"} : words_text(map.events().back().kind);
}

std::string detour_text(const RouteOption& option) {
    if (option.detour_s <= 0) return "Avoided, at no cost:";
    const auto longer = option.detour_m > 0 ? fmt::format(" and {}", distance_text(option.detour_m))
                                            : std::string{};
    return fmt::format("Avoided, which costs {}{}:", travel_time_text(option.detour_s), longer);
}

void print_unseen(const Map& map, const RouteOption& option) {
    if (option.unseen_m <= 0 && option.unseen.empty()) return;
    const auto things = counted_by_what(option.unseen);
    const auto line =
        fmt::format("Nobody has looked since the {} at {} of it{}", event_text(map),
                    distance_text(option.unseen_m), things.empty() ? "" : ", with " + things);
    if (option.unseen.empty()) return print_line(line + ".");
    auto places = option.unseen;
    for (auto& place : places) place.reason.clear();
    print_places(line + ":", places);
}

void print_option(const Map& map, const RouteOption& option) {
    print_places("What was said of it:", option.evidence);
    print_places(detour_text(option), option.avoided);
    print_places("Quicker, but never open to this vehicle:", option.limits);
    print_unseen(map, option);
    for (const auto& warning : option.warnings) print_line("Warning: " + warning + ".");
}

/// The roads along which it leads, the longest first.
std::string along_text(const RouteOption& option) {
    std::vector<std::pair<double, std::string>> roads;
    for (const auto& step : option.steps) {
        const auto& name = step.name.empty() ? step.ref : step.name;
        if (name.empty()) continue;
        const auto known = std::find_if(roads.begin(), roads.end(),
                                        [&](const auto& road) { return road.second == name; });
        if (known == roads.end())
            roads.emplace_back(step.distance_m, name);
        else
            known->first += step.distance_m;
    }
    std::stable_sort(roads.begin(), roads.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    if (roads.size() > 3) roads.resize(3);
    std::vector<std::string> names;
    for (auto& [length_m, name] : roads) names.push_back(std::move(name));
    return fmt::format("{}", fmt::join(names, ", "));
}

void print_alternatives(const Asked& asked, const RouteAnswer& answer) {
    if (asked.alternatives == 0) return;
    if (answer.options.size() == 1) return print_line("No other way differs enough.");
    for (std::size_t i = 0; i < answer.options.size(); ++i) {
        const auto& option = answer.options[i];
        print_line(fmt::format("{:>2}  {}: {}, along {}", i + 1, to_string(option.verdict),
                               option_words(option), along_text(option)));
    }
}

void print_instructions(const Asked& asked, const RouteOption& option) {
    const auto sentences = route_instructions(option, asked.lang);
    for (std::size_t i = 0; i < sentences.size(); ++i)
        print_line(fmt::format("{:>3}. {}", i + 1, sentences[i]));
}

void print_blocking(const RouteAnswer& answer) {
    if (!answer.why.empty()) print_line(fmt::format("Why: {}.", answer.why));
    print_places(answer.otherwise && answer.why.empty()
                     ? fmt::format("It would be {} if these were open, the most helpful first:",
                                   option_words(*answer.otherwise))
                     : std::string{"In the way:"},
                 answer.blocking);
    if (answer.otherwise) print_places("Never open to this vehicle:", answer.otherwise->limits);
}

std::string next_step(const RouteAnswer& answer) {
    const auto report = [](const RoutePlace& place, std::string_view passability) {
        const auto id = to_string(place.way);
        return fmt::format("konbit report passability {} --passability {} --seen", id, passability);
    };
    if (answer.options.empty()) {
        const bool told =
            !answer.blocking.empty() && answer.blocking.front().note.object != ObjectId{};
        if (!told) return "Another vehicle or --ignore access may find a way.";
        return "If somebody saw it open, say so: " + report(answer.blocking.front(), "open");
    }
    if (answer.verdict != RouteVerdict::yes_unchecked) return {};
    const auto& best = answer.options.front();
    if (!best.unseen.empty())
        return "Ask who has been there, and say what they saw: " +
               report(best.unseen.front(), "open");
    return "\"konbit recheck\" lists what somebody should look at.";
}

void print_people(const Map& map, const Asked& asked, const Options& o, const RouteAnswer& answer) {
    print_line(answer_line(asked, answer) + ".");
    print_as_of(asked.as_of);
    print_made_before(map);
    if (answer.options.empty()) {
        print_blocking(answer);
    } else {
        print_ends(answer);
        print_option(map, answer.options.front());
        print_alternatives(asked, answer);
        if (o.instructions) print_instructions(asked, answer.options.front());
    }
    for (std::size_t i = 0; i < answer.ends.size(); ++i) {
        if (i < asked.places.size()) print_other_places(asked.places[i], answer.ends[i].place);
        if (!answer.ends[i].road) print_outside_map(map, answer.ends[i].place.at);
    }
    if (!o.out.empty())
        print_line(fmt::format("Wrote {}.{}", o.out,
                               asked.travel.audience == Audience::team
                                   ? " What reports say in it is for the team alone."
                                   : ""));
    print_map_age(map);
    if (const auto next = next_step(answer); !next.empty()) print_line(next);
}

// ---- the command

RouteDocument document_of(const Map& map, const Asked& asked, const Options& o,
                          const Travel& travel, const RouteAnswer& answer) {
    JsonMembers extra;
    add_as_of(asked.as_of, extra);
    return {.travel = travel,
            .answer = answer,
            .facts = facts_of(map),
            .vehicle = vehicle_text(asked.travel),
            .lang = o.instructions || !o.out.empty() ? asked.lang : std::string{},
            .for_the_team = asked.travel.audience == Audience::team,
            .extra = std::move(extra)};
}

void run(const Options& o) {
    const auto asked = read(o);
    const auto map = open_map(asked.map, asked.as_of);
    RouteQuestion question{.places = {}, .alternatives = asked.alternatives};
    for (const auto& typed : asked.places) question.places.push_back(resolve_place(map, typed));
    const auto travel = Travel::prepare(map, asked.travel);
    const auto answer = find_route(travel, question);
    const auto document = document_of(map, asked, o, travel, answer);
    if (!o.out.empty()) write_route_file(o.out, document);
    if (o.json) {
        print_raw(route_geojson(document));
        print_map_notices(map);
    } else {
        print_people(map, asked, o, answer);
    }
    if (answer.verdict == RouteVerdict::no) throw NoWay{};
}

}  // namespace

void declare_route(CLI::App& app) {
    const auto o = std::make_shared<Options>();
    app.add_option("WORDS", o->words, "FROM, places on the way, TO: LAT,LON, an id or a name");
    add_travel_options(app, o->travel);
    app.add_option("--alternatives", o->alternatives, "so many other ways, if they differ")
        ->type_name("N");
    app.add_flag("--instructions", o->instructions, "what to do where, to read over a radio");
    app.add_option("--lang", o->lang, "of the instructions: en (default), fr, ht, es")
        ->type_name("LANG");
    app.add_option("-o,--output", o->out, "FILE for a phone: .gpx, .kml; or .geojson")
        ->type_name("FILE");
    app.add_flag("--force", o->force, "replace an existing file");
    app.add_flag("--json", o->json, "answer as GeoJSON");
    app.footer(
        "The answer is YES, YES, UNCHECKED (nobody has looked at all of it since the disaster) or\n"
        "NO. NO ends with exit code 3.\n\nExamples:\n"
        "  konbit route andorra.konbit 42.5063,1.5218 \"el Pas de la Casa\" --by truck --height "
        "4.4\n"
        "  konbit route \"Lopital Sen Jan\" w72000201 --by car --instructions --lang ht\n"
        "  konbit route 19.1,-73.0 19.09,-72.97 --by 4x4 --alternatives 2 -o way.gpx\n");
    app.callback([o] { run(*o); });
}

}  // namespace konbit
