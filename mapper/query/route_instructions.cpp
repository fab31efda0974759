// Steps as short sentences that can be read over a radio.
#include <fmt/format.h>

#include <array>
#include <cmath>

#include "mapper/model/error.hpp"
#include "mapper/query/routes.hpp"

namespace konbit {

namespace {

/// A language's sentences. {0}: the road, {1}: how far, {2}: compass, an exit's number, a stop's.
struct Phrases {
    std::string_view lang;
    std::string_view depart, go_on, slight_left, left, sharp_left, slight_right, right, sharp_right,
        u_turn, roundabout, ferry, ferry_named, stop, arrive;
    std::array<std::string_view, 8> compass;  ///< from north over east
    std::string_view road, track, path, steps, service, pedestrian;
    char point;
};

constexpr std::array kPhrases{
    Phrases{
        "en",
        "Start on {0}, heading {2}, {1}.",
        "Continue on {0}, {1}.",
        "Bear left onto {0}, {1}.",
        "Turn left onto {0}, {1}.",
        "Turn sharp left onto {0}, {1}.",
        "Bear right onto {0}, {1}.",
        "Turn right onto {0}, {1}.",
        "Turn sharp right onto {0}, {1}.",
        "Turn round on {0}, {1}.",
        "At the roundabout, take exit {2}.",
        "Take the ferry, {1}.",
        "Take the ferry {0}, {1}.",
        "Stop {2}: you have arrived.",
        "You have arrived.",
        {"north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"},
        "the road",
        "the track",
        "the path",
        "the steps",
        "the service road",
        "the square",
        '.'},
    Phrases{"fr",
            "Partez sur {0}, vers {2}, {1}.",
            "Continuez sur {0}, {1}.",
            "Serrez à gauche sur {0}, {1}.",
            "Tournez à gauche sur {0}, {1}.",
            "Tournez franchement à gauche sur {0}, {1}.",
            "Serrez à droite sur {0}, {1}.",
            "Tournez à droite sur {0}, {1}.",
            "Tournez franchement à droite sur {0}, {1}.",
            "Faites demi-tour sur {0}, {1}.",
            "Au rond-point, prenez la sortie {2}.",
            "Prenez le bac, {1}.",
            "Prenez le bac {0}, {1}.",
            "Arrêt {2} : vous êtes arrivé.",
            "Vous êtes arrivé.",
            {"le nord", "le nord-est", "l'est", "le sud-est", "le sud", "le sud-ouest", "l'ouest",
             "le nord-ouest"},
            "la route",
            "la piste",
            "le sentier",
            "les escaliers",
            "la voie de service",
            "la place",
            ','},
    Phrases{"ht",
            "Pati sou {0}, nan direksyon {2}, {1}.",
            "Kontinye sou {0}, {1}.",
            "Kenbe agoch sou {0}, {1}.",
            "Vire agoch sou {0}, {1}.",
            "Vire byen sere agoch sou {0}, {1}.",
            "Kenbe adwat sou {0}, {1}.",
            "Vire adwat sou {0}, {1}.",
            "Vire byen sere adwat sou {0}, {1}.",
            "Fè demitou sou {0}, {1}.",
            "Nan wonpwen an, pran sòti nimewo {2}.",
            "Pran bato a, {1}.",
            "Pran bato {0}, {1}.",
            "Arè {2}: ou rive.",
            "Ou rive.",
            {"nò", "nòdès", "lès", "sidès", "sid", "sidwès", "lwès", "nòdwès"},
            "wout la",
            "chemen tè a",
            "santye a",
            "eskalye a",
            "ti wout la",
            "plas la",
            ','},
    Phrases{"es",
            "Salga por {0} hacia {2}, {1}.",
            "Siga por {0}, {1}.",
            "Tome a la izquierda por {0}, {1}.",
            "Gire a la izquierda por {0}, {1}.",
            "Gire muy cerrado a la izquierda por {0}, {1}.",
            "Tome a la derecha por {0}, {1}.",
            "Gire a la derecha por {0}, {1}.",
            "Gire muy cerrado a la derecha por {0}, {1}.",
            "Dé la vuelta por {0}, {1}.",
            "En la rotonda, tome la salida {2}.",
            "Tome el ferry, {1}.",
            "Tome el ferry {0}, {1}.",
            "Parada {2}: ha llegado.",
            "Ha llegado.",
            {"el norte", "el noreste", "el este", "el sureste", "el sur", "el suroeste", "el oeste",
             "el noroeste"},
            "la carretera",
            "la pista",
            "el sendero",
            "las escaleras",
            "la vía de servicio",
            "la plaza",
            ','}};

const Phrases& phrases_of(std::string_view lang) {
    for (const auto& phrases : kPhrases) {
        if (phrases.lang == lang) return phrases;
    }
    throw UsageError{"No such language", fmt::format("--lang {}", lang),
                     "instructions cannot be given in it", "Use en, fr, ht or es"};
}

/// Rounded as people say it: "20 m", "450 m", "1.2 km", "12 km".
std::string spoken(double metres, char point) {
    if (metres < 95) return fmt::format("{} m", std::max(10L, std::lround(metres / 10) * 10));
    if (metres < 975) return fmt::format("{} m", std::lround(metres / 50) * 50);
    if (metres >= 9'950) return fmt::format("{} km", std::lround(metres / 1000));
    auto text = fmt::format("{:.1f} km", metres / 1000);
    std::replace(text.begin(), text.end(), '.', point);
    return text;
}

std::string_view nameless(const Phrases& phrases, std::string_view kind) {
    if (kind == "track") return phrases.track;
    if (kind == "path" || kind == "footway" || kind == "bridleway" || kind == "cycleway")
        return phrases.path;
    if (kind == "steps") return phrases.steps;
    if (kind == "service") return phrases.service;
    if (kind == "pedestrian") return phrases.pedestrian;
    return phrases.road;
}

std::string_view phrase_of(const Phrases& phrases, const RouteStep& step, bool last) {
    switch (step.maneuver) {
        case Maneuver::depart:
            return phrases.depart;
        case Maneuver::go_on:
            return phrases.go_on;
        case Maneuver::slight_left:
            return phrases.slight_left;
        case Maneuver::left:
            return phrases.left;
        case Maneuver::sharp_left:
            return phrases.sharp_left;
        case Maneuver::slight_right:
            return phrases.slight_right;
        case Maneuver::right:
            return phrases.right;
        case Maneuver::sharp_right:
            return phrases.sharp_right;
        case Maneuver::u_turn:
            return phrases.u_turn;
        case Maneuver::roundabout:
            return phrases.roundabout;
        case Maneuver::ferry:
            return step.name.empty() ? phrases.ferry : phrases.ferry_named;
        case Maneuver::arrive:
            return last ? phrases.arrive : phrases.stop;
    }
    return phrases.go_on;
}

std::string sentence(const Phrases& phrases, const RouteStep& step, bool last) {
    const std::string road{!step.name.empty()  ? std::string_view{step.name}
                           : !step.ref.empty() ? std::string_view{step.ref}
                                               : nameless(phrases, step.kind)};
    std::string third;
    if (step.maneuver == Maneuver::depart) {
        const auto eighth = std::lround(step.bearing_deg / 45) % 8;
        third = phrases.compass[static_cast<std::size_t>(eighth)];
    } else if (step.maneuver == Maneuver::roundabout) {
        third = fmt::to_string(unsigned{step.exit});
    } else if (step.maneuver == Maneuver::arrive) {
        third = fmt::to_string(step.leg + 1);
    }
    return fmt::format(fmt::runtime(phrase_of(phrases, step, last)), road,
                       spoken(step.distance_m, phrases.point), third);
}

}  // namespace

std::vector<std::string> route_instructions(const RouteOption& option, std::string_view lang) {
    const auto& phrases = phrases_of(lang);
    std::vector<std::string> sentences;
    for (std::size_t i = 0; i < option.steps.size(); ++i)
        sentences.push_back(sentence(phrases, option.steps[i], i + 1 == option.steps.size()));
    return sentences;
}

}  // namespace konbit
