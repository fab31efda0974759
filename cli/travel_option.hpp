#pragma once

#include <string>

#include "mapper/query/routes.hpp"

namespace CLI {
class App;
}

namespace konbit {

/// The options of commands about roads, as typed: who travels, and how.
struct TravelWords {
    std::string by;  ///< the profile: "truck", or a file of one's own
    std::string height, width, length, weight, axle_load;
    std::string ignore;
    std::string audience = "team";
    std::string as_of;
    bool wet = false, snow = false;
};
/// Declares --by (and its other name --profile), the dimensions, --wet, --snow, --ignore,
/// --audience and --as-of.
void add_travel_options(CLI::App& app, TravelWords& into);
/// The same without --by, for commands that have one of their own.
void add_vehicle_options(CLI::App& app, TravelWords& into);

/// Checks all that can be wrong without a map. UsageError: no profile, a size that is no number or
/// absurd, something to ignore that is not known.
[[nodiscard]] TravelQuestion read_travel(const TravelWords& words);

/// "truck, 4.4 m high, 20 t, wet": who travels, in one line.
[[nodiscard]] std::string vehicle_text(const TravelQuestion& question);

}  // namespace konbit
