#include "mapper/exchange/csv_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "mapper/exchange/survey_text.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

using Cells = std::vector<std::string>;

std::vector<SurveyRow> rows_of(std::string_view text) {
    CsvTable table{text, "t.csv"};
    std::vector<SurveyRow> rows;
    for (SurveyRow row; table.next(row);) rows.push_back(row);
    return rows;
}

std::string failure(std::string_view text) {
    try {
        static_cast<void>(rows_of(text));
    } catch (const DataError& error) {
        return error.what();
    }
    return "nothing was thrown";
}

TEST(CsvTable, SeparatorsAreFoundInTheHeading) {
    for (const std::string separator : {",", ";", "\t", "|"}) {
        const auto text = "a" + separator + "b\n1" + separator + "2\n";
        EXPECT_THAT(rows_of(text).at(0).cells, ElementsAre("1", "2")) << separator;
    }
    EXPECT_THAT(rows_of("\"a,b,c\";d\n1;2\n").at(0).cells, ElementsAre("1", "2"));
    EXPECT_THAT(rows_of("sep=;\r\na,x;b\r\n1;2\r\n").at(0).cells, ElementsAre("1", "2"));
}

TEST(CsvTable, LineBreaksOfAllSystems) {
    for (const std::string end : {"\n", "\r\n", "\r"}) {
        const auto rows = rows_of("a,b" + end + "1,\"x" + end + "y\"" + end + end + "3,4");
        ASSERT_THAT(rows, SizeIs(2));
        EXPECT_THAT(rows[0].cells, ElementsAre("1", "x" + end + "y"));
        EXPECT_EQ(rows[1].row, 4u);  // the empty line is a row of the spreadsheet
    }
}

TEST(CsvTable, NothingIsMadeOfValues) {
    EXPECT_THAT(rows_of("a,b,c\n007, x ,1e5\n").at(0).cells, ElementsAre("007", " x ", "1e5"));
    EXPECT_THAT(rows_of("a,b\n5\" pipe,\"\"\n").at(0).cells, ElementsAre("5\" pipe", ""));
}

TEST(CsvTable, ShiftedCellsAreNotBelieved) {
    EXPECT_THAT(rows_of("a,b,c\n1,2\n").at(0).problem, HasSubstr("2 cells, the heading 3"));
    EXPECT_THAT(rows_of("a,b\n1,2,3\n").at(0).problem, HasSubstr("3 cells, at most 2"));
    EXPECT_THAT(rows_of("a,b\n1,2,,\n").at(0).problem, IsEmpty());  // spreadsheets leave commas
    EXPECT_THAT(rows_of("a,b\n\"1\" x,2\n").at(0).problem, HasSubstr("closing quote"));
    EXPECT_THAT(rows_of(std::string_view{"a,b\n1,\0\n", 8}).at(0).problem, HasSubstr("zero byte"));
}

TEST(CsvTable, WhatIsNoTable) {
    EXPECT_THAT(failure(""), HasSubstr("it is empty"));
    EXPECT_THAT(failure("a,b\n1,\"2\n3,4\n"), HasSubstr("row 2 opens a quote that never ends"));
    EXPECT_THAT(failure(std::string(10'000, ',')), HasSubstr("at most 4096"));
    EXPECT_THAT(failure(std::string_view{"a\0b,c\n", 6}), HasSubstr("not a text"));
}

TEST(CsvTable, HashtagsBelowTheHeadingAreNoRow) {
    EXPECT_THAT(rows_of("a,b\n#date,#geo+lat\n1,2\n"), SizeIs(1));
    EXPECT_THAT(rows_of("a,b\n#date,5\n1,2\n"), SizeIs(2));
}

TEST(CsvTable, WhatIsWrittenByTheStandardIsReadBack) {
    std::mt19937 random{7};
    const std::string letters = "ab,;\"\n\r\t é";
    const auto cell = [&] {
        std::string text;
        for (auto n = random() % 6; n > 0; --n) text += letters[random() % letters.size()];
        return text;
    };
    for (int round = 0; round < 200; ++round) {
        std::string text = "h1,h2,h3\n";
        std::vector<Cells> written;
        for (auto n = random() % 8; n > 0; --n) {
            Cells cells{"x" + cell(), cell(), cell()};
            for (std::size_t i = 0; i < cells.size(); ++i) {
                text += i > 0 ? ",\"" : "\"";
                for (const char c : cells[i]) text += c == '"' ? "\"\"" : std::string(1, c);
                text += '"';
            }
            text += "\r\n";
            written.push_back(std::move(cells));
        }
        std::vector<Cells> read;
        for (const auto& row : rows_of(text)) {
            EXPECT_THAT(row.problem, IsEmpty());
            read.push_back(row.cells);
        }
        EXPECT_EQ(read, written);
    }
}

TEST(SurveyText, WhatSpreadsheetsWrite) {
    EXPECT_EQ(decode_survey("\xEF\xBB\xBF"
                            "né",
                            "f")
                  .text,
              "né");
    EXPECT_EQ(decode_survey(std::string{"\xFF\xFEn\0\xE9\0", 6}, "f").text, "né");
    EXPECT_EQ(decode_survey(std::string{"\xFE\xFF\0n\0\xE9", 6}, "f").text, "né");
    const auto windows = decode_survey("n\xE9 \x80", "f");
    EXPECT_EQ(windows.text, "né €");
    EXPECT_THAT(windows.note, HasSubstr("Windows-1252"));
    EXPECT_THROW(static_cast<void>(decode_survey("\x81 \xE9", "f")), DataError);
    EXPECT_THROW(static_cast<void>(decode_survey("\xFF\xFEx", "f")), DataError);
}

TEST(SurveyText, ShownValuesAreShortAndWhole) {
    EXPECT_EQ(shown_value("a\nb"), "a b");
    EXPECT_EQ(shown_value("nèt", 2), "n…");
    EXPECT_EQ(shown_value("nèt", 3), "nè…");
}

}  // namespace
}  // namespace konbit
