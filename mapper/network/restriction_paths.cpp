#include "mapper/network/restriction_paths.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "mapper/network/road_tags.hpp"

namespace konbit {

namespace {

constexpr std::size_t kMaxPath = 60;  // segments of a rule; via ways are short
/// Steps to look for the way over via ways; nobody draws anything that needs more.
constexpr std::size_t kMaxSteps = 5'000;

using Path = std::vector<DirectedSegment>;

/// A member way as a chain of segments.
struct Chain {
    std::span<const std::uint32_t> segments;  // in the order of its nodes
    int direction = 0;                        // usual_direction
};

class PathFinder {
public:
    PathFinder(const RoadSource& source, const SegmentTable& table)
        : source_{source}, table_{table} {}

    [[nodiscard]] std::vector<Path> paths_of(ObjectId from, const std::vector<ObjectId>& via,
                                             ObjectId to, const RestrictionWord& word) const {
        const auto first = chain(from, "from");
        const auto last = chain(to, "to");
        if (via.front().type == ObjectType::node) {
            if (via.size() > 1) throw BrokenRestriction{"it has several members 'via'"};
            return over_node(first, via.front(), last, from == to, word);
        }
        return {over_ways(first, via, last)};
    }

private:
    [[nodiscard]] Chain chain(ObjectId member, std::string_view role) const {
        if (member.type != ObjectType::way)
            throw BrokenRestriction{fmt::format("the member '{}' is no way", role)};
        auto segments = table_.of(member.ref, false, source_.kinds);
        while (!segments.empty() && is_crossing(segments.back()))
            segments = segments.first(segments.size() - 1);
        if (segments.empty()) {
            throw BrokenRestriction{
                fmt::format("{} ('{}') is missing, or no road", to_string(member), role)};
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

    [[nodiscard]] std::vector<Path> over_node(const Chain& from, ObjectId via, const Chain& to,
                                              bool same, const RestrictionWord& word) const {
        const auto vertex = vertex_of(via.ref);
        if (!vertex)
            throw BrokenRestriction{
                fmt::format("{} ('via') is missing, or on no road", to_string(via))};
        const auto arriving = at(from, *vertex, false);
        const auto leaving = at(to, *vertex, true);
        if (arriving.empty()) throw BrokenRestriction{"'from' does not end at 'via'"};
        if (leaving.empty()) throw BrokenRestriction{"'to' does not begin at 'via'"};
        std::vector<Path> paths;
        for (const auto a : arriving) {
            for (const auto b : leaving) {
                if (!same || (b == a.reversed()) == word.u_turn) paths.push_back({a, b});
            }
        }
        if (paths.empty()) throw BrokenRestriction{"'from' and 'to' are the same way"};
        // A way that does not end at the node meets it twice, and nobody knows which is meant.
        if (paths.size() > 1 && !(same && word.u_turn))
            throw BrokenRestriction{
                "a member goes on beyond 'via': which part is meant is not clear"};
        return paths;
    }

    [[nodiscard]] std::optional<std::uint32_t> vertex_of(std::int64_t node) const {
        const auto& keys = source_.node_keys;
        const auto found = std::lower_bound(keys.begin(), keys.end(), sort_key(node));
        if (found == keys.end() || *found != sort_key(node)) return std::nullopt;
        const auto vertex = table_.vertex_of[static_cast<std::size_t>(found - keys.begin())];
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
        std::size_t steps = 0;
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
        if (found.empty()) throw BrokenRestriction{"'from', 'via' and 'to' do not meet"};
        std::stable_sort(found.begin(), found.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        if (found.size() > 1 && found[0].first == found[1].first)
            throw BrokenRestriction{
                "its members meet in several ways: which is meant is not clear"};
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
        if (search.path.size() >= kMaxPath) return;
        if (++search.steps > kMaxSteps)
            throw BrokenRestriction{"its members meet in too many ways"};
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

    const RoadSource& source_;
    const SegmentTable& table_;
};

}  // namespace

std::vector<std::vector<DirectedSegment>> restriction_paths(
    const RoadSource& source, const SegmentTable& table, ObjectId from,
    const std::vector<ObjectId>& via, ObjectId to, const RestrictionWord& word) {
    return PathFinder{source, table}.paths_of(from, via, to, word);
}

}  // namespace konbit
