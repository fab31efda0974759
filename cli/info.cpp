// konbit info: what a map holds, how old it is, what was skipped.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/added.hpp"
#include "cli/answer_text.hpp"
#include "cli/commands.hpp"
#include "cli/json_answer.hpp"
#include "cli/map_option.hpp"
#include "cli/output.hpp"
#include "mapper/model/error.hpp"
#include "mapper/network/road_network.hpp"
#include "mapper/query/questions.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

constexpr std::size_t kMostSkippedShown = 20;
constexpr std::size_t kMostBrokenShown = 5;

struct Options {
    std::optional<std::string> map;
    bool verify = false;
    bool json = false;
};

/// A number of the summary and its name for people and programs.
struct Fact {
    std::uint64_t MapSummary::*count;
    std::string_view key;
    std::string_view words;
};
constexpr std::array kLeftOut{
    Fact{&MapSummary::old_versions, "old_versions", "older versions left out"},
    Fact{&MapSummary::deleted, "deleted", "deleted objects left out"},
    Fact{&MapSummary::invalid_locations, "invalid_locations", "nodes outside the world"},
    Fact{&MapSummary::missing_nodes, "missing_nodes", "nodes of ways that the extract lacks"},
    Fact{&MapSummary::missing_members, "missing_members",
         "members of relations that the extract lacks"},
    Fact{&MapSummary::broken_areas, "broken_areas", "broken areas, kept as lines"},
    Fact{&MapSummary::broken_strings, "broken_strings", "objects with broken text"},
};

std::string bounds_text(const BoundingBox& box) {
    if (box.empty()) return "Covers nothing: no node has a location.";
    return fmt::format("Covers AREA {:.4f},{:.4f},{:.4f},{:.4f} (west,south,east,north).",
                       box.west * 1e-7, box.south * 1e-7, box.east * 1e-7, box.north * 1e-7);
}

void print_places(const Map& map, const MapSummary& summary) {
    if (summary.bounds.empty()) return;
    const auto count = [&](Theme theme) {
        return nearest_facilities(map,
                                  {.theme = theme, .near = summary.bounds.center(), .count = 0})
            .in_map;
    };
    print_line(fmt::format(
        "Places: {} (unchecked and closed ones counted in), {} of care, {} of water, {} of supply.",
        counted(count(Theme::shelter), "shelter"), count_text(count(Theme::care)),
        count_text(count(Theme::water)), count_text(count(Theme::supply))));
}

void print_roads(const RoadNetworkSummary& roads) {
    print_line(fmt::format("Roads: {}, {} of them for motor vehicles; {} (network of {}).",
                           counted(roads.segments, "segment"), count_text(roads.drive_segments),
                           counted(roads.rules, "turn rule"), bytes_text(roads.bytes)));
}

void print_broken(const RoadNetworkSummary& roads) {
    if (roads.long_ways > 0)
        print_line(fmt::format("  {} of over 65,535 nodes left out of routes",
                               counted(roads.long_ways, "road")));
    if (roads.broken_restrictions == 0) return;
    print_line(fmt::format("  {} that cannot be understood: routes ignore them",
                           counted(roads.broken_restrictions, "turn restriction")));
    const auto shown = std::min(roads.broken.size(), kMostBrokenShown);
    for (std::size_t i = 0; i < shown; ++i) {
        print_line(
            fmt::format("    relation/{}: {}", roads.broken[i].first, roads.broken[i].second));
    }
    if (shown < roads.broken_restrictions) {
        print_line(fmt::format("    … and {} more: --json lists them",
                               count_text(roads.broken_restrictions - shown)));
    }
}

void print_left_out(const MapSummary& summary) {
    for (const auto& fact : kLeftOut) {
        if (summary.*fact.count > 0)
            print_line(fmt::format("  {} {}", count_text(summary.*fact.count), fact.words));
    }
    for (std::size_t i = 0; i < std::min(summary.skipped.size(), kMostSkippedShown); ++i)
        print_line(fmt::format("  {}: {}", summary.skipped[i].object, summary.skipped[i].why));
    if (summary.skipped.size() > kMostSkippedShown) {
        print_line(fmt::format("  … and {} more: --json lists them",
                               count_text(summary.skipped.size() - kMostSkippedShown)));
    }
}

bool left_anything_out(const MapSummary& summary) {
    return !summary.skipped.empty() ||
           std::any_of(kLeftOut.begin(), kLeftOut.end(),
                       [&](const Fact& fact) { return summary.*fact.count > 0; });
}

void print_people(const Map& map) {
    const auto s = map.base().summary();
    print_line(fmt::format("{}: {}, {}, {}; {} assembled.", map.base().folder().filename().string(),
                           counted(s.objects[0], "node"), counted(s.objects[1], "way"),
                           counted(s.objects[2], "relation"), counted(s.areas, "area")));
    if (s.objects == std::array<std::uint64_t, 3>{}) print_line("The map is empty.");
    print_places(map, s);
    const auto roads = map.roads()->summary();
    if (roads.segments > 0) print_roads(roads);
    print_line(fmt::format("From {} ({}), imported {}.", s.extract_name,
                           bytes_text(s.extract_bytes), time_text(s.imported_at)));
    print_line(bounds_text(s.bounds));
    for (const auto& event : map.events()) {
        print_line(fmt::format("Disaster: {} of {}{}.", event.kind, time_text(event.at),
                               event.glide.empty() ? "" : ", GLIDE " + event.glide));
    }
    print_added(map, added_to(map));
    print_made_before(map);
    const bool roads_lack = roads.broken_restrictions > 0 || roads.long_ways > 0;
    print_line(left_anything_out(s) || roads_lack ? "Not in the map as the extract meant it:"
                                                  : "Nothing was left out on import.");
    print_left_out(s);
    print_broken(roads);
    print_map_age(map);
}

