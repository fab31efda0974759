#pragma once

#include <atomic>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "mapper/exchange/feature_writer.hpp"
#include "mapper/query/map.hpp"
#include "mapper/query/questions.hpp"

namespace konbit {

/// What may be exported; `all` is every feature of the map (tags say what it is).
/// `reports`: every standing report as a feature of its own.
enum class What : std::uint8_t {
    shelters,
    care,
    water,
    supply,
    damage,
    roads,
    buildings,
    reports,
    all
};
[[nodiscard]] std::string_view to_string(What what) noexcept;
[[nodiscard]] std::optional<What> parse_what(std::string_view word) noexcept;

struct ExportRequest {
    std::filesystem::path out{};  ///< the ending chooses the format
    std::vector<What> what{};     ///< empty: all
    std::optional<Area> area{};
    bool include_unchecked = false;  ///< shelters
    /// Reports for fewer people are left out, and conditions are judged without them; camps, needs,
    /// witnesses' names and photos' positions are for the team alone.
    Audience audience = Audience::open_to_all;
    bool replace = false;                   ///< an existing file is replaced
    std::filesystem::path module_folder{};  ///< where konbit_gdal.so lies
    Progress progress{};
    const std::atomic<bool>* stop = nullptr;  ///< set by Ctrl-C: ends with DataError, no file left
};

struct ExportResult {
    std::vector<std::pair<std::string, std::uint64_t>> layers;  ///< name and features written
    std::uint64_t left_out = 0;                                 ///< by the format (said in `notes`)
    std::vector<std::string> notes;  ///< "Shapefile: 12 names cut to 254 bytes", …
    std::uint64_t bytes = 0;
};

/// Writes features (or, for .osm.pbf, every object of the extract without loss). Only whole files:
/// see FeatureWriter.
[[nodiscard]] ExportResult export_map(const Map& map, const ExportRequest& request);

/// The columns and values that `konbit … --json` and exports share, so that both always agree.
[[nodiscard]] std::span<const Column> facility_columns() noexcept;
[[nodiscard]] std::span<const Column> damage_columns() noexcept;
[[nodiscard]] std::span<const Column> report_columns() noexcept;
/// Values in column order; valid while `found` lives and until the thread's next call.
/// `with_distance`: fills distance_m (else null).
void fill_values(const FoundFacility& found, bool with_distance, std::vector<Value>& into);
void fill_values(const FoundDamage& found, std::vector<Value>& into);
/// A report beside what all evidence says of its thing; names and photos' positions for the team.
void fill_values(const FoundReport& found, Audience audience, std::vector<Value>& into);
/// "report/0123456789ab", as the top-level id of what only a report knows.
[[nodiscard]] std::string report_id(const EntryId& entry);

}  // namespace konbit
