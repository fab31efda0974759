// konbit sync: meets others in a folder, or in PostgreSQL.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/json_answer.hpp"
#include "cli/map_option.hpp"
#include "cli/meeting.hpp"
#include "cli/module.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/progress_line.hpp"
#include "cli/signals.hpp"
#include "mapper/journal/bundle.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

struct Options {
    std::vector<std::string> words;  ///< [MAP] DIR|URL
    bool accept = false;
    bool json = false;
};

struct Words {
    std::optional<std::string> map;
    std::string target;
};

Words read_words(std::vector<std::string> given) {
    Words words{take_map(given), {}};
    if (given.empty()) {
        throw UsageError{"The meeting place is missing", "DIR",
                         "people sync in a folder or a database",
                         "Add a folder on a stick or a share, or postgresql://SERVER/DATABASE"};
    }
    if (given.size() > 1) {
        throw UsageError{"There is a word too many", without_password(given[1]),
                         "one meeting place at a time", "Sync twice"};
    }
    words.target = given.front();
    return words;
}

bool is_database(std::string_view target) noexcept {
    return target.starts_with("postgresql://") || target.starts_with("postgres://");
}

/// Only postgresql:// has a :// that we know; any other would become a folder's name.
void check_target_word(const std::string& target) {
    if (is_database(target) || target.find("://") == std::string::npos) return;
    throw UsageError{"People cannot meet there", without_password(target),
                     "it is no folder and no PostgreSQL",
                     "Use a folder, or postgresql://SERVER/DATABASE"};
}

SyncResult meet(Map& map, const std::string& target) {
    const StopOnCtrlC stop;
    ProgressLine line{ProgressLine::Unit::bytes};
    const JournalProgress progress = [&](std::string_view what, std::uint64_t done,
                                         std::uint64_t total) { line.show(what, done, total); };
    if (!is_database(target))
        return sync_folder(map.journal(), map.base().folder(), target, progress, &stop.flag());
    const auto sync = open_module<SyncPostgresSymbol>("konbit_postgres", "konbit_sync_postgres",
                                                      "sync in a folder");
    return sync(map.journal(), map.base().folder(), target, progress, &stop.flag());
}

void print_json(const Map& map, const std::string& target, const SyncResult& result,
                const Meeting& meeting) {
    auto members = meeting.members();
    members.emplace_back("target", json_text(without_password(target)));
    members.emplace_back("sent_entries", fmt::to_string(result.sent_entries));
    members.emplace_back("sent_photos", fmt::to_string(result.sent_photos));
    add_facts(map, members);
    print_raw(json_object(members) + "\n");
    print_map_notices(map);
}

void print_people(const Map& map, const std::string& target, const SyncResult& result,
                  const Meeting& meeting) {
    const auto photos =
        result.sent_photos == 0 ? "" : " and " + counted(result.sent_photos, "photo");
    print_line(result.sent_entries == 0 && result.sent_photos == 0
                   ? fmt::format("Nothing was new for {}.", without_password(target))
                   : fmt::format("Left in {}: {}{}.", without_password(target),
                                 counted(result.sent_entries, "entry", "entries"), photos));
    meeting.print_people();
    print_map_notices(map);
}

void run(const Options& o) {
    const auto words = read_words(o.words);
    check_target_word(words.target);
    auto map = open_map(words.map);
    Meeting meeting{map};
    const auto result = meet(map, words.target);
    meeting.finish(result.came, o.accept);
    o.json ? print_json(map, words.target, result, meeting)
           : print_people(map, words.target, result, meeting);
}

}  // namespace

void declare_sync(CLI::App& app) {
    const auto o = std::make_shared<Options>();
    app.add_option("WORDS", o->words);
    app.add_flag("--accept", o->accept,
                 "trust the senders of what comes in: their good news counts");
    app.add_flag("--json", o->json, "answer as JSON");
    app.footer(
        "Everybody leaves what is new and takes what others left; two may do it at once, and a "
        "pulled\nstick does no harm: sync again.\n\nExamples:\n"
        "  konbit sync /media/stick/meeting\n"
        "  konbit sync haiti.konbit /media/stick/meeting --accept\n"
        "  konbit sync postgresql://field@10.0.0.2/konbit\n");
    app.callback([o] { run(*o); });
}

}  // namespace konbit
