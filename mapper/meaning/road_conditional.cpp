#include "mapper/meaning/road_conditional.hpp"

#include <algorithm>
#include <array>

#include "mapper/meaning/road_units.hpp"

namespace konbit {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMaxClauses = 32;

struct Compared {
    std::string_view word;
    std::optional<double> Limits::*size;
    RoadMeasure (*parse)(std::string_view) noexcept;
};
constexpr std::array kCompared{Compared{"weight", &Limits::weight_t, parse_road_weight_t},
                               Compared{"weightrating", &Limits::weight_t, parse_road_weight_t},
                               Compared{"gcweight", &Limits::weight_t, parse_road_weight_t},
                               Compared{"axleload", &Limits::axle_load_t, parse_road_weight_t},
                               Compared{"height", &Limits::height_m, parse_road_length_m},
                               Compared{"width", &Limits::width_m, parse_road_length_m},
                               Compared{"length", &Limits::length_m, parse_road_length_m}};

constexpr std::array kPurposes{"destination"sv, "delivery"sv, "customers"sv, "private"sv,
                               "residents"sv,   "resident"sv, "permit"sv,    "loading"sv};

bool compare(double size, std::string_view how, double limit) noexcept {
    if (how == ">") return size > limit;
    if (how == ">=") return size >= limit;
    if (how == "<") return size < limit;
    if (how == "<=") return size <= limit;
    return size == limit;
}

/// "weight>3.5", "length >= 12 m"; nullopt: no such comparison.
std::optional<Truth> compared(std::string_view condition, const TravelMoment& moment) noexcept {
    const auto sign = condition.find_first_of("<>=");
    if (sign == std::string_view::npos || sign == 0) return std::nullopt;
    const auto word = trimmed_value(condition.substr(0, sign));
    const std::size_t length = condition.substr(sign + 1).starts_with('=') ? 2 : 1;
    for (const Compared& one : kCompared) {
        if (word != one.word) continue;
        const RoadMeasure limit = one.parse(condition.substr(sign + length));
        const auto& size = moment.size.*one.size;
        if (limit.kind != RoadMeasure::Kind::value || !size) return Truth::unknown;
        return compare(*size, condition.substr(sign, length), limit.value) ? Truth::yes : Truth::no;
    }
    return Truth::unknown;
}

ConditionAnswer one_holds(std::string_view condition, const TravelMoment& moment) {
    if (const auto truth = compared(condition, moment)) return {*truth, false, {}};
    if (condition == "wet") return {moment.wet ? Truth::yes : Truth::no, false, {}};
    if (condition == "snow") return {moment.snow ? Truth::yes : Truth::no, false, {}};
    if (std::ranges::find(kPurposes, condition) != kPurposes.end()) {
        return {Truth::unknown, false, condition};
    }
    const HoursAnswer hours = hours_hold(condition, moment.local);
    return {hours.holds, hours.holidays, {}};
}

std::string_view without_parentheses(std::string_view text) noexcept {
    text = trimmed_value(text);
    if (text.starts_with('(') && text.ends_with(')')) text = text.substr(1, text.size() - 2);
    return trimmed_value(text);
}

std::size_t end_of_clause(std::string_view text) noexcept {
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '(') ++depth;
        if (text[i] == ')' && depth > 0) --depth;
        if (text[i] == ';' && depth == 0) return i;
    }
    return text.size();
}

}  // namespace

std::optional<std::vector<ConditionalClause>> split_conditional(std::string_view text) {
    std::vector<ConditionalClause> clauses;
    while (!text.empty()) {
        const auto end = end_of_clause(text);
        const auto clause = trimmed_value(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (clause.empty()) continue;
        const auto at = clause.find('@');
        if (at == std::string_view::npos || clauses.size() == kMaxClauses) return std::nullopt;
        const auto value = trimmed_value(clause.substr(0, at));
        const auto condition = without_parentheses(clause.substr(at + 1));
        if (value.empty() || condition.empty()) return std::nullopt;
        clauses.push_back({value, condition});
    }
    if (clauses.empty()) return std::nullopt;
    return clauses;
}

ConditionAnswer condition_holds(std::string_view condition, const TravelMoment& moment) {
    ConditionAnswer all{Truth::yes, false, {}};
    while (true) {
        auto end = condition.find(" AND ");
        if (end == std::string_view::npos) end = condition.find(" and ");
        const auto one = one_holds(trimmed_value(condition.substr(0, end)), moment);
        all.holidays = all.holidays || one.holidays;
        if (!one.purpose.empty()) {
            all.purpose = one.purpose;
        } else if (one.holds == Truth::no) {
            return {Truth::no, all.holidays, {}};
        } else if (one.holds == Truth::unknown) {
            all.holds = Truth::unknown;
        }
        if (end == std::string_view::npos) return all;
        condition.remove_prefix(end + 5);
    }
}

}  // namespace konbit
