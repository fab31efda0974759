#include "render/viewer/here_evidence.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "mapper/model/geodesy.hpp"
#include "mapper/query/text.hpp"
#include "render/viewer/answer_words.hpp"
#include "render/viewer/evidence_words.hpp"
#include "render/viewer/here_things.hpp"
#include "render/viewer/report_answers.hpp"
#include "render/viewer/waiting.hpp"

namespace konbit {
namespace {

using Kind = Widget::Kind;

constexpr std::size_t kMostRows = 40;

/// A statement's value as a condition, for its mark and words.
Condition condition_from(const EvidenceLine& line) {
    Condition condition;
    condition.matter = line.matter;
    condition.limits = line.limits;
    condition.certainty = line.how == Method::tag ? Certainty::guessed : Certainty::reported;
    condition.doubt.unverified = !line.accepted;
    condition.grade = parse_grade(line.value).value_or(Grade::unknown);
    condition.passability = parse_passability(line.value).value_or(Passability::unknown);
    condition.status = parse_shelter_status(line.value).value_or(ShelterStatus::unknown);
    return condition;
}

int badness(const Condition& condition) {
    return std::max({static_cast<int>(condition.grade), static_cast<int>(condition.passability),
                     static_cast<int>(condition.status)});
}

std::string status_of(const EvidenceLine& line) {
    if (line.from_the_future) return "Later than this computer's clock: not used";
    if (!line.accepted)
        return line.used ? "Used, but its sender is not accepted"
                         : "Waits: its sender is not accepted";
    if (line.used) return "This is what counts";
    if (line.against) return "Says better, but that is not enough";
    return "";
}

std::string_view icon_of(ReportKind kind) {
    if (kind == ReportKind::need) return "need";
    return kind == ReportKind::hazard ? "warning" : "note";
}

bool is_told_apart(ReportKind kind) {
    return kind == ReportKind::need || kind == ReportKind::hazard || kind == ReportKind::note;
}

}  // namespace

void EvidenceList::read(std::optional<ObjectId> object, Location at, double within_m,
                        std::optional<std::uint32_t> segment) {
    own_ = host_.own_key();
    told_.clear();
    if (object) add_lines(*object, segment);
    add_reports(object, at, within_m);
    if (told_.size() > kMostRows) told_.resize(kMostRows);
}

void EvidenceList::add_lines(ObjectId object, std::optional<std::uint32_t> segment) {
    auto lines = evidence_of(host_.map(), object);
    const auto elsewhere = [segment](const EvidenceLine& line) {
        return line.stretch && segment && !holds(*line.stretch, *segment);
    };
    const auto order = [&](const EvidenceLine& line) {
        return std::tuple{elsewhere(line), line.matter, line.value == "disputed",
                          -badness(condition_from(line)), -line.observed};
    };
    std::stable_sort(lines.begin(), lines.end(), [&](const EvidenceLine& a, const EvidenceLine& b) {
        return order(a) < order(b);
    });
    std::set<EntryId> reports;
    host_.map().with_situation([&](const Situation& all) {
        for (const auto& line : lines) {
            if (line.entry && all.report(*line.entry) != nullptr) reports.insert(*line.entry);
        }
    });
    for (const auto& line : lines) {
        if (!line.entry) continue;  // tags are shown below
        told_.push_back(told_of(line, segment));
        told_.back().answerable = reports.contains(*line.entry);
        if (line.used && !open_) open_ = line.entry;
    }
}

EvidenceList::Told EvidenceList::told_of(const EvidenceLine& line,
                                         std::optional<std::uint32_t> segment) const {
    Told told;
    told.entry = *line.entry;
    told.condition = condition_from(line);
    told.value = line.value == "disputed" ? "Doubted" : condition_words(told.condition);
    if (line.value == "disputed") told.icon = "disputed";
    told.value += part_words(line.stretch, segment);
    told.how = fmt::format("{} {} · {}", with_capital(method_words(line.how)),
                           short_age(line.observed, host_.view().now),
                           by_whom(line.device, line.who, line.source));
    told.status = status_of(line);
    told.text = screen_text(line.text);
    if (!line.photos.empty()) {
        told.text += told.text.empty() ? "" : " ";
        told.text += fmt::format("({})", counted(line.photos.size(), "photo"));
    }
    told.own = own_ && line.device == *own_;
    return told;
}

/// What is told of the object beside its condition, and of bare spots around.
void EvidenceList::add_reports(std::optional<ObjectId> object, Location at, double within_m) {
    const auto now = host_.view().now;
    const auto add = [&](const StandingReport& standing) {
        const auto& report = standing.report;
        Told told;
        told.entry = standing.entry;
        told.value = with_capital(reported_words(report));
        if (report.people)
            told.value += fmt::format(" · {}", counted(*report.people, "person", "people"));
        told.icon = icon_of(report.kind);
        told.how = fmt::format("{} {} · {}", with_capital(method_words(report.how)),
                               short_age(report.observed, now),
                               by_whom(standing.device, report.witness, report.source));
        if (!standing.accepted) told.status = "Its sender is not accepted";
        told.text = screen_text(report.text);
        told.own = own_ && standing.device == *own_;
        told.answerable = true;
        told_.push_back(std::move(told));
    };
    host_.map().with_situation([&](const Situation& all) {
        if (object) {
            for (const auto* standing : all.reports_of(*object)) {
                if (is_told_apart(standing->report.kind)) add(*standing);
            }
        }
        for (const auto* standing : all.reports_in(box_around(at, within_m), true)) {
            if (distance_m(standing->report.about.at, at) <= within_m) add(*standing);
        }
    });
}

std::string EvidenceList::by_whom(const DeviceKey& device, const std::string& who,
                                  const std::string& source) const {
    auto words = screen_text(who.empty() ? source : who);
    if (own_ && device == *own_) return words.empty() ? "by you" : words;
    if (!words.empty()) return words;
    return "key " + key_words(device).substr(0, 9);
}

void EvidenceList::add_to(std::vector<Widget>& to) {
    if (told_.empty()) return;
    to.push_back({.kind = Kind::heading, .id = {}, .words = "Who says so"});
    for (std::size_t i = 0; i < told_.size(); ++i) add_row(to, i);
}

void EvidenceList::add_row(std::vector<Widget>& to, std::size_t i) {
    const auto& told = told_[i];
    Widget row{.kind = Kind::row, .id = fmt::format("told:{}", i), .words = told.value};
    row.second = told.how;
    row.condition = told.status;
    row.compact = told.how;
    if (told.icon.empty()) {
        show_condition(row, told.condition, host_.style());
    } else {
        row.icon = told.icon;
    }
    row.on = open_ == told.entry;
    row.press = [this, entry = told.entry] {
        open_ = open_ == entry ? std::nullopt : std::optional{entry};
    };
    const bool opened = row.on;
    to.push_back(std::move(row));
    if (!told.text.empty())
        to.push_back({.kind = Kind::text, .id = {}, .words = "“" + told.text + "”"});
    if (opened && host_.why_read_only().empty()) add_buttons(to, told);
}

void EvidenceList::add_buttons(std::vector<Widget>& to, const Told& told) {
    const auto add = [&](std::string words, std::string icon, std::function<void()> press) {
        Widget w{.kind = Kind::button, .id = "judge:" + words, .words = std::move(words)};
        w.icon = std::move(icon);
        w.group = "judge";
        w.press = std::move(press);
        to.push_back(std::move(w));
    };
    if (told.own) {
        add("Take back", "undo",
            [this, told] { judge(told, EntryKind::withdraw, Method::seen, "taken back"); });
        return;
    }
    if (!told.answerable) return;
    add("I saw this too", "check",
        [this, told] { judge(told, EntryKind::confirm, Method::seen, "you saw it too"); });
    add("I doubt it", "disputed",
        [this, told] { judge(told, EntryKind::dispute, Method::heard, "doubted"); });
}

void EvidenceList::judge(const Told& told, EntryKind kind, Method how, std::string words) {
    Judgement word;
    word.entry = told.entry;
    word.how = how;
    word.observed = host_.view().now;
    const NewEntry entry{.kind = kind, .audience = Audience::team, .payload = std::move(word)};
    host_.save({&entry, 1}, fmt::format("{}: {}", told.value, words));
}

}  // namespace konbit
