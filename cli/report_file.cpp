// konbit report --from: a survey's table or a phone's waypoints.
#include "cli/report_file.hpp"

#include <fmt/format.h>

#include "cli/answer_text.hpp"
#include "cli/clock.hpp"
#include "cli/command_line.hpp"
#include "cli/entry_text.hpp"
#include "cli/json_answer.hpp"
#include "cli/map_option.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/photos.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

/// What became of the rows that could be read.
struct TakenIn {
    std::size_t known = 0;     ///< there from before
    std::size_t anchored = 0;  ///< found a thing of the map
    std::size_t photos = 0;
    std::vector<EntryId> entries;
};

ReportFileOptions read_options(const ReportFileWords& file, const ReportWords& words) {
    ReportFileOptions options;
    options.columns = read_columns(file.columns);
    options.now = now();
    if (words.seen || words.heard || words.imagery) options.how = read_method(words);
    if (!words.at.empty()) options.observed = read_observed(words.at, options.now);
    if (!file.zone.empty()) options.zone_minutes = read_zone(file.zone);
    return options;
}

/// Options of one report have no sense for many.
void refuse_single_words(const ReportWords& w) {
    const bool any = !w.grade.empty() || !w.passability.empty() || !w.status.empty() ||
                     !w.what.empty() || !w.name.empty() || !w.text.empty() || !w.photos.empty() ||
                     !w.capacity.empty() || !w.people.empty() || !w.witness.empty() || w.met ||
                     !w.height.empty() || !w.weight.empty() || !w.width.empty() ||
                     !w.length.empty();
    if (!any) return;
    throw UsageError{"This does not belong together", "--from", "the file's rows say all that",
                     "Give --from with --map, --zone, --at, --seen, --heard, --imagery, "
                     "--audience or --dry-run alone"};
}

void print_columns(const ReportFile& file, const std::string& name) {
    print_line(fmt::format("{}: {}, {}. Columns as understood:", name, file.kind,
                           counted(file.rows, "row")));
    for (const auto& column : file.columns) {
        print_line(fmt::format("  {:<10} {}{}", to_string(column.field), column.column,
                               column.chosen ? " (chosen)" : ""));
        if (!column.doubt.empty()) print_line("             " + column.doubt);
    }
    if (!file.other_columns.empty())
        print_line(fmt::format("Not read: {}.", fmt::join(file.other_columns, ", ")));
    for (const auto& note : file.notes) print_line(note);
    print_line("If one is wrong: --map FIELD=COLUMN");
}

void print_wrong(const ReportFile& file) {
    if (file.wrong.empty()) return;
    print_line(fmt::format(
        "Left out, since {} wrong:",
        file.wrong.size() == 1 ? "1 row is" : count_text(file.wrong.size()) + " rows are"));
    for (const auto& wrong : file.wrong) print_line("  " + to_text(wrong));
}

std::string counts_line(const ReportFile& file, const TakenIn& taken, bool dry_run) {
    std::vector<std::string> parts{
        fmt::format("{} {}", dry_run ? "Would take in" : "Took in",
                    counted(file.reports.size(), "report")),
        fmt::format("{} of them about things on the map", count_text(taken.anchored))};
    const auto add = [&](std::size_t count, std::string_view what) {
        if (count > 0) parts.push_back(fmt::format("{} {}", count_text(count), what));
    };
    add(taken.known, "known already");
    add(file.repeated, "given twice");
    add(file.wrong.size(), "wrong");
    add(taken.photos, taken.photos == 1 ? "photo" : "photos");
    add(file.missing_photos, "photos missing");
    return fmt::format("{}.", fmt::join(parts, ", "));
}

void print_people(const Map& map, const ReportFile& file, const TakenIn& taken, bool dry_run,
                  Audience audience) {
    print_wrong(file);
    print_line(counts_line(file, taken, dry_run) +
               (dry_run ? "" : " " + std::string{audience_line(audience)}));
    print_line(dry_run ? "Nothing was saved. Next: the same without --dry-run"
                       : "Next: konbit damage, konbit needs, konbit log");
    print_map_age(map);
}

