#include "cli/condition_now.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/entry_text.hpp"
#include "mapper/query/condition_text.hpp"
#include "mapper/query/questions.hpp"

namespace konbit {
namespace {

constexpr std::size_t kMostLines = 3;

bool overlap(const std::optional<WayStretch>& a, const std::optional<WayStretch>& b) noexcept {
    return !a || !b || (a->first < b->last && b->first < a->last);
}

std::vector<Matter> matters_of(const Report& report) {
    std::vector<Matter> matters;
    if (report.grade) matters.push_back(Matter::damage);
    if (report.passability) matters.push_back(Matter::passability);
    if (report.status) matters.push_back(Matter::shelter);
    return matters;
}

/// Those conditions of the object that a report has a word in; all of its matters if it was taken
/// back.
std::vector<Condition> touched(const Map& map, const EntryId& entry, const Report& report) {
    const auto matters = matters_of(report);
    const auto evidence = evidence_of(map, *report.about.object);
    const auto own = [&](const EvidenceLine& line) { return line.entry == entry; };
    const bool stands = std::any_of(evidence.begin(), evidence.end(), own);
    auto conditions = conditions_of(map, *report.about.object);
    std::erase_if(conditions, [&](const Condition& condition) {
        if (std::find(matters.begin(), matters.end(), condition.matter) == matters.end())
            return true;
        return stands && std::none_of(evidence.begin(), evidence.end(), [&](const auto& line) {
                   return own(line) && line.matter == condition.matter &&
                          overlap(line.stretch, condition.stretch);
               });
    });
    return conditions;
}

/// Of a place that the map does not have.
std::vector<std::string> of_free_report(const Map& map, const EntryId& entry) {
    std::vector<std::string> lines;
    map.with_situation([&](const Situation& situation) {
        const auto* standing = situation.report(entry);
        if (standing == nullptr) return;
        Moment moment{.as_of = situation.as_of(), .events = {}};
        for (const auto& event : situation.events()) moment.events.push_back(event.at);
        const auto kind = situation.events().empty() ? "" : situation.events().back().kind;
        for (const auto matter : matters_of(standing->report)) {
            const auto finding = situation.finding_of_free(*standing, matter);
            lines.push_back(fmt::format("{} · {}: {}", value_words(matter, finding.verdict.value),
                                        to_string(finding.verdict.certainty),
                                        reason_text(finding, moment, kind)));
        }
    });
    return lines;
}

}  // namespace

std::vector<std::string> condition_now(const Map& map, const EntryId& entry, const Report& report) {
    if (!report.about.object) return of_free_report(map, entry);
    std::vector<std::string> lines;
    for (const auto& condition : touched(map, entry, report)) {
        if (lines.size() == kMostLines) break;
        const auto reason = condition.reason.empty() ? "" : ": " + condition.reason;
        lines.push_back(condition_text(condition) + reason);
    }
    if (lines.empty() && !matters_of(report).empty())
        lines.emplace_back("nobody says anything of it");
    return lines;
}

}  // namespace konbit
