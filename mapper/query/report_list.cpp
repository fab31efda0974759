// Standing reports, one by one.
#include <algorithm>

#include "mapper/query/condition_text.hpp"
#include "mapper/query/judge.hpp"
#include "mapper/query/map_impl.hpp"
#include "mapper/query/questions.hpp"

namespace konbit {

namespace {

constexpr BoundingBox kWorld{-Location::kMaxLon_e7, -Location::kMaxLat_e7, Location::kMaxLon_e7,
                             Location::kMaxLat_e7};

std::optional<Matter> matter_of(ReportKind kind) {
    switch (kind) {
        case ReportKind::damage:
            return Matter::damage;
        case ReportKind::passability:
            return Matter::passability;
        case ReportKind::shelter:
            return Matter::shelter;
        default:
            return std::nullopt;
    }
}

/// Where the report stands in a finding; nullptr if it is not in it.
const Statement* statement_of(const Finding& finding, const EntryId& entry) {
    const auto found =
        std::find_if(finding.statements.begin(), finding.statements.end(),
                     [&](const Statement& s) { return s.entry == entry && !s.disputes; });
    return found == finding.statements.end() ? nullptr : &*found;
}

class ReportSearch {
public:
    ReportSearch(const Map& map, const ThemeFile& themes, const Situation& situation)
        : map_{map}, judge_{map, themes, situation} {}

    [[nodiscard]] FoundReport found(const StandingReport& standing) const {
        FoundReport out;
        out.entry = standing.entry;
        out.report = standing.report;
        out.audience = standing.audience;
        out.device = standing.device;
        out.accepted = standing.accepted;
        out.from_the_future = standing.from_the_future;
        out.confirmed = standing.confirmed_by.size();
        out.disputed = standing.disputed_by.size();
        out.doubt.unverified = !standing.accepted;
        out.doubt.disputed = out.disputed > 0;
        if (const auto matter = matter_of(standing.report.kind))
            add_finding(standing, *matter, out);
        return out;
    }

    [[nodiscard]] bool of_refuge(const StandingReport& standing) const {
        const auto& object = standing.report.about.object;
        const auto feature = object ? map_.base().find_feature(*object) : std::nullopt;
        return feature && map_.meaning().protected_refuge(feature->tags());
    }

private:
    void add_finding(const StandingReport& standing, Matter matter, FoundReport& out) const {
        const auto& object = standing.report.about.object;
        std::vector<Finding> findings;
        const auto thing = object ? judge_.thing(*object) : std::nullopt;
        if (thing && matter == Matter::shelter) {
            if (auto finding = judge_.shelter(*object, {})) findings.push_back(std::move(*finding));
        } else if (thing) {
            for (auto& part : judge_.parts(*thing)) {
                auto& finding = matter == Matter::damage ? part.damage : part.passability;
                if (finding) findings.push_back(std::move(*finding));
            }
        } else {
            findings.push_back(judge_.situation().finding_of_free(standing, matter));
        }
        for (const auto& finding : findings) {
            const auto* mine = statement_of(finding, standing.entry);
            if (mine == nullptr) continue;
            set_finding(finding, *mine, out);
            if (out.used) return;
        }
    }

    void set_finding(const Finding& finding, const Statement& mine, FoundReport& out) const {
        const auto& verdict = finding.verdict;
        out.used = verdict.used && &finding.statements[*verdict.used] == &mine;
        if (mine.value == verdict.value) out.certainty = verdict.certainty;
        out.doubt = {verdict.disputed || out.doubt.disputed, out.doubt.unverified, verdict.recheck,
                     verdict.good_news_waits, verdict.corrected};
        out.reason = reason_text(finding, judge_.moment(), judge_.event_kind());
    }

    const Map& map_;
    Judge judge_;
};

}  // namespace

std::vector<FoundReport> reports_in(const Map& map, const ReportQuestion& question) {
    std::vector<FoundReport> found;
    map.impl().with_themes([&](const ThemeFile& themes) {
        found.clear();
        map.with_situation(question.audience, [&](const Situation& situation) {
            if (situation.empty()) return;
            const ReportSearch search{map, themes, situation};
            const auto box = question.area ? question.area->box : kWorld;
            for (const auto* standing : situation.reports_in(box, false)) {
                const auto& report = standing->report;
                if (report.kind == ReportKind::need && question.audience != Audience::team)
                    continue;
                const auto place = make_point(report.about.at);
                if (question.area && !question.area->touches(place, bounding_box_of(place)))
                    continue;
                if (!search.of_refuge(*standing)) found.push_back(search.found(*standing));
            }
        });
        return true;
    });
    return found;
}

}  // namespace konbit