std::string events_json(const Map& map) {
    std::string list = "[";
    for (const auto& event : map.events()) {
        JsonMembers members{{"kind", json_text(event.kind)},
                            {"at", json_text(to_iso8601(event.at))}};
        if (!event.glide.empty()) members.emplace_back("glide", json_text(event.glide));
        list += (list.size() > 1 ? "," : "") + json_object(members);
    }
    return list + "]";
}

std::string roads_json(const RoadNetworkSummary& roads) {
    std::string broken = "[";
    for (const auto& [relation, why] : roads.broken) {
        broken += (broken.size() > 1 ? "," : "") +
                  json_object({{"object", json_text(fmt::format("relation/{}", relation))},
                               {"why", json_text(why)}});
    }
    return json_object({{"segments", fmt::to_string(roads.segments)},
                        {"drive_segments", fmt::to_string(roads.drive_segments)},
                        {"turn_rules", fmt::to_string(roads.rules)},
                        {"broken_restrictions", fmt::to_string(roads.broken_restrictions)},
                        {"broken", broken + "]"},
                        {"long_ways", fmt::to_string(roads.long_ways)},
                        {"bytes", fmt::to_string(roads.bytes)}});
}

void print_json(const Map& map, const std::optional<std::vector<std::string>>& problems) {
    const auto s = map.base().summary();
    std::string skipped = "[";
    for (const auto& item : s.skipped) {
        skipped += (skipped.size() > 1 ? "," : "") +
                   json_object({{"object", json_text(item.object)}, {"why", json_text(item.why)}});
    }
    JsonMembers members{{"map", json_text(map.base().folder().string())},
                        {"nodes", fmt::to_string(s.objects[0])},
                        {"ways", fmt::to_string(s.objects[1])},
                        {"relations", fmt::to_string(s.objects[2])},
                        {"areas", fmt::to_string(s.areas)},
                        {"features", fmt::to_string(s.features)},
                        {"extract", json_text(s.extract_name)},
                        {"extract_bytes", fmt::to_string(s.extract_bytes)},
                        {"imported_at", json_text(to_iso8601(s.imported_at))}};
    members.emplace_back("bounds", s.bounds.empty()
                                       ? std::string{"null"}
                                       : fmt::format("[{:.7f},{:.7f},{:.7f},{:.7f}]",
                                                     s.bounds.west * 1e-7, s.bounds.south * 1e-7,
                                                     s.bounds.east * 1e-7, s.bounds.north * 1e-7));
    members.emplace_back("has_versions", s.has_versions ? "true" : "false");
    for (const auto& fact : kLeftOut) members.emplace_back(fact.key, fmt::to_string(s.*fact.count));
    members.emplace_back("skipped", skipped + "]");
    // A damaged base.map still has its problems listed; a network cannot be built from it.
    if (!problems || problems->empty())
        members.emplace_back("roads", roads_json(map.roads()->summary()));
    members.emplace_back("events", events_json(map));
    add_added(added_to(map), members);
    if (problems) members.emplace_back("problems", json_list(*problems));
    add_facts(map, members);
    print_raw(json_object(members) + "\n");
}

void run(const Options& o) {
    auto map = open_map(o.map);
    std::optional<std::vector<std::string>> problems;
    if (o.verify) {
        problems = map.base().verify();
        for (auto& problem : map.journal_to_read().check()) problems->push_back(std::move(problem));
    }
    const bool damaged = problems && !problems->empty();
    if (damaged && !o.json) {
        for (const auto& problem : *problems) print_line(problem);
    }
    const bool rebuilt = o.verify && !damaged && map.ensure_derived();
    if (o.json) print_json(map, problems);
    if (damaged) {
        throw DataError{
            "The map is damaged", map.base().folder().string(),
            counted(problems->size(), "thing is", "things are") + " wrong with it",
            "Import the extract again (reports stay), or copy the map again from where it "
            "came"};
    }
    if (o.json) return;
    print_people(map);
    if (o.verify) {
        print_line("Verified: every block was read, every record decoded, nothing is wrong.");
        if (rebuilt) print_line("derived/ was missing, old or damaged, and was built anew.");
    }
}

}  // namespace

void declare_info(CLI::App& app) {
    const auto o = std::make_shared<Options>();
    app.add_option("MAP", o->map, "a folder that ends in .konbit");
    app.add_flag("--verify", o->verify, "read and check everything");
    app.add_flag("--json", o->json, "answer as JSON");
    app.footer("Examples:\n  konbit info andorra.konbit\n  konbit info andorra.konbit --verify\n");
    app.callback([o] { run(*o); });
}

}  // namespace konbit
