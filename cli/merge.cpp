// konbit merge: takes in what others added, from their bundles.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/answer_text.hpp"
#include "cli/commands.hpp"
#include "cli/json_answer.hpp"
#include "cli/map_option.hpp"
#include "cli/meeting.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/progress_line.hpp"
#include "cli/signals.hpp"
#include "mapper/journal/bundle.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
namespace {

struct Options {
    std::vector<std::string> words;  ///< [MAP] FILE…
    bool accept = false;
    bool json = false;
};

MergeResult merge_file(Map& map, const std::string& file, const StopOnCtrlC& stop) {
    ProgressLine line{ProgressLine::Unit::bytes};
    return merge_bundle(
        map.journal(), map.base().folder(), file,
        [&](std::string_view what, std::uint64_t done, std::uint64_t total) {
            line.show(what, done, total);
        },
        &stop.flag());
}

void print_json(const Map& map, const Meeting& meeting) {
    auto members = meeting.members();
    add_facts(map, members);
    print_raw(json_object(members) + "\n");
    print_map_notices(map);
}

void run(const Options& o) {
    auto files = o.words;
    const auto given = take_map(files);
    if (files.empty()) {
        throw UsageError{"The bundle is missing", "FILE", "there is nothing to take in",
                         "Add the file that \"konbit bundle\" made"};
    }
    auto map = open_map(given);
    Meeting meeting{map};
    const StopOnCtrlC stop;
    MergeResult came;
    std::exception_ptr failed;  // what came in before it stays, and is told
    for (const auto& file : files) {
        try {
            came += merge_file(map, file, stop);
        } catch (const Error&) {
            if (file == files.front()) throw;
            failed = std::current_exception();
            break;
        }
    }
    meeting.finish(came, o.accept);
    if (o.json) {
        print_json(map, meeting);
    } else {
        meeting.print_people();
        print_map_notices(map);
    }
    if (failed) std::rethrow_exception(failed);
}

}  // namespace

void declare_merge(CLI::App& app) {
    const auto o = std::make_shared<Options>();
    app.add_option("WORDS", o->words);
    app.add_flag("--accept", o->accept,
                 "trust the senders of what comes in: their good news counts");
    app.add_flag("--json", o->json, "answer as JSON");
    app.footer(
        "Any order, again and again: the result is the same.\n\nExamples:\n"
        "  konbit merge /media/stick/marie.konbit-bundle\n"
        "  konbit merge haiti.konbit /media/stick/*.konbit-bundle --accept\n");
    app.callback([o] { run(*o); });
}

}  // namespace konbit
