// Everything that is said of one object, for people.
#include <algorithm>
#include <tuple>

#include "mapper/query/condition_text.hpp"
#include "mapper/query/facility_judge.hpp"
#include "mapper/query/judge.hpp"
#include "mapper/query/map_impl.hpp"
#include "mapper/query/questions.hpp"

namespace konbit {

namespace {

void fill_from_report(const StandingReport& standing, EvidenceLine& line) {
    const auto& report = standing.report;
    line.device = standing.device;
    line.who = report.witness;
    line.source = report.source;
    line.source_value = report.source_value;
    line.text = report.text;
    line.photos = report.photos;
    line.audience = standing.audience;
}

void fill_from_tags(const JudgedThing& thing, EvidenceLine& line) {
    if (!thing.tagged) return;
    const auto& s = *thing.tagged;
    line.source = s.scheme;
    line.source_value = s.source_key + "=" + s.source_value;
}

/// What a confirmation or a doubt adds besides its value.
void fill_from_judgement(const Map& map, const EntryId& entry, EvidenceLine& line) {
    const auto written = map.journal_to_read().entry(entry);
    if (!written) return;
    line.device = written->head.chain.device;
    line.audience = written->head.audience;
    const auto* judgement = std::get_if<Judgement>(&written->payload);
    if (judgement == nullptr) return;
    line.who = judgement->witness;
    line.text = judgement->text;
}

std::string value_of(Matter matter, const Statement& s) {
    if (s.disputes) return "disputed";
    if (matter == Matter::damage) return std::string{to_string(static_cast<Grade>(s.value))};
    return std::string{value_words(matter, s.value)};
}

class Lines {
public:
    Lines(const Map& map, const Judge& judge, const JudgedThing& thing)
        : map_{map}, judge_{judge}, thing_{thing} {}

    void add(const Finding& finding) {
        const auto& verdict = finding.verdict;
        for (std::size_t i = 0; i < finding.statements.size(); ++i) {
            auto line = line_of(finding, finding.statements[i]);
            line.used = verdict.used == i;
            line.against = verdict.against == i;
            line.from_the_future =
                std::find(verdict.from_the_future.begin(), verdict.from_the_future.end(), i) !=
                verdict.from_the_future.end();
            lines_.push_back(std::move(line));
        }
    }

    /// Newest first; of one time those used first, then by entry.
    [[nodiscard]] std::vector<EvidenceLine> take() {
        std::stable_sort(lines_.begin(), lines_.end(),
                         [](const EvidenceLine& a, const EvidenceLine& b) {
                             return std::tuple{b.observed, !a.used, a.matter, a.entry} <
                                    std::tuple{a.observed, !b.used, b.matter, b.entry};
                         });
        return std::move(lines_);
    }

private:
    [[nodiscard]] EvidenceLine line_of(const Finding& finding, const Statement& s) const {
        EvidenceLine line;
        line.matter = finding.matter;
        line.stretch = finding.stretch;
        line.how = s.how;
        line.observed = s.observed;
        line.value = value_of(finding.matter, s);
        line.limits = s.limits;
        line.accepted = s.accepted;
        if (s.entry == EntryId{}) {
            fill_from_tags(thing_, line);
            return line;
        }
        line.entry = s.entry;
        if (const auto* standing = judge_.situation().report(s.entry)) {
            fill_from_report(*standing, line);
        } else {
            fill_from_judgement(map_, s.entry, line);
        }
        return line;
    }

    const Map& map_;
    const Judge& judge_;
    const JudgedThing& thing_;
    std::vector<EvidenceLine> lines_;
};

/// Runs `read(judge, thing)` if the map has the object.
template <class Read>
void with_thing(const Map& map, ObjectId object, Read&& read) {
    map.impl().with_themes([&](const ThemeFile& themes) {
        map.with_situation([&](const Situation& situation) {
            const Judge judge{map, themes, situation};
            if (const auto thing = judge.thing(object)) read(judge, *thing);
        });
        return true;
    });
}

}  // namespace

std::vector<EvidenceLine> evidence_of(const Map& map, ObjectId object) {
    std::vector<EvidenceLine> found;
    with_thing(map, object, [&](const Judge& judge, const JudgedThing& thing) {
        Lines lines{map, judge, thing};
        for (const auto& part : judge.parts(thing)) {
            if (part.damage) lines.add(*part.damage);
            if (part.passability) lines.add(*part.passability);
        }
        if (const auto shelter = judge.shelter(object, {})) lines.add(*shelter);
        found = lines.take();
    });
    return found;
}

std::vector<Condition> conditions_of(const Map& map, ObjectId object) {
    std::vector<Condition> found;
    with_thing(map, object, [&](const Judge& judge, const JudgedThing& thing) {
        found.clear();
        for (const auto& part : judge.parts(thing)) {
            for (const auto* finding : {part.damage ? &*part.damage : nullptr,
                                        part.passability ? &*part.passability : nullptr}) {
                if (finding == nullptr) continue;
                found.push_back(condition_of(judge, *finding));
                found.back().stretch = part.stretch;
            }
        }
        if (const auto shelter = judge.shelter(object, {}))
            found.push_back(condition_of(judge, *shelter));
        std::stable_sort(found.begin(), found.end(), [](const Condition& a, const Condition& b) {
            return a.matter < b.matter;
        });
    });
    return found;
}

}  // namespace konbit
