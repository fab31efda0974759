#include "cli/command_line.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/output.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/spelling.hpp"

namespace konbit {
namespace {

constexpr std::string_view kExamples = R"(
Examples:
  konbit import andorra.osm.pbf
  konbit shelters andorra.konbit --near 42.5063,1.5218
  konbit event andorra.konbit earthquake --at 2026-04-05T06:00Z
  konbit export andorra.konbit -o shelters.geojson --what shelters

MAP is a folder that ends in .konbit. It may be left out where KONBIT_MAP names one, or where the
current folder holds exactly one.
PLACE is LAT,LON (latitude first), an id such as w123, or a name. AREA is W,S,E,N, a polygon file,
the name or id of an area, or PLACE~5km.

"konbit COMMAND --help" tells more of a command.
)";

/// Help with a synopsis of our own: two words in one list have no good name in CLI11.
class HelpText : public CLI::Formatter {
public:
    explicit HelpText(const Command& command) : command_{command} { column_width(26); }
    std::string make_usage(const CLI::App* app, std::string) const override {
        return fmt::format("Usage: {} {} [OPTIONS]\n", app->get_name(), command_.words);
    }
    std::string make_positionals(const CLI::App*) const override {
        if (!command_.words.starts_with("[MAP]")) return {};
        return "\nMAP is a folder that ends in .konbit. It may be left out where KONBIT_MAP names "
               "one, or\nwhere the current folder holds exactly one.\n";
    }

private:
    const Command& command_;
};

void print_help(std::span<const Command> commands) {
    std::string text =
        "Konbit: the map that works when nothing else does.\n\n"
        "Usage: konbit COMMAND [MAP] [OPTIONS]\n\nCommands:\n";
    for (const auto& command : commands)
        text += fmt::format("  {:<10}{}\n", command.name, command.about);
    print_raw(text + std::string{kExamples});
}

std::vector<std::string> names_of(std::span<const Command> commands) {
    std::vector<std::string> names;
    for (const auto& command : commands) names.emplace_back(command.name);
    return names;
}

std::vector<std::string> options_of(const CLI::App& app) {
    std::vector<std::string> names;
    for (const auto* option : app.get_options()) {
        for (const auto& name : option->get_lnames()) names.push_back("--" + name);
    }
    return names;
}

[[noreturn]] void unknown_word(const CLI::App& app, std::string word) {
    word = word.substr(0, word.find('='));
    const auto help = fmt::format("\"{} --help\" lists what there is", app.get_name());
    if (!word.starts_with('-')) {
        throw UsageError{"There is a word too many", word,
                         fmt::format("{} does not expect it", app.get_name()),
                         "Put text with spaces in quotes; " + help};
    }
    const auto nearest = nearest_word(word, options_of(app));
    throw UsageError{"No such option", word, fmt::format("{} does not have it", app.get_name()),
                     nearest.empty() ? help : fmt::format("Did you mean {}? {}", nearest, help)};
}

void parse(CLI::App& app, std::vector<std::string> words) {
    std::reverse(words.begin(), words.end());
    try {
        app.parse(std::move(words));
    } catch (const CLI::CallForHelp&) {
        print_raw(app.help());
    } catch (const CLI::ExtrasError&) {
        unknown_word(app, app.remaining().empty() ? std::string{} : app.remaining().front());
    } catch (const CLI::ParseError& error) {
        throw UsageError{"The command cannot be understood", app.get_name(), error.what(),
                         fmt::format("\"{} --help\" shows examples", app.get_name())};
    }
}

const Command* find_command(std::string_view name, std::span<const Command> commands) {
    const auto found = std::find_if(commands.begin(), commands.end(),
                                    [&](const Command& c) { return c.name == name; });
    return found == commands.end() ? nullptr : &*found;
}

[[noreturn]] void unknown_command(const std::string& word, std::span<const Command> commands) {
    const auto nearest = nearest_word(word, names_of(commands));
    throw UsageError{"No such command", word, "konbit does not know it",
                     nearest.empty() ? std::string{"\"konbit --help\" lists the commands"}
                                     : fmt::format("Did you mean \"konbit {}\"?", nearest)};
}

}  // namespace

std::string nearest_word(std::string_view typed, const std::vector<std::string>& known) {
    const std::size_t limit = std::max<std::size_t>(1, typed.size() / 3);
    std::size_t best = limit + 1;
    std::string nearest;
    for (const auto& word : known) {
        const bool begins = typed.size() >= 3 && word.starts_with(typed);
        const auto edits = begins ? 1 : edit_distance(typed, word, limit);
        if (edits >= best) continue;
        best = edits;
        nearest = word;
    }
    return nearest;
}

void run_command_line(const std::vector<std::string>& words, std::span<const Command> commands) {
    if (words.empty()) {
        throw UsageError{"The command is missing", "", "konbit does one thing at a time",
                         "\"konbit --help\" lists the commands"};
    }
    const auto& first = words.front();
    if (first == "--version" || first == "version") return print_raw("konbit " KONBIT_VERSION "\n");
    const bool help = first == "help";
    if (first == "--help" || first == "-h" || (help && words.size() == 1))
        return print_help(commands);
    const auto& name = help ? words[1] : first;
    const auto* command = find_command(name, commands);
    if (command == nullptr) unknown_command(name, commands);
    CLI::App app{std::string{command->about}, "konbit " + name};
    app.set_help_flag("-h,--help", "show this");
    app.formatter(std::make_shared<HelpText>(*command));
    command->declare(app);
    if (help) return print_raw(app.help());
    parse(app, {words.begin() + 1, words.end()});
}

}  // namespace konbit
