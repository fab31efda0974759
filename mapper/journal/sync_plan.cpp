#include "mapper/journal/sync_plan.hpp"

#include <unordered_set>

#include <fmt/format.h>

namespace konbit {
namespace {

using Ids = std::unordered_set<EntryId>;

std::string waiting_note(const Segment& segment) {
    return fmt::format(
        "{}: entry {} of this chain is missing; what follows waits until somebody "
        "brings it.",
        segment.file.string(), segment.first - 1);
}

/// Plans one chain in three looks at its segments.
class ChainPlanner {
public:
    explicit ChainPlanner(const EntriesHere& here) : here_{here} {}

    ChainPlan plan(std::span<const Segment> segments) {
        for (const auto& segment : segments) link(segment);
        // From the end, so that an entry's followers are known before it.
        for (auto at = linked_.rbegin(); at != linked_.rend(); ++at) cover(**at);
        for (const auto* segment : linked_) pick_entries(*segment);
        for (const auto* segment : linked_) pick_payloads(*segment);
        return std::move(plan_);
    }

private:
    /// A segment counts if it continues what is here or in an earlier segment.
    void link(const Segment& segment) {
        if (segment.first != 1 && !here_.contains(segment.before) &&
            !reached_.contains(segment.before)) {
            if (plan_.notes.empty()) plan_.notes.push_back(waiting_note(segment));
            return;
        }
        linked_.push_back(&segment);
        for (const auto& entry : segment.entries) {
            reached_.insert(entry.id);
            if (entry.has_signature) signed_.insert(entry.id);
        }
    }

    /// A signature covers its entry and all before it.
    void cover(const Segment& segment) {
        for (std::size_t i = segment.entries.size(); i-- > 0;) {
            const auto& id = segment.entries[i].id;
            if (!signed_.contains(id) && !covered_.contains(id)) continue;
            covered_.insert(id);
            covered_.insert(i > 0 ? segment.entries[i - 1].id : segment.before);
        }
    }

    void pick_entries(const Segment& segment) {
        pick(segment, [&](const SegmentEntry& entry) {
            if (here_.contains(entry.id) || !covered_.contains(entry.id)) return false;
            if (!entry.has_signature && signed_.contains(entry.id)) return false;  // another has it
            if (!picked_.insert(entry.id).second) return false;
            if (entry.has_payload) with_payload_.insert(entry.id);
            return true;
        });
    }

    void pick_payloads(const Segment& segment) {
        pick(segment, [&](const SegmentEntry& entry) {
            if (!entry.has_payload) return false;
            const auto known = here_.find(entry.id);
            const bool lacking = known != here_.end() ? !known->second : picked_.contains(entry.id);
            return lacking && with_payload_.insert(entry.id).second;
        });
    }

    template <class Wanted>
    void pick(const Segment& segment, const Wanted& wanted) {
        SegmentPick picked{&segment, std::vector<bool>(segment.entries.size())};
        bool any = false;
        for (std::size_t i = 0; i < segment.entries.size(); ++i) {
            picked.wanted[i] = wanted(segment.entries[i]);
            any = any || picked.wanted[i];
        }
        if (any) plan_.picks.push_back(std::move(picked));
    }

    const EntriesHere& here_;
    std::vector<const Segment*> linked_;
    Ids reached_, signed_, covered_, picked_, with_payload_;
    ChainPlan plan_;
};

}  // namespace

EntriesHere entries_here(const Journal& journal) {
    EntriesHere here;
    here.reserve(journal.size());
    journal.for_each_raw(
        [&](const RawEntry& entry) { here.emplace(entry.id, entry.payload.has_value()); });
    return here;
}

ChainPlan plan_chain(std::span<const Segment> segments, const EntriesHere& here) {
    return ChainPlanner{here}.plan(segments);
}

}  // namespace konbit
