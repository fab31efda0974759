// konbit report: what somebody says of a place at a time.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/answer_text.hpp"
#include "cli/clock.hpp"
#include "cli/commands.hpp"
#include "cli/condition_now.hpp"
#include "cli/entry_json.hpp"
#include "cli/json_answer.hpp"
#include "cli/map_option.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/photos.hpp"
#include "cli/report_file.hpp"
#include "cli/report_words.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/condition_text.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

constexpr std::size_t kMostPhotos = 32;

struct Options {
    std::vector<std::string> words;  ///< [MAP] KIND PLACE
    ReportWords report;
    ReportFileWords file;
    bool json = false;
};

struct Words {
    std::optional<std::string> map;
    std::string kind, place;
};

Words read_words(std::vector<std::string> given) {
    Words words{take_map(given), {}, {}};
    if (given.empty()) {
        throw UsageError{"The kind of report is missing", "KIND", "there is nothing to report",
                         "Write it like: konbit report passability \"Ri Kapwa\" "
                         "--passability blocked --seen"};
    }
    words.kind = given[0];
    static_cast<void>(read_report_kind(words.kind));
    if (given.size() < 2) {
        throw UsageError{"The place is missing", "PLACE", "a report is about a place or a thing",
                         "Add LAT,LON (latitude first), an id such as w123, or a name"};
    }
    if (given.size() > 2) {
        throw UsageError{"There is a word too many", given[2], "behind the kind stands one PLACE",
                         "Put names with spaces in quotes"};
    }
    words.place = given[1];
    return words;
}

/// The report, kept, and what to say besides.
struct Saved {
    EntryId entry;
    Report report;
    Audience audience = Audience::team;
    std::vector<std::string> notes;
};

std::vector<PhotoNote> photos_of(Map& map, const std::vector<std::string>& names) {
    if (names.empty()) return {};
    if (names.size() > kMostPhotos) {
        throw UsageError{"There are too many photos", "--photo",
                         fmt::format("a report takes {}", kMostPhotos), "Make several reports"};
    }
    static_cast<void>(map.journal());  // fails before photos are kept in a map that takes none
    return take_in_photos(map, {names.begin(), names.end()});
}

Saved save(Map& map, const Words& words, const Options& o) {
    const auto kind = read_report_kind(words.kind);
    Saved saved{.entry = {},
                .report = read_report(kind, o.report, now()),
                .audience = read_audience(o.report.audience),
                .notes = {}};
    auto& report = saved.report;
    const auto place = resolve_place(map, words.place, Ambiguity::refuse);
    report.about = place.object ? anchor_of(map, *place.object) : anchor_at(map, kind, place.at);
    report.photos = photos_of(map, o.report.photos);
    saved.notes = photo_doubts(report, o.report.photos);
    saved.entry = map.add(NewEntry{EntryKind::report, saved.audience, report});
    return saved;
}

std::string saved_line(const Map& map, const Saved& saved) {
    const auto& report = saved.report;
    return fmt::format("Saved {}: {}, {}, {} {}. {}", short_id(saved.entry),
                       about_text(map, report), says_text(report), to_string(report.how),
                       age_words(report.observed, now()), audience_line(saved.audience));
}

void print_people(const Map& map, const Words& words, const Saved& saved) {
    print_line(saved_line(map, saved));
    if (!saved.report.about.object && saved.report.kind != ReportKind::note)
        print_line("No such thing is on the map there: it stays a report about this place.");
    for (const auto& note : saved.notes) print_line(note);
    print_outside_map(map, saved.report.about.at);
    for (const auto& line : condition_now(map, saved.entry, saved.report))
        print_line("Now: " + line);
    print_line(fmt::format("Take it back: konbit withdraw {}{}", words.map ? *words.map + " " : "",
                           short_id(saved.entry)));
    print_map_notices(map);
}

void print_json(const Map& map, const Saved& saved) {
    const auto& report = saved.report;
    JsonMembers members{{"entry", json_text(to_hex(saved.entry))},
                        {"kind", json_text(to_string(report.kind))},
                        {"about", json_about(map, report)},
                        {"says", json_text(says_text(report))},
                        {"how", json_text(to_string(report.how))},
                        {"observed", json_time(report.observed)},
                        {"audience", json_text(to_string(saved.audience))},
                        {"photos", fmt::to_string(report.photos.size())},
                        {"notes", json_list(saved.notes)},
                        {"now", json_list(condition_now(map, saved.entry, saved.report))}};
    add_facts(map, members);
    print_raw(json_object(members) + "\n");
    print_map_notices(map);
}

void refuse_file_words(const ReportFileWords& file) {
    if (file.columns.empty() && file.zone.empty() && !file.dry_run) return;
    throw UsageError{"The file is missing", "--from", "--map, --zone and --dry-run are about it",
                     "Add --from FILE.csv, or leave them out"};
}

void run(const Options& o) {
    if (!o.file.file.empty()) {
        auto words = o.words;
        const auto map = take_map(words);
        if (!words.empty()) {
            throw UsageError{"There is a word too many", words.front(),
                             "with --from the file says what and where", "Leave it out"};
        }
        return run_report_file(map, o.file, o.report, o.json);
    }
    refuse_file_words(o.file);
    const auto words = read_words(o.words);
    // Everything that can be wrong without a map, before it is opened.
    static_cast<void>(read_report(read_report_kind(words.kind), o.report, now()));
    static_cast<void>(read_audience(o.report.audience));
    auto map = open_map(words.map);
    const auto saved = save(map, words, o);
    o.json ? print_json(map, saved) : print_people(map, words, saved);
}

}  // namespace

void declare_report(CLI::App& app) {
    const auto o = std::make_shared<Options>();
    app.add_option("WORDS", o->words);
    add_report_words(app, o->report);
    app.add_option("--from", o->file.file,
                   "take in a table of Kobo or ODK (.csv), or waypoints (.gpx)")
        ->type_name("FILE");
    app.add_option("--map", o->file.columns,
                   "with --from: which column is which field, again for more")
        ->type_name("FIELD=COLUMN")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->allow_extra_args(false);
    app.add_option("--zone", o->file.zone, "with --from: of times without one: +05:45")
        ->type_name("ZONE");
    app.add_flag("--dry-run", o->file.dry_run, "with --from: show what would be taken in");
    app.add_flag("--json", o->json, "answer as JSON");
    app.footer(
        "KIND is damage, passability, shelter, need, hazard or note. PLACE is LAT,LON, an id or a "
        "name;\na name that several things have is refused, and their ids are listed.\n"
        "FIELD is one of " +
        report_field_words() +
        ".\n\nExamples:\n"
        "  konbit report passability \"Pon Fè\" --passability blocked --seen\n"
        "  konbit report damage w72000102 --grade severe --seen --photo roof.jpg\n"
        "  konbit report shelter w72000101 --status full --people 420 --heard --witness Marie\n"
        "  konbit report need 19.1,-73.0 --what water --people 200 --seen\n"
        "  konbit report passability 19.0962,-72.9964 --passability restricted --max-weight 5 "
        "--seen\n"
        "  konbit report --from kobo.csv --dry-run\n");
    app.callback([o] { run(*o); });
}

}  // namespace konbit