void print_json(const Map& map, const ReportFile& file, const TakenIn& taken, bool dry_run) {
    JsonMembers columns;
    for (const auto& column : file.columns)
        columns.emplace_back(to_string(column.field), json_text(column.column));
    std::string wrong = "[";
    for (const auto& row : file.wrong) {
        wrong += (wrong.size() > 1 ? "," : "") +
                 json_object({{"row", fmt::to_string(row.row)},
                              {"id", row.id.empty() ? "null" : json_text(row.id)},
                              {"column", json_text(row.column)},
                              {"value", json_text(row.value)},
                              {"why", json_text(row.why)}});
    }
    std::vector<std::string> entries;
    for (const auto& id : taken.entries) entries.push_back(to_hex(id));
    JsonMembers members{{"kind", json_text(file.kind)},
                        {"columns", json_object(columns)},
                        {"other_columns", json_list(file.other_columns)},
                        {"rows", fmt::to_string(file.rows)},
                        {"reports", fmt::to_string(file.reports.size())},
                        {"anchored", fmt::to_string(taken.anchored)},
                        {"known", fmt::to_string(taken.known)},
                        {"repeated", fmt::to_string(file.repeated)},
                        {"photos", fmt::to_string(taken.photos)},
                        {"missing_photos", fmt::to_string(file.missing_photos)},
                        {"wrong", wrong + "]"},
                        {"notes", json_list(file.notes)},
                        {"saved", dry_run ? "false" : "true"},
                        {"entries", json_list(entries)}};
    add_facts(map, members);
    print_raw(json_object(members) + "\n");
    print_map_notices(map);
}

void save(Map& map, ReportFile& file, TakenIn& taken, Audience audience) {
    std::vector<NewEntry> entries;
    for (auto& row : file.reports) {
        if (!row.photos.empty()) row.report.photos = take_in_photos(map, row.photos);
        taken.photos += row.report.photos.size();
        entries.push_back({EntryKind::report, audience, row.report});
    }
    if (!entries.empty()) taken.entries = map.add(entries);
}

/// All wrong: the columns are not what we take them for.
void fail_if_all_wrong(const ReportFile& file, const std::string& name, const TakenIn& taken) {
    if (!file.reports.empty() || file.wrong.empty() || taken.known > 0) return;
    throw DataError{"No row could be taken in", name,
                    counted(file.wrong.size(), "row is", "rows are") + " wrong",
                    "Look at the columns and name them with --map FIELD=COLUMN"};
}

}  // namespace

int read_zone(const std::string& text) {
    const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    if (text == "Z") return 0;
    if (text.size() == 6 && (text[0] == '+' || text[0] == '-') && digit(1) && digit(2) &&
        text[3] == ':' && digit(4) && digit(5)) {
        const int hours = (text[1] - '0') * 10 + (text[2] - '0');
        const int minutes = (text[4] - '0') * 10 + (text[5] - '0');
        if (hours <= 14 && minutes < 60) return (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
    }
    throw UsageError{"The zone cannot be read", "--zone " + text,
                     "it is hours and minutes east of UTC",
                     "Write it like --zone=-05:00, --zone +05:45 or --zone Z"};
}

std::map<ReportField, std::string> read_columns(const std::vector<std::string>& texts) {
    std::map<ReportField, std::string> columns;
    for (const auto& text : texts) {
        const auto equals = text.find('=');
        const auto word = text.substr(0, equals);
        const auto field = parse_report_field(word);
        if (!field) {
            const auto nearest = nearest_word(word, split_words(report_field_words()));
            throw UsageError{"No such field", "--map " + text, "it is not known",
                             nearest.empty() ? "Use " + report_field_words()
                                             : fmt::format("Did you mean {}?", nearest)};
        }
        if (equals == std::string::npos) {
            throw UsageError{"The column is missing", "--map " + text,
                             "it has no =", fmt::format("Write it like --map {}=COLUMN", word)};
        }
        columns[*field] = text.substr(equals + 1);
    }
    return columns;
}

void run_report_file(const std::optional<std::string>& given, const ReportFileWords& words,
                     const ReportWords& report_words, bool json) {
    refuse_option_as_value("--from", words.file);
    refuse_single_words(report_words);
    const auto audience = read_audience(report_words.audience);
    const auto options = read_options(words, report_words);
    auto map = open_map(given);
    auto file = read_report_file(words.file, options);
    if (!json) print_columns(file, words.file);
    TakenIn taken;
    taken.known = leave_out_known(map, file.reports);
    taken.anchored = anchor_reports(map, file.reports);
    if (!words.dry_run) save(map, file, taken, audience);
    json ? print_json(map, file, taken, words.dry_run)
         : print_people(map, file, taken, words.dry_run, audience);
    fail_if_all_wrong(file, words.file, taken);
}

}  // namespace konbit
