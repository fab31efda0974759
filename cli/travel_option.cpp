#include "cli/travel_option.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cmath>

#include "cli/options.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/coordinate_text.hpp"

namespace konbit {
namespace {

/// One dimension: how it is typed, checked and told.
struct Dimension {
    std::string_view option;
    std::string TravelWords::*typed;
    std::optional<double> VehicleSize::*value;
    char unit;
    double most;
    std::string_view about, told;
};
constexpr std::array kDimensions{
    Dimension{"--height", &TravelWords::height, &VehicleSize::height_m, 'm', 100,
              "of the vehicle with its load, in metres", "high"},
    Dimension{"--width", &TravelWords::width, &VehicleSize::width_m, 'm', 100, "in metres", "wide"},
    Dimension{"--length", &TravelWords::length, &VehicleSize::length_m, 'm', 100, "in metres",
              "long"},
    Dimension{"--weight", &TravelWords::weight, &VehicleSize::weight_t, 't', 1'000,
              "with its load, in tonnes", ""},
    Dimension{"--axle-load", &TravelWords::axle_load, &VehicleSize::axle_load_t, 't', 1'000,
              "of its heaviest axle, in tonnes", "on an axle"}};

/// "4.4", "4.4m", "4.4 m".
std::optional<double> read_size(const Dimension& dimension, const std::string& typed) {
    if (typed.empty()) return std::nullopt;
    refuse_option_as_value(dimension.option, typed);
    auto text = trimmed_text(typed);
    if (text.ends_with(dimension.unit)) text = trimmed_text(text.substr(0, text.size() - 1));
    const auto value = parse_decimal(text);
    if (value && std::isfinite(*value) && *value > 0 && *value <= dimension.most) return value;
    throw UsageError{"The size cannot be used", fmt::format("{} {}", dimension.option, typed),
                     value ? "no vehicle has it" : "it is no number",
                     fmt::format("Give it in {}: above 0 and up to {:g}",
                                 dimension.unit == 'm' ? "metres" : "tonnes", dimension.most)};
}

bool read_ignore(const std::string& text) {
    if (text.empty()) return false;
    refuse_option_as_value("--ignore", text);
    if (text == "access") return true;
    throw UsageError{"This cannot be ignored", "--ignore " + text,
                     "what blocks a road or does not bear the vehicle stays",
                     "Use --ignore access: signs, private roads and gates are then passed"};
}

}  // namespace

void add_vehicle_options(CLI::App& app, TravelWords& into) {
    for (const auto& dimension : kDimensions) {
        app.add_option(std::string{dimension.option}, into.*dimension.typed,
                       std::string{dimension.about})
            ->type_name(dimension.unit == 'm' ? "M" : "T");
    }
    app.add_flag("--wet", into.wet, "after rain: earth roads are slow, some are off");
    app.add_flag("--snow", into.snow, "roads that nobody clears are closed, winter roads open");
    app.add_option("--ignore", into.ignore,
                   "access: as one who may pass signs, private roads and gates; says where")
        ->type_name("WHAT");
    app.add_option("--audience", into.audience,
                   "team (default), partners or public: whose reports count")
        ->type_name("WHO");
    add_as_of(app, into.as_of);
}

void add_travel_options(CLI::App& app, TravelWords& into) {
    app.add_option("--by,--profile", into.by,
                   "foot, bicycle, motorcycle, car, 4x4, truck, or a .yaml file of your own")
        ->type_name("PROFILE");
    add_vehicle_options(app, into);
}

TravelQuestion read_travel(const TravelWords& words) {
    if (words.by.empty()) {
        throw UsageError{"The vehicle is missing", "--by",
                         "ways and times differ from vehicle to vehicle",
                         "Add --by foot, bicycle, motorcycle, car, 4x4 or truck"};
    }
    refuse_option_as_value("--by", words.by);
    TravelQuestion question{.profile = words.by,
                            .wet = words.wet,
                            .snow = words.snow,
                            .ignore_access = read_ignore(words.ignore),
                            .audience = read_audience(words.audience)};
    for (const auto& dimension : kDimensions)
        question.size.*dimension.value = read_size(dimension, words.*dimension.typed);
    return question;
}

std::string vehicle_text(const TravelQuestion& question) {
    auto text = question.profile;
    for (const auto& dimension : kDimensions) {
        const auto& value = question.size.*dimension.value;
        if (!value) continue;
        text += fmt::format(", {:g} {}", *value, dimension.unit);
        if (!dimension.told.empty()) text += fmt::format(" {}", dimension.told);
    }
    if (question.wet) text += ", wet";
    if (question.snow) text += ", snow";
    if (question.ignore_access) text += ", access ignored";
    return text;
}

}  // namespace konbit
