#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "mapper/journal/entry.hpp"

namespace konbit {

/// Who is accepted: a pure function of the roots and all `accept` and `revoke` entries, whatever
/// the order they came in. Somebody is accepted who is a root, or of whom the last word of the
/// accepted (in the order of entries) is `accept`.
class Team {
public:
    explicit Team(std::vector<DeviceKey> roots = {});
    /// Only `accept` and `revoke` entries count; true if it changed who is accepted.
    bool add(const Entry& entry);

    [[nodiscard]] bool accepted(const DeviceKey& device) const;
    /// Accepted now or at any time: whoever may redact.
    [[nodiscard]] bool ever_accepted(const DeviceKey& device) const;
    /// The name the accepted gave it, "" if none.
    [[nodiscard]] std::string name_of(const DeviceKey& device) const;
    [[nodiscard]] std::vector<DeviceKey> members() const;  ///< sorted

private:
    void settle();

    std::set<DeviceKey> roots_;
    std::vector<Entry> words_;  ///< in the order of entries
    std::set<DeviceKey> accepted_, ever_;
    std::map<DeviceKey, std::string> names_;
};

}  // namespace konbit
