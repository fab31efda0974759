#include "mapper/query/place.hpp"

#include <fmt/format.h>

#include <set>

#include "mapper/model/error.hpp"
#include "mapper/query/coordinate_text.hpp"
#include "mapper/query/map_impl.hpp"
#include "mapper/query/name_keys.hpp"
#include "mapper/query/questions.hpp"

namespace konbit {
namespace {

std::string coordinate_label(Location at) {
    return fmt::format("{:.5f},{:.5f}", at.lat(), at.lon());
}

std::string named(std::string_view name, ObjectId id) {
    return name.empty() ? to_string(id) : fmt::format("{} ({})", name, to_string(id));
}

/// Where an object without a feature of its own is: a node itself, a way by its nodes, a relation
/// by the first members that have a place.
class Locator {
public:
    explicit Locator(const BaseMap& base) : base_{base} {}

    std::optional<Location> locate(ObjectId id, int depth = 0) {
        if (const auto feature = base_.find_feature(id)) {
            const auto shape = feature->geometry();
            if (!shape.locations.empty()) return representative_point(shape);
        }
        const auto object = base_.object(id);
        if (!object) return std::nullopt;
        if (id.type == ObjectType::node) return valid(object->location);
        if (id.type == ObjectType::way) return along(*object);
        return among_members(*object, depth);
    }

private:
    static constexpr int kMostDepth = 8;
    static constexpr std::size_t kMostMembers = 10'000;

    static std::optional<Location> valid(Location at) {
        return at.valid() ? std::optional{at} : std::nullopt;
    }
    std::optional<Location> along(const Object& way) {
        std::vector<Location> line;
        for (const auto ref : way.refs) {
            const auto node = base_.object({ObjectType::node, ref});
            if (node && node->location.valid()) line.push_back(node->location);
        }
        if (line.empty()) return std::nullopt;
        return line.size() == 1 ? line.front() : representative_point(make_line(std::move(line)));
    }
    std::optional<Location> among_members(const Object& relation, int depth) {
        if (depth >= kMostDepth) return std::nullopt;
        for (const auto& member : relation.members) {
            if (visited_.size() > kMostMembers || !visited_.insert(member.id).second) continue;
            if (auto at = locate(member.id, depth + 1)) return at;
        }
        return std::nullopt;
    }

    const BaseMap& base_;
    std::set<ObjectId> visited_;
};

Place place_of_object(const Map& map, ObjectId id, std::string_view typed) {
    const auto object = map.base().object(id);
    if (!object) {
        throw UsageError{"The object is not in this map", typed, "the extract did not hold it",
                         "Check the id, or import a larger or newer extract"};
    }
    const auto at = Locator{map.base()}.locate(id);
    if (!at) {
        throw UsageError{"The object has no place in this map", typed,
                         "none of its nodes is in the extract",
                         "Import a larger extract, or name another place"};
    }
    return {.at = *at,
            .object = id,
            .label = named(display_name(object->tags), id),
            .by_name = false,
            .others = {}};
}

bool is_place_or_boundary(const FoundName& found) {
    return found.kind.starts_with("place") || found.kind.starts_with("boundary");
}

/// A town's node and its boundary are one answer to "where is that town".
bool same_place(const Map& map, const FoundName& a, const FoundName& b) {
    if (!is_place_or_boundary(a) || !is_place_or_boundary(b)) return false;
    if (a.kind.starts_with("boundary") == b.kind.starts_with("boundary")) return false;
    const auto& boundary = a.kind.starts_with("boundary") ? a : b;
    const auto& place = a.kind.starts_with("boundary") ? b : a;
    return map.base().feature(boundary.feature).box().contains(place.at);
}

std::vector<std::string> others_than_first(const Map& map, const std::vector<FoundName>& found) {
    constexpr double kNearlyAsGood = 15;
    std::vector<std::string> others;
    const auto& best = found.front();
    for (std::size_t i = 1; i < found.size(); ++i) {
        const auto& other = found[i];
        if (other.exact != best.exact) continue;
        const bool rival = best.whole ? other.whole : best.score - other.score <= kNearlyAsGood;
        if (rival && !same_place(map, best, other)) {
            const auto kind = other.kind.empty() ? std::string{} : fmt::format(" [{}]", other.kind);
            others.push_back(named(other.name, other.id) + kind);
        }
    }
    return others;
}

/// Nothing but numbers and what may stand between them, two at least: meant as coordinates.
bool only_numbers(std::string_view text) {
    return text.find_first_not_of("0123456789.,;+- \t") == std::string_view::npos &&
           text.find_first_of(",; \t") != std::string_view::npos;
}

[[noreturn]] void unknown_place(const Map& map, std::string_view text) {
    if (only_numbers(text)) {
        throw UsageError{"These are no coordinates", text, "a place is two numbers",
                         "Write LAT,LON, latitude first, with a comma between them"};
    }
    const auto near = suggest_names(map, text);
    throw UsageError{"No such place in this map", text, "no name, id or coordinates are like that",
                     near.empty()
                         ? "Give LAT,LON (latitude first), an id such as way/123, or another name"
                         : fmt::format("Did you mean {}?", fmt::join(near, ", or "))};
}

Place place_by_name(const Map& map, std::string_view text, Ambiguity ambiguity) {
    const auto found =
        find_names(map, {.text = std::string{text}, .near = {}, .count = 10, .lang = {}});
    if (found.empty()) unknown_place(map, text);
    const auto& best = found.front();
    Place place{.at = best.at,
                .object = best.id,
                .label = named(best.name, best.id),
                .by_name = true,
                .others = others_than_first(map, found)};
    if (ambiguity == Ambiguity::take_best) return place;
    if (!best.exact) {
        throw UsageError{"The place's name is not exact", text, "nothing is called that",
                         fmt::format("Did you mean {}? Then give its id", place.label)};
    }
    if (!place.others.empty()) {
        throw UsageError{"The place's name is ambiguous", text,
                         fmt::format("it could be {} [{}], or {}", place.label, best.kind,
                                     fmt::join(place.others, ", or ")),
                         "Give the id instead, for example " + to_string(best.id)};
    }
    return place;
}

}  // namespace

Place resolve_place(const Map& map, std::string_view text, Ambiguity ambiguity) {
    text = trimmed_text(text);
    if (text.empty()) {
        throw UsageError{"The place is missing", "", "it is empty",
                         "Give LAT,LON (latitude first), an id such as way/123, or a name"};
    }
    if (const auto id = parse_object_id(text)) return place_of_object(map, *id, text);
    const auto bounds =
        map.impl().with_themes([](const ThemeFile& themes) { return themes.bounds(); });
    if (const auto at = parse_coordinates(text, &bounds)) {
        return {.at = *at,
                .object = {},
                .label = coordinate_label(*at),
                .by_name = false,
                .others = {}};
    }
    return place_by_name(map, text, ambiguity);
}

}  // namespace konbit
