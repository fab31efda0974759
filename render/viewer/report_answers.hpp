#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "mapper/journal/entry.hpp"
#include "render/style/style.hpp"
#include "render/viewer/report_subject.hpp"

namespace konbit {

/// What somebody has to tell of a bare spot.
enum class SpotTopic : std::uint8_t { hazard, need, note };

/// One answer of the report panel: a press on it saves `report`, filled in with place and time.
struct ReportAnswer {
    std::string words, hint;  ///< "Severe", "Part of it has come down"
    std::string icon;
    const ConditionPaint* paint = nullptr;  ///< the ground of its button; nullptr: white
    Report report;
    bool asks_limits = false;  ///< for which vehicles is asked first
};

/// The answers that fit, at most five, as the keys 1–5 give them. None for a note.
[[nodiscard]] std::vector<ReportAnswer> answers_for(ReportSubject::Kind kind, SpotTopic topic,
                                                    const Style& style);
/// What was reported, in a few words: "blocked", "severe damage", "needs water".
[[nodiscard]] std::string reported_words(const Report& report);

/// A number that is chosen by pressing less and more: 5, 10, 20, … The first press, either way,
/// gives the one most likely meant; less than the first is none.
class NumberSteps {
public:
    explicit NumberSteps(std::vector<double> steps, std::size_t likely = 0)
        : steps_{std::move(steps)}, likely_{likely + 1} {}
    void more() { at_ = at_ == 0 ? likely_ : std::min(at_ + 1, steps_.size()); }
    void less() { at_ = at_ == 0 ? likely_ : at_ - 1; }
    void clear() { at_ = 0; }
    [[nodiscard]] std::optional<double> value() const {
        return at_ == 0 ? std::nullopt : std::optional{steps_[at_ - 1]};
    }

private:
    std::vector<double> steps_;
    std::size_t likely_;
    std::size_t at_ = 0;  ///< 0: none
};

}  // namespace konbit
