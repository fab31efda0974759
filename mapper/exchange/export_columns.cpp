#include <algorithm>
#include <array>
#include <cmath>

#include "mapper/exchange/export.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

using Type = Column::Type;

constexpr std::string_view kLicence = "ODbL-1.0";
constexpr std::string_view kTagSource = "OpenStreetMap tag";

constexpr std::array kFacilityColumns{
    Column{"name"},
    Column{"theme"},
    Column{"kind"},
    Column{"suitability"},
    Column{"capacity", Type::integer},
    Column{"grade"},
    Column{"passability"},
    Column{"certainty"},
    Column{"observed"},
    Column{"source"},
    Column{"source_value"},
    Column{"age_h", Type::real},
    Column{"distance_m", Type::real},
    Column{"duration_s", Type::real},
    Column{"bearing_deg", Type::real},
    Column{"closed", Type::boolean},
    Column{"cautions", Type::list},
    Column{"offers", Type::list},
    Column{"reason"},
    Column{"same_as", Type::list},
    Column{"licence"},
    Column{"audience"},
    Column{"status"},
    Column{"people", Type::integer},
    Column{"disputed", Type::boolean},
    Column{"unverified", Type::boolean},
    Column{"recheck", Type::boolean},
    Column{"evidence"},
};

constexpr std::array kDamageColumns{
    Column{"name"},
    Column{"what"},
    Column{"grade"},
    Column{"suspected", Type::boolean},
    Column{"passability"},
    Column{"certainty"},
    Column{"observed"},
    Column{"source"},
    Column{"source_value"},
    Column{"scheme"},
    Column{"event"},
    Column{"vehicles", Type::list},
    Column{"notes", Type::list},
    Column{"licence"},
    Column{"audience"},
    Column{"limits"},
    Column{"disputed", Type::boolean},
    Column{"unverified", Type::boolean},
    Column{"recheck", Type::boolean},
    Column{"reason"},
};

/// Texts that no answer holds as such; they last until the thread's next call.
struct Scratch {
    std::string source_value, observed, limits;
    std::vector<std::string> same_as;
};
Scratch& scratch() {
    thread_local Scratch texts;
    return texts;
}

Value text_or_null(std::string_view text) {
    return text.empty() ? Value{} : Value{text};
}
template <class Word>
Value word_or_null(Word word) {
    return word == Word::unknown ? Value{} : Value{to_string(word)};
}

/// "building=collapsed" of a tag; what a report says, word for word.
std::string_view key_and_value(const DamageStatement& statement) {
    auto& text = scratch().source_value;
    text = statement.source_key;
    if (!text.empty()) text += '=';
    text += statement.source_value;
    return text;
}

/// Distances and bearings are not known better than this.
double rounded(double value) {
    return std::round(value * 10) / 10;
}

/// What it is like as a place to go to, else what is known of its damage.
void add_condition(const FoundFacility& found, std::vector<Value>& into) {
    const auto& damage = found.damage;
    into.push_back(damage ? word_or_null(damage->grade) : Value{});
    into.push_back(damage ? word_or_null(damage->passability) : Value{});
    if (found.condition) {
        const auto& condition = *found.condition;
        auto& observed = scratch().observed;
        observed = condition.observed ? to_iso8601(*condition.observed) : std::string{};
        into.push_back(to_string(condition.certainty));
        into.push_back(text_or_null(observed));
        into.push_back(text_or_null(condition.source));
        into.push_back(text_or_null(condition.source_value));
    } else if (damage) {
        into.push_back(to_string(found.damage_certainty));
        into.push_back(text_or_null(damage->observed));
        into.push_back(found.damage_source.empty() ? kTagSource
                                                   : std::string_view{found.damage_source});
        into.push_back(text_or_null(key_and_value(*damage)));
    } else {
        into.insert(into.end(), 4, Value{});
    }
    into.push_back(found.age_h ? Value{*found.age_h} : Value{});
}

void add_doubts(const FoundFacility& found, std::vector<Value>& into) {
    const auto& condition = found.condition;
    into.push_back(condition ? word_or_null(condition->status) : Value{});
    into.push_back(found.people_now ? Value{std::int64_t{*found.people_now}} : Value{});
    into.push_back(condition ? Value{condition->doubt.disputed} : Value{});
    into.push_back(condition ? Value{condition->doubt.unverified} : Value{});
    into.push_back(condition ? Value{condition->doubt.recheck} : Value{});
    into.push_back(text_or_null(condition && !condition->reason.empty() ? condition->reason
                                                                        : found.damage_reason));
}

}  // namespace

std::span<const Column> facility_columns() noexcept {
    return kFacilityColumns;
}
std::span<const Column> damage_columns() noexcept {
    return kDamageColumns;
}

void fill_values(const FoundFacility& found, bool with_distance, std::vector<Value>& into) {
    const auto& facility = found.facility;
    into.clear();
    into.push_back(text_or_null(found.name));
    into.push_back(to_string(found.theme));
    into.push_back(text_or_null(facility.kind));
    into.push_back(to_string(facility.suitability));
    into.push_back(facility.capacity_people ? Value{std::int64_t{*facility.capacity_people}}
                                            : Value{});
    add_condition(found, into);
    into.push_back(with_distance ? Value{rounded(found.distance_m)} : Value{});
    into.push_back(Value{});  // duration_s: by air nobody knows
    into.push_back(with_distance ? Value{rounded(found.bearing_deg)} : Value{});
    into.push_back(facility.closed);
    into.push_back(std::span<const std::string>{facility.cautions});
    into.push_back(std::span<const std::string>{facility.offers});
    into.push_back(text_or_null(facility.reason));
    auto& same_as = scratch().same_as;
    same_as.clear();
    for (const auto id : found.same_as) same_as.push_back(to_string(id));
    into.push_back(std::span<const std::string>{same_as});
    into.push_back(found.report ? Value{} : Value{kLicence});
    const auto of_condition = found.condition ? found.condition->audience : Audience::open_to_all;
    into.push_back(to_string(std::max(facility.audience, of_condition)));
    add_doubts(found, into);
}

void fill_values(const FoundDamage& found, std::vector<Value>& into) {
    const auto& s = found.statement;
    into.clear();
    into.push_back(text_or_null(found.name));
    into.push_back(text_or_null(s.what));
    into.push_back(to_string(s.grade));
    into.push_back(s.suspected);
    into.push_back(to_string(s.passability));
    into.push_back(to_string(found.certainty));
    into.push_back(text_or_null(s.observed));
    into.push_back(found.source.empty() ? kTagSource : std::string_view{found.source});
    into.push_back(text_or_null(key_and_value(s)));
    into.push_back(text_or_null(s.scheme));
    into.push_back(text_or_null(s.event));
    into.push_back(std::span<const std::string>{s.vehicles});
    into.push_back(std::span<const std::string>{s.notes});
    into.push_back(found.report ? Value{} : Value{kLicence});
    into.push_back(to_string(found.audience));
    scratch().limits = limits_text(found.limits);
    into.push_back(text_or_null(scratch().limits));
    into.push_back(found.doubt.disputed);
    into.push_back(found.doubt.unverified);
    into.push_back(found.doubt.recheck);
    into.push_back(text_or_null(found.reason));
}

}  // namespace konbit
