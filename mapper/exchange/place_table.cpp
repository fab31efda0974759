#include "mapper/exchange/place_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "mapper/exchange/csv_table.hpp"
#include "mapper/exchange/survey_text.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/coordinate_text.hpp"

namespace konbit {
namespace {

constexpr std::size_t kMostPlaces = 100'000;
constexpr std::array<std::string_view, 6> kLat{"lat",          "latitude",     "y",
                                               "gps_latitude", "gps latitude", "lat_deg"};
constexpr std::array<std::string_view, 8> kLon{"lon", "lng",           "long",          "longitude",
                                               "x",   "gps_longitude", "gps longitude", "lon_deg"};
constexpr std::array<std::string_view, 5> kName{"name", "label", "title", "place", "id"};

std::string lower_case(std::string_view text) {
    std::string out{trimmed_text(text)};
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

/// The column whose heading is one of the words, the first word that fits.
std::optional<std::size_t> column_of(const std::vector<std::string>& heading,
                                     std::span<const std::string_view> words) {
    for (const auto word : words) {
        for (std::size_t i = 0; i < heading.size(); ++i) {
            if (lower_case(heading[i]) == word) return i;
        }
    }
    return std::nullopt;
}

class PlaceReader {
public:
    PlaceReader(const std::filesystem::path& file, const std::vector<std::string>& heading)
        : file_{file.string()}, name_{column_of(heading, kName)} {
        const auto lat = column_of(heading, kLat), lon = column_of(heading, kLon);
        if (!lat || !lon) {
            throw DataError{"The table has no places", file_,
                            fmt::format("there is no column {}", lat ? "lon" : "lat"),
                            "Name its columns name,lat,lon in the first row"};
        }
        lat_ = *lat;
        lon_ = *lon;
    }

    [[nodiscard]] TablePlace read(const SurveyRow& row) const {
        if (!row.problem.empty()) refuse(row, row.problem);
        const auto lat = parse_decimal(trimmed_text(row.cells[lat_]));
        const auto lon = parse_decimal(trimmed_text(row.cells[lon_]));
        const auto typed = fmt::format("{},{}", shown_value(row.cells[lat_], 30),
                                       shown_value(row.cells[lon_], 30));
        if (!lat || !lon) refuse(row, fmt::format("\"{}\" is no place in degrees", typed));
        TablePlace place;
        try {
            place.at = checked_location(*lat, *lon, typed);
        } catch (const UsageError& error) {
            refuse(row, error.what());
        }
        if (name_) place.name = shown_value(trimmed_text(row.cells[*name_]));
        if (place.name.empty()) place.name = fmt::format("row {}", row.row);
        return place;
    }

private:
    [[noreturn]] void refuse(const SurveyRow& row, std::string_view why) const {
        throw DataError{"A row of the table has no place",
                        fmt::format("{}, row {}", file_, row.row), why,
                        "Correct the row, or take it out"};
    }

    std::string file_;
    std::size_t lat_ = 0, lon_ = 0;
    std::optional<std::size_t> name_;
};

}  // namespace

std::vector<TablePlace> read_place_table(const std::filesystem::path& file) {
    const auto text = decode_survey(read_survey_bytes(file), file.string()).text;
    CsvTable table{text, file.string()};
    const PlaceReader reader{file, table.heading()};
    std::vector<TablePlace> places;
    for (SurveyRow row; table.next(row);) {
        if (places.size() == kMostPlaces) {
            throw DataError{"The table is too large", file.string(),
                            fmt::format("it has more than {} places", kMostPlaces),
                            "Split it into several files"};
        }
        places.push_back(reader.read(row));
    }
    if (places.empty()) {
        throw DataError{"The table has no places", file.string(), "no row follows the first",
                        "Give a row for each place below name,lat,lon"};
    }
    return places;
}

}  // namespace konbit
