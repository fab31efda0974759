// konbit recheck: what somebody should look at, since most depends on it.
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
    bool json = false;
};

std::string answer_line(const RecheckQuestion& question, const RecheckAnswer& answer) {
    if (answer.found.empty())
        return fmt::format("Nothing waits for a look {}, as far as this map knows",
                           where_text(question.area));
    if (answer.found.size() == answer.in_all)
        return fmt::format("{} to look at {}, the most needed first",
                           counted(answer.in_all, "thing"), where_text(question.area));
    return fmt::format("The {} most needed of {} to look at {}", answer.found.size(),
                       counted(answer.in_all, "thing"), where_text(question.area));
}

std::string id_of(const FoundRecheck& found) {
    return found.report ? "report " + short_id(*found.report) : to_string(found.id);
}

void print_thing(const Map& map, std::size_t number, const FoundRecheck& found) {
    print_line(fmt::format("{:>2}  {}: {}", number,
                           found.name.empty()
                               ? words_text(found.what)
                               : fmt::format("{} ({})", found.name, words_text(found.what)),
                           found.why));
    std::vector<std::string> parts;
    if (found.depends > 0) parts.push_back(found.depends_on_it);
    parts.push_back(found.last_observed
                        ? "last seen " + age_words(*found.last_observed, map.as_of())
                        : std::string{"nobody has looked"});
    parts.push_back(location_text(found.at));
    parts.push_back(id_of(found));
    print_line(fmt::format("    {}", fmt::join(parts, " · ")));
}

void print_people(const Map& map, const Options& o, const RecheckQuestion& question,
                  const RecheckAnswer& answer) {
    print_line(answer_line(question, answer) + (answer.found.empty() ? "." : ":"));
    print_as_of(read_as_of(o.as_of));
    print_made_before(map);
    for (std::size_t i = 0; i < answer.found.size(); ++i) print_thing(map, i + 1, answer.found[i]);
    if (answer.found.size() < answer.in_all)
        print_line(fmt::format("--count {} shows all.", answer.in_all));
    if (answer.found.empty() && map.events().empty())
        print_line("Set the disaster first: konbit event earthquake --at TIME");
    print_map_age(map);
}

constexpr std::array kColumns{Column{"name"},
                              Column{"what"},
                              Column{"why"},
                              Column{"last_observed"},
                              Column{"depends", Column::Type::integer},
                              Column{"depends_on_it"},
                              Column{"report"}};

void print_json(const Map& map, const Options& o, const RecheckQuestion& question,
                const RecheckAnswer& answer) {
    JsonMembers extra{{"answer", json_text(answer_line(question, answer))},
                      {"in_all", fmt::to_string(answer.in_all)}};
    add_as_of(read_as_of(o.as_of), extra);
    JsonAnswer json{map, "recheck", kColumns, extra};
    const auto text = [](const std::string& value) {
        return value.empty() ? Value{} : Value{std::string_view{value}};
    };
    for (const auto& found : answer.found) {
        const auto observed = found.last_observed ? to_iso8601(*found.last_observed) : "";
        const auto report = found.report ? to_hex(*found.report) : "";
        const std::array<Value, kColumns.size()> values{text(found.name),
                                                        text(found.what),
                                                        text(found.why),
                                                        text(observed),
                                                        static_cast<std::int64_t>(found.depends),
                                                        text(found.depends_on_it),
                                                        text(report)};
        json.add(found.report ? std::optional<ObjectId>{} : found.id, found.at, values);
    }
    json.print();
    print_map_notices(map);
}

void run(const Options& o) {
    if (o.in) refuse_option_as_value("--in", *o.in);
    RecheckQuestion question{.count = read_number("--count", o.count, 1, 1'000'000'000)};
    const auto map = open_map(o.map, read_as_of(o.as_of));
    if (o.in) question.area = resolve_area(map, *o.in);
    const auto answer = recheck_in(map, question);
    o.json ? print_json(map, o, question, answer) : print_people(map, o, question, answer);
}

}  // namespace

void declare_recheck(CLI::App& app) {
    const auto o = std::make_shared<Options>();
    app.add_option("MAP", o->map, "a folder that ends in .konbit");
    app.add_option("--in", o->in, "AREA: W,S,E,N, a polygon file, a name or id, or PLACE~5km")
        ->type_name("AREA");
    app.add_option("--count", o->count, "how many (default 20)")->type_name("N");
    add_as_of(app, o->as_of);
    app.add_flag("--json", o->json, "answer as GeoJSON");
    app.footer(
        "Examples:\n  konbit recheck haiti.konbit\n"
        "  konbit recheck --in 18.54,-72.34~5km --count 5\n");
    app.callback([o] { run(*o); });
}

}  // namespace konbit
