#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mapper/meaning/road_conditional.hpp"
#include "mapper/route/profile_data.hpp"

namespace konbit {

/// Where a tag may speak of one direction alone; a node has none.
enum class WayDirection : std::uint8_t { forward, backward, none };

/// What one vehicle on one trip brings to the evaluation of tags.
struct TripView {
    TripView(const Profile::Data& profile, const TripContext& context);
    const Profile::Data& data;
    const TripContext& trip;
    VehicleSize size;
    const Profile::Data::Keys& keys;
    TravelMoment moment;
};

/// What the tags say of a key: the word that counts now, and where it stands.
struct KeyWord {
    std::string_view value;
    Tag from;  ///< the tag itself: "hgv:conditional", "no @ (22:00-06:00)"
};

/// The most specific statement about access.
struct AccessFinding {
    std::optional<AccessMeaning> meaning;  ///< nullopt: nothing was said
    bool own_key = false;                  ///< of a key of the vehicle's, not of access=*
    bool first_key = false;                ///< of its most specific key
    Tag from;
};

/// True if some key carries :forward, :backward or :conditional: else nobody need look for them.
[[nodiscard]] bool has_qualified_keys(const Tags& tags) noexcept;

/// Legal access for this vehicle; what cannot be understood is as absent, and a warning.
[[nodiscard]] AccessFinding find_access(const TripView& view, const Tags& tags, bool qualified,
                                        WayDirection direction, std::vector<std::string>& warnings);

/// Which directions a way is open to this vehicle.
struct OnewayFinding {
    bool forward = true, backward = true;
    bool alternating = false;  ///< one direction after the other
    Tag from;                  ///< what closes one or both
};
[[nodiscard]] OnewayFinding find_oneway(const TripView& view, const Tags& tags, bool qualified,
                                        std::vector<std::string>& warnings);

/// "key=value".
[[nodiscard]] std::string tag_text(const Tag& tag);
/// Adds a warning once.
void warn(std::vector<std::string>& warnings, const Tag& tag, std::string_view why);

}  // namespace konbit
