// konbit find: places by name, code or address.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/answer_text.hpp"
#include "cli/commands.hpp"
#include "cli/json_answer.hpp"
#include "cli/map_option.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "mapper/query/text.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/questions.hpp"

namespace konbit {
namespace {

struct Options {
    std::vector<std::string> words;  ///< [MAP] TEXT…
    std::string near;
    std::string count = "10";
    std::string lang;
    bool json = false;
};

struct Words {
    std::optional<std::string> map;
    std::string text;
};

/// A first word that ends in .konbit is the map; all others together are the text.
Words read_words(const std::vector<std::string>& given) {
    Words words;
    auto at = given.begin();
    if (at != given.end() && names_map(*at)) words.map = *at++;
    words.text = fmt::format("{}", fmt::join(at, given.end(), " "));
    if (words.text.find_first_not_of(" \t") == std::string::npos) {
        throw UsageError{"The text is missing", "TEXT", "there is nothing to look for",
                         "Add a name, a code or an address: konbit find \"Rue 12\""};
    }
    return words;
}

std::string answer_line(const std::string& text, const std::vector<FoundName>& found) {
    if (found.empty()) return fmt::format("Nothing is called \"{}\" in this map", plain(text));
    if (!found.front().exact) {
        return fmt::format("Nothing is written exactly like \"{}\"; nearest to it", plain(text));
    }
    return fmt::format("Called \"{}\", the likeliest first", plain(text));
}

void print_match(std::size_t number, const FoundName& found) {
    print_line(
        fmt::format("{:>2}  {}", number, found.name.empty() ? "(no name)" : plain(found.name)));
    std::vector<std::string> parts;
    if (!found.matched.empty()) parts.push_back(fmt::format("also \"{}\"", plain(found.matched)));
    if (!found.kind.empty()) parts.push_back(plain(found.kind));
    if (found.distance_m) {
        const auto distance = distance_text(*found.distance_m);
        parts.push_back(distance == "here" ? distance : distance + " away");
    }
    parts.push_back(location_text(found.at));
    parts.push_back(to_string(found.id));
    print_line(fmt::format("    {}", fmt::join(parts, " · ")));
}

void print_people(const Map& map, const std::string& text, const std::vector<FoundName>& found,
                  const std::optional<Place>& near, const std::string& typed_near) {
    print_line(answer_line(text, found) + (found.empty() ? "." : ":"));
    print_made_before(map);
    for (std::size_t i = 0; i < found.size(); ++i) print_match(i + 1, found[i]);
    if (near) {
        print_line(fmt::format("Distances from {}.", near->label));
        print_other_places(typed_near, *near);
    }
    print_map_age(map);
    if (!found.empty()) return;
    const auto suggestions = suggest_names(map, text);
    if (suggestions.empty()) {
        print_line("Try fewer words, another spelling, or a larger extract.");
    } else {
        print_line(fmt::format("Did you mean {}?", fmt::join(suggestions, ", or ")));
    }
}

constexpr std::array kColumns{
    Column{"name", Column::Type::text}, Column{"matched", Column::Type::text},
    Column{"kind", Column::Type::text}, Column{"distance_m", Column::Type::real},
    Column{"exact", Column::Type::boolean}};

Value text_or_null(const std::string& text) {
    return text.empty() ? Value{} : Value{std::string_view{text}};
}

void print_json(const Map& map, const std::string& text, const std::vector<FoundName>& found,
                const std::optional<Place>& near) {
    JsonMembers extra{{"answer", json_text(answer_line(text, found))}};
    if (near) extra.emplace_back("near", json_place(*near));
    if (found.empty()) extra.emplace_back("suggestions", json_list(suggest_names(map, text)));
    JsonAnswer json{map, "find", kColumns, extra};
    for (const auto& match : found) {
        const std::array<Value, kColumns.size()> values{
            text_or_null(match.name), text_or_null(match.matched), text_or_null(match.kind),
            match.distance_m ? Value{*match.distance_m} : Value{}, Value{match.exact}};
        json.add(match.id, match.feature, values);
    }
    json.print();
    print_map_notices(map);
}

void run(const Options& o) {
    const auto words = read_words(o.words);
    FindQuestion question{
        .text = words.text, .count = read_number("--count", o.count, 1, 10'000), .lang = o.lang};
    refuse_option_as_value("--near", o.near);
    const auto map = open_map(words.map);
    std::optional<Place> near;
    if (!o.near.empty()) near = resolve_place(map, o.near);
    if (near) question.near = near->at;
    const auto found = find_names(map, question);
    o.json ? print_json(map, words.text, found, near)
           : print_people(map, words.text, found, near, o.near);
}

}  // namespace

void declare_find(CLI::App& app) {
    const auto o = std::make_shared<Options>();
    app.add_option("WORDS", o->words);
    app.add_option("--near", o->near, "PLACE: LAT,LON, an id or a name; near ones first")
        ->type_name("PLACE");
    app.add_option("--count", o->count, "how many (default 10)")->type_name("N");
    app.add_option("--lang", o->lang, "language of the names shown: en, fr, ht, es, …")
        ->type_name("LANG");
    app.add_flag("--json", o->json, "answer as GeoJSON");
    app.footer(
        "TEXT is a name, a code or an address. Accents, case and script do not count,\none typo a "
        "word is forgiven.\n\nExamples:\n"
        "  konbit find andorra.konbit \"hospital meritxell\"\n"
        "  konbit find Lakwa --near 19.1,-73.0\n  konbit find HT9911\n");
    app.callback([o] { run(*o); });
}

}  // namespace konbit
