// Who travels, and what that costs in the situation of a map.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "mapper/model/error.hpp"
#include "mapper/network/road_network.hpp"
#include "mapper/query/travel_impl.hpp"

namespace konbit {

namespace {

/// A disaster's kind lasts this long, if no newer one is set: a flood has gone after a month.
constexpr UnixSeconds kEventLasts_s = 30 * 86'400;
constexpr double kNoSize = 0.01;  ///< below every limit there is

void check_size(std::string_view option, const std::optional<double>& value, double most) {
    if (!value || (std::isfinite(*value) && *value > 0 && *value <= most)) return;
    throw UsageError{"The size cannot be used", fmt::format("{} {:g}", option, *value),
                     "no vehicle has it",
                     fmt::format("Give a number above 0 and up to {:g}", most)};
}

void check(const VehicleSize& size) {
    check_size("--height", size.height_m, 100);
    check_size("--width", size.width_m, 100);
    check_size("--length", size.length_m, 100);
    check_size("--weight", size.weight_t, 1'000);
    check_size("--axle-load", size.axle_load_t, 1'000);
}

/// But the newest: what that one closes comes as conditions, which people may lift who saw it open.
std::vector<std::string> lasting_events(const Map& map) {
    std::vector<std::string> kinds;
    const auto& events = map.events();
    for (std::size_t i = 0; i + 1 < events.size(); ++i) {
        if (map.as_of() - events[i].at > kEventLasts_s || events[i].kind == events.back().kind)
            continue;
        if (std::find(kinds.begin(), kinds.end(), events[i].kind) == kinds.end())
            kinds.push_back(events[i].kind);
    }
    return kinds;
}

/// Solar time by the map's middle, to the hour: answers must not depend on a laptop's zone.
std::int32_t zone_offset_s(const Map& map) {
    const auto bounds = map.base().summary().bounds;
    if (bounds.empty()) return 0;
    return static_cast<std::int32_t>(std::lround(bounds.center().lon() / 15)) * 3'600;
}

TripContext trip_of(const Map& map, const TravelQuestion& question) {
    return {.size = question.size,
            .departure = map.as_of(),
            .zone_offset_s = zone_offset_s(map),
            .events = lasting_events(map),
            .wet = question.wet,
            .snow = question.snow,
            .ignore_access = question.ignore_access};
}

}  // namespace

// ---- metrics

Travel::Impl::Impl(const Map& asked, const TravelQuestion& with)
    : map{&asked},
      question{with},
      network{asked.roads()},
      profile{Profile::load(asked.profiles_folder(), with.profile)},
      trip{trip_of(asked, with)},
      conditions{road_conditions(asked, with.audience)},
      today{build(trip, conditions.conditions)} {}

RoadMetric Travel::Impl::build(const TripContext& other_trip,
                               std::vector<RoadCondition> others) const {
    return RoadMetric::build({.network = network.get(),
                              .profile = profile,
                              .trip = other_trip,
                              .conditions = std::move(others),
                              .cache_folder = map->derived_folder()});
}

const RoadMetric& Travel::Impl::everyday() {
    if (conditions.conditions.empty() && trip.events.empty()) return today;
    const std::lock_guard lock{mutex_};
    if (!everyday_) {
        auto ordinary = trip;
        ordinary.events.clear();
        everyday_ = build(ordinary, {});
    }
    return *everyday_;
}

const RoadMetric& Travel::Impl::without_limits() {
    const std::lock_guard lock{mutex_};
    if (!without_limits_) {
        auto free = trip;
        free.size = {kNoSize, kNoSize, kNoSize, kNoSize, kNoSize};
        free.ignore_access = true;
        without_limits_ = build(free, conditions.conditions);
    }
    return *without_limits_;
}

void Travel::Impl::with_other(std::vector<RoadCondition> others,
                              const std::function<void(RoadMetric&)>& use) {
    const std::lock_guard lock{other_mutex_};
    if (!other_) {
        other_ = build(trip, std::move(others));
    } else {
        other_->set_conditions(std::move(others));
    }
    try {
        use(*other_);
        other_->set_penalties({}, 1);
    } catch (...) {
        other_.reset();
        throw;
    }
}

// ---- Travel

Travel::Travel(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
Travel::~Travel() = default;
Travel::Travel(Travel&&) noexcept = default;
Travel& Travel::operator=(Travel&&) noexcept = default;

Travel Travel::prepare(const Map& map, const TravelQuestion& question) {
    check(question.size);
    return Travel{std::make_unique<Impl>(map, question)};
}

const Map& Travel::map() const noexcept {
    return *impl_->map;
}
const RoadNetwork& Travel::network() const noexcept {
    return *impl_->network;
}
const RoadMetric& Travel::today() const noexcept {
    return impl_->today;
}
const RoadMetric& Travel::everyday() const {
    return impl_->everyday();
}
const RoadConditions& Travel::conditions() const noexcept {
    return impl_->conditions;
}
const TravelQuestion& Travel::question() const noexcept {
    return impl_->question;
}

bool Travel::is_current() const {
    if (lasting_events(map()) != impl_->trip.events) return false;
    const auto now = road_conditions(map(), question().audience);
    return now.event_at == impl_->conditions.event_at &&
           now.conditions == impl_->conditions.conditions;
}

}  // namespace konbit
