// konbit damage: what is known of damage, from tags and reports, and of how much nothing is known.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/answer_text.hpp"
#include "cli/commands.hpp"
#include "cli/entry_text.hpp"
#include "cli/json_answer.hpp"
#include "cli/map_option.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "mapper/exchange/export.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/questions.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

constexpr std::array kWorstFirst{Grade::destroyed, Grade::severe, Grade::moderate,
                                 Grade::slight,    Grade::none,   Grade::unknown};

struct Options {
    std::optional<std::string> map;
    std::optional<std::string> in;
    std::string of = "all";
    std::string at_least = "slight";
    std::string count = "20";
    std::string audience = "team";  ///< who asks; exports are for others and differ
    std::string as_of;
    bool json = false;
};

DamageQuestion read_question(const Options& o) {
    DamageQuestion question;
    if (o.in) refuse_option_as_value("--in", *o.in);
    if (o.of == "roads") {
        question.of = DamageQuestion::Of::roads;
    } else if (o.of == "buildings") {
        question.of = DamageQuestion::Of::buildings;
    } else if (o.of != "all") {
        throw UsageError{"No such things", "--of " + o.of, "it is not known",
                         "Use roads, buildings or all"};
    }
    const auto grade = parse_grade(o.at_least);
    if (!grade) {
        throw UsageError{"No such grade", "--at-least " + o.at_least, "it is not known",
                         "Use slight, moderate, severe or destroyed; none and unknown list more"};
    }
    question.at_least = *grade;
    question.include_unknown = *grade == Grade::unknown;
    question.audience = read_audience(o.audience);
    return question;
}

std::string answer_line(const DamageQuestion& question, const DamageAnswer& answer) {
    if (answer.found.empty())
        return fmt::format("Nothing tells of such damage {}", where_text(question.area));
    return fmt::format("Tags and reports tell of {} {}, the worst first",
                       counted(answer.found.size(), "damaged or blocked thing"),
                       where_text(question.area));
}

std::string_view grade_words(Grade grade) {
    if (grade == Grade::none) return "none seen";
    if (grade == Grade::unknown) return "unknown";
    return to_string(grade);
}

std::vector<std::string> reasons_of(const FoundDamage& found) {
    const auto& s = found.statement;
    std::vector<std::string> reasons;
    if (found.reason.empty()) {
        reasons.push_back(fmt::format("{} from tags: {}={}", to_string(found.certainty),
                                      s.source_key, s.source_value));
        if (!s.observed.empty()) reasons.push_back("observed " + s.observed);
        for (auto& word : doubt_words(found.doubt)) reasons.push_back(std::move(word));
    } else {
        reasons.push_back(fmt::format("{}: {}", to_string(found.certainty), found.reason));
    }
    if (!found.limits.empty()) reasons.push_back(limits_text(found.limits));
    for (const auto& list : {s.vehicles, s.notes})
        reasons.insert(reasons.end(), list.begin(), list.end());
    return reasons;
}

std::string id_of(const FoundDamage& found) {
    if (found.report) return "report " + short_id(*found.report);
    return to_string(found.id) + (found.stretch ? ", a stretch" : "");
}

void print_thing(const FoundDamage& found) {
    const auto& s = found.statement;
    std::vector<std::string> parts;
    parts.push_back(s.grade == Grade::unknown ? "grade unknown"
                                              : std::string{grade_words(s.grade)});
    if (s.suspected) parts.back() += " (suspected)";
    if (s.passability != Passability::unknown) parts.emplace_back(to_string(s.passability));
    parts.push_back(words_text(s.what));
    if (!found.name.empty()) parts.push_back(plain(found.name));
    if (found.length_m > 0) parts.push_back(distance_text(found.length_m));
    parts.push_back(id_of(found));
    print_line(fmt::format("  {}", fmt::join(parts, " · ")));
    print_line(fmt::format("      {}", fmt::join(reasons_of(found), " · ")));
}

std::string assessed_line(std::uint64_t all, std::uint64_t assessed, std::string_view one,
                          std::string_view many) {
    if (all == 0) return fmt::format("There are no {} there on the map.", many);
    const auto of_all = counted(all, one, many);
    if (assessed == 0) {
        return fmt::format("Of {}, none was assessed: nobody has looked, as far as this map knows.",
                           of_all);
    }
    const auto were =
        fmt::format("{} {} assessed", count_text(assessed), assessed == 1 ? "was" : "were");
    if (assessed == all) return fmt::format("Of {}, {}.", of_all, were);
    return fmt::format("Of {}, {}; nobody has looked at the others, as far as this map knows.",
                       of_all, were);
}

std::string road_line(const DamageAnswer& answer) {
    std::vector<std::string> parts;
    const auto add = [&](double km, std::string_view word) {
        if (km > 0) parts.push_back(fmt::format("{} {}", distance_text(km * 1000), word));
    };
    add(answer.road_km_blocked, "blocked");
    add(answer.road_km_restricted, "restricted");
    const auto all = distance_text(answer.road_km * 1000);
    if (parts.empty())
        return fmt::format("Of {} of road, nobody says how well it can be passed.", all);
    return fmt::format("Of {} of road, tags and reports tell of {}.", all,
                       fmt::join(parts, " and "));
}

