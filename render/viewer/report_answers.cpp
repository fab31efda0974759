#include "render/viewer/report_answers.hpp"

#include <fmt/format.h>

#include "mapper/query/text.hpp"
#include "render/viewer/evidence_words.hpp"

namespace konbit {
namespace {

using SubjectKind = ReportSubject::Kind;

ReportAnswer grade_answer(const Style& style, Grade grade, std::string words, std::string hint,
                          std::string icon) {
    ReportAnswer answer{
        std::move(words), std::move(hint), std::move(icon), &style.grade(grade), {}};
    answer.report.kind = ReportKind::damage;
    answer.report.grade = grade;
    return answer;
}

ReportAnswer passing_answer(const Style& style, Passability passability, std::string words,
                            std::string hint, std::string icon) {
    ReportAnswer answer{
        std::move(words), std::move(hint), std::move(icon), &style.passability(passability), {}};
    answer.report.kind = ReportKind::passability;
    answer.report.passability = passability;
    answer.asks_limits = passability == Passability::restricted;
    return answer;
}

ReportAnswer shelter_answer(const ConditionPaint* paint, ShelterStatus status, std::string words,
                            std::string hint, std::string icon) {
    ReportAnswer answer{std::move(words), std::move(hint), std::move(icon), paint, {}};
    answer.report.kind = ReportKind::shelter;
    answer.report.status = status;
    return answer;
}

ReportAnswer spot_answer(ReportKind kind, std::string what, std::string words, std::string hint,
                         std::string icon) {
    ReportAnswer answer{std::move(words), std::move(hint), std::move(icon), nullptr, {}};
    answer.report.kind = kind;
    answer.report.what = std::move(what);
    return answer;
}

std::vector<ReportAnswer> building_answers(const Style& style) {
    return {
        grade_answer(style, Grade::none, "None seen", "Looked at, and no damage seen",
                     "grade-none"),
        grade_answer(style, Grade::slight, "Slight", "Cracks, fallen plaster or tiles",
                     "grade-slight"),
        grade_answer(style, Grade::moderate, "Moderate", "Walls or roof broken in part",
                     "grade-moderate"),
        grade_answer(style, Grade::severe, "Severe", "Part of it has come down", "grade-severe"),
        grade_answer(style, Grade::destroyed, "Destroyed", "Most of it has come down",
                     "grade-destroyed")};
}

std::vector<ReportAnswer> passing_answers(const Style& style) {
    return {
        passing_answer(style, Passability::open, "Open", "Passed, or seen free all along", "check"),
        passing_answer(style, Passability::restricted, "Only some vehicles",
                       "Rough, narrow, low or weak", "restricted"),
        passing_answer(style, Passability::blocked, "Blocked", "No vehicle gets through",
                       "blocked")};
}

std::vector<ReportAnswer> shelter_answers(const Style& style) {
    return {shelter_answer(nullptr, ShelterStatus::open, "Open", "It takes people in", "check"),
            shelter_answer(&style.grade(Grade::moderate), ShelterStatus::full, "Full",
                           "It takes nobody in", "help-point"),
            shelter_answer(&style.grade(Grade::severe), ShelterStatus::closed, "Closed",
                           "Nobody is let in", "close"),
            shelter_answer(&style.grade(Grade::destroyed), ShelterStatus::unsafe, "Unsafe",
                           "Damaged or in danger: stay out", "warning")};
}

std::vector<ReportAnswer> hazard_answers() {
    const auto kind = ReportKind::hazard;
    return {spot_answer(kind, "landslide", "Landslide", "Or falling rocks", "landslide"),
            spot_answer(kind, "flood", "Flood", "Water where it should not be", "flood"),
            spot_answer(kind, "fire", "Fire", "Or something that may catch fire", "fire-station"),
            spot_answer(kind, "power_line", "Power line", "Fallen or hanging low", "mast"),
            spot_answer(kind, "other", "Something else", "Say what it is in the note", "warning")};
}

std::vector<ReportAnswer> need_answers() {
    const auto kind = ReportKind::need;
    return {spot_answer(kind, "water", "Water", "To drink", "water"),
            spot_answer(kind, "food", "Food", "", "food"),
            spot_answer(kind, "medical", "Medical help", "", "clinic"),
            spot_answer(kind, "shelter", "Shelter", "A roof, tents, blankets", "shelter-suitable"),
            spot_answer(kind, "other", "Something else", "Say what it is in the note", "need")};
}

std::string small(std::string words) {
    if (!words.empty() && words[0] >= 'A' && words[0] <= 'Z') words[0] += 'a' - 'A';
    return words;
}

}  // namespace

std::vector<ReportAnswer> answers_for(SubjectKind kind, SpotTopic topic, const Style& style) {
    switch (kind) {
        case SubjectKind::building:
            return building_answers(style);
        case SubjectKind::shelter:
            return shelter_answers(style);
        case SubjectKind::bridge:
        case SubjectKind::road:
            return passing_answers(style);
        case SubjectKind::spot:
            if (topic == SpotTopic::hazard) return hazard_answers();
            return topic == SpotTopic::need ? need_answers() : std::vector<ReportAnswer>{};
    }
    return {};
}

std::string reported_words(const Report& report) {
    const auto what =
        report.what == "other" ? std::string{"something else"} : words_text(report.what);
    switch (report.kind) {
        case ReportKind::damage:
            return small(grade_words(report.grade.value_or(Grade::unknown)));
        case ReportKind::passability:
            if (report.passability == Passability::open) return "open";
            return small(passability_words(report.passability.value_or(Passability::unknown),
                                           report.limits));
        case ReportKind::shelter:
            if (report.status) return std::string{to_string(*report.status)};
            return "shelter";
        case ReportKind::need:
            return (report.met ? "no longer needs " : "needs ") + what;
        case ReportKind::hazard:
            return what;
        case ReportKind::note:
            return "note";
    }
    return {};
}

}  // namespace konbit
