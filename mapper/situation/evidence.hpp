#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "mapper/journal/entry.hpp"
#include "mapper/model/condition.hpp"

namespace konbit {

/// The question that evidence answers.
enum class Matter : std::uint8_t { passability, damage, shelter };

/// One statement about one thing and one matter. `value` is a Passability, Grade or ShelterStatus
/// as a number: 0 is unknown, then the higher the worse.
struct Statement {
    EntryId entry;  ///< zeros: from tags
    Method how = Method::tag;
    UnixSeconds observed = 0;
    std::string person;  ///< who: equal texts are one person
    bool accepted = true;
    std::uint8_t value = 0;
    Limits limits;              ///< of `restricted`
    bool lifts_limits = false;  ///< says that limits were seen lifted, though not all is open
    std::optional<UnixSeconds> photo_taken;  ///< of its newest photo
    Product product;
    bool inferred = false;  ///< from the thing it stands on, or from nearby: guessed at most
    std::optional<EntryId> disputes;  ///< no statement of its own: somebody doubts that entry
    std::optional<EntryId> confirms;  ///< `value` is that entry's
    std::string source_id;            ///< two with the same one are one
};

/// The moment asked about, and what shook the place before it.
struct Moment {
    UnixSeconds as_of = 0;
    std::vector<UnixSeconds> events;  ///< those at or before `as_of` count
};

/// What all statements together say (design: "condition").
struct Verdict {
    std::uint8_t value = 0;
    Limits limits;
    /// Restricted, and somebody states no limit: for rough vehicles only, whatever `limits` says.
    bool unstated_limits = false;
    Certainty certainty = Certainty::none;
    bool disputed = false;         ///< both are shown, the worse one is used
    bool unverified = false;       ///< rests on devices that nobody accepted
    bool recheck = false;          ///< good news from before the last event
    bool good_news_waits = false;  ///< better and seen, from a device that nobody accepted
    bool corrected = false;        ///< a product's newer version took its own word back
    /// Positions in the statements; nullopt: none.
    std::optional<std::size_t> used;           ///< the statement that carries the value
    std::optional<std::size_t> against;        ///< of a dispute: the one that says better
    std::vector<std::size_t> from_the_future;  ///< kept, listed, not used
    bool operator==(const Verdict&) const = default;
};

/// The rule of evidence (docs/evidence.md): bad news counts at once, good news only when somebody
/// saw it later. Pure; the order of the statements does not matter.
[[nodiscard]] Verdict judge(std::span<const Statement> statements, const Moment& moment);

}  // namespace konbit
