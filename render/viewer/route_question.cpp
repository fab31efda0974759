#include "render/viewer/route_question.hpp"

#include <fmt/format.h>

#include "render/viewer/text_painter.hpp"

namespace konbit {
namespace {

using Kind = Widget::Kind;
using End = RoutePlan::End;
using What = RoadRequest::What;

Widget segment(std::string group, std::string_view words, bool on, std::function<void()> press) {
    Widget w{.kind = Kind::segment, .id = fmt::format("{}:{}", group, words)};
    w.words = words;
    w.group = std::move(group);
    w.on = on;
    w.press = std::move(press);
    return w;
}

void add_end(std::vector<Widget>& to, RoutePlan& plan, End end, std::string label,
             const std::optional<Place>& place) {
    Widget w{.kind = Kind::endpoint, .id = "end:" + label};
    w.second = std::move(label);
    w.group = "ends";
    w.on = plan.waits_for() == end;
    if (place) w.words = place->label;
    if (!place || w.on) {
        w.condition = "missing";
        w.words = w.on ? "Press the map" : "Not chosen";
    }
    w.press = [&plan, end] { plan.press_field(end); };
    to.push_back(std::move(w));
}

void add_stops(std::vector<Widget>& to, RoutePlan& plan, const std::function<void()>& changed) {
    for (std::size_t i = 0; i < plan.stops().size(); ++i) {
        Widget w{.kind = Kind::endpoint, .id = fmt::format("stop:{}", i)};
        w.second = "Over";
        w.group = "ends";
        w.words = plan.stops()[i].label + "  ×";
        w.press = [&plan, i, changed] {
            plan.remove_stop(i);
            changed();
        };
        to.push_back(std::move(w));
    }
    if (plan.waits_for() == End::stop) add_end(to, plan, End::stop, "Over", std::nullopt);
}

void add_stepper(std::vector<Widget>& to, std::string group, std::array<std::string, 3> words,
                 VehicleMeasure& measure, std::optional<double> own,
                 const std::function<void()>& changed) {
    to.push_back(segment(group, words[0], false, [&measure, own, changed] {
        measure.less(own);
        changed();
    }));
    to.push_back(segment(group, words[1], true, [] {}));
    to.push_back(segment(group, words[2], false, [&measure, own, changed] {
        measure.more(own);
        changed();
    }));
}

std::optional<double> chosen_or(const VehicleMeasure& measure, std::optional<double> own) {
    return measure.chosen() ? measure.chosen() : own;
}

}  // namespace

void add_route_tabs(std::vector<Widget>& to, RoutePlan& plan,
                    const std::function<void()>& changed) {
    const auto tab = [&](What what, std::string_view words) {
        to.push_back(segment("what", words, plan.what == what, [&plan, what, changed] {
            plan.what = what;
            plan.wait_for_what_is_missing();
            changed();
        }));
    };
    tab(What::route, "Way");
    tab(What::reach, "Reach");
    tab(What::cut_off, "Cut off");
}

void add_route_ends(std::vector<Widget>& to, RoutePlan& plan,
                    const std::function<void()>& changed) {
    add_end(to, plan, End::from, "From", plan.from());
    if (plan.what == What::route) {
        add_stops(to, plan, changed);
        add_end(to, plan, End::to, "To", plan.to());
        Widget swap{.kind = Kind::tool, .id = "swap", .words = "Swap", .icon = "swap"};
        swap.group = "ends";
        swap.press = [&plan, changed] {
            plan.swap();
            changed();
        };
        to.push_back(std::move(swap));
    }
}

void add_vehicles(std::vector<Widget>& to, RoutePlan& plan, bool large_text,
                  const std::function<void()>& changed) {
    for (std::size_t i = 0; i < kVehicles.size(); ++i) {
        const bool second = large_text && i >= kVehicles.size() / 2;
        to.push_back(segment(second ? "vehicle2" : "vehicle", kVehicles[i].words, plan.vehicle == i,
                             [&plan, i, changed] {
                                 plan.vehicle = i;
                                 changed();
                             }));
    }
}

void add_size_choice(std::vector<Widget>& to, RoutePlan& plan, const VehicleSize& own,
                     const std::function<void()>& changed) {
    const auto add = [&](Kind kind, std::string words) {
        to.push_back({.kind = kind, .id = {}, .words = std::move(words)});
    };
    const auto value = [](std::string_view what, std::optional<double> is, std::string_view unit) {
        return is ? fmt::format("{} {:g} {}", what, *is, unit) : fmt::format("{}: ?", what);
    };
    add(Kind::answer, "The vehicle with its load");
    add_stepper(to, "height",
                {"Lower", value("Height", chosen_or(plan.height, own.height_m), "m"), "Higher"},
                plan.height, own.height_m, changed);
    add_stepper(to, "weight",
                {"Lighter", value("Weight", chosen_or(plan.weight, own.weight_t), "t"), "Heavier"},
                plan.weight, own.weight_t, changed);
    add(Kind::note,
        "Low tunnels, weak bridges and what reports say of them are held against it. Measure with "
        "the load, tarpaulin and aerial on.");
}

std::string size_words(const RoutePlan& plan, const VehicleSize& own) {
    const auto height = chosen_or(plan.height, own.height_m);
    const auto weight = chosen_or(plan.weight, own.weight_t);
    if (height && weight) return fmt::format("{:g} m high, {:g} t", *height, *weight);
    if (height) return fmt::format("{:g} m high", *height);
    if (weight) return fmt::format("{:g} t", *weight);
    return "Height, weight";
}

std::string lower_words(const VehicleChoice& choice) {
    if (choice.profile == "foot") return "people on foot";
    return std::string{choice.profile};
}

}  // namespace konbit
