// konbit tour: the best order of stops.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/answer_text.hpp"
#include "cli/commands.hpp"
#include "cli/map_option.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/road_answer.hpp"
#include "cli/travel_option.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/reach.hpp"
#include "mapper/query/route_text.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

struct Options {
    std::vector<std::string> words;  ///< [MAP] START STOP…
    TravelWords travel;
    bool one_way = false, json = false;
};

/// Left out, with why.
std::vector<std::string> left_out(const TourAnswer& answer, bool back) {
    std::vector<std::string> lines;
    for (const auto stop : answer.unreachable) {
        const auto& snap = answer.snaps[stop + 1];
        lines.push_back(!snap.road ? snap_line(snap, snap.place.label)
                                   : fmt::format("{}: no way there{} today", snap.place.label,
                                                 back ? " and back" : ""));
    }
    return lines;
}

std::string answer_line(const TravelQuestion& travel, const TourQuestion& question,
                        const TourAnswer& answer) {
    if (answer.order.empty())
        return fmt::format("NO: no way {} from {} to any of the stops", by_text(travel),
                           question.start.label);
    return fmt::format("{}, {} {}: from {} to {}{}", travel_time_text(answer.duration_s),
                       distance_text(answer.distance_m), by_text(travel), question.start.label,
                       counted(answer.order.size(), "stop"), question.back ? " and back" : "");
}

std::string proof_line(const TourAnswer& answer) {
    if (answer.exact)
        return answer.order.size() > 1 ? "No other order is quicker: all were looked at." : "";
    const double more = answer.duration_s / std::max(1.0, answer.bound_s) - 1;
    return fmt::format(
        "Not proved the best: no order takes less than {}, this one takes {:.1f} % "
        "more.",
        travel_time_text(answer.bound_s), 100 * more);
}

void print_people(const Map& map, const Options& o, const TravelQuestion& travel,
                  const TourQuestion& question, const TourAnswer& answer) {
    print_line(answer_line(travel, question, answer) + (answer.order.empty() ? "." : ":"));
    print_as_of(read_as_of(o.travel.as_of));
    print_made_before(map);
    for (std::size_t i = 0; i < answer.legs.size(); ++i) {
        const bool home = i == answer.order.size();
        const auto& snap = home ? answer.snaps.front() : answer.snaps[answer.order[i] + 1];
        print_line(fmt::format("{:>3}  {:>14} {:>8}  {}", home ? "" : fmt::to_string(i + 1),
                               travel_time_text(answer.legs[i].duration_s),
                               distance_text(answer.legs[i].distance_m),
                               home ? "back to " + snap.place.label : snap.place.label));
    }
    if (const auto proof = proof_line(answer); !proof.empty() && !answer.order.empty())
        print_line(proof);
    if (!answer.snaps.front().road)
        print_line(snap_line(answer.snaps.front(), question.start.label) + ".");
    for (const auto& line : left_out(answer, question.back)) print_line("Left out: " + line + ".");
    for (const auto& snap : answer.snaps) {
        if (snap.road && snap.road->distance_m >= kFarFromRoad_m)
            print_line(snap_line(snap, snap.place.label + " is") + ".");
    }
    print_map_age(map);
    if (!answer.order.empty()) print_line("Ask \"konbit route\" for what is in doubt on each leg.");
}

constexpr std::array kColumns{
    Column{"label"},
    Column{"order", Column::Type::integer},
    Column{"duration_s", Column::Type::real},
    Column{"distance_m", Column::Type::real},
    Column{"road_m", Column::Type::real},
    Column{"reached", Column::Type::boolean},
};

double tenth(double value) {
    return std::round(value * 10) / 10;
}

/// A point for each stop, in the order of the tour; its leg is the one that leads there.
void print_json(const Map& map, const Options& o, const TravelQuestion& travel,
                const TourQuestion& question, const TourAnswer& answer) {
    JsonMembers extra{{"answer", json_text(answer_line(travel, question, answer))},
                      {"start", json_snap(answer.snaps.front())},
                      {"vehicle", json_text(vehicle_text(travel))},
                      {"back", question.back ? "true" : "false"},
                      {"duration_s", json_number(answer.duration_s)},
                      {"distance_m", json_number(answer.distance_m)},
                      {"exact", answer.exact ? "true" : "false"},
                      {"bound_s", json_number(answer.bound_s)},
                      {"left_out", json_list(left_out(answer, question.back))}};
    if (question.back && !answer.legs.empty()) {
        extra.emplace_back("back_duration_s", json_number(answer.legs.back().duration_s));
        extra.emplace_back("back_distance_m", json_number(answer.legs.back().distance_m));
    }
    add_as_of(read_as_of(o.travel.as_of), extra);
    JsonAnswer json{map, "tour", kColumns, extra};
    const auto add = [&](std::size_t stop, Value order, const RouteLeg* leg) {
        const auto& snap = answer.snaps[stop + 1];
        const std::array<Value, kColumns.size()> values{
            std::string_view{snap.place.label},
            order,
            leg != nullptr ? Value{tenth(leg->duration_s)} : Value{},
            leg != nullptr ? Value{tenth(leg->distance_m)} : Value{},
            snap.road ? Value{tenth(snap.road->distance_m)} : Value{},
            leg != nullptr};
        json.add(snap.place.object, snap.place.at, values);
    };
    for (std::size_t i = 0; i < answer.order.size(); ++i)
        add(answer.order[i], static_cast<std::int64_t>(i + 1), &answer.legs[i]);
    for (const auto stop : answer.unreachable) add(stop, Value{}, nullptr);
    json.print();
    print_map_notices(map);
}

void run(const Options& o) {
    auto words = o.words;
    const auto folder = take_map(words);
    const auto travel_question = read_travel(o.travel);
    const auto check = [](std::size_t count) {
        if (count > 1) return;
        throw UsageError{count == 0 ? "The places are missing" : "The stops are missing",
                         "START STOP…", "a tour leads from a start to at least one stop",
                         "Give each as LAT,LON (latitude first), an id or a \"NAME\"; or a .csv "
                         "file with name,lat,lon"};
    };
    if (words.empty()) check(0);
    const auto map = open_map(folder, read_as_of(o.travel.as_of));
    const auto places = read_places(map, "STOP", words);
    check(places.size());
    TourQuestion question{.start = places.front(), .stops = {}, .back = !o.one_way};
    question.stops.assign(places.begin() + 1, places.end());
    const auto travel = Travel::prepare(map, travel_question);
    const auto answer = best_tour(travel, question);
    o.json ? print_json(map, o, travel_question, question, answer)
           : print_people(map, o, travel_question, question, answer);
    if (answer.order.empty()) throw NoWay{};
}

}  // namespace

void declare_tour(CLI::App& app) {
    const auto o = std::make_shared<Options>();
    app.add_option("WORDS", o->words,
                   "START, then all stops: LAT,LON, ids, names, or a .csv with name,lat,lon");
    add_travel_options(app, o->travel);
    app.add_flag("--one-way", o->one_way, "end at the last stop, not at the start");
    app.add_flag("--json", o->json, "answer as GeoJSON");
    app.footer(
        "Up to 12 stops the order is proved best; with more, the answer says how much better\n"
        "another one could be at most.\n\nExamples:\n"
        "  konbit tour \"Lopital Sen Jan\" w72000101 w72000102 19.1,-73.0 --by truck\n"
        "  konbit tour depot.csv camps.csv --by 4x4 --one-way\n");
    app.callback([o] { run(*o); });
}

}  // namespace konbit
