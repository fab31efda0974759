// konbit needs: what people asked for.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/answer_text.hpp"
#include "cli/commands.hpp"
#include "cli/json_answer.hpp"
#include "cli/map_option.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "mapper/query/condition_text.hpp"
#include "mapper/query/questions.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

struct Options {
    std::optional<std::string> map;
    std::optional<std::string> in;
    std::string count = "20";
    std::string as_of;
    bool include_met = false;
    bool json = false;
};

std::string answer_line(const NeedQuestion& question, const NeedAnswer& answer) {
    if (answer.found.empty())
        return fmt::format("Nobody asked for anything {}, as far as this map knows",
                           where_text(question.area));
    return fmt::format("{} {}, most people first", counted(answer.found.size(), "need"),
                       where_text(question.area));
}

void print_need(const Map& map, const FoundNeed& need) {
    std::vector<std::string> parts{words_text(need.what)};
    parts.push_back(need.people ? "for " + counted(*need.people, "person", "people")
                                : std::string{"nobody said for how many"});
    if (!need.name.empty()) parts.push_back(need.name);
    parts.push_back(need.object ? to_string(*need.object) : location_text(need.at));
    print_line(fmt::format("  {}", fmt::join(parts, " · ")));
    std::vector<std::string> reasons{"asked by " + counted(need.witnesses, "person", "people"),
                                     "last " + age_words(need.newest, map.as_of())};
    if (need.first != need.newest) reasons.push_back("first " + age_words(need.first, map.as_of()));
    if (need.met) reasons.emplace_back("answered");
    if (need.unverified) reasons.emplace_back("unverified: sender not accepted");
    if (!need.reports.empty()) reasons.push_back(short_id(need.reports.front()));
    print_line(fmt::format("      {}", fmt::join(reasons, " · ")));
}

void print_people(const Map& map, const Options& o, const NeedQuestion& question,
                  const NeedAnswer& answer, std::size_t count) {
    print_line(answer_line(question, answer) + (answer.found.empty() ? "." : ":"));
    print_as_of(read_as_of(o.as_of));
    for (std::size_t i = 0; i < std::min(count, answer.found.size()); ++i)
        print_need(map, answer.found[i]);
    if (answer.found.size() > count) {
        print_line(fmt::format("  … and {} more: --count {} or --json shows them",
                               count_text(answer.found.size() - count), answer.found.size()));
    }
    if (answer.met > 0)
        print_line(fmt::format("{} left out as answered: --include-met shows them.",
                               counted(answer.met, "need")));
    if (!answer.found.empty()) {
        print_line("For the team only: do not hand on.");
    } else if (question.area) {
        print_line("Without --in, the whole map is asked.");
    } else {
        print_line("Next: konbit report need PLACE --what water --people 200 --seen");
    }
    print_map_age(map);
}

constexpr std::array kColumns{Column{"what"},
                              Column{"name"},
                              Column{"people", Column::Type::integer},
                              Column{"witnesses", Column::Type::integer},
                              Column{"met", Column::Type::boolean},
                              Column{"unverified", Column::Type::boolean},
                              Column{"first"},
                              Column{"newest"},
                              Column{"reports", Column::Type::list},
                              Column{"audience"}};

void print_json(const Map& map, const Options& o, const NeedQuestion& question,
                const NeedAnswer& answer) {
    JsonMembers extra{{"answer", json_text(answer_line(question, answer))},
                      {"met_left_out", fmt::to_string(answer.met)}};
    add_as_of(read_as_of(o.as_of), extra);
    JsonAnswer json{map, "needs", kColumns, extra};
    for (const auto& need : answer.found) {
        std::vector<std::string> reports;
        for (const auto& id : need.reports) reports.push_back(to_hex(id));
        const auto first = to_iso8601(need.first), newest = to_iso8601(need.newest);
        const std::array<Value, kColumns.size()> values{
            std::string_view{need.what},
            need.name.empty() ? Value{} : Value{std::string_view{need.name}},
            need.people ? Value{std::int64_t{*need.people}} : Value{},
            static_cast<std::int64_t>(need.witnesses),
            need.met,
            need.unverified,
            std::string_view{first},
            std::string_view{newest},
            std::span<const std::string>{reports},
            to_string(need.audience)};
        json.add(need.object, need.at, values);
    }
    json.print();
    print_map_notices(map);
}

void run(const Options& o) {
    if (o.in) refuse_option_as_value("--in", *o.in);
    const auto count = read_number("--count", o.count, 0, 1'000'000'000);
    const auto map = open_map(o.map, read_as_of(o.as_of));
    NeedQuestion question{.include_met = o.include_met};
    if (o.in) question.area = resolve_area(map, *o.in);
    const auto answer = needs_in(map, question);
    o.json ? print_json(map, o, question, answer) : print_people(map, o, question, answer, count);
}

}  // namespace

void declare_needs(CLI::App& app) {
    const auto o = std::make_shared<Options>();
    app.add_option("MAP", o->map, "a folder that ends in .konbit");
    app.add_option("--in", o->in, "AREA: W,S,E,N, a polygon file, a name or id, or PLACE~5km")
        ->type_name("AREA");
    app.add_option("--count", o->count, "how many to print (default 20; JSON has all)")
        ->type_name("N");
    app.add_flag("--include-met", o->include_met, "also those that were answered");
    add_as_of(app, o->as_of);
    app.add_flag("--json", o->json, "answer as GeoJSON");
    app.footer("Examples:\n  konbit needs haiti.konbit\n  konbit needs --in 18.54,-72.34~5km\n");
    app.callback([o] { run(*o); });
}

}  // namespace konbit
