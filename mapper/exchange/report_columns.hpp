#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/exchange/report_files.hpp"

namespace konbit {

/// Which column of a file means what.
struct ReportColumns {
    std::array<std::optional<std::size_t>, kReportFieldCount> index{};
    std::vector<GuessedColumn> guessed;  ///< as ReportFile::columns
    std::vector<std::string> others;     ///< headings that nobody reads
    std::string kind;                    ///< "Kobo", "ODK", "CSV"

    [[nodiscard]] const std::optional<std::size_t>& operator[](ReportField field) const noexcept {
        return index[static_cast<std::size_t>(field)];
    }
};

/// Guesses by the names that Kobo, ODK and people give columns in English, French, Kreyòl and
/// Spanish, without the groups before them ("damage/grade"); what a person chose comes first.
/// DataError naming `where` if there is no column for a place or a time; `time_is_given`: the
/// latter may be missing. UsageError if a chosen column is not in the heading.
[[nodiscard]] ReportColumns guess_columns(const std::vector<std::string>& heading,
                                          const std::map<ReportField, std::string>& chosen,
                                          bool time_is_given, const std::string& where);

}  // namespace konbit
