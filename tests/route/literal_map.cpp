#include "tests/route/literal_map.hpp"

#include <gtest/gtest.h>

#include <charconv>
#include <cmath>
#include <map>
#include <stdexcept>

#include "tests/support/test_map.hpp"

namespace konbit::test {
namespace {

constexpr double kLat = 42.5, kLon = 1.5;
constexpr double kColumn_m = 25, kLine_m = 100;
constexpr double kApart = 0.02;  // degrees between maps of a table

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

template <class Call>
void split(std::string_view text, std::string_view by, Call&& call) {
    while (true) {
        const auto end = text.find(by);
        if (const auto part = trimmed(text.substr(0, end)); !part.empty()) call(part);
        if (end == std::string_view::npos) return;
        text.remove_prefix(end + by.size());
    }
}

/// The maps of all rows of a table, side by side in one that is built as after an import: far
/// enough from each other not to meet.
class BuiltMaps {
public:
    BuiltMaps(const LiteralMap& map, std::span<const LiteralRow> rows) {
        for (std::size_t i = 0; i < rows.size(); ++i) add(map, rows[i].tags);
        const auto folder = drawn_.write();
        const auto base = BaseMap::open(folder);
        build_road_network(base, folder / "roads.idx", {});
        network_.emplace(RoadNetwork::open(folder / "roads.idx"));
    }

    [[nodiscard]] const RoadNetwork& network() const { return *network_; }
    [[nodiscard]] Location at(std::size_t row, char letter) const {
        return maps_.at(row).at(letter);
    }

    /// "ABCD"; "A!D" if there is none.
    [[nodiscard]] std::string text(std::size_t row, const std::optional<RoadPath>& path, char from,
                                   char to) const {
        if (!path) return {from, '!', to};
        std::string letters;
        std::vector<Location> shape;
        for (const DirectedSegment step : path->segments) {
            network_->read_shape(step.segment(), shape);
            if (step.against()) std::reverse(shape.begin(), shape.end());
            for (const Location location : shape) add_letter(row, location, letters);
        }
        // The first and last segment may be travelled in part.
        const auto begin = letters.find(from);
        const auto end = letters.rfind(to);
        if (begin == std::string::npos || end == std::string::npos || end < begin) return letters;
        return letters.substr(begin, end - begin + 1);
    }

private:
    using TagMap = std::map<std::string, std::string>;
    struct Statements {
        std::map<std::string, TagMap> tags;  ///< by letters: nodes and ways
        std::vector<std::pair<std::string, TagMap>> relations;
    };

    void add(const LiteralMap& map, std::string_view changes) {
        Statements statements;
        read_statements(map.ways, statements);
        read_statements(changes, statements);
        read_drawing(map.drawing, statements);
        std::map<std::string, std::int64_t> ways;
        for (const auto& [letters, tags] : statements.tags) {
            if (letters.size() < 2) continue;
            ways[letters] = ++next_;
            std::vector<std::int64_t> nodes;
            for (const char letter : letters) nodes.push_back(node_id(letter));
            drawn_.way(next_, nodes, list_of(tags));
        }
        for (const auto& [what, tags] : statements.relations) add_relation(what, tags, ways);
    }

    void read_drawing(std::string_view drawing, const Statements& statements) {
        const double top = kLat + static_cast<double>(maps_.size()) * kApart;
        maps_.emplace_back();
        double line = 0;
        double column = 0;
        for (const char c : drawing) {
            if (c >= 'A' && c <= 'Z') {
                const double lat = top - line * kLine_m / 111'140.0;
                const double lon =
                    kLon + column * kColumn_m / (111'320.0 * std::cos(top * 0.0174532925));
                maps_.back()[c] = location_from_degrees(lon, lat);
                const auto tags = statements.tags.find(std::string(1, c));
                drawn_.node(node_id(c), lat, lon,
                            tags == statements.tags.end() ? TagList{} : list_of(tags->second));
            }
            column = c == '\n' ? 0 : column + 1;
            if (c == '\n') ++line;
        }
    }

    static void read_statements(std::string_view text, Statements& into) {
        split(text, " // ", [&](std::string_view statement) {
            const auto space = statement.find(' ');
            const std::string what{statement.substr(0, space)};
            const bool relation = what.find('>') != std::string::npos;
            if (relation) into.relations.push_back({what, {}});
            auto& tags = relation ? into.relations.back().second : into.tags[what];
            if (space == std::string_view::npos) return;
            split(statement.substr(space), "|", [&](std::string_view tag) {
                const auto equals = tag.find('=');
                if (equals == std::string_view::npos) throw std::runtime_error{std::string{tag}};
                tags[std::string{tag.substr(0, equals)}] = tag.substr(equals + 1);
            });
        });
    }

    static TagList list_of(const TagMap& tags) {
        TagList list;
        for (const auto& [key, value] : tags) {
            if (!value.empty()) list.emplace_back(key, value);
        }
        return list;
    }

    void add_relation(std::string_view what, TagMap tags,
                      const std::map<std::string, std::int64_t>& ways) {
        std::vector<std::string_view> parts;
        split(what, ">", [&](std::string_view part) { parts.push_back(part); });
        std::vector<std::pair<ObjectId, std::string>> members;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            split(parts[i], ",", [&](std::string_view letters) {
                const auto id = letters.size() == 1
                                    ? ObjectId{ObjectType::node, node_id(letters[0])}
                                    : ObjectId{ObjectType::way, ways.at(std::string{letters})};
                members.emplace_back(id, i == 0 ? "from" : i + 1 == parts.size() ? "to" : "via");
            });
        }
        tags.try_emplace("type", "restriction");
        drawn_.relation_of(++next_, members, list_of(tags));
    }

