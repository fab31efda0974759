#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/model/condition.hpp"
#include "mapper/model/tags.hpp"
#include "mapper/model/time.hpp"
#include "mapper/network/road_network.hpp"

namespace konbit {

/// Size and weight of a vehicle with its load. nullopt: not known, so no such limit stops it;
/// routes then say that the limit was not looked at.
struct VehicleSize {
    std::optional<double> height_m, width_m, length_m, weight_t, axle_load_t;
    bool operator==(const VehicleSize&) const = default;
};

/// What differs from trip to trip.
struct TripContext {
    VehicleSize size;                ///< replaces the profile's where set
    UnixSeconds departure = 0;       ///< for conditional tags …
    std::int32_t zone_offset_s = 0;  ///< … in the local time of the map: solar, from its longitude
    std::vector<std::string> events;  ///< kinds of disaster that last: "flood" blocks fords
    bool wet = false, snow = false;
    bool ignore_access = false;  ///< legal access (not oneway, not size, not physical barriers)
};

enum class RoadAccess : std::uint8_t {
    open,
    ends_only,  ///< a trip may begin or end there, not lead through: destination, private, …
    closed
};

/// What a kind of segment is for one profile and trip.
struct RoadUse {
    RoadAccess forward = RoadAccess::closed, backward = RoadAccess::closed;
    double forward_kmh = 0, backward_kmh = 0;
    std::optional<double> duration_s;  ///< of the whole way (ferries): instead of speeds
    bool rough_only = false;           ///< passable for profiles with `rough`, which this one is
    bool ignored_access = false;       ///< open only since access is ignored
    /// What closed it or one direction, keeps it for ends, or was ignored: "hgv=no"; else "".
    std::string reason;
    std::vector<std::string> warnings;  ///< "maxheight=below_default: not known"
};

/// What a node with tags (a barrier) is: passing takes `delay_s`.
struct NodeUse {
    RoadAccess access = RoadAccess::open;
    double delay_s = 0;
    bool ignored_access = false;
    std::string reason;
    std::vector<std::string> warnings;
};

/// How one kind of vehicle, or a person on foot, travels: a YAML file (docs/routing.md). A value.
class Profile {
public:
    /// `name` of a file in the folder ("truck"), or a path to a file of somebody's own. UsageError
    /// naming the profiles there are; DataError with file, line and column.
    [[nodiscard]] static Profile load(const std::filesystem::path& profiles_folder,
                                      std::string_view name_or_path);
    [[nodiscard]] static std::vector<std::string> names(const std::filesystem::path& folder);

    [[nodiscard]] const std::string& name() const noexcept;
    [[nodiscard]] RoadGraph graph() const noexcept;  ///< drive for motor vehicles
    [[nodiscard]] bool rough() const noexcept;
    [[nodiscard]] const VehicleSize& size() const noexcept;  ///< its usual size
    [[nodiscard]] double fastest_kmh() const noexcept;       ///< none is faster, but ferries
    [[nodiscard]] double u_turn_s() const noexcept;

    /// Pure. What tags mean for it; `flags` as RoadNetwork has them.
    [[nodiscard]] RoadUse use(const Tags& segment, RoadKindFlags flags,
                              const TripContext& trip) const;
    [[nodiscard]] NodeUse node_use(const Tags& node, const TripContext& trip) const;
    /// True if a turn rule with these tags speaks of this vehicle (see TurnRule::kind).
    [[nodiscard]] bool rule_applies(const Tags& rule, const TripContext& trip) const;
    /// Whether the vehicle of this trip keeps within limits that evidence states; nullopt: a limit
    /// is stated that the vehicle's size does not tell (it may not pass).
    [[nodiscard]] std::optional<bool> fits(const Limits& limits, const TripContext& trip) const;

    struct Data;  ///< what a file says (profile_data.hpp)
    explicit Profile(std::shared_ptr<const Data> data);

private:
    std::shared_ptr<const Data> data_;
};

}  // namespace konbit
