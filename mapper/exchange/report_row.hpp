#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/exchange/csv_table.hpp"
#include "mapper/exchange/report_columns.hpp"
#include "mapper/exchange/report_words.hpp"

namespace konbit {

/// Makes a row of a survey a report, or says what is wrong with it. What a row does not say stays
/// unsaid; what it says in words we do not know refuses it.
class ReportRowReader {
public:
    /// All must outlive it. `answers`: cells are answers to a survey's questions, so that an
    /// unknown word is an error; else (waypoints) it is free text.
    ReportRowReader(const ReportColumns& columns, const std::vector<std::string>& heading,
                    const ReportFileOptions& options, std::filesystem::path folder, bool answers);

    /// nullopt: the row is refused, `wrong()` says why.
    [[nodiscard]] std::optional<ReportRow> read(const SurveyRow& row);
    [[nodiscard]] bool refused() const noexcept { return refused_; }
    [[nodiscard]] const WrongRow& wrong() const noexcept { return wrong_; }
    /// A sum of what the row says in the columns that we read: equal for equal rows.
    [[nodiscard]] std::string content() const;
    /// Refuses the row that was read last after all.
    void refuse(ReportField field, std::string_view why);

private:
    [[nodiscard]] std::string_view cell(ReportField field) const;
    [[nodiscard]] std::string_view heading_of(ReportField field) const;
    void refuse_row(std::string_view why);

    template <class Word, class Parse>
    std::optional<Word> word(ReportField field, Parse parse, std::string_view choices);
    std::string text(ReportField field);
    std::string name(ReportField field);
    std::optional<std::uint32_t> count(ReportField field);

    void read_place(ReportRow& into);
    void read_pair(std::string_view latitude, ReportField latitude_field,
                   std::string_view longitude, ReportField longitude_field, Location& into);
    void read_time(Report& into);
    void read_words(ReportRow& row);
    void read_state(Report& into, ReportedThing thing);
    void choose_kind(Report& into, ReportedThing thing) const;
    void read_names(Report& into);
    void read_photo(ReportRow& into);
    [[nodiscard]] std::optional<SaidThing> thing();
    [[nodiscard]] std::string verbatim() const;
    [[nodiscard]] std::string source_id() const;

    const ReportColumns& columns_;
    const std::vector<std::string>& heading_;
    const ReportFileOptions& options_;
    std::filesystem::path folder_;
    bool answers_;
    bool passable_is_negative_ = false;
    const SurveyRow* row_ = nullptr;
    bool refused_ = false;
    WrongRow wrong_;
};

}  // namespace konbit
