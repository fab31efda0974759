#include "mapper/route/profile_limits.hpp"

#include <algorithm>

#include "mapper/meaning/road_units.hpp"

namespace konbit {
namespace {

struct LimitWord {
    std::string_view key;
    std::optional<double> VehicleSize::*size;  ///< nullptr: speed
    RoadMeasure (*parse)(std::string_view) noexcept;
};
constexpr std::array kLimitWords{
    LimitWord{"maxspeed", nullptr, parse_road_speed_kmh},
    LimitWord{"maxheight", &VehicleSize::height_m, parse_road_length_m},
    LimitWord{"maxwidth", &VehicleSize::width_m, parse_road_length_m},
    LimitWord{"maxlength", &VehicleSize::length_m, parse_road_length_m},
    LimitWord{"maxweight", &VehicleSize::weight_t, parse_road_weight_t},
    LimitWord{"maxweightrating", &VehicleSize::weight_t, parse_road_weight_t},
    LimitWord{"maxgcweight", &VehicleSize::weight_t, parse_road_weight_t},
    LimitWord{"maxgcweightrating", &VehicleSize::weight_t, parse_road_weight_t},
    LimitWord{"maxaxleload", &VehicleSize::axle_load_t, parse_road_weight_t}};

/// A key taken apart: "maxweight:hgv:forward:conditional".
struct LimitKey {
    const LimitWord* word = nullptr;
    bool along = true, against = true;
    bool conditional = false;
};

class LimitReader {
public:
    LimitReader(const TripView& view, const Tags& tags, bool qualified,
                std::vector<std::string>& warnings)
        : view_{view}, tags_{tags}, qualified_{qualified}, warnings_{warnings} {}

    LimitFindings read() {
        for (const Tag& tag : tags_) {
            if (!tag.key.starts_with("max")) continue;
            const auto key = take_apart(tag.key);
            if (!key || !concerns(*key)) continue;
            if (key->conditional) {
                read_conditional(*key, tag);
            } else if (key->word->size != nullptr || !replaced_now(tag.key)) {
                apply(*key, tag, tag.value);
            }
        }
        return found_;
    }

private:
    /// nullopt: it speaks of others (buses), or of something else (maxspeed:source).
    std::optional<LimitKey> take_apart(std::string_view key) const {
        const auto end = key.find(':');
        const auto word = std::ranges::find(kLimitWords, key.substr(0, end), &LimitWord::key);
        if (word == kLimitWords.end()) return std::nullopt;
        LimitKey parts{word};
        for (auto rest = key.substr(std::min(end, key.size())); !rest.empty();) {
            rest.remove_prefix(1);
            const auto part = rest.substr(0, rest.find(':'));
            rest.remove_prefix(part.size());
            if (part == "forward") {
                parts.against = false;
            } else if (part == "backward") {
                parts.along = false;
            } else if (part == "conditional") {
                parts.conditional = true;
            } else if (!is_ours(part)) {
                return std::nullopt;
            }
        }
        return parts;
    }
    bool is_ours(std::string_view part) const {
        if (part == "wet") return view_.trip.wet;
        return part == "physical" || part == "legal" || part == "practical" || part == "advisory" ||
               part == "both_ways" || view_.keys.names(part);
    }
    bool concerns(const LimitKey& key) const {
        return key.word->size == nullptr ? view_.data.heeds_maxspeed : view_.data.heeds_limits;
    }

    /// A conditional speed that holds for certain stands in the place of the ordinary one.
    bool replaced_now(std::string_view key) const {
        if (!qualified_) return false;
        for (const Tag& tag : tags_) {
            if (tag.key.size() != key.size() + 12 || !tag.key.starts_with(key) ||
                !tag.key.ends_with(":conditional")) {
                continue;
            }
            for (const auto& clause : split_conditional(tag.value).value_or(Clauses{})) {
                const auto answer = condition_holds(clause.condition, view_.moment);
                if (answer.holds == Truth::yes && answer.purpose.empty()) return true;
            }
        }
        return false;
    }

    using Clauses = std::vector<ConditionalClause>;
    void read_conditional(const LimitKey& key, const Tag& tag) {
        const auto clauses = split_conditional(tag.value);
        if (!clauses) {
            warn(warnings_, tag, "not understood");
            return;
        }
        std::optional<std::string_view> holds;
        for (const ConditionalClause& clause : *clauses) {
            const auto answer = condition_holds(clause.condition, view_.moment);
            if (answer.holds == Truth::yes && answer.purpose.empty()) holds = clause.value;
            if (answer.holds == Truth::no && answer.holidays) {
                warn(warnings_, tag, "public holidays are not known");
            }
            if (answer.holds != Truth::unknown || !answer.purpose.empty()) continue;
            warn(warnings_, tag, "cannot be checked, the worse is taken");
            apply(key, tag, clause.value);
        }
        if (holds) apply(key, tag, *holds);
    }

    void apply(const LimitKey& key, const Tag& tag, std::string_view value) {
        const RoadMeasure limit = key.word->parse(value);
        if (limit.kind == RoadMeasure::Kind::none) return;
        if (limit.odd) warn(warnings_, tag, "oddly written");
        if (key.word->size == nullptr) return apply_speed(key, tag, limit);
        const auto& size = view_.size.*key.word->size;
        if (limit.kind == RoadMeasure::Kind::unknown) {
            if (size) warn(warnings_, tag, "not known");
            return;
        }
        if (key.word->size == &VehicleSize::height_m) found_.height_posted = true;
        if (!size) {
            warn(warnings_, tag, "not looked at, this measure of the vehicle is not known");
        } else if (*size > limit.value) {
            exceed(0, key.along, tag);
            exceed(1, key.against, tag);
        }
    }
    void exceed(std::size_t way, bool speaks_of_it, const Tag& tag) {
        if (!speaks_of_it || found_.exceeded[way]) return;
        found_.exceeded[way] = true;
        found_.by[way] = tag;
    }
    void apply_speed(const LimitKey& key, const Tag& tag, const RoadMeasure& limit) {
        if (limit.kind != RoadMeasure::Kind::value) return warn(warnings_, tag, "not known");
        if (key.along) found_.kmh[0] = std::min(found_.kmh[0], limit.value);
        if (key.against) found_.kmh[1] = std::min(found_.kmh[1], limit.value);
    }

    const TripView& view_;
    const Tags& tags_;
    bool qualified_;
    std::vector<std::string>& warnings_;
    LimitFindings found_;
};

}  // namespace

LimitFindings find_limits(const TripView& view, const Tags& tags, bool qualified,
                          std::vector<std::string>& warnings) {
    return LimitReader{view, tags, qualified, warnings}.read();
}

}  // namespace konbit
