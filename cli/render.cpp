// konbit render: a picture or tiles of the map.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <cmath>

#include "cli/answer_text.hpp"
#include "cli/clock.hpp"
#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/json_answer.hpp"
#include "cli/map_option.hpp"
#include "cli/module.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/progress_line.hpp"
#include "cli/resources.hpp"
#include "cli/signals.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/attribution.hpp"
#include "mapper/query/text.hpp"
#include "render/paper/render_request.hpp"

namespace konbit {
namespace {

/// A picture of A0 at 300 dpi has 557 MB.
constexpr std::size_t kPictureMemory = std::size_t{1'000'000'000};

struct Options {
    std::optional<std::string> map;
    std::string out;
    std::optional<std::string> in;
    std::optional<std::string> zoom;
    std::optional<std::string> width;
    std::string style = "humanitarian";
    std::string lang;
    std::string ratio = "1";
    std::string text_size = "1";
    std::string tile_size = "256";
    std::string colors = "256";
    std::string audience = "public";
    bool bare = false;
    bool force = false;
    bool json = false;
};

/// One of a few words.
const std::string& read_word(std::string_view option, const std::string& text,
                             const std::vector<std::string>& choices) {
    if (std::find(choices.begin(), choices.end(), text) != choices.end()) return text;
    throw UsageError{"This value is not possible", fmt::format("{} {}", option, text),
                     fmt::format("it is one of {}", fmt::join(choices, ", ")), "Choose one"};
}

double read_choice(std::string_view option, const std::string& text,
                   const std::vector<std::string>& choices) {
    return std::stod(read_word(option, text, choices));
}

std::optional<double> read_zoom_number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

/// "12" or "8-16".
void read_zoom(const std::string& text, RenderRequest& request) {
    const auto dash = text.find('-', 1);
    request.zoom_from = read_zoom_number(text.substr(0, dash));
    if (dash != std::string::npos) request.zoom_to = read_zoom_number(text.substr(dash + 1));
    if (!request.zoom_from || (dash != std::string::npos && !request.zoom_to)) {
        throw UsageError{"The zoom cannot be read", "--zoom " + text, "it is a number or a range",
                         "Write it like --zoom 14 or, for tiles, --zoom 8-16"};
    }
}

RenderRequest read_request(const Options& o) {
    if (o.out.empty()) {
        throw UsageError{"The file is missing", "-o", "its ending chooses the format",
                         "Add -o FILE, such as -o map.png or -o map.mbtiles"};
    }
    refuse_option_as_value("-o", o.out);
    RenderRequest request;
    request.out = o.out;
    if (o.in) refuse_option_as_value("--in", request.area = *o.in);
    if (o.zoom) read_zoom(*o.zoom, request);
    if (o.width)
        request.width_px = static_cast<int>(read_number("--width", *o.width, 64, 10'000'000));
    request.style = o.style;
    request.lang = o.lang;
    request.ratio = read_choice("--ratio", o.ratio, {"1", "2"});
    request.text_scale = read_choice("--text-size", o.text_size, {"1", "1.25", "1.5"});
    request.tile_px = static_cast<int>(read_choice("--tile-size", o.tile_size, {"256", "512"}));
    request.all_colors = read_word("--colors", o.colors, {"256", "all"}) == "all";
    request.for_team = read_audience(o.audience) == Audience::team;
    request.bare = o.bare;
    request.force = o.force;
    request.now = now();
    request.memory_bytes = kPictureMemory;
    return request;
}

bool is_tiles(const RenderResult& result) {
    return result.tiles > 0;
}

std::string result_line(const RenderRequest& request, const RenderResult& result) {
    const auto out = request.out.string();
    if (!is_tiles(result)) {
        return fmt::format("Wrote {} ({}): {} × {} px, zoom {:.4g}.", out, bytes_text(result.bytes),
                           count_text(static_cast<std::uint64_t>(result.width_px)),
                           count_text(static_cast<std::uint64_t>(result.height_px)), result.zoom);
    }
    const auto reused = result.tiles_reused == 0 ? std::string{}
                                                 : fmt::format(", {} of them from before",
                                                               count_text(result.tiles_reused));
    return fmt::format("Wrote {} ({}): {}{}.", out, bytes_text(result.bytes),
                       counted(result.tiles, "tile"), reused);
}

void print_people(const Map& map, const RenderRequest& request, const RenderResult& result) {
    print_line(result_line(request, result));
    for (const auto& notice : result.notices) print_line(notice);
    print_made_before(map);
    print_map_age(map);
    print_line(request.for_team
                   ? fmt::format("It shows camps: for the team alone. Source: {}.", kAttribution)
                   : fmt::format("Hand it on with its source: {}.", kAttribution));
}

void print_json(const Map& map, const RenderRequest& request, const RenderResult& result) {
    JsonMembers members{{"file", json_text(request.out.string())},
                        {"area", json_text(result.label)},
                        {"style", json_text(request.style)},
                        {"zoom", fmt::format("{:.6g}", result.zoom)},
                        {"width_px", fmt::to_string(result.width_px)},
                        {"height_px", fmt::to_string(result.height_px)}};
    if (is_tiles(result)) {
        members.emplace_back("tiles", fmt::to_string(result.tiles));
        members.emplace_back("tiles_reused", fmt::to_string(result.tiles_reused));
    }
    members.emplace_back("bytes", fmt::to_string(result.bytes));
    members.emplace_back("seconds", fmt::format("{:.3f}", result.seconds));
    members.emplace_back("notices", json_list(result.notices));
    add_facts(map, members);
    print_raw(json_object(members) + "\n");
    print_map_notices(map);
}

void fail_if_stopped(const RenderRequest& request, const RenderResult& result) {
    if (!result.stopped) return;
    throw DataError{"The tiles are not finished", request.out.string(),
                    fmt::format("{} are kept in {}.partial", counted(result.tiles, "tile"),
                                request.out.string()),
                    "Run the same command again to go on"};
}

void run(const Options& o) {
    auto request = read_request(o);
    const auto render = open_module<RenderFunction>("konbit_render", kRenderSymbol,
                                                    "use \"konbit export\" for other programs");
    const auto map = open_map(o.map);
    request.map_folder = map.base().folder();
    request.rules_folder = rules_folder();
    request.styles_folder = styles_folder();
    const StopOnCtrlC stop;
    request.stop = &stop.flag();
    ProgressLine line{ProgressLine::Unit::things};
    request.progress = [&](std::string_view what, std::uint64_t done, std::uint64_t total) {
        line.show(what, done, total);
    };
    request.estimate = [](const std::string& words) { print_notice(words + "."); };
    RenderResult result;
    render(&request, &result);
    line.clear();
    fail_if_stopped(request, result);
    o.json ? print_json(map, request, result) : print_people(map, request, result);
}

}  // namespace

void declare_render(CLI::App& app) {
    const auto o = std::make_shared<Options>();
    app.add_option("MAP", o->map, "a folder that ends in .konbit");
    app.add_option("-o,--output", o->out,
                   "FILE: .png, a picture; .mbtiles, tiles for other programs")
        ->type_name("FILE");
    app.add_option("--in", o->in, "AREA: W,S,E,N, a polygon file, a name or id, or PLACE~5km")
        ->type_name("AREA");
    app.add_option("--zoom", o->zoom, "0, the world, to 20, a house; for tiles a range: 8-16")
        ->type_name("A[-B]");
    app.add_option("--width", o->width, "of a picture, instead of a zoom (default 1600)")
        ->type_name("PX");
    app.add_option("--style", o->style, "humanitarian (default), sunlight, print, or a .yaml file")
        ->type_name("STYLE");
    app.add_option("--lang", o->lang, "of names, such as fr or ht; without it the local ones")
        ->type_name("LANG");
    app.add_option("--ratio", o->ratio, "2: twice the pixels, for print and fine screens")
        ->type_name("1|2");
    app.add_option("--text-size", o->text_size, "1, 1.25 or 1.5")->type_name("SIZE");
    app.add_option("--tile-size", o->tile_size, "256 (default) or 512")->type_name("PX");
    app.add_option("--colors", o->colors,
                   "of each tile: 256 (default), or all: larger files, pixels as in pictures")
        ->type_name("256|all");
    app.add_option("--audience", o->audience, "public (default), or team: camps too")
        ->type_name("AUDIENCE");
    app.add_flag("--bare", o->bare, "the map alone, without title, scale and key");
    app.add_flag("--force", o->force, "replace an existing file, begin tiles anew");
    app.add_flag("--json", o->json, "answer as JSON");
    app.footer(
        "Examples:\n  konbit render andorra.konbit -o andorra.png\n"
        "  konbit render andorra.konbit -o centre.png --in \"Andorra la Vella~1km\" --style print "
        "--ratio 2\n"
        "  konbit render andorra.konbit -o andorra.mbtiles --zoom 8-16\n");
    app.callback([o] { run(*o); });
}

}  // namespace konbit
