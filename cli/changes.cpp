#include "cli/changes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/entry_text.hpp"
#include "mapper/model/geodesy.hpp"
#include "mapper/query/condition_text.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

constexpr double kSamePlace_m = 15;  ///< free reports so near each other are of one thing

std::vector<FoundDamage> damage_of(const Map& map) {
    auto found = damage_in(map, {}).found;
    std::stable_sort(found.begin(), found.end(),
                     [](const FoundDamage& a, const FoundDamage& b) { return a.id < b.id; });
    return found;
}

std::vector<FoundFacility> shelters_of(const Map& map) {
    auto found = facilities_in(map, Theme::shelter, std::nullopt, true, true);
    std::erase_if(found, [](const FoundFacility& shelter) { return !shelter.condition; });
    return found;
}

bool overlap(const FoundDamage& a, const FoundDamage& b) noexcept {
    return !a.stretch || !b.stretch ||
           (a.stretch->first < b.stretch->last && b.stretch->first < a.stretch->last);
}

template <class Found>
bool same_thing(const Found& a, const Found& b) noexcept {
    if (a.report.has_value() != b.report.has_value()) return false;
    return a.report ? distance_m(a.at, b.at) <= kSamePlace_m : a.id == b.id;
}

/// Neither its grade nor its passability is worse than it was.
bool no_worse(const FoundDamage& now, const FoundDamage& before) noexcept {
    return now.statement.grade <= before.statement.grade &&
           now.statement.passability <= before.statement.passability;
}

bool was_known(const FoundDamage& now, const std::vector<FoundDamage>& sorted) {
    const auto [first, last] =
        std::equal_range(sorted.begin(), sorted.end(), now,
                         [](const FoundDamage& a, const FoundDamage& b) { return a.id < b.id; });
    return std::any_of(first, last, [&](const FoundDamage& before) {
        return same_thing(now, before) && overlap(now, before) && no_worse(now, before);
    });
}

std::string label(const std::string& name, ObjectId id, const std::optional<EntryId>& report,
                  Location at) {
    if (report) return name.empty() ? location_text(at) : name;
    return name.empty() ? to_string(id) : fmt::format("{} ({})", name, to_string(id));
}

std::string text_of(const FoundDamage& found) {
    const auto& s = found.statement;
    const auto said = s.passability == Passability::blocked || s.grade == Grade::unknown
                          ? std::string{to_string(s.passability)}
                          : std::string{to_string(s.grade)};
    const auto thing = label(found.name, found.id, found.report, found.at);
    return found.reason.empty() ? fmt::format("{} is {}", thing, said)
                                : fmt::format("{}: {}", thing, found.reason);
}

bool is_bad(ShelterStatus status) noexcept {
    return status > ShelterStatus::open;
}

std::string text_of(const FoundFacility& shelter) {
    return fmt::format("{}: {}", label(shelter.name, shelter.id, shelter.report, shelter.at),
                       shelter.condition->reason);
}

}  // namespace

StateBefore::StateBefore(const Map& map) : damage_{damage_of(map)}, shelters_{shelters_of(map)} {}

std::vector<std::string> StateBefore::worse_now(const Map& map) const {
    std::vector<std::string> lines;
    for (const auto& found : damage_in(map, {}).found) {
        if (!was_known(found, damage_)) lines.push_back(text_of(found));
    }
    for (const auto& shelter : shelters_of(map)) {
        if (!is_bad(shelter.condition->status)) continue;
        const bool known =
            std::any_of(shelters_.begin(), shelters_.end(), [&](const FoundFacility& before) {
                return same_thing(shelter, before) &&
                       before.condition->status >= shelter.condition->status;
            });
        if (!known) lines.push_back(text_of(shelter));
    }
    return lines;
}

}  // namespace konbit
