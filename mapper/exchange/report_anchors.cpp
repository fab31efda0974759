// What reports of a file are about, and which of them the map knows already.
#include <unordered_set>

#include "mapper/exchange/report_files.hpp"
#include "mapper/query/questions.hpp"

namespace konbit {

std::size_t anchor_reports(const Map& map, std::vector<ReportRow>& reports) {
    std::size_t found = 0;
    for (auto& row : reports) {
        auto& about = row.report.about;
        if (row.accuracy_m && *row.accuracy_m > kMostAnchorError_m) continue;
        auto anchor = anchor_at(map, row.report.kind, about.at);
        anchor.at = about.at;
        about = anchor;
        if (about.object) ++found;
    }
    return found;
}

std::size_t leave_out_known(const Map& map, std::vector<ReportRow>& reports) {
    std::unordered_set<std::string> known;
    map.journal_to_read().for_each(0, [&](const Entry& entry) {
        const auto* report = std::get_if<Report>(&entry.payload);
        if (report != nullptr && !report->source_id.empty()) known.insert(report->source_id);
    });
    return std::erase_if(reports,
                         [&](const auto& row) { return known.contains(row.report.source_id); });
}

}  // namespace konbit