    /// Of the map that is being added.
    [[nodiscard]] std::int64_t node_id(char letter) const {
        return static_cast<std::int64_t>(maps_.size()) * 100 + letter;
    }
    void add_letter(std::size_t row, Location location, std::string& letters) const {
        for (const auto& [letter, place] : maps_.at(row)) {
            if (place == location && (letters.empty() || letters.back() != letter))
                letters += letter;
        }
    }

    DrawnMap drawn_;
    std::vector<std::map<char, Location>> maps_;  ///< of each row
    std::int64_t next_ = 0;
    std::optional<RoadNetwork> network_;
};

double number_of(std::string_view text) {
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

bool read_size(std::string_view word, VehicleSize& size) {
    const auto value = number_of(word.substr(std::min(word.find('=') + 1, word.size())));
    if (word.starts_with("h=")) return size.height_m = value, true;
    if (word.starts_with("w=")) return size.width_m = value, true;
    if (word.starts_with("l=")) return size.length_m = value, true;
    if (word.starts_with("t=")) return size.weight_t = value, true;
    if (word.starts_with("axle=")) return size.axle_load_t = value, true;
    return false;
}

void expect_way(const BuiltMaps& built, const RoadMetric& metric, std::size_t i,
                const LiteralRow& row) {
    const char from = row.way.front();
    const char to = row.way.back();
    const auto start = metric.nearest(built.at(i, from), 1, 1);
    const auto goal = metric.nearest(built.at(i, to), 1, 1);
    if (start.empty() || goal.empty()) {
        EXPECT_EQ(row.way, built.text(i, std::nullopt, from, to)) << "no road at an end";
        return;
    }
    EXPECT_EQ(row.way, built.text(i, metric.route(start[0], goal[0]), from, to));
    EXPECT_EQ(row.way, built.text(i, metric.route_by_dijkstra(start[0], goal[0]), from, to));
}

}  // namespace

const Profile& literal_profile(std::string_view name) {
    static std::map<std::string, Profile, std::less<>> profiles;
    const auto known = profiles.find(name);
    if (known != profiles.end()) return known->second;
    return profiles.emplace(name, Profile::load(KONBIT_SOURCE_DIR "/mapper/route/profiles", name))
        .first->second;
}

TripContext literal_trip(std::string_view who) {
    TripContext trip;
    bool first = true;
    split(who, " ", [&](std::string_view word) {
        if (std::exchange(first, false)) return;
        if (word == "wet") {
            trip.wet = true;
        } else if (word == "snow") {
            trip.snow = true;
        } else if (word == "ignore") {
            trip.ignore_access = true;
        } else if (word.starts_with("at=")) {
            trip.departure = parse_iso8601(std::string{word.substr(3)} + "Z").value();
        } else if (!read_size(word, trip.size)) {
            trip.events.emplace_back(word);
        }
    });
    return trip;
}

void expect_ways(const LiteralMap& map, std::span<const LiteralRow> rows) {
    const BuiltMaps built{map, rows};
    std::map<std::string_view, RoadMetric> metrics;  // by traveller
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const LiteralRow& row = rows[i];
        SCOPED_TRACE(std::string{row.who} + ": " + std::string{row.tags} + " → " +
                     std::string{row.way});
        auto metric = metrics.find(row.who);
        if (metric == metrics.end()) {
            metric =
                metrics
                    .emplace(row.who, RoadMetric::build({.network = &built.network(),
                                                         .profile = literal_profile(
                                                             row.who.substr(0, row.who.find(' '))),
                                                         .trip = literal_trip(row.who),
                                                         .conditions = {},
                                                         .cache_folder = std::nullopt,
                                                         .threads = 1}))
                    .first;
        }
        expect_way(built, metric->second, i, row);
    }
}

}  // namespace konbit::test
