#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/report_words.hpp"
#include "mapper/exchange/report_files.hpp"

namespace konbit {

/// `report --from` as typed.
struct ReportFileWords {
    std::string file;
    std::vector<std::string> columns;  ///< FIELD=COLUMN
    std::string zone;
    bool dry_run = false;
};
/// "+05:30", "-04:00" or "Z" in minutes east of UTC; UsageError for anything else.
[[nodiscard]] int read_zone(const std::string& text);
/// FIELD=COLUMN as given; UsageError for an unknown field, naming the nearest.
[[nodiscard]] std::map<ReportField, std::string> read_columns(
    const std::vector<std::string>& texts);

/// Takes in all good rows of a survey's table in one go, names the others.
void run_report_file(const std::optional<std::string>& map, const ReportFileWords& file,
                     const ReportWords& words, bool json);

}  // namespace konbit