void print_assessed(const DamageQuestion& question, const DamageAnswer& answer) {
    if (question.of != DamageQuestion::Of::roads)
        print_line(
            assessed_line(answer.buildings, answer.assessed_buildings, "building", "buildings"));
    if (question.of == DamageQuestion::Of::buildings) return;
    print_line(
        assessed_line(answer.roads, answer.assessed_roads, "piece of road", "pieces of road"));
    if (answer.roads > 0) print_line(road_line(answer));
}

void print_grades(const DamageAnswer& answer) {
    if (answer.by_grade == decltype(answer.by_grade){}) return;
    print_line("By grade, all that is said:");
    for (const auto grade : kWorstFirst) {
        const auto count = answer.by_grade[static_cast<std::size_t>(grade)];
        if (count > 0) print_line(fmt::format("{:>8}  {}", count_text(count), grade_words(grade)));
    }
}

void print_people(const Map& map, const DamageQuestion& question, const DamageAnswer& answer,
                  std::size_t count, std::optional<UnixSeconds> as_of) {
    print_line(answer_line(question, answer) + (answer.found.empty() ? "." : ":"));
    print_as_of(as_of);
    print_made_before(map);
    for (std::size_t i = 0; i < std::min(count, answer.found.size()); ++i)
        print_thing(answer.found[i]);
    if (answer.found.size() > count) {
        print_line(fmt::format("  … and {} more: --count {} or --json shows them",
                               count_text(answer.found.size() - count), answer.found.size()));
    }
    print_grades(answer);
    print_assessed(question, answer);
    print_map_age(map);
    if (answer.found.empty())
        print_line(
            "--at-least unknown lists everything the map says; a larger --in looks farther.");
}

std::string summary_json(const DamageAnswer& answer) {
    JsonMembers grades;
    for (const auto grade : kWorstFirst) {
        grades.emplace_back(to_string(grade),
                            fmt::to_string(answer.by_grade[static_cast<std::size_t>(grade)]));
    }
    return json_object({{"by_grade", json_object(grades)},
                        {"buildings", fmt::to_string(answer.buildings)},
                        {"buildings_assessed", fmt::to_string(answer.assessed_buildings)},
                        {"roads", fmt::to_string(answer.roads)},
                        {"roads_assessed", fmt::to_string(answer.assessed_roads)},
                        {"road_km", fmt::format("{:.3f}", answer.road_km)},
                        {"road_km_blocked", fmt::format("{:.3f}", answer.road_km_blocked)},
                        {"road_km_restricted", fmt::format("{:.3f}", answer.road_km_restricted)}});
}

void print_json(const Map& map, const DamageQuestion& question, const DamageAnswer& answer,
                std::optional<UnixSeconds> as_of) {
    JsonMembers extra{{"answer", json_text(answer_line(question, answer))},
                      {"summary", summary_json(answer)}};
    add_as_of(as_of, extra);
    JsonAnswer json{map, "damage", damage_columns(), extra};
    std::vector<Value> values;
    Geometry shape;
    for (const auto& found : answer.found) {
        values.clear();
        fill_values(found, values);
        read_shape(map, found, shape);
        json.add(found.report ? std::nullopt : std::optional{found.id}, shape, values);
    }
    json.print();
    print_map_notices(map);
}

void run(const Options& o) {
    auto question = read_question(o);
    const auto count = read_number("--count", o.count, 0, 1'000'000'000);
    const auto as_of = read_as_of(o.as_of);
    const auto map = open_map(o.map, as_of);
    if (o.in) question.area = resolve_area(map, *o.in);
    const auto answer = damage_in(map, question);
    o.json ? print_json(map, question, answer, as_of)
           : print_people(map, question, answer, count, as_of);
}

}  // namespace

void declare_damage(CLI::App& app) {
    const auto o = std::make_shared<Options>();
    app.add_option("MAP", o->map, "a folder that ends in .konbit");
    app.add_option("--in", o->in, "AREA: W,S,E,N, a polygon file, a name or id, or PLACE~5km")
        ->type_name("AREA");
    app.add_option("--of", o->of, "roads, buildings or all (default)")->type_name("WHAT");
    app.add_option("--at-least", o->at_least,
                   "slight (default), moderate, severe, destroyed; none, unknown")
        ->type_name("GRADE");
    app.add_option("--count", o->count, "how many to print (default 20; JSON has all)")
        ->type_name("N");
    app.add_option("--audience", o->audience, "team (default), partners or public: whose reports")
        ->type_name("WHO");
    add_as_of(app, o->as_of);
    app.add_flag("--json", o->json, "answer as GeoJSON");
    app.footer(
        "Examples:\n  konbit damage haiti.konbit\n"
        "  konbit damage haiti.konbit --in 18.54,-72.34~5km --of roads\n"
        "  konbit damage --in -72.4,18.5,-72.2,18.6 --at-least severe --json\n");
    app.callback([o] { run(*o); });
}

}  // namespace konbit
