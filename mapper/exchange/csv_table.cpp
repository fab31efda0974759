#include "mapper/exchange/csv_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "mapper/model/error.hpp"

namespace konbit {
namespace {

DataError broken(const std::string& where, std::string_view why) {
    return DataError{"The table of reports cannot be read", where, why,
                     "Export it again as CSV with a heading row"};
}

bool only_hashtags(const std::vector<std::string>& cells) {
    bool any = false;
    for (const auto& cell : cells) {
        if (cell.empty()) continue;
        if (cell.front() != '#') return false;
        any = true;
    }
    return any;
}

}  // namespace

CsvTable::CsvTable(std::string_view text, std::string where)
    : text_{text}, where_{std::move(where)} {
    choose_separator();
    SurveyRow first;
    if (!read_record(first)) throw broken(where_, "it is empty");
    if (!first.problem.empty()) throw broken(where_, "heading: " + first.problem);
    for (const auto& name : first.cells) {
        if (name.find('\0') != std::string::npos) throw broken(where_, "it is not a text");
    }
    heading_ = std::move(first.cells);
}

/// Spreadsheets may say it themselves in a first line "sep=;".
void CsvTable::choose_separator() {
    if (text_.starts_with("sep=") && text_.size() > 5 && (text_[5] == '\r' || text_[5] == '\n')) {
        separator_ = text_[4];
        at_ = 5;
        end_line();
        return;
    }
    constexpr std::string_view kSeparators = ",;\t|";
    std::array<std::size_t, kSeparators.size()> counts{};
    bool quoted = false;
    for (const char c : text_) {
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '\n' || c == '\r') break;
        if (const auto i = kSeparators.find(c); i != std::string_view::npos) ++counts[i];
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    separator_ = kSeparators[static_cast<std::size_t>(most - counts.begin())];
}

bool CsvTable::next(SurveyRow& row) {
    while (read_record(row)) {
        const bool empty = std::all_of(row.cells.begin(), row.cells.end(),
                                       [](const auto& cell) { return cell.empty(); });
        if (empty && row.problem.empty()) continue;
        // Humanitarian tables may have a row of HXL tags below the heading.
        if (row.row == 2 && only_hashtags(row.cells)) continue;
        check(row);
        return true;
    }
    return false;
}

bool CsvTable::read_record(SurveyRow& row) {
    if (at_ >= text_.size()) return false;
    row.row = ++row_;
    row.problem.clear();
    row.cells.clear();
    // No more cells are kept than make sense: a file of commas alone must not fill the memory.
    const std::size_t most = heading_.empty() ? kMostColumns : heading_.size();
    std::size_t count = 0;
    bool beyond = false;
    std::string cell;
    for (bool more = true; more; ++count) {
        cell.clear();
        more = read_cell(cell, row);
        if (count < most)
            row.cells.push_back(std::move(cell));
        else
            beyond = beyond || !cell.empty() || heading_.empty();
    }
    if (beyond) row.problem = fmt::format("it has {} cells, at most {} are expected", count, most);
    return true;
}

/// True if another cell follows in the row.
bool CsvTable::read_cell(std::string& cell, SurveyRow& row) {
    if (at_ < text_.size() && text_[at_] == '"') read_quoted(cell, row);
    const std::array<char, 3> ends{separator_, '\r', '\n'};
    const auto end = std::min(text_.find_first_of({ends.data(), ends.size()}, at_), text_.size());
    cell.append(text_.substr(at_, end - at_));
    at_ = end;
    if (at_ < text_.size() && text_[at_] == separator_) {
        ++at_;
        return true;
    }
    end_line();
    return false;
}

void CsvTable::read_quoted(std::string& cell, SurveyRow& row) {
    while (true) {
        const auto end = text_.find('"', at_ + 1);
        if (end == std::string_view::npos) {
            throw broken(where_, fmt::format("row {} opens a quote that never ends", row.row));
        }
        cell.append(text_.substr(at_ + 1, end - at_ - 1));
        at_ = end;
        if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
        cell += '"';  // two quotes are one
        ++at_;
    }
    ++at_;
    const bool ends =
        at_ >= text_.size() || text_[at_] == separator_ || text_[at_] == '\r' || text_[at_] == '\n';
    if (!ends) row.problem = "letters follow the closing quote of a cell";
}

/// Past CR LF, LF or CR.
void CsvTable::end_line() {
    if (at_ >= text_.size()) return;
    at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
}

void CsvTable::check(SurveyRow& row) const {
    if (row.problem.empty() && row.cells.size() < heading_.size()) {
        row.problem =
            fmt::format("it has {} cells, the heading {}", row.cells.size(), heading_.size());
    }
    for (const auto& cell : row.cells) {
        if (cell.find('\0') != std::string::npos) row.problem = "a cell holds a zero byte";
    }
}

}  // namespace konbit
