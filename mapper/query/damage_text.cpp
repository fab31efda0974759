#include "mapper/query/damage_text.hpp"

#include <array>

#include "mapper/query/text_list.hpp"

namespace konbit {
namespace {

constexpr std::size_t kFields = 13;

std::string flags_of(const DamageStatement& s) {
    return {s.suspected ? 's' : '-', s.states_passability ? 'p' : '-', s.everyday ? 'e' : '-'};
}

bool unpack_into(std::vector<std::string>& into, std::string_view packed) {
    auto list = unpack_texts(packed);
    if (list) into = std::move(*list);
    return list.has_value();
}

}  // namespace

std::string pack_damage(const DamageStatement& s) {
    const std::array<std::string, kFields> fields{std::string{to_string(s.grade)},
                                                  std::string{to_string(s.passability)},
                                                  flags_of(s),
                                                  s.what,
                                                  s.scheme,
                                                  s.source_key,
                                                  s.source_value,
                                                  s.observed,
                                                  s.event,
                                                  pack_texts(s.vehicles),
                                                  pack_texts(s.notes),
                                                  pack_texts(s.restricted_in),
                                                  pack_texts(s.blocked_in)};
    return pack_texts(fields);
}

std::optional<DamageStatement> unpack_damage(std::string_view packed) {
    auto fields = unpack_texts(packed);
    if (!fields || fields->size() != kFields) return std::nullopt;
    auto& f = *fields;
    const auto grade = parse_grade(f[0]);
    const auto passability = parse_passability(f[1]);
    if (!grade || !passability || f[2].size() != 3) return std::nullopt;
    DamageStatement s;
    s.grade = *grade;
    s.passability = *passability;
    s.suspected = f[2][0] == 's';
    s.states_passability = f[2][1] == 'p';
    s.everyday = f[2][2] == 'e';
    s.what = std::move(f[3]);
    s.scheme = std::move(f[4]);
    s.source_key = std::move(f[5]);
    s.source_value = std::move(f[6]);
    s.observed = std::move(f[7]);
    s.event = std::move(f[8]);
    if (!unpack_into(s.vehicles, f[9]) || !unpack_into(s.notes, f[10]) ||
        !unpack_into(s.restricted_in, f[11]) || !unpack_into(s.blocked_in, f[12])) {
        return std::nullopt;
    }
    return s;
}

}  // namespace konbit
