#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "mapper/journal/entry.hpp"

namespace konbit {

/// Who is accepted: a pure function of the roots and all `accept` and `revoke` entries, whatever
/// the order they came in. Somebody is accepted who is a root, or of whom the last word of the
/// accepted (in the order of entries) is `accept`. A root stays accepted whatever others say: no
/// file that comes in may lock people out of their own map. Where words hang on each other in a
/// circle (two who revoke one another, somebody revoked by those whom he brought in), nobody in
/// the circle is accepted until somebody outside it says more: good news waits, bad news counts.
class Team {
public:
    explicit Team(std::vector<DeviceKey> roots = {});
    /// Only `accept` and `revoke` entries count; true if it changed who is accepted.
    bool add(const Entry& entry);
    /// As if it had never been added: its payload is gone. True if it changed who is accepted.
    bool forget(const EntryId& entry);

    /// This copy trusts others now; all words are weighed anew.
    void set_roots(std::vector<DeviceKey> roots);

    [[nodiscard]] bool accepted(const DeviceKey& device) const;
    /// A root, or accepted by whoever was ever accepted, revoked since or not: whoever may redact.
    /// Only grows as entries come in, so that what was destroyed once stays destroyed everywhere.
    [[nodiscard]] bool ever_accepted(const DeviceKey& device) const;
    [[nodiscard]] bool is_root(const DeviceKey& device) const;
    /// The last name that the accepted gave it, "" if none.
    [[nodiscard]] std::string name_of(const DeviceKey& device) const;
    [[nodiscard]] std::vector<DeviceKey> members() const;  ///< accepted ones, sorted

private:
    /// What one device says of another.
    struct Word {
        EntryId entry;
        EntryHead head;  ///< its author and its place in the order
        DeviceNote about;
        [[nodiscard]] bool accepts() const noexcept { return head.kind == EntryKind::accept; }
    };
    using Devices = std::set<DeviceKey>;
    [[nodiscard]] Devices reached(const Devices& may_revoke) const;
    bool settle();
    void settle_names();

    Devices roots_;
    std::vector<Word> words_;  ///< in the order of entries
    Devices accepted_, ever_;
    std::map<DeviceKey, std::string> names_;
};

}  // namespace konbit
