#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "render/viewer/road_desk.hpp"

namespace konbit {

/// A vehicle that can be chosen, or going on foot.
struct VehicleChoice {
    std::string_view profile, words;
    bool sized = false;  ///< its height and weight are asked for
};
inline constexpr std::array<VehicleChoice, 6> kVehicles{{{"truck", "Truck", true},
                                                         {"4x4", "4×4", true},
                                                         {"car", "Car", false},
                                                         {"motorcycle", "Moto", false},
                                                         {"bicycle", "Bicycle", false},
                                                         {"foot", "Foot", false}}};

/// A measure of the vehicle, chosen by pressing less and more. It is the profile's own until then.
class VehicleMeasure {
public:
    explicit VehicleMeasure(std::vector<double> steps) : steps_{std::move(steps)} {}
    void more(std::optional<double> own);
    void less(std::optional<double> own);
    void set(std::optional<double> value) { chosen_ = value; }
    [[nodiscard]] std::optional<double> chosen() const noexcept { return chosen_; }

private:
    std::vector<double> steps_;  ///< rising
    std::optional<double> chosen_;
};

/// What is to be asked about roads, as far as a person has said it: no window, no map, no answer.
class RoutePlan {
public:
    enum class End : std::uint8_t { none, from, stop, to };

    RoadRequest::What what = RoadRequest::What::route;
    std::size_t vehicle = 0;  ///< of kVehicles
    VehicleMeasure height{{1.8, 2, 2.2, 2.5, 2.8, 3, 3.2, 3.5, 3.8, 4, 4.2, 4.4, 4.6}};
    VehicleMeasure weight{{1, 2, 3.5, 5, 7.5, 10, 12, 15, 18, 20, 26, 32, 38, 44}};

    /// What the next press of the map is for; `none`: it is not the plan's.
    [[nodiscard]] End waits_for() const noexcept { return waits_for_; }
    /// The field was pressed: it waits for a place, or no longer.
    void press_field(End end);
    /// The first end without a place waits for one.
    void wait_for_what_is_missing();
    /// A place for the end that waits.
    void take(Place place);
    void set_to(Place place);
    void set_from(Place place);
    void swap();
    void remove_stop(std::size_t stop);
    void clear();  ///< of its places

    [[nodiscard]] const std::optional<Place>& from() const noexcept { return from_; }
    [[nodiscard]] const std::optional<Place>& to() const noexcept { return to_; }
    [[nodiscard]] const std::vector<Place>& stops() const noexcept { return stops_; }
    [[nodiscard]] const VehicleChoice& choice() const { return kVehicles[vehicle]; }

    /// nullopt: a place is missing.
    [[nodiscard]] std::optional<RoadRequest> request(std::string_view lang) const;

private:
    [[nodiscard]] bool needs_to() const noexcept { return what == RoadRequest::What::route; }

    std::optional<Place> from_, to_;
    std::vector<Place> stops_;
    End waits_for_ = End::from;
};

}  // namespace konbit
