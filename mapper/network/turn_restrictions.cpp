#include "mapper/network/turn_restrictions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "mapper/network/restriction_words.hpp"
#include "mapper/network/road_tags.hpp"

namespace konbit {

namespace {

constexpr std::size_t kMaxPath = 200;   // segments of a rule; via ways are short
constexpr std::size_t kMaxChains = 64;  // ways to lead from `from` over the via ways to `to`

using Path = std::vector<DirectedSegment>;

/// A member way as a chain of segments.
struct Chain {
    std::span<const std::uint32_t> segments;  // in the order of its nodes
    int direction = 0;                        // usual_direction
};

/// Why a restriction cannot be understood.
struct Broken {
    std::string why;
};

class RestrictionReader {
public:
    RestrictionReader(RoadSource& source, const SegmentTable& table, const RoadAdjacency& adjacency)
        : source_{source}, table_{table}, adjacency_{adjacency} {}

    RuleTable read() {
        for (const auto& restriction : source_.restrictions) {
            const auto rules = found_.rules.size();
            const auto paths = found_.paths.size();
            try {
                read(restriction);
            } catch (const Broken& broken) {
                found_.rules.resize(rules);
                found_.paths.resize(paths);
                ++found_.broken_count;
                if (found_.broken.size() < RuleTable::kMaxNamed)
                    found_.broken.emplace_back(restriction.relation, broken.why);
            }
        }
        return std::move(found_);
    }

private:
    void read(const SourceRestriction& restriction) {
        const auto words = read_restriction_words(restriction.tags);
        if (words.empty()) throw Broken{"it says neither no_… nor only_…"};
        if (restriction.from.empty()) throw Broken{"it has no member 'from'"};
        if (restriction.via.empty()) throw Broken{"it has no member 'via'"};
        if (restriction.to.empty()) throw Broken{"it has no member 'to'"};
        for (const auto& word : words) {
            if (restriction.from.size() > 1 && !word.many_from)
                throw Broken{"it has several members 'from'"};
            if (restriction.to.size() > 1 && !word.many_to)
                throw Broken{"it has several members 'to'"};
            for (const auto from : restriction.from) {
                for (const auto to : restriction.to) {
                    for (auto& path : paths_of(from, restriction.via, to, word))
                        add_rules(restriction.relation, word, std::move(path));
                }
            }
        }
    }

    [[nodiscard]] Chain chain(ObjectId member, std::string_view role) const {
        if (member.type != ObjectType::way)
            throw Broken{fmt::format("the member '{}' is no way", role)};
        auto segments = table_.of(member.ref, false, source_.kinds);
        while (!segments.empty() && is_crossing(segments.back()))
            segments = segments.first(segments.size() - 1);
        if (segments.empty()) {
            throw Broken{fmt::format("{} ('{}') is missing, or no road", to_string(member), role)};
        }
        const auto kind = table_.segments[segments.front()].kind;
        return {segments, usual_direction(source_.kinds.tags(kind))};
    }
    [[nodiscard]] bool is_crossing(std::uint32_t segment) const {
        return source_.kinds.flags(table_.segments[segment].kind).has(RoadKindFlags::kCrossing);
    }
    [[nodiscard]] std::uint32_t tail(DirectedSegment s) const {
        const auto& segment = table_.segments[s.segment().value];
        return s.against() ? segment.head : segment.tail;
    }
    [[nodiscard]] std::uint32_t head(DirectedSegment s) const { return tail(s.reversed()); }

    /// Directed segments of a chain that its usual direction allows and that begin (or end) there.
    [[nodiscard]] Path at(const Chain& chain, std::uint32_t vertex, bool begin) const {
        Path found;
        for (const auto segment : chain.segments) {
            for (const bool against : {false, true}) {
                if (chain.direction == (against ? 1 : -1)) continue;
                const auto directed = DirectedSegment::of({segment}, against);
                if ((begin ? tail(directed) : head(directed)) == vertex) found.push_back(directed);
            }
        }
        return found;
    }

