#include "render/viewer/route_plan.hpp"

#include <algorithm>

namespace konbit {
namespace {

constexpr double kSame = 1e-9;
constexpr std::size_t kMostStops = 8;

}  // namespace

void VehicleMeasure::more(std::optional<double> own) {
    const auto now = chosen_ ? chosen_ : own;
    const auto next = now ? std::upper_bound(steps_.begin(), steps_.end(), *now + kSame)
                          : steps_.begin() + static_cast<std::ptrdiff_t>(steps_.size() / 2);
    if (next != steps_.end()) chosen_ = *next;
}

void VehicleMeasure::less(std::optional<double> own) {
    const auto now = chosen_ ? chosen_ : own;
    const auto next = now ? std::lower_bound(steps_.begin(), steps_.end(), *now - kSame)
                          : steps_.begin() + static_cast<std::ptrdiff_t>(steps_.size() / 2 + 1);
    if (next != steps_.begin()) chosen_ = *std::prev(next);
}

void RoutePlan::press_field(End end) {
    if (end == End::stop && stops_.size() >= kMostStops) return;
    waits_for_ = waits_for_ == end ? End::none : end;
}

void RoutePlan::wait_for_what_is_missing() {
    waits_for_ = !from_ ? End::from : needs_to() && !to_ ? End::to : End::none;
}

void RoutePlan::take(Place place) {
    switch (waits_for_) {
        case End::from:
            from_ = std::move(place);
            break;
        case End::stop:
            stops_.push_back(std::move(place));
            break;
        case End::to:
            to_ = std::move(place);
            break;
        case End::none:
            return;
    }
    wait_for_what_is_missing();
}

void RoutePlan::set_to(Place place) {
    what = RoadRequest::What::route;
    to_ = std::move(place);
    stops_.clear();
    wait_for_what_is_missing();
}

void RoutePlan::set_from(Place place) {
    from_ = std::move(place);
    wait_for_what_is_missing();
}

void RoutePlan::swap() {
    std::swap(from_, to_);
    std::reverse(stops_.begin(), stops_.end());
    wait_for_what_is_missing();
}

void RoutePlan::remove_stop(std::size_t stop) {
    if (stop < stops_.size()) stops_.erase(stops_.begin() + static_cast<std::ptrdiff_t>(stop));
}

void RoutePlan::clear() {
    from_.reset();
    to_.reset();
    stops_.clear();
    wait_for_what_is_missing();
}

std::optional<RoadRequest> RoutePlan::request(std::string_view lang) const {
    if (!from_ || (needs_to() && !to_)) return std::nullopt;
    RoadRequest request{.what = what, .travel = {}, .places = {*from_}, .lang = "en"};
    for (const std::string_view spoken : {"fr", "ht", "es"}) {
        if (lang == spoken) request.lang = lang;
    }
    request.travel.profile = choice().profile;
    if (choice().sized) {
        request.travel.size.height_m = height.chosen();
        request.travel.size.weight_t = weight.chosen();
    }
    if (needs_to()) {
        request.places.insert(request.places.end(), stops_.begin(), stops_.end());
        request.places.push_back(*to_);
    }
    return request;
}

}  // namespace konbit
