// konbit matrix: travel times between many places.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>

#include "cli/answer_text.hpp"
#include "cli/commands.hpp"
#include "cli/map_option.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/road_answer.hpp"
#include "cli/travel_option.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/reach.hpp"
#include "mapper/query/text.hpp"
#include "mapper/store/atomic_file.hpp"

namespace konbit {
namespace {

constexpr std::size_t kMostColumns = 12;  ///< of a table that people can read
constexpr std::size_t kMostNamed = 5;
constexpr std::size_t kPiece = 1 << 16;

struct Options {
    std::optional<std::string> map;
    std::vector<std::string> from, to;
    TravelWords travel;
    std::string out;
    bool csv = false, json = false, force = false;
};

enum class Format { people, csv, json };

Format format_of(const Options& o) {
    if (o.json && o.csv) {
        throw UsageError{"Two formats at once", "--csv --json", "the table is written once",
                         "Choose one of them"};
    }
    if (!o.out.empty()) {
        refuse_option_as_value("-o", o.out);
        if (!o.out.ends_with(".csv") && !o.out.ends_with(".json")) {
            throw UsageError{"The file's ending is not known", o.out, "it chooses the format",
                             "Known are .csv and .json"};
        }
        check_target(o.out, o.force);
        return o.out.ends_with(".json") ? Format::json : Format::csv;
    }
    return o.json ? Format::json : o.csv ? Format::csv : Format::people;
}

/// Where a table goes to, in large pieces: a file that appears when it is complete, or stdout.
class TableOut {
public:
    explicit TableOut(const std::string& file) {
        if (!file.empty()) file_.emplace(file);
    }
    void put(std::string_view text) {
        text_ += text;
        if (text_.size() >= kPiece) drain();
    }
    void finish() {
        drain();
        if (file_) file_->commit();
    }

private:
    void drain() {
        file_ ? file_->write(text_) : print_raw(text_);
        text_.clear();
    }
    std::optional<AtomicFile> file_;
    std::string text_;
};

/// RFC 4180.
std::string csv_cell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + '"';
}

void write_csv(const Travel& travel, const MatrixEnds& ends, TableOut& out) {
    out.put("from");
    for (const auto& to : ends.to) out.put("," + csv_cell(plain(to.place.label)));
    out.put("\n");
    travel_matrix(travel, ends, [&](std::size_t row, std::span<const std::optional<double>> times) {
        out.put(csv_cell(plain(ends.from[row].place.label)));
        for (const auto& time : times)
            out.put(time ? fmt::format(",{}", std::lround(*time)) : std::string{","});
        out.put("\n");
    });
}

void put_snaps(std::string_view name, const std::vector<Snap>& snaps, TableOut& out) {
    out.put(fmt::format("\"{}\":[", name));
    for (std::size_t i = 0; i < snaps.size(); ++i)
        out.put((i > 0 ? "," : "") + json_snap(snaps[i]));
    out.put("],");
}

void write_json(const Map& map, const Options& o, const Travel& travel, const MatrixEnds& ends,
                TableOut& out) {
    JsonMembers members{{"vehicle", json_text(vehicle_text(travel.question()))}};
    add_as_of(read_as_of(o.travel.as_of), members);
    add_facts(map, members);
    auto head = json_object(members);
    head.back() = ',';
    out.put(head);
    put_snaps("from", ends.from, out);
    put_snaps("to", ends.to, out);
    out.put("\"durations_s\":[");
    travel_matrix(travel, ends, [&](std::size_t row, std::span<const std::optional<double>> times) {
        out.put(row > 0 ? ",\n[" : "\n[");
        for (std::size_t i = 0; i < times.size(); ++i)
            out.put((i > 0 ? "," : "") + (times[i] ? json_number(*times[i]) : "null"));
        out.put("]");
    });
    out.put("\n]}\n");
}

/// Minutes, since seconds are no knowledge on such roads.
void print_table(const Travel& travel, const MatrixEnds& ends) {
    std::size_t width = 10;
    for (const auto& from : ends.from) width = std::max(width, from.place.label.size());
    width = std::min<std::size_t>(width, 45);
    std::string heading = fmt::format("{:<{}}", "Minutes to", width);
    for (std::size_t i = 0; i < ends.to.size(); ++i) {
        print_line(fmt::format("{:>4}  {}", i + 1, ends.to[i].place.label));
        heading += fmt::format("{:>6}", i + 1);
    }
    print_line(heading);
    travel_matrix(travel, ends, [&](std::size_t row, std::span<const std::optional<double>> times) {
        std::string line = fmt::format("{:<{}}", ends.from[row].place.label, width);
        for (const auto& time : times)
            line += fmt::format("{:>6}", time ? fmt::to_string(std::lround(*time / 60)) : "-");
        print_line(line);
    });
}

/// Ends that are far from the road, or have none: what their numbers do not tell.
std::vector<std::string> snap_notes(const MatrixEnds& ends) {
    std::vector<std::string> far, none;
    double farthest_m = 0;
    const auto look = [&](const std::vector<Snap>& snaps) {
        for (const auto& snap : snaps) {
            auto& into = snap.road ? far : none;
            if (snap.road && snap.road->distance_m < kFarFromRoad_m) continue;
            if (snap.road) farthest_m = std::max(farthest_m, snap.road->distance_m);
            if (std::find(into.begin(), into.end(), snap.place.label) == into.end())
                into.push_back(snap.place.label);
        }
    };
    look(ends.from);
    look(ends.to);
    const auto names = [](std::vector<std::string> places) {
        const auto more = places.size() > kMostNamed ? places.size() - kMostNamed : 0;
        if (more > 0) places.resize(kMostNamed);
        return fmt::format("{}{}", fmt::join(places, ", "),
                           more > 0 ? fmt::format(" and {} more", more) : std::string{});
    };
    std::vector<std::string> notes;
    if (!far.empty())
        notes.push_back(fmt::format("The way to the road is not counted; up to {} at: {}.",
                                    distance_text(farthest_m), names(far)));
    if (!none.empty())
        notes.push_back(fmt::format("No road within {} that may be used: {}.",
                                    distance_text(kSnap_m), names(none)));
    return notes;
}

void write_table(const Map& map, const Options& o, Format format, const Travel& travel,
                 const MatrixEnds& ends) {
    TableOut out{o.out};
    format == Format::json ? write_json(map, o, travel, ends, out) : write_csv(travel, ends, out);
    out.finish();
    if (!o.out.empty())
        print_line(fmt::format("Wrote {}: {} x {} travel times {}, in seconds.", o.out,
                               count_text(ends.from.size()), count_text(ends.to.size()),
                               by_text(travel.question())));
}

void run(Options o) {
    const auto format = format_of(o);
    const auto question = read_travel(o.travel);
    take_map_from(o.from, o.map);
    take_map_from(o.to, o.map);
    if (o.from.empty()) {
        throw UsageError{"The places are missing", "--from", "a table has a row for each",
                         "Add --from with places, or a .csv file with name,lat,lon"};
    }
    const auto map = open_map(o.map, read_as_of(o.travel.as_of));
    const auto from = read_places(map, "--from", o.from);
    const auto to = o.to.empty() ? from : read_places(map, "--to", o.to);
    if (format == Format::people && to.size() > kMostColumns) {
        throw UsageError{"The table is too wide to read", fmt::format("{} columns", to.size()),
                         "it is for other programs", "Add --csv, --json or -o FILE.csv"};
    }
    const auto travel = Travel::prepare(map, question);
    const auto ends = snap_matrix(travel, from, to);
    const auto notes = snap_notes(ends);
    if (format != Format::people) {
        write_table(map, o, format, travel, ends);
        for (const auto& note : notes) print_notice(note);
        return print_map_notices(map);
    }
    print_line(fmt::format("Travel times {}, today:", by_text(question)));
    print_as_of(read_as_of(o.travel.as_of));
    print_made_before(map);
    print_table(travel, ends);
    for (const auto& note : notes) print_line(note);
    print_map_age(map);
}

}  // namespace

void declare_matrix(CLI::App& app) {
    const auto o = std::make_shared<Options>();
    app.add_option("MAP", o->map, "a folder that ends in .konbit");
    add_places_option(app, "--from", o->from, "LAT,LON, ids, names, or a .csv with name,lat,lon");
    add_places_option(app, "--to", o->to, "the same; without it: as --from");
    add_travel_options(app, o->travel);
    app.add_option("-o,--output", o->out, "FILE: .csv or .json")->type_name("FILE");
    app.add_flag("--force", o->force, "replace an existing file");
    app.add_flag("--csv", o->csv, "seconds, empty where there is no way");
    app.add_flag("--json", o->json, "answer as JSON");
    app.footer(
        "Examples:\n  konbit matrix --from depots.csv --to camps.csv --by truck -o times.csv\n"
        "  konbit matrix --from \"Lopital Sen Jan\" 19.1,-73.0 --to w72000101 w72000102 --by "
        "car\n");
    app.callback([o] { run(*o); });
}

}  // namespace konbit
