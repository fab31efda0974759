#include "mapper/network/turn_restrictions.hpp"

#include "mapper/network/restriction_paths.hpp"

namespace konbit {

namespace {

using Path = std::vector<DirectedSegment>;

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
            } catch (const BrokenRestriction& broken) {
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
        if (words.empty()) throw BrokenRestriction{"it says neither no_… nor only_…"};
        if (restriction.from.empty()) throw BrokenRestriction{"it has no member 'from'"};
        if (restriction.via.empty()) throw BrokenRestriction{"it has no member 'via'"};
        if (restriction.to.empty()) throw BrokenRestriction{"it has no member 'to'"};
        for (const auto& word : words) {
            if (restriction.from.size() > 1 && !word.many_from)
                throw BrokenRestriction{"it has several members 'from'"};
            if (restriction.to.size() > 1 && !word.many_to)
                throw BrokenRestriction{"it has several members 'to'"};
            for (const auto from : restriction.from) {
                for (const auto to : restriction.to) {
                    for (auto& path :
                         restriction_paths(source_, table_, from, restriction.via, to, word))
                        add_rules(restriction.relation, word, std::move(path));
                }
            }
        }
    }

    [[nodiscard]] std::uint32_t head(DirectedSegment s) const {
        const auto& segment = table_.segments[s.segment().value];
        return s.against() ? segment.tail : segment.head;
    }

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
