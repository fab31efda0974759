// What reports of a file are about, and which of them the map knows already.
#include <unordered_set>

#include "mapper/exchange/report_files.hpp"
#include "mapper/query/questions.hpp"

namespace konbit {

namespace {

bool is_bridge(const Map& map, const Anchor& anchor) {
    if (!anchor.object) return false;
    const auto feature = map.base().find_feature(*anchor.object);
    if (!feature) return false;
    Tags tags;
    feature->read_tags(tags);
    return tags.is("man_made", "bridge") || (tags.has("bridge") && !tags.is("bridge", "no"));
}

/// Houses stand by bridges. A bridge that the map does not tell apart is still a piece of road; a
/// house that it does not have must not break the bridge.
Anchor anchor_damage(const Map& map, const ReportRow& row) {
    const auto at = row.report.about.at;
    const auto nearest = anchor_at(map, ReportKind::damage, at);
    if (is_bridge(map, nearest) == row.of_bridge) return nearest;
    if (row.of_bridge) return anchor_at(map, ReportKind::passability, at);
    return {.object = {}, .span = {}, .at = at};
}

}  // namespace

std::size_t anchor_reports(const Map& map, std::vector<ReportRow>& reports) {
    std::size_t found = 0;
    for (auto& row : reports) {
        auto& about = row.report.about;
        if (row.accuracy_m && *row.accuracy_m > kMostAnchorError_m) continue;
        const auto anchor = row.report.kind == ReportKind::damage
                                ? anchor_damage(map, row)
                                : anchor_at(map, row.report.kind, about.at);
        about.object = anchor.object;
        about.span = anchor.span;
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
