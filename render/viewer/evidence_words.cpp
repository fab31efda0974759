#include "render/viewer/evidence_words.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>

#include "mapper/query/text.hpp"
#include "render/viewer/answer_words.hpp"
#include "render/viewer/here_things.hpp"

namespace konbit {
namespace {

std::string span_words(std::int64_t seconds) {
    if (seconds < 3'600) return fmt::format("{} min", seconds / 60);
    if (seconds < 48 * 3'600) return fmt::format("{} h", seconds / 3'600);
    return duration_text(seconds);
}

std::string event_word(const Map& map) {
    return map.events().empty() ? std::string{"event"} : words_text(map.events().back().kind);
}

}  // namespace

std::string short_age(UnixSeconds observed, UnixSeconds now) {
    if (observed == 0) return "at a time not told";
    const auto age = now - observed;
    if (age < -60) return span_words(-age) + " ahead";
    if (age < 60) return "just now";
    return span_words(age) + " ago";
}

std::string newest_report_words(const Map& map, UnixSeconds now) {
    std::optional<UnixSeconds> newest;
    map.with_situation([&](const Situation& all) { newest = all.counts().newest_observed; });
    return newest ? "Newest report " + short_age(*newest, now) : std::string{};
}

std::string limits_words(const Limits& limits) {
    std::vector<std::string> parts;
    const auto add = [&](std::string_view what, const std::optional<double>& value,
                         std::string_view unit) {
        if (value) parts.push_back(fmt::format("{} {:g} {}", what, *value, unit));
    };
    add("height", limits.height_m, "m");
    add("width", limits.width_m, "m");
    add("length", limits.length_m, "m");
    add("weight", limits.weight_t, "t");
    add("axle", limits.axle_load_t, "t");
    return fmt::format("{}", fmt::join(parts, ", "));
}

std::string grade_words(Grade grade) {
    switch (grade) {
        case Grade::unknown:
            return "Damage not clear";
        case Grade::none:
            return "No damage seen";
        case Grade::destroyed:
            return "Destroyed";
        default:
            return with_capital(to_string(grade)) + " damage";
    }
}

std::string passability_words(Passability passability, const Limits& limits) {
    switch (passability) {
        case Passability::unknown:
            return "Not known whether it can be passed";
        case Passability::open:
            return "Open when looked at";
        case Passability::restricted:
            return limits.empty() ? "Only some vehicles"
                                  : "Only some vehicles: " + limits_words(limits);
        case Passability::blocked:
            return "Blocked";
    }
    return {};
}

std::string shelter_words(ShelterStatus status) {
    switch (status) {
        case ShelterStatus::unknown:
            return "Not known whether it is open";
        case ShelterStatus::open:
            return "Open when looked at";
        default:
            return with_capital(to_string(status));
    }
}

std::string condition_words(const Condition& condition) {
    switch (condition.matter) {
        case Matter::damage:
            return grade_words(condition.grade);
        case Matter::passability:
            return passability_words(condition.passability, condition.limits);
        case Matter::shelter:
            return shelter_words(condition.status);
    }
    return {};
}

std::string certainty_words(const Condition& condition, UnixSeconds now) {
    auto words = with_capital(to_string(condition.certainty));
    if (condition.certainty == Certainty::none) words = "Nobody has looked";
    if (condition.observed) words += " · " + short_age(*condition.observed, now);
    return words;
}

std::string_view method_words(Method how) noexcept {
    switch (how) {
        case Method::seen:
            return "seen";
        case Method::imagery:
            return "seen from above";
        case Method::heard:
            return "heard";
        case Method::tag:
            return "by its tags";
    }
    return "";
}

std::vector<std::string> doubt_lines(const Doubt& doubt, const Map& map) {
    std::vector<std::string> lines;
    if (doubt.disputed) lines.emplace_back("Disputed: the worse one is used.");
    if (doubt.unverified) lines.emplace_back("Unverified: its sender is not accepted.");
    if (doubt.good_news_waits) {
        lines.emplace_back("Better news waits: accept its sender and it counts.");
    }
    if (doubt.recheck) {
        lines.push_back(fmt::format("To look at again: seen before the {}.", event_word(map)));
    }
    if (doubt.corrected) lines.emplace_back("Its source took an earlier word back.");
    return lines;
}

std::string doubt_word(const Doubt& doubt) {
    if (doubt.disputed) return "disputed";
    if (doubt.unverified) return "sender not accepted";
    if (doubt.good_news_waits) return "better news waits";
    if (doubt.recheck) return "look again";
    if (doubt.corrected) return "corrected";
    return {};
}

void show_doubt(Widget& on, const Doubt& doubt, Certainty certainty) {
    on.dashed = doubt.unverified || certainty == Certainty::guessed;
    if (doubt.recheck) on.badge = "recheck";
    if (doubt.disputed) on.badge = "disputed";
}

void show_condition(Widget& on, const Condition& condition, const Style& style) {
    switch (condition.matter) {
        case Matter::damage:
            on.mark = &style.grade(condition.grade);
            break;
        case Matter::passability:
            on.mark = &style.passability(condition.passability);
            if (condition.passability == Passability::open) on.icon = "check";
            break;
        case Matter::shelter:
            on.mark = condition.status == ShelterStatus::full
                          ? &style.passability(Passability::restricted)
                      : condition.status >= ShelterStatus::closed
                          ? &style.passability(Passability::blocked)
                          : &style.grade(Grade::unknown);
            if (condition.status == ShelterStatus::open) {
                on.mark = nullptr;
                on.icon = "check";
            }
            break;
    }
    show_doubt(on, condition.doubt, condition.certainty);
}

std::string_view part_words(const std::optional<WayStretch>& stretch,
                            std::optional<std::uint32_t> segment) noexcept {
    if (!stretch) return "";
    if (!segment) return ", a part of it";
    return holds(*stretch, *segment) ? ", here" : ", further along";
}

std::string why_not_written(const std::filesystem::path& map_folder) {
    if (::access(map_folder.c_str(), W_OK) == 0) return {};
    if (errno == EROFS) {
        return "This map lies where nothing can be written (a protected stick or disc). Copy it to "
               "this computer to report.";
    }
    return "This map may not be changed by you. Copy it to a folder of your own to report.";
}

}  // namespace konbit
