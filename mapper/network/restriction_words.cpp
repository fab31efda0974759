#include "mapper/network/restriction_words.hpp"

#include <algorithm>
#include <array>

namespace konbit {

namespace {

/// What limits whom or when a whole relation applies to (hour_on and its like are from before
/// conditional values).
constexpr std::array<std::string_view, 7> kConditions{"except",   "day_on",  "day_off", "hour_on",
                                                      "hour_off", "time_on", "time"};

/// The clauses of "no_left_turn @ (07:00-09:00; 16:00-18:00); no_u_turn @ (…)".
std::vector<std::string_view> clauses_of(std::string_view value) {
    std::vector<std::string_view> clauses;
    std::size_t begin = 0;
    int depth = 0;
    for (std::size_t i = 0; i <= value.size(); ++i) {
        if (i == value.size() || (value[i] == ';' && depth <= 0)) {
            auto clause = value.substr(begin, i - begin);
            while (clause.starts_with(' ')) clause.remove_prefix(1);
            if (!clause.empty()) clauses.push_back(clause);
            begin = i + 1;
        } else if (value[i] == '(') {
            ++depth;
        } else if (value[i] == ')') {
            --depth;
        }
    }
    return clauses;
}

std::optional<RestrictionWord> word_of(std::string_view clause) {
    const auto word = clause.substr(0, clause.find_first_of(" @"));
    RestrictionWord found;
    found.only = word.starts_with("only_");
    if (!found.only && !word.starts_with("no_")) return std::nullopt;
    found.u_turn = word == "no_u_turn";
    found.many_from = word == "no_entry";
    found.many_to = word == "no_exit";
    return found;
}

}  // namespace

std::vector<RestrictionWord> read_restriction_words(
    const std::vector<std::pair<std::string, std::string>>& tags) {
    std::vector<std::pair<std::string, std::string>> conditions;
    for (const auto& tag : tags) {
        const bool vehicle_type = tag.first == "type" && tag.second != "restriction";
        if (vehicle_type ||
            std::find(kConditions.begin(), kConditions.end(), tag.first) != kConditions.end())
            conditions.push_back(tag);
    }
    std::vector<RestrictionWord> words;
    for (const auto& [key, value] : tags) {
        if (key != "restriction" && !key.starts_with("restriction:")) continue;
        for (const auto clause : clauses_of(value)) {
            auto word = word_of(clause);
            if (!word) continue;
            word->tags = conditions;
            word->tags.emplace_back(key, clause);
            words.push_back(std::move(*word));
        }
    }
    return words;
}

}  // namespace konbit
