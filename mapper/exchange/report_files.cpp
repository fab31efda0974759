#include "mapper/exchange/report_files.hpp"

#include <fmt/format.h>

#include <unordered_map>

#include "mapper/exchange/csv_table.hpp"
#include "mapper/exchange/gpx_waypoints.hpp"
#include "mapper/exchange/report_columns.hpp"
#include "mapper/exchange/report_row.hpp"
#include "mapper/exchange/report_values.hpp"
#include "mapper/exchange/survey_text.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostRows = 500'000;

/// Gathers the rows of one file.
class ReportFileBuilder {
public:
    ReportFileBuilder(const fs::path& file, ReportFile& into, const ReportColumns& columns,
                      const std::vector<std::string>& heading, const ReportFileOptions& options,
                      bool answers)
        : file_{file}, into_{into}, reader_{columns, heading, options, folder_of(file), answers} {}

    void add(const SurveyRow& row) {
        if (++into_.rows > kMostRows) {
            throw DataError{"The file of reports is too large", file_.string(),
                            fmt::format("it has more than {} rows", kMostRows),
                            "Split it into several files"};
        }
        auto read = reader_.read(row);
        if (read && is_new(*read)) {
            into_.missing_photos += read->missing_photos.size();
            into_.reports.push_back(*std::move(read));
        } else if (reader_.refused()) {
            into_.wrong.push_back(reader_.wrong());
        }
    }

private:
    struct Seen {
        std::size_t row = 0;
        std::string content;
    };

    static fs::path folder_of(const fs::path& file) {
        const auto folder = file.parent_path();
        return folder.empty() ? fs::path{"."} : folder;
    }

    /// Two rows of one name: the same again, or nobody knows which one is right.
    bool is_new(const ReportRow& row) {
        auto content = reader_.content();
        const auto [seen, inserted] =
            seen_.try_emplace(row.report.source_id, Seen{row.row, content});
        if (inserted) return true;
        if (seen->second.content == content) {
            ++into_.repeated;
        } else {
            reader_.refuse(ReportField::id,
                           fmt::format("a name of its own; row {} has it, too", seen->second.row));
        }
        return false;
    }

    const fs::path& file_;
    ReportFile& into_;
    ReportRowReader reader_;
    std::unordered_map<std::string, Seen> seen_;
};

void describe(const ReportColumns& columns, ReportFile& into) {
    into.kind = columns.kind;
    into.columns = columns.guessed;
    into.other_columns = columns.others;
}

void read_csv(const fs::path& file, std::string bytes, const ReportFileOptions& options,
              ReportFile& into) {
    const auto decoded = decode_survey(std::move(bytes), file.string());
    if (!decoded.note.empty()) into.notes.push_back(decoded.note);
    CsvTable table{decoded.text, file.string()};
    const auto columns = guess_columns(table.heading(), options.columns,
                                       options.observed.has_value(), file.string());
    describe(columns, into);
    ReportFileBuilder builder{file, into, columns, table.heading(), options, true};
    for (SurveyRow row; table.next(row);) builder.add(row);
}

void read_gpx(const fs::path& file, const std::string& bytes, const ReportFileOptions& options,
              ReportFile& into) {
    const std::vector<std::string> heading{gpx_columns().begin(), gpx_columns().end()};
    auto columns = guess_columns(heading, options.columns, true, file.string());
    columns.kind = "GPX";
    describe(columns, into);
    ReportFileBuilder builder{file, into, columns, heading, options, false};
    read_gpx_waypoints(bytes, file.string(), [&](const SurveyRow& row) { builder.add(row); });
    if (into.rows == 0) {
        into.notes.emplace_back(
            "It holds no waypoints; tracks say where somebody was, not what is there.");
    }
}

}  // namespace

ReportFile read_report_file(const fs::path& file, const ReportFileOptions& options) {
    const auto ending = lower_ascii(file.extension().string());
    const bool gpx = ending == ".gpx";
    if (!gpx && ending != ".csv" && ending != ".tsv" && ending != ".txt") {
        throw UsageError{"This is no file of reports", file.string(),
                         "its name ends neither in .csv nor in .gpx",
                         "Export the survey as CSV, or the waypoints as GPX"};
    }
    ReportFile into;
    auto bytes = read_survey_bytes(file);
    if (gpx)
        read_gpx(file, bytes, options, into);
    else
        read_csv(file, std::move(bytes), options, into);
    return into;
}

std::string to_text(const WrongRow& wrong) {
    auto text = fmt::format("row {}", wrong.row);
    if (!wrong.id.empty()) text += fmt::format(" ({})", wrong.id);
    if (wrong.column.empty()) return fmt::format("{}: {}.", text, wrong.why);
    if (wrong.value.empty())
        return fmt::format("{}: {} is empty: {}.", text, wrong.column, wrong.why);
    return fmt::format("{}: {} is '{}': {}.", text, wrong.column, wrong.value, wrong.why);
}

}  // namespace konbit
