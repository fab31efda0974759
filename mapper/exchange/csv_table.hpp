#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace konbit {

/// One row of a table of reports.
struct SurveyRow {
    std::size_t row = 0;             ///< as a spreadsheet counts: the heading is row 1
    std::vector<std::string> cells;  ///< as many as the heading has, if there is no problem
    std::string problem;             ///< "" or why the row cannot be used
};

/// Comma separated values (RFC 4180), row by row. The separator is the one that the heading has
/// most of: comma, semicolon, tab or bar. No types are guessed: what a cell holds comes out letter
/// by letter, leading zeros and all. What the standard forbids is a problem of its row, since
/// shifted cells would be believed; a quote that never ends is one of the file, since nobody knows
/// where it should have ended. (GDAL's reader mends such rows in silence and does not count them.)
class CsvTable {
public:
    static constexpr std::size_t kMostColumns = 4096;

    /// Reads the heading. `text` must outlive it. DataError naming `where`.
    CsvTable(std::string_view text, std::string where);

    [[nodiscard]] const std::vector<std::string>& heading() const noexcept { return heading_; }
    /// False at the end. Empty lines are counted and left out. DataError: see above.
    [[nodiscard]] bool next(SurveyRow& row);

private:
    void choose_separator();
    bool read_record(SurveyRow& row);
    bool read_cell(std::string& cell, SurveyRow& row);
    void read_quoted(std::string& cell, SurveyRow& row);
    void end_line();
    void check(SurveyRow& row) const;

    std::string_view text_;
    std::string where_;
    std::size_t at_ = 0;
    std::size_t row_ = 0;
    char separator_ = ',';
    std::vector<std::string> heading_;
};

}  // namespace konbit
