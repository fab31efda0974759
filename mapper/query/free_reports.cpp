#include "mapper/query/free_reports.hpp"

#include <unordered_set>

#include "mapper/query/condition_text.hpp"
#include "mapper/query/text.hpp"

namespace konbit {

namespace {

/// Entries already spoken of by an earlier item.
using Told = std::unordered_set<EntryId>;

std::string what_of(const Report& report) {
    switch (report.kind) {
        case ReportKind::passability:
            return "road";
        case ReportKind::hazard:
            return "hazard";
        default:
            return report.what.empty() ? "other" : report.what;
    }
}

JudgedThing place_of(const StandingReport& standing) {
    JudgedThing thing;
    thing.kind = GeometryKind::point;
    thing.name = standing.report.name;
    thing.what = what_of(standing.report);
    thing.at = standing.report.about.at;
    return thing;
}

void tell(const Finding& finding, Told& told) {
    for (const auto& statement : finding.statements) told.insert(statement.entry);
}

FoundDamage hazard(const Judge& judge, const StandingReport& standing) {
    const auto& report = standing.report;
    FoundDamage found;
    found.report = standing.entry;
    found.name = report.name;
    found.at = report.about.at;
    found.statement.what = "hazard";
    found.statement.source_value = report.source_value.empty() ? report.what : report.source_value;
    found.statement.observed = to_iso8601(report.observed);
    if (!report.what.empty()) found.statement.notes.push_back(words_text(report.what));
    found.certainty = Certainty::reported;
    found.doubt.unverified = !standing.accepted;
    found.doubt.disputed = !standing.disputed_by.empty();
    found.observed_at = report.observed;
    found.source = source_text(report.how, report.source);
    found.reason = std::string{to_string(report.how)} + " " +
                   (report.what.empty() ? "a hazard" : words_text(report.what)) + " " +
                   age_words(report.observed, judge.moment().as_of);
    if (found.doubt.unverified) found.reason += "; sender not accepted";
    found.audience = standing.audience;
    return found;
}

}  // namespace

std::vector<FoundDamage> free_damage(const Judge& judge, const BoundingBox& box) {
    std::vector<FoundDamage> items;
    Told told;
    for (const auto* standing : judge.situation().reports_in(box, false)) {
        if (standing->report.kind != ReportKind::hazard || standing->from_the_future) continue;
        items.push_back(hazard(judge, *standing));
    }
    for (const auto* standing : judge.situation().reports_in(box, true)) {
        const auto kind = standing->report.kind;
        if (kind != ReportKind::damage && kind != ReportKind::passability) continue;
        if (!told.insert(standing->entry).second) continue;
        JudgedPart part;
        auto& finding = kind == ReportKind::damage ? part.damage : part.passability;
        finding = judge.situation().finding_of_free(
            *standing, kind == ReportKind::damage ? Matter::damage : Matter::passability);
        tell(*finding, told);
        if (!finding->verdict.used) continue;  // observed later than now
        auto found = found_from(judge, place_of(*standing), part);
        found.report = standing->entry;
        items.push_back(std::move(found));
    }
    return items;
}

}  // namespace konbit
