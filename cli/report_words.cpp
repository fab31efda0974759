#include "cli/report_words.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cmath>

#include "cli/command_line.hpp"
#include "cli/options.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/coordinate_text.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

constexpr UnixSeconds kMostAhead_s = 600;  ///< clocks of two laptops differ by minutes
constexpr std::size_t kMostText = 8'000;   ///< bytes: what a journal takes
constexpr std::uint32_t kMostPeople = 10'000'000;

/// An option that belongs to some kinds of report alone.
struct Field {
    std::string_view option;
    const std::string ReportWords::*value;
    std::vector<ReportKind> kinds;
};
const std::vector<Field>& fields() {
    using enum ReportKind;
    static const std::vector<Field> kFields{
        {"--grade", &ReportWords::grade, {damage}},
        {"--passability", &ReportWords::passability, {passability, damage}},
        {"--max-height", &ReportWords::height, {passability, damage}},
        {"--max-weight", &ReportWords::weight, {passability, damage}},
        {"--max-width", &ReportWords::width, {passability, damage}},
        {"--max-length", &ReportWords::length, {passability, damage}},
        {"--status", &ReportWords::status, {shelter}},
        {"--capacity", &ReportWords::capacity, {shelter}},
        {"--people", &ReportWords::people, {shelter, need}},
        {"--what", &ReportWords::what, {need, hazard}},
    };
    return kFields;
}

void check_fields(ReportKind kind, const ReportWords& words) {
    for (const auto& field : fields()) {
        const auto& value = words.*field.value;
        if (value.empty()) continue;
        refuse_option_as_value(field.option, value);
        if (std::find(field.kinds.begin(), field.kinds.end(), kind) != field.kinds.end()) continue;
        std::vector<std::string_view> kinds;
        for (const auto fits : field.kinds) kinds.push_back(to_string(fits));
        throw UsageError{"This does not belong together",
                         fmt::format("{} {}", to_string(kind), field.option),
                         fmt::format("{} goes with {}", field.option, fmt::join(kinds, " and ")),
                         "Make two reports: one of each kind"};
    }
    if (words.met && kind != ReportKind::need) {
        throw UsageError{"This does not belong together", fmt::format("{} --met", to_string(kind)),
                         "only a need is met", "Leave --met out"};
    }
}

[[noreturn]] void missing(std::string_view option, std::string_view why, std::string_view advice) {
    throw UsageError{"Something is missing", option, why, advice};
}

void check_required(ReportKind kind, const ReportWords& words) {
    switch (kind) {
        case ReportKind::damage:
            if (words.grade.empty())
                missing("--grade", "a damage report says how bad it is",
                        "Add --grade none, slight, moderate, severe or destroyed");
            return;
        case ReportKind::passability:
            if (words.passability.empty())
                missing("--passability", "it says whether one gets through",
                        "Add --passability open, restricted or blocked");
            return;
        case ReportKind::shelter:
            if (words.status.empty() && words.capacity.empty() && words.people.empty())
                missing("--status", "a shelter report says something of the shelter",
                        "Add --status open, full, closed or unsafe, or --capacity or --people");
            return;
        case ReportKind::need:
            if (words.what.empty())
                missing("--what", "a need is a need of something",
                        "Add --what water, food, medical, shelter or another word");
            return;
        case ReportKind::hazard:
            if (words.what.empty())
                missing("--what", "a hazard has a name",
                        "Add --what landslide, fire, \"power line\" or another word");
            return;
        case ReportKind::note:
            if (words.text.empty() && words.photos.empty())
                missing("--text", "a note without text and photo says nothing",
                        "Add --text \"…\" or --photo FILE");
            return;
    }
}

template <class Word>
std::optional<Word> read_word(std::string_view option, const std::string& text,
                              std::optional<Word> (*parse)(std::string_view) noexcept,
                              const std::vector<std::string>& known) {
    if (text.empty()) return std::nullopt;
    const auto word = parse(text);
    if (word && *word != Word::unknown) return word;
    const auto nearest = nearest_word(text, known);
    throw UsageError{
        "This word is not known", fmt::format("{} {}", option, text),
        fmt::format("it is one of {}", fmt::join(known, ", ")),
        nearest.empty() ? std::string{"Choose one"} : fmt::format("Did you mean {}?", nearest)};
}

std::optional<double> read_limit(std::string_view option, const std::string& text, double most) {
    if (text.empty()) return std::nullopt;
    const auto value = parse_decimal(text);
    if (value && std::isfinite(*value) && *value > 0 && *value <= most) return value;
    throw UsageError{"The limit cannot be used", fmt::format("{} {}", option, text),
                     value ? "it is out of range" : "it is no number",
                     fmt::format("Give a number above 0 and up to {:g}, without its unit", most)};
}

Limits read_limits(const ReportWords& words) {
    return {.height_m = read_limit("--max-height", words.height, 100),
            .width_m = read_limit("--max-width", words.width, 100),
            .length_m = read_limit("--max-length", words.length, 100),
            .weight_t = read_limit("--max-weight", words.weight, 1000),
            .axle_load_t = {}};
}

std::optional<std::uint32_t> read_people(std::string_view option, const std::string& text) {
    if (text.empty()) return std::nullopt;
    return static_cast<std::uint32_t>(read_number(option, text, 0, kMostPeople));
}

