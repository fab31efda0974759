#include "mapper/route/profile_access.hpp"

#include <algorithm>

#include "mapper/meaning/road_units.hpp"

namespace konbit {
namespace {

VehicleSize merged(const VehicleSize& usual, const VehicleSize& actual) {
    const auto pick = [](const auto& a, const auto& b) { return a ? a : b; };
    return {pick(actual.height_m, usual.height_m), pick(actual.width_m, usual.width_m),
            pick(actual.length_m, usual.length_m), pick(actual.weight_t, usual.weight_t),
            pick(actual.axle_load_t, usual.axle_load_t)};
}

/// Of "a;b" the value that lets most in; nullopt: none is understood.
std::optional<AccessMeaning> meaning_of(const Profile::Data& data, std::string_view list) {
    std::optional<AccessMeaning> best;
    for_each_value(list, [&](std::string_view value) {
        const AccessMeaning* meaning = data.access_values.find(value);
        if (meaning != nullptr && (!best || *meaning < *best)) best = *meaning;
    });
    return best;
}

/// Looks at one key in all its forms.
class KeyReader {
public:
    KeyReader(const TripView& view, const Tags& tags, bool qualified, WayDirection direction,
              std::vector<std::string>& warnings)
        : view_{view},
          tags_{tags},
          qualified_{qualified},
          direction_{direction},
          warnings_{warnings} {}

    /// `rank` orders values, the more restrictive the higher; an absent one has rank(nullopt).
    template <class Rank>
    std::optional<KeyWord> read(const QualifiedKey& key, Rank rank) const {
        auto word = plain(key);
        if (!qualified_) return word;
        const auto tag = conditional(key);
        if (!tag) return word;
        const auto clauses = split_conditional(tag->value);
        if (!clauses) {
            warn(warnings_, *tag, "not understood");
            return word;
        }
        for (const ConditionalClause& clause : *clauses) apply(clause, *tag, rank, word);
        return word;
    }

private:
    template <class Rank>
    void apply(const ConditionalClause& clause, const Tag& tag, Rank rank,
               std::optional<KeyWord>& word) const {
        const auto answer = condition_holds(clause.condition, view_.moment);
        const auto now = word ? std::optional{word->value} : std::nullopt;
        if (answer.holds == Truth::no) {
            if (answer.holidays) warn(warnings_, tag, "public holidays are not known");
        } else if (!answer.purpose.empty()) {
            // Who has that purpose may in, and ends there; a ban on a purpose is not ours.
            const bool listed = view_.data.access_values.find(answer.purpose) != nullptr;
            if (rank(now) > rank(clause.value)) {
                word = KeyWord{listed ? answer.purpose : "destination", tag};
            }
        } else if (answer.holds == Truth::yes) {
            word = KeyWord{clause.value, tag};
        } else {
            warn(warnings_, tag, "cannot be checked, the worse is taken");
            if (rank(clause.value) > rank(now)) word = KeyWord{clause.value, tag};
        }
    }

    std::optional<Tag> tag(const std::string& key) const {
        const auto value = tags_.get(key);
        return value ? std::optional{Tag{key, *value}} : std::nullopt;
    }
    std::optional<Tag> either(const std::string (&by_way)[2], const std::string& key) const {
        if (qualified_ && direction_ != WayDirection::none) {
            const auto way = static_cast<std::size_t>(direction_);
            if (auto found = tag(by_way[way])) return found;
        }
        return tag(key);
    }
    std::optional<KeyWord> plain(const QualifiedKey& key) const {
        const auto found = either(key.by_way, key.key);
        return found ? std::optional{KeyWord{found->value, *found}} : std::nullopt;
    }
    std::optional<Tag> conditional(const QualifiedKey& key) const {
        return either(key.conditional_by_way, key.conditional);
    }

