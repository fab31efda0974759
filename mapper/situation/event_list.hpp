#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "mapper/journal/entry.hpp"
#include "mapper/journal/team.hpp"

namespace konbit {

/// The disasters that entries set and take back: of each kind and time the last word counts,
/// whatever order the words came in. Anybody may set one (it makes good news doubtful); only the
/// accepted may take one back.
class EventList {
public:
    void add(const Entry& entry);
    void forget(const EntryId& entry);
    /// Those at or before `as_of`, oldest first.
    [[nodiscard]] std::vector<EventNote> standing(const Team& team, UnixSeconds as_of) const;

private:
    struct Word {
        Entry entry;
        EventNote note;
    };
    std::map<std::pair<UnixSeconds, std::string>, std::vector<Word>> words_;  ///< in entry order
};

}  // namespace konbit
