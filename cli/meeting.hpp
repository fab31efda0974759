#pragma once

#include <map>
#include <string>
#include <vector>

#include "cli/changes.hpp"
#include "mapper/journal/bundle.hpp"
#include "mapper/query/map.hpp"

namespace konbit {

/// Others' entries come into a map: what came, what waits, what is worse now. `merge` and `sync`
/// share it.
class Meeting {
public:
    /// Before anything comes in.
    explicit Meeting(Map& map);
    /// After it came in: takes it into the map's answers. `accept`: its senders' good news counts
    /// from now on.
    void finish(const MergeResult& came, bool accept);

    /// "Came: 12 entries … Waits: … Worse: …", then what is worse by name, then the next step.
    void print_people() const;
    /// The same as members of a JSON answer.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> members() const;

private:
    [[nodiscard]] std::string came_text() const;
    [[nodiscard]] std::string waits_text() const;
    void count_senders();
    void accept_senders();

    Map& map_;
    Journal::Position position_;
    StateBefore before_;
    MergeResult came_;
    std::map<DeviceKey, std::uint64_t> senders_;  ///< of what came, with their entries
    std::vector<DeviceKey> accepted_;             ///< just now
    std::vector<DeviceKey> strangers_;            ///< senders nobody accepted
    std::uint64_t waiting_ = 0;                   ///< good news of theirs
    std::vector<std::string> worse_;
};

}  // namespace konbit
