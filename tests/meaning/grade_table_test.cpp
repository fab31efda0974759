#include "tests/meaning/described.hpp"

namespace konbit {
namespace {

struct Row {
    const char* scheme;
    const char* value;
    AgencyGrade means;
};

constexpr AgencyGrade kSuspected{Grade::unknown, true, Passability::unknown};
constexpr AgencyGrade graded(Grade grade) {
    return {grade, false, Passability::unknown};
}

TEST(AgencyGrade, ReadsEveryWordOfEveryScheme) {
    const Row rows[] = {
        {"ems98", "1", graded(Grade::slight)},
        {"ems98", "2", graded(Grade::moderate)},
        {"ems98", "3", graded(Grade::severe)},
        {"ems98", "4", graded(Grade::severe)},
        {"ems98", "5", graded(Grade::destroyed)},
        {"copernicus_grading", "Not Affected", graded(Grade::none)},
        {"copernicus_grading", "Negligible to slight damage", graded(Grade::slight)},
        {"copernicus_grading", "Moderately Damaged", graded(Grade::moderate)},
        {"copernicus_grading", "Highly Damaged", graded(Grade::severe)},
        {"copernicus_grading", "Completely Destroyed", graded(Grade::destroyed)},
        {"copernicus_damage_gra", "No visible damage", graded(Grade::none)},
        {"copernicus_damage_gra", "Possibly damaged", kSuspected},
        {"copernicus_damage_gra", "Damaged", graded(Grade::severe)},
        {"copernicus_damage_gra", "Destroyed", graded(Grade::destroyed)},
        {"copernicus_interpret", "Road Block", {Grade::unknown, false, Passability::blocked}},
        {"unosat", "1", graded(Grade::destroyed)},
        {"unosat", "2", graded(Grade::severe)},
        {"unosat", "3", graded(Grade::moderate)},
        {"unosat", "4", kSuspected},
        {"unosat", "6", graded(Grade::none)},
        {"unosat", "11", kSuspected},
        {"xbd", "no-damage", graded(Grade::none)},
        {"xbd", "minor-damage", graded(Grade::slight)},
        {"xbd", "major-damage", graded(Grade::severe)},
        {"xbd", "destroyed", graded(Grade::destroyed)},
        {"xbd", "un-classified", graded(Grade::unknown)},
        {"xbd", "no", graded(Grade::none)},
        {"xbd", "minor", graded(Grade::slight)},
        {"xbd", "major", graded(Grade::severe)},
        {"bar", "none", graded(Grade::none)},
        {"bar", "minimal", graded(Grade::slight)},
        {"bar", "significant", graded(Grade::severe)},
        {"bar", "complete", graded(Grade::destroyed)},
        {"jrc_binup", "anything", graded(Grade::unknown)},
    };
    for (const Row& row : rows) {
        EXPECT_EQ(meaning().agency_grade(row.scheme, row.value), row.means)
            << row.scheme << " " << row.value;
    }
}

TEST(AgencyGrade, WordsThatMeanNothingAreUnknownInEveryScheme) {
    for (const std::string& scheme : meaning().agency_schemes()) {
        for (const char* word : {"Unknown", "Not Applicable", "Not Analysed", "Null", "", "  "}) {
            EXPECT_EQ(meaning().agency_grade(scheme, word), graded(Grade::unknown))
                << scheme << " " << word;
        }
    }
}

TEST(AgencyGrade, CaseAndSpacesDoNotCount) {
    EXPECT_EQ(meaning().agency_grade("copernicus_grading", " HIGHLY damaged "),
              graded(Grade::severe));
}

TEST(AgencyGrade, WhatIsNotListedIsNotGuessed) {
    EXPECT_EQ(meaning().agency_grade("ems98", "6"), std::nullopt);
    EXPECT_EQ(meaning().agency_grade("xbd", "Highly Damaged"), std::nullopt);
    EXPECT_EQ(meaning().agency_grade("no_such_scheme", "1"), std::nullopt);
}

TEST(AgencyGrade, ListsItsSchemes) {
    EXPECT_THAT(
        meaning().agency_schemes(),
        testing::ElementsAre("bar", "copernicus_damage_gra", "copernicus_grading",
                             "copernicus_interpret", "ems98", "jrc_binup", "unosat", "xbd"));
}

}  // namespace
}  // namespace konbit