    /// The paths from a member `from` to a member `to`; throws unless it is clear which are meant.
    [[nodiscard]] std::vector<Path> paths_of(ObjectId from, const std::vector<ObjectId>& via,
                                             ObjectId to, const RestrictionWord& word) const {
        const auto first = chain(from, "from");
        const auto last = chain(to, "to");
        if (via.front().type == ObjectType::node) {
            if (via.size() > 1) throw Broken{"it has several members 'via'"};
            return over_node(first, via.front(), last, from == to, word);
        }
        return {over_ways(first, via, last)};
    }

    [[nodiscard]] std::vector<Path> over_node(const Chain& from, ObjectId via, const Chain& to,
                                              bool same, const RestrictionWord& word) const {
        const auto vertex = vertex_of(via.ref);
        if (!vertex)
            throw Broken{fmt::format("{} ('via') is missing, or on no road", to_string(via))};
        const auto arriving = at(from, *vertex, false);
        const auto leaving = at(to, *vertex, true);
        if (arriving.empty()) throw Broken{"'from' does not end at 'via'"};
        if (leaving.empty()) throw Broken{"'to' does not begin at 'via'"};
        std::vector<Path> paths;
        for (const auto a : arriving) {
            for (const auto b : leaving) {
                if (!same || (b == a.reversed()) == word.u_turn) paths.push_back({a, b});
            }
        }
        if (paths.empty()) throw Broken{"'from' and 'to' are the same way"};
        // A way that does not end at the node meets it twice, and nobody knows which is meant.
        if (paths.size() > 1 && !(same && word.u_turn))
            throw Broken{"a member goes on beyond 'via': which part is meant is not clear"};
        return paths;
    }

    [[nodiscard]] std::optional<std::uint32_t> vertex_of(std::int64_t node) const {
        const auto key = ObjectId{ObjectType::node, node};
        const auto found = std::lower_bound(source_.node_ids.begin(), source_.node_ids.end(), node,
                                            [&](std::int64_t ref, std::int64_t) {
                                                return ObjectId{ObjectType::node, ref} < key;
                                            });
        if (found == source_.node_ids.end() || *found != node) return std::nullopt;
        const auto vertex =
            table_.vertex_of[static_cast<std::size_t>(found - source_.node_ids.begin())];
        if (vertex == SegmentTable::kNoVertex) return std::nullopt;
        return vertex;
    }

    // ---- via ways

    /// Paths found so far, and what they leave of ways: those that use members from end to end
    /// come before others.
    struct Search {
        std::vector<Chain> via;
        Chain to;
        Path path;
        std::size_t cut_short = 0;  // members of `path` that are left before their end
        std::vector<std::pair<std::size_t, Path>> found;
    };

