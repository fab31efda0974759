#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "mapper/journal/entry.hpp"
#include "mapper/journal/team.hpp"
#include "mapper/model/bounding_box.hpp"
#include "mapper/situation/evidence.hpp"
#include "mapper/store/base_map.hpp"

namespace konbit {

/// A report that stands (not withdrawn, not redacted, observed at or before the moment asked), with
/// what others said of it.
struct StandingReport {
    EntryId entry;
    Report report;
    Audience audience = Audience::team;
    DeviceKey device;
    UnixSeconds written = 0;
    bool accepted = true;
    bool from_the_future = false;
    std::string person;  ///< who said it, as Statement::person
    std::vector<EntryId> confirmed_by, disputed_by;
};

/// A part of a way, by positions in its node list: from node `first` to node `last`.
struct WayStretch {
    std::uint32_t first = 0, last = 0;
    bool operator==(const WayStretch&) const = default;
};

/// What is known of one thing, for one matter.
struct Finding {
    Matter matter = Matter::damage;
    std::optional<WayStretch> stretch;  ///< nullopt: the whole object
    Verdict verdict;
    std::vector<Statement> statements;  ///< what it rests on; `verdict` points into them
};

/// Everything the journal says, resolved at one moment. Entries come in any order; each updates
/// only what it touches; the result depends on the set of entries, the roots and the moment alone.
/// Not safe for several threads by itself: query's Map guards it.
class Situation {
public:
    struct Options {
        const BaseMap* base = nullptr;  ///< must outlive it
        std::vector<DeviceKey> roots;
        std::optional<UnixSeconds> as_of;  ///< fixed; nullopt: `set_now` moves it
        UnixSeconds now = 0;
    };
    explicit Situation(Options options);
    ~Situation();
    Situation(Situation&&) noexcept;
    Situation& operator=(Situation&&) noexcept;

    void apply(const Entry& entry);
    /// The payload is gone: as if it had never been said.
    void forget(const EntryId& entry);
    void set_roots(std::vector<DeviceKey> roots);  ///< when this device writes for the first time
    void set_now(UnixSeconds now);

    // ---- questions
    [[nodiscard]] UnixSeconds as_of() const noexcept;
    /// Those set and not removed, at or before the moment asked about, oldest first.
    [[nodiscard]] const std::vector<EventNote>& events() const noexcept;
    [[nodiscard]] const Team& team() const noexcept;
    [[nodiscard]] bool empty() const noexcept;  ///< no report at all: skip everything

    /// True if reports say anything of it; quick.
    [[nodiscard]] bool speaks_of(ObjectId object) const noexcept;
    /// What reports say of an object in one matter, together with what its tags say (statements of
    /// Method::tag, or inferred ones; may be empty). Of a way with reports on stretches: one
    /// finding for each run of nodes with the same evidence, in the way's direction, those without
    /// any evidence left out. Otherwise at most one.
    [[nodiscard]] std::vector<Finding> findings(ObjectId object, Matter matter,
                                                std::span<const Statement> tags) const;
    /// Objects that reports speak of and that have a report's place in the box (may cross the
    /// antimeridian), sorted, each once.
    [[nodiscard]] std::vector<ObjectId> objects_in(const BoundingBox& box) const;
    [[nodiscard]] std::vector<ObjectId> objects() const;

    /// Standing reports in the box; in the order of entries. `free_only`: those without an object
    /// in this map (never had one, or it has gone).
    [[nodiscard]] std::vector<const StandingReport*> reports_in(const BoundingBox& box,
                                                                bool free_only) const;
    [[nodiscard]] std::vector<const StandingReport*> reports_of(ObjectId object) const;
    [[nodiscard]] const StandingReport* report(const EntryId& entry) const noexcept;
    /// Free reports at one spot and of one kind (within 15 m) are of one thing: its verdict.
    [[nodiscard]] Finding finding_of_free(const StandingReport& report, Matter matter) const;

    struct Counts {
        std::uint64_t reports = 0, from_the_future = 0, unverified = 0, withdrawn = 0, redacted = 0;
        std::uint64_t good_news_waiting = 0;
        std::optional<UnixSeconds> newest_observed;
    };
    [[nodiscard]] Counts counts() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace konbit