void check_limits(const Report& report) {
    if (report.limits.empty() || report.passability == Passability::restricted) return;
    throw UsageError{"Limits go with a restricted road", "--passability",
                     report.passability
                         ? fmt::format("it is \"{}\"", to_string(*report.passability))
                         : std::string{"it is missing"},
                     "Use --passability restricted, or leave the limits out"};
}

}  // namespace

ReportKind read_report_kind(const std::string& word) {
    if (const auto kind = parse_report_kind(word)) return *kind;
    static const std::vector<std::string> kKnown{"damage", "passability", "shelter",
                                                 "need",   "hazard",      "note"};
    const auto nearest = nearest_word(word, kKnown);
    throw UsageError{"No such kind of report", word, "it is not known",
                     nearest.empty() ? fmt::format("Use {}", fmt::join(kKnown, ", "))
                                     : fmt::format("Did you mean {}?", nearest)};
}

Method read_method(const ReportWords& words) {
    const int given = int{words.seen} + int{words.heard} + int{words.imagery};
    if (given == 1)
        return words.seen ? Method::seen : words.heard ? Method::heard : Method::imagery;
    throw UsageError{given == 0 ? "How you know it is missing" : "You know it in one way only",
                     "--seen, --heard or --imagery",
                     "what somebody saw on the spot counts for more than what was heard",
                     "Give one of the three"};
}

UnixSeconds read_observed(const std::string& text, UnixSeconds now) {
    if (text.empty()) return now;
    const auto at = read_time("--at", text);
    if (at <= now + kMostAhead_s) return at;
    throw UsageError{"The time lies ahead", "--at " + text,
                     fmt::format("this computer's clock says {}", time_text(now)),
                     "Give the time when it was seen; if the clock is wrong, set it first"};
}

const std::string& read_entry_text(std::string_view option, const std::string& text) {
    refuse_option_as_value(option, text);
    if (text.size() <= kMostText) return text;
    throw UsageError{"The text is too long", std::string{option},
                     fmt::format("it has {} bytes, a report takes {}", count_text(text.size()),
                                 count_text(kMostText)),
                     "Say it shorter, or make two reports"};
}

Report read_report(ReportKind kind, const ReportWords& words, UnixSeconds now) {
    check_fields(kind, words);
    check_required(kind, words);
    Report report;
    report.kind = kind;
    report.how = read_method(words);
    report.observed = read_observed(words.at, now);
    report.grade = read_word("--grade", words.grade, parse_grade,
                             {"none", "slight", "moderate", "severe", "destroyed"});
    report.passability = read_word("--passability", words.passability, parse_passability,
                                   {"open", "restricted", "blocked"});
    report.limits = read_limits(words);
    check_limits(report);
    report.status = read_word("--status", words.status, parse_shelter_status,
                              {"open", "full", "closed", "unsafe"});
    report.capacity = read_people("--capacity", words.capacity);
    report.people = read_people("--people", words.people);
    report.what = read_entry_text("--what", words.what);
    report.met = words.met;
    report.name = read_entry_text("--name", words.name);
    report.text = read_entry_text("--text", words.text);
    report.witness = read_entry_text("--witness", words.witness);
    return report;
}

void add_report_words(CLI::App& app, ReportWords& w) {
    app.add_flag("--seen", w.seen, "you, or the witness, saw it on the spot");
    app.add_flag("--heard", w.heard, "somebody told you");
    app.add_flag("--imagery", w.imagery, "seen on a picture from above");
    app.add_option("--grade", w.grade, "of damage: none, slight, moderate, severe, destroyed")
        ->type_name("GRADE");
    app.add_option("--passability", w.passability, "of a road: open, restricted, blocked")
        ->type_name("WORD");
    app.add_option("--max-height", w.height, "what a restricted road bears, in metres")
        ->type_name("M");
    app.add_option("--max-weight", w.weight, "in tonnes")->type_name("T");
    app.add_option("--max-width", w.width, "in metres")->type_name("M");
    app.add_option("--max-length", w.length, "in metres")->type_name("M");
    app.add_option("--status", w.status, "of a shelter: open, full, closed, unsafe")
        ->type_name("WORD");
    app.add_option("--capacity", w.capacity, "people a shelter can take in")->type_name("N");
    app.add_option("--people", w.people, "who are in the shelter, or need something")
        ->type_name("N");
    app.add_option("--what", w.what, "what is needed: water, medical, …; or the hazard")
        ->type_name("WHAT");
    app.add_flag("--met", w.met, "the need is answered");
    app.add_option("--name", w.name, "of a place that the map does not have")->type_name("NAME");
    app.add_option("--text", w.text, "anything else, in your own words")->type_name("TEXT");
    app.add_option("--photo", w.photos, "a photo, again for more of them")
        ->type_name("FILE")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->allow_extra_args(false);
    app.add_option("--at", w.at, "when it was seen, with a zone (default: now)")->type_name("TIME");
    app.add_option("--witness", w.witness, "who says it, if not you; stays with the team")
        ->type_name("NAME");
    app.add_option("--audience", w.audience, "who may get it: team (default), partners, public")
        ->type_name("WHO");
}

}  // namespace konbit
