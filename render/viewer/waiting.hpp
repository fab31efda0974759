#pragma once

#include <string>
#include <vector>

#include "mapper/query/questions.hpp"

namespace konbit {

/// A device whose reports came but that nobody accepted.
struct WaitingDevice {
    DeviceKey device;
    std::size_t reports = 0;
    UnixSeconds newest = 0;  ///< observed
};
/// Something of which people say different things, or whose better news nobody vouches for.
struct WaitingThing {
    std::optional<ObjectId> object;  ///< nullopt: a place that only reports know
    std::string name, kind;          ///< "" if it has none
    Location at;
    Condition condition;
};
/// What waits for a word of the team.
struct Waiting {
    std::vector<WaitingDevice> devices;  ///< most reports first
    std::vector<WaitingThing> things;    ///< disputed first, then the newest
};
[[nodiscard]] Waiting waiting_in(const Map& map, std::string_view lang);

/// A key in groups of four, as people compare it: "3f9a 12cd 44e1".
[[nodiscard]] std::string key_words(const DeviceKey& key);

}  // namespace konbit