    [[nodiscard]] Path over_ways(const Chain& from, const std::vector<ObjectId>& via,
                                 const Chain& to) const {
        Search search;
        search.to = to;
        for (const auto& member : via) search.via.push_back(chain(member, "via"));
        for (const auto segment : from.segments) {
            for (const bool against : {false, true}) {
                if (from.direction == (against ? 1 : -1)) continue;
                const auto start = DirectedSegment::of({segment}, against);
                search.path = {start};
                search.cut_short = is_last(from, start) ? 0 : 1;
                enter(search, 0);
            }
        }
        auto& found = search.found;
        if (found.empty()) throw Broken{"'from', 'via' and 'to' do not meet"};
        std::stable_sort(found.begin(), found.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        if (found.size() > 1 && found[0].first == found[1].first)
            throw Broken{"its members meet in several ways: which is meant is not clear"};
        return std::move(found.front().second);
    }

    /// True if the chain ends with this directed segment.
    [[nodiscard]] static bool is_last(const Chain& chain, DirectedSegment s) {
        return s.segment().value == (s.against() ? chain.segments.front() : chain.segments.back());
    }
    [[nodiscard]] static bool is_first(const Chain& chain, DirectedSegment s) {
        return is_last(chain, s.reversed());
    }

    /// Goes on from the end of the path into via way `number`, or into `to` behind the last one.
    void enter(Search& search, std::size_t number) const {
        if (search.found.size() >= kMaxChains || search.path.size() >= kMaxPath) return;
        const auto vertex = head(search.path.back());
        const bool end = number == search.via.size();
        const auto& chain = end ? search.to : search.via[number];
        for (const auto step : at(chain, vertex, true)) {
            if (step == search.path.back().reversed() && number == 0) continue;
            const std::size_t cut = is_first(chain, step) ? 0 : 1;
            search.cut_short += cut;
            search.path.push_back(step);
            if (end) {
                search.found.emplace_back(search.cut_short, search.path);
            } else {
                follow(search, number);
            }
            search.path.pop_back();
            search.cut_short -= cut;
        }
    }

    /// Along the via way that the path is on: leaves it wherever the next member begins.
    void follow(Search& search, std::size_t number) const {
        const auto& chain = search.via[number];
        const auto size = search.path.size();
        while (search.path.size() < kMaxPath) {
            const bool last = is_last(chain, search.path.back());
            search.cut_short += last ? 0 : 1;
            enter(search, number + 1);
            search.cut_short -= last ? 0 : 1;
            const auto next = last ? std::nullopt : next_on(chain, search.path.back());
            if (!next) break;
            search.path.push_back(*next);
        }
        search.path.resize(size);
    }
    [[nodiscard]] std::optional<DirectedSegment> next_on(const Chain& chain,
                                                         DirectedSegment from) const {
        const auto here =
            std::find(chain.segments.begin(), chain.segments.end(), from.segment().value);
        const auto next =
            DirectedSegment::of({from.against() ? here[-1] : here[1]}, from.against());
        if (tail(next) != head(from)) return std::nullopt;  // a node between them is missing
        return next;
    }

    // ---- rules

    void add_rules(std::int64_t relation, const RestrictionWord& word, Path path) {
        Tags tags;
        for (const auto& [key, value] : word.tags) tags.add(key, value);
        const auto kind = source_.kinds.intern(tags, {});
        if (!word.only) return add_rule(relation, kind, path);
        const auto allowed = path.back();
        const auto before = path[path.size() - 2];
        for (const auto step : adjacency_.leaving(head(before))) {
            if (step == allowed) continue;
            if (step == before.reversed() && is_drive_end(head(before))) continue;
            path.back() = step;
            add_rule(relation, kind, path);
        }
    }
    /// Who is told to go on there and cannot may turn round.
    [[nodiscard]] bool is_drive_end(std::uint32_t vertex) const {
        std::size_t segments = 0;
        for (const auto step : adjacency_.leaving(vertex)) {
            const auto kind = table_.segments[step.segment().value].kind;
            if (source_.kinds.flags(kind).has(RoadKindFlags::kDrive)) ++segments;
        }
        return segments <= 1;
    }
    void add_rule(std::int64_t relation, std::uint32_t kind, const Path& path) {
        TurnRule rule;
        rule.relation = relation;
        rule.kind = kind;
        rule.path_begin = static_cast<std::uint32_t>(found_.paths.size());
        found_.paths.insert(found_.paths.end(), path.begin(), path.end());
        rule.path_end = static_cast<std::uint32_t>(found_.paths.size());
        found_.rules.push_back(rule);
    }

    RoadSource& source_;
    const SegmentTable& table_;
    const RoadAdjacency& adjacency_;
    RuleTable found_;
};

}  // namespace

RuleTable read_turn_restrictions(RoadSource& source, const SegmentTable& table,
                                 const RoadAdjacency& adjacency) {
    return RestrictionReader{source, table, adjacency}.read();
}

}  // namespace konbit
