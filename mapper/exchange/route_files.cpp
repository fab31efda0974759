// Routes for phones: GPX and KML.
#include "mapper/exchange/route_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "mapper/exchange/gdal_text.hpp"
#include "mapper/exchange/json_text.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/attribution.hpp"
#include "mapper/query/route_text.hpp"
#include "mapper/query/text.hpp"
#include "mapper/store/atomic_file.hpp"

namespace konbit {
namespace {

/// Text for an element or an attribute.
std::string xml(std::string_view text) {
    std::string clean, out;
    append_clean(text, clean);
    for (const char c : clean) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else
            out += c;
    }
    return out;
}

std::string degrees(std::int32_t e7) {
    std::array<char, kDegreesBytes> digits{};
    return {digits.data(), write_degrees(e7, digits.data())};
}

/// A place that whoever drives there should know of.
struct Mark {
    Location at;
    std::string name, about;
};

std::vector<Mark> marks_of(const RouteAnswer& answer) {
    std::vector<Mark> marks;
    const auto add = [&](std::string_view title, const std::vector<RoutePlace>& places) {
        for (const auto& place : places) {
            const auto what = place.name.empty() ? place.what : place.name;
            marks.push_back(
                {place.at, fmt::format("{}: {}", title, what), place_and_reason(place)});
        }
    };
    add("Blocks the way", answer.blocking);
    if (answer.options.empty()) return marks;
    const auto& best = answer.options.front();
    add("On the way", best.evidence);
    add("Avoided", best.avoided);
    add("Closed to this vehicle", best.limits);
    add("Nobody has looked", best.unseen);
    return marks;
}

std::string title_of(const RouteAnswer& answer) {
    return fmt::format("{} – {}", answer.ends.front().place.label, answer.ends.back().place.label);
}

/// The answer in a few lines: whoever opens the file on a phone sees nothing else.
std::string about(const RouteDocument& document) {
    const auto& answer = document.answer;
    auto text = fmt::format("{} ({})", to_string(answer.verdict), document.vehicle);
    if (!answer.options.empty()) text += ". " + option_words(answer.options.front());
    if (!answer.why.empty()) text += ". " + answer.why;
    for (const auto& option : answer.options) {
        for (const auto& warning : option.warnings) text += ". " + warning;
        break;
    }
    text += fmt::format(". As of {}", time_text(document.travel.map().as_of()));
    if (!document.facts.made_before.empty())
        text += ". The map was made before the " + document.facts.made_before;
    if (document.for_the_team) text += ". For the team alone";
    return text + fmt::format(". {}", kAttribution);
}

std::string name_of(const RouteDocument& document, std::size_t option) {
    const auto title = title_of(document.answer);
    if (document.answer.options.size() == 1) return title;
    return fmt::format("{} {}", option + 1, title);
}

// ---- GPX

std::string gpx_point(std::string_view element, Location at) {
    return fmt::format("<{} lat=\"{}\" lon=\"{}\">", element, degrees(at.lat_e7),
                       degrees(at.lon_e7));
}

void add_gpx_route(const RouteDocument& document, const RouteOption& option, std::string& out) {
    const auto lang = document.lang.empty() ? std::string_view{"en"} : document.lang;
    const auto sentences = route_instructions(option, lang);
    out += fmt::format("<rte><name>{}</name>\n", xml(name_of(document, 0)));
    for (std::size_t i = 0; i < option.steps.size(); ++i) {
        const auto at = option.shape.at(option.steps[i].shape_begin);
        out += fmt::format("{}<name>{}</name><desc>{}</desc></rtept>\n", gpx_point("rtept", at),
                           i + 1, xml(sentences[i]));
    }
    out += "</rte>\n";
}

void add_gpx_track(const RouteDocument& document, std::size_t which, std::string& out) {
    const auto& option = document.answer.options[which];
    out += fmt::format("<trk><name>{}</name><desc>{}: {}</desc><trkseg>\n",
                       xml(name_of(document, which)), to_string(option.verdict),
                       xml(option_words(option)));
    for (const auto at : option.shape) out += gpx_point("trkpt", at) + "</trkpt>\n";
    out += "</trkseg></trk>\n";
}

// ---- KML

constexpr std::string_view kKmlStyles =
    "<Style id=\"way\"><LineStyle><color>ffb27200</color><width>5</width></LineStyle></Style>\n"
    "<Style id=\"other\"><LineStyle><color>ff999999</color><width>4</width></LineStyle></Style>\n";

std::string kml_position(Location at) {
    return degrees(at.lon_e7) + "," + degrees(at.lat_e7);
}

void add_kml_way(const RouteDocument& document, std::size_t which, std::string& out) {
    const auto& option = document.answer.options[which];
    auto text = fmt::format("{}: {}", to_string(option.verdict), option_words(option));
    const auto lang = document.lang.empty() ? std::string_view{"en"} : document.lang;
    if (which == 0) {
        for (const auto& sentence : route_instructions(option, lang)) text += "\n" + sentence;
    }
    out += fmt::format(
        "<Placemark><name>{}</name><description>{}</description><styleUrl>#{}</styleUrl>"
        "<LineString><tessellate>1</tessellate><coordinates>\n",
        xml(name_of(document, which)), xml(text), which == 0 ? "way" : "other");
    for (const auto at : option.shape) out += kml_position(at) + "\n";
    out += "</coordinates></LineString></Placemark>\n";
}

/// In lower case.
std::string ending_of(const std::filesystem::path& out) {
    auto ending = out.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return ending;
}

}  // namespace