    const TripView& view_;
    const Tags& tags_;
    bool qualified_;
    WayDirection direction_;
    std::vector<std::string>& warnings_;
};

enum class Oneway : std::uint8_t { no, yes, reverse, alternating, reversible };

std::optional<Oneway> oneway_of(std::string_view value) noexcept {
    if (value == "yes" || value == "1" || value == "true") return Oneway::yes;
    if (value == "-1" || value == "reverse") return Oneway::reverse;
    if (value == "no" || value == "0" || value == "false") return Oneway::no;
    if (value == "alternating") return Oneway::alternating;
    if (value == "reversible") return Oneway::reversible;
    return std::nullopt;
}

OnewayFinding finding_of(Oneway oneway, const Tag& from) noexcept {
    switch (oneway) {
        case Oneway::no:
            return {true, true, false, from};
        case Oneway::yes:
            return {true, false, false, from};
        case Oneway::reverse:
            return {false, true, false, from};
        case Oneway::alternating:
            return {true, true, true, from};
        case Oneway::reversible:
            return {false, false, false, from};
    }
    return {};
}

std::optional<Tag> implied_oneway(const Tags& tags) noexcept {
    const auto junction = tags.value("junction");
    if (junction == "roundabout" || junction == "circular") return Tag{"junction", junction};
    if (tags.is("highway", "motorway")) return Tag{"highway", "motorway"};
    return std::nullopt;
}

}  // namespace

TripView::TripView(const Profile::Data& profile, const TripContext& context)
    : data{profile},
      trip{context},
      size{merged(profile.size, context.size)},
      keys{profile.keys_for(size)},
      moment{context.departure + context.zone_offset_s,
             {size.height_m, size.width_m, size.length_m, size.weight_t, size.axle_load_t},
             context.wet,
             context.snow} {}

std::string tag_text(const Tag& tag) {
    std::string text{tag.key};
    return text.append("=").append(tag.value);
}

void warn(std::vector<std::string>& warnings, const Tag& tag, std::string_view why) {
    auto text = tag_text(tag).append(": ").append(why);
    if (std::ranges::find(warnings, text) == warnings.end()) warnings.push_back(std::move(text));
}

bool has_qualified_keys(const Tags& tags) noexcept {
    return std::ranges::any_of(tags, [](const Tag& tag) {
        return tag.key.ends_with(":conditional") || tag.key.ends_with(":forward") ||
               tag.key.ends_with(":backward");
    });
}

AccessFinding find_access(const TripView& view, const Tags& tags, bool qualified,
                          WayDirection direction, std::vector<std::string>& warnings) {
    const KeyReader reader{view, tags, qualified, direction, warnings};
    const auto rank = [&](std::optional<std::string_view> value) {
        const auto meaning = value ? meaning_of(view.data, *value) : std::nullopt;
        return static_cast<int>(meaning.value_or(AccessMeaning::open));
    };
    const auto& keys = view.keys.access;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto word = reader.read(keys[i], rank);
        if (!word) continue;
        if (const auto meaning = meaning_of(view.data, word->value)) {
            return {meaning, keys[i].key != "access", i == 0, word->from};
        }
        warn(warnings, word->from, "not understood, as if it were not there");
    }
    return {};
}

OnewayFinding find_oneway(const TripView& view, const Tags& tags, bool qualified,
                          std::vector<std::string>& warnings) {
    for (const auto& [key, value] : view.data.against_oneway) {
        if (tags.is(key, value)) return {};
    }
    const KeyReader reader{view, tags, qualified, WayDirection::none, warnings};
    const auto rank = [](std::optional<std::string_view> value) {
        return static_cast<int>(value ? oneway_of(*value).value_or(Oneway::no) : Oneway::no);
    };
    for (const QualifiedKey& key : view.keys.oneway) {
        const auto word = reader.read(key, rank);
        if (!word) continue;
        if (const auto oneway = oneway_of(word->value)) return finding_of(*oneway, word->from);
        warn(warnings, word->from, "not understood, as if it were not there");
    }
    if (!view.keys.vehicle) return {};
    const auto implied = implied_oneway(tags);
    return implied ? finding_of(Oneway::yes, *implied) : OnewayFinding{};
}

}  // namespace konbit
