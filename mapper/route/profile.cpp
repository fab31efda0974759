#include "mapper/route/profile.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "mapper/model/error.hpp"
#include "mapper/route/profile_data.hpp"

namespace konbit {
namespace {

bool is_path(std::string_view text) noexcept {
    return text.find('/') != std::string_view::npos || text.ends_with(".yaml") ||
           text.ends_with(".yml");
}

[[noreturn]] void fail_name(const std::filesystem::path& folder, std::string_view typed) {
    const auto known = Profile::names(folder);
    throw UsageError{
        "There is no such profile", std::string{typed},
        is_path(typed) ? "no file of that name can be read" : "no profile has that name",
        known.empty() ? fmt::format("Put back the folder {}.", folder.string())
                      : fmt::format("Use one of {}, or the path of a .yaml file of your own.",
                                    fmt::join(known, ", "))};
}

bool within(const std::optional<double>& limit, const std::optional<double>& size,
            bool& known) noexcept {
    if (!limit) return true;
    if (!size) known = false;
    return !size || *size <= *limit;
}

}  // namespace

Profile::Profile(std::shared_ptr<const Data> data) : data_{std::move(data)} {}

Profile Profile::load(const std::filesystem::path& profiles_folder, std::string_view name_or_path) {
    const bool path = is_path(name_or_path);
    const auto file = path ? std::filesystem::path{name_or_path}
                           : profiles_folder / (std::string{name_or_path} + ".yaml");
    std::error_code ignored;
    if (name_or_path.empty() || !std::filesystem::is_regular_file(file, ignored)) {
        fail_name(profiles_folder, name_or_path);
    }
    return Profile{
        std::make_shared<const Data>(read_profile(file, file.stem().string(), profiles_folder))};
}

std::vector<std::string> Profile::names(const std::filesystem::path& folder) {
    std::vector<std::string> found;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator{folder, error}) {
        if (entry.path().extension() == ".yaml") found.push_back(entry.path().stem().string());
    }
    std::ranges::sort(found);
    return found;
}

const std::string& Profile::name() const noexcept {
    return data_->name;
}
RoadGraph Profile::graph() const noexcept {
    return data_->graph;
}
bool Profile::rough() const noexcept {
    return data_->rough;
}
const VehicleSize& Profile::size() const noexcept {
    return data_->size;
}
double Profile::fastest_kmh() const noexcept {
    return data_->fastest_kmh;
}
double Profile::u_turn_s() const noexcept {
    return data_->u_turn_s;
}

std::optional<bool> Profile::fits(const Limits& limits, const TripContext& trip) const {
    if (!data_->heeds_limits) return true;
    const auto actual = [&](std::optional<double> VehicleSize::*measure) {
        return trip.size.*measure ? trip.size.*measure : data_->size.*measure;
    };
    bool known = true;
    const bool fits = within(limits.height_m, actual(&VehicleSize::height_m), known) &
                      within(limits.width_m, actual(&VehicleSize::width_m), known) &
                      within(limits.length_m, actual(&VehicleSize::length_m), known) &
                      within(limits.weight_t, actual(&VehicleSize::weight_t), known) &
                      within(limits.axle_load_t, actual(&VehicleSize::axle_load_t), known);
    if (!fits) return false;
    return known ? std::optional{true} : std::nullopt;
}

}  // namespace konbit