std::string route_gpx(const RouteDocument& document) {
    auto out = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<gpx version=\"1.1\" creator=\"Konbit\" xmlns=\"http://www.topografix.com/GPX/1/1\">\n"
        "<metadata><name>{}</name><desc>{}</desc>"
        "<copyright author=\"OpenStreetMap contributors\">"
        "<license>https://www.openstreetmap.org/copyright</license></copyright>"
        "<time>{}</time></metadata>\n",
        xml(title_of(document.answer)), xml(about(document)),
        to_iso8601(document.travel.map().as_of()));
    for (const auto& mark : marks_of(document.answer)) {
        out += fmt::format("{}<name>{}</name><desc>{}</desc></wpt>\n", gpx_point("wpt", mark.at),
                           xml(mark.name), xml(mark.about));
    }
    const auto& options = document.answer.options;
    if (!options.empty()) add_gpx_route(document, options.front(), out);
    for (std::size_t i = 0; i < options.size(); ++i) add_gpx_track(document, i, out);
    return out + "</gpx>\n";
}

std::string route_kml(const RouteDocument& document) {
    auto out = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>\n"
        "<name>{}</name><description>{}</description>\n{}",
        xml(title_of(document.answer)), xml(about(document)), kKmlStyles);
    for (std::size_t i = 0; i < document.answer.options.size(); ++i) add_kml_way(document, i, out);
    for (const auto& mark : marks_of(document.answer)) {
        out += fmt::format(
            "<Placemark><name>{}</name><description>{}</description>"
            "<Point><coordinates>{}</coordinates></Point></Placemark>\n",
            xml(mark.name), xml(mark.about), kml_position(mark.at));
    }
    return out + "</Document></kml>\n";
}

void check_route_file(const std::filesystem::path& out) {
    const auto ending = ending_of(out);
    if (ending == ".gpx" || ending == ".kml" || ending == ".geojson") return;
    throw UsageError{"No such format for routes", "-o " + out.string(), "its ending is not known",
                     "Use .gpx or .kml for phones, or .geojson"};
}

void write_route_file(const std::filesystem::path& out, const RouteDocument& document) {
    check_route_file(out);
    const auto ending = ending_of(out);
    AtomicFile file{out};
    file.write(ending == ".gpx"   ? route_gpx(document)
               : ending == ".kml" ? route_kml(document)
                                  : route_geojson(document));
    file.commit();
}

}  // namespace konbit
