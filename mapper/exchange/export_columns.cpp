#include <array>
#include <chrono>
#include <cmath>

#include "mapper/exchange/export.hpp"

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
};

/// Texts that no answer holds as such; they last until the thread's next call.
struct Scratch {
    std::string source_value;
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

std::string_view key_and_value(const DamageStatement& statement) {
    auto& text = scratch().source_value;
    text = statement.source_key;
    text += '=';
    text += statement.source_value;
    return text;
}

/// Hours since a time that the tags tell; null if they tell none (or one still to come).
Value age_h(const std::string& observed) {
    const auto at = parse_iso8601(observed);
    if (!at) return {};
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(
                         std::chrono::system_clock::now().time_since_epoch())
                         .count();
    if (now < *at) return {};
    return static_cast<double>((now - *at) / 360) / 10;
}

/// Distances and bearings are not known better than this.
double rounded(double value) {
    return std::round(value * 10) / 10;
}

void add_condition(const std::optional<DamageStatement>& damage, std::vector<Value>& into) {
    if (!damage) {
        into.insert(into.end(), 7, Value{});
        return;
    }
    into.push_back(word_or_null(damage->grade));
    into.push_back(word_or_null(damage->passability));
    into.push_back(to_string(Certainty::guessed));
    into.push_back(text_or_null(damage->observed));
    into.push_back(kTagSource);
    into.push_back(key_and_value(*damage));
    into.push_back(age_h(damage->observed));
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
    add_condition(found.damage, into);
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
    into.push_back(kLicence);
    into.push_back(std::string_view{facility.audience == Audience::team ? "team" : "public"});
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
    into.push_back(kTagSource);
    into.push_back(key_and_value(s));
    into.push_back(text_or_null(s.scheme));
    into.push_back(text_or_null(s.event));
    into.push_back(std::span<const std::string>{s.vehicles});
    into.push_back(std::span<const std::string>{s.notes});
    into.push_back(kLicence);
}

}  // namespace konbit
