#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mapper/journal/entry.hpp"
#include "mapper/query/map.hpp"

namespace konbit {

/// What a column of a file of reports can mean to us.
enum class ReportField : std::uint8_t {
    id,        ///< the statement's own name: a Kobo or ODK _uuid
    time,      ///< when it was seen
    position,  ///< "lat lon altitude accuracy" in one cell
    latitude,
    longitude,
    accuracy,  ///< of the position, in metres
    what,      ///< road, bridge, building, shelter, water, need, hazard, note, …
    state,     ///< of a shelter, a water point or a need
    passable,
    grade,
    how,   ///< seen, heard, imagery
    item,  ///< what is needed, or which hazard
    people,
    capacity,
    name,  ///< of the place
    text,
    photo,    ///< name of a file beside the table, or in `media` below it
    witness,  ///< who says it
};
inline constexpr std::size_t kReportFieldCount = static_cast<std::size_t>(ReportField::witness) + 1;
[[nodiscard]] std::string_view to_string(ReportField field) noexcept;
[[nodiscard]] std::optional<ReportField> parse_report_field(std::string_view word) noexcept;
/// "id, time, position, …": for help and errors.
[[nodiscard]] std::string report_field_words();

struct ReportFileOptions {
    /// FIELD=COLUMN as typed (`--map`); an empty COLUMN: the file has none. Overrides the guess.
    std::map<ReportField, std::string> columns{};
    UnixSeconds now = 0;        ///< a report observed more than 5 minutes later is refused
    Method how = Method::seen;  ///< where no column says it
    std::optional<UnixSeconds> observed{};  ///< for rows without a time of their own
    /// East of UTC, for times without a zone; nullopt: such a time refuses its row.
    std::optional<int> zone_minutes{};
};

/// A column that means something to us, for people to look at before anything is taken in.
struct GuessedColumn {
    ReportField field = ReportField::id;
    std::string column;   ///< as the file's heading has it
    bool chosen = false;  ///< by a person (`--map`), not by us
    std::string doubt{};  ///< "" or a whole line: another column could be meant, too
};

/// A row that became a report. `report.about` has its place alone until `anchor_reports`, and
/// `report.photos` is empty: whoever keeps photos fills it from `photos`.
struct ReportRow {
    Report report;
    std::size_t row = 0;  ///< as a spreadsheet counts: the heading is row 1
    std::optional<double> accuracy_m{};
    bool of_bridge = false;                       ///< said of a bridge, not of the house beside it
    std::vector<std::filesystem::path> photos{};  ///< that exist
    std::vector<std::string> missing_photos{};    ///< names
};

/// A row that was refused. Texts are clean of control characters and at most about 80 characters.
struct WrongRow {
    std::size_t row = 0;  ///< as ReportRow::row
    std::string id;       ///< as the file has it, "" if none
    std::string column, value;
    std::string why;  ///< what is allowed: "between -90 and 90"
};
/// "row 63 (a60ad428-…): gps_latitude is '95.0000000': between -90 and 90."
[[nodiscard]] std::string to_text(const WrongRow& wrong);

struct ReportFile {
    std::string kind;                        ///< "Kobo", "ODK", "CSV", "GPX": the reports' source
    std::vector<GuessedColumn> columns;      ///< in the order of ReportField
    std::vector<std::string> other_columns;  ///< that nobody reads
    std::vector<ReportRow> reports;          ///< in the file's order
    std::vector<WrongRow> wrong;
    std::size_t rows = 0;      ///< all, without the heading and empty lines
    std::size_t repeated = 0;  ///< the same row again: taken once
    std::size_t missing_photos = 0;
    std::vector<std::string> notes;  ///< whole lines: "Read as Windows-1252."
};

/// Reads a survey's table (.csv, .tsv, .txt: comma, semicolon or tab; UTF-8, UTF-16 or
/// Windows-1252) or waypoints (.gpx). Pure: no map, nothing is written. Never guesses a value: a
/// row with a word we do not know is refused and named, the others are taken. DataError: the file
/// cannot be read, is damaged, too large, or has no column for place or time (names its columns).
/// UsageError: `columns` names a column that is not there.
[[nodiscard]] ReportFile read_report_file(const std::filesystem::path& file,
                                          const ReportFileOptions& options);

/// Anchors each report to what it is about (see anchor_at); what is said of a bridge never to a
/// house beside it, nor the other way round. One whose position is worse than kMostAnchorError_m
/// stays at its place: it could hit the wrong road. Returns how many found a thing.
inline constexpr double kMostAnchorError_m = 50;
std::size_t anchor_reports(const Map& map, std::vector<ReportRow>& reports);

/// Survey tools export everything again every day: drops the reports whose `source_id` the map's
/// journal knows already. Returns how many.
std::size_t leave_out_known(const Map& map, std::vector<ReportRow>& reports);

}  // namespace konbit
