// Every style can be read in the sun, on a copy without colour, and by people who see fewer
// colours.
#include <gmock/gmock.h>

#include "tests/style/color_vision.hpp"
#include "tests/style/style_folder.hpp"

namespace konbit {
namespace {

constexpr Grade kGrades[] = {Grade::none, Grade::slight, Grade::moderate, Grade::severe,
                             Grade::destroyed};

TEST(ColorVision, AgreesWithPublishedPairs) {
    // Rows of the test data of Sharma, Wu and Dalal.
    EXPECT_NEAR(difference({50, 2.6772, -79.7751}, {50, 0, -82.7485}), 2.0425, 1e-4);
    EXPECT_NEAR(difference({50, -1.3802, -84.2814}, {50, 0, -82.7485}), 1.0, 1e-4);
    EXPECT_NEAR(difference({50, 2.5, 0}, {73, 25, -18}), 27.1492, 1e-4);
    EXPECT_NEAR(difference({2.0776, 0.0795, -1.135}, {0.9033, -0.0636, -0.5514}), 0.9082, 1e-4);
    EXPECT_NEAR(contrast({0, 0, 0}, {255, 255, 255}), 21, 1e-5);
    EXPECT_NEAR(contrast({118, 118, 118}, {255, 255, 255}), 4.54, 0.01);
}

class Contrast : public testing::TestWithParam<std::string> {
protected:
    const Style& style_ = shipped(GetParam());
    [[nodiscard]] bool in_the_sun() const { return GetParam() == "sunlight"; }
    [[nodiscard]] const Rule& rule(const std::string& name) const { return rule_of(style_, name); }
    /// What a thing lies on where it is not painted itself.
    [[nodiscard]] Color on_land(Color color) const {
        return color.visible() ? color : style_.land();
    }
};

TEST_P(Contrast, NamesReadOnEverything) {
    const Color ink = rule("town").text->color;
    EXPECT_GE(contrast(ink, style_.land()), 7);
    EXPECT_GE(contrast(ink, style_.sea().fill), 7);
    EXPECT_GE(contrast(ink, rule("building").area->fill), 7);
    EXPECT_GE(contrast(ink, on_land(rule("forest").area->fill)), 7);
    for (const Rule& rule : style_.rules()) {
        if (!rule.text) continue;
        // All have a halo to be read on; what is on it decides.
        EXPECT_GE(contrast(rule.text->color, rule.text->halo), 7) << rule.name;
        EXPECT_GE(rule.text->halo_px, 2) << rule.name;
    }
}

TEST_P(Contrast, WaterNamesReadOnWater) {
    EXPECT_GE(contrast(rule("lake name").text->color, style_.sea().fill), in_the_sun() ? 7 : 4.5);
}

TEST_P(Contrast, RoadsShoresAndHousesStandOut) {
    const Color land = style_.land();
    EXPECT_GE(contrast(rule("trunk").line->casing, land), 3);
    EXPECT_GE(contrast(rule("primary").line->casing, land), 3);
    EXPECT_GE(contrast(rule("street").line->casing, land), in_the_sun() ? 4.5 : 2);
    EXPECT_GE(contrast(rule("track").line->color, land), 4.5);
    EXPECT_GE(contrast(style_.sea().edge, land), 3);
    EXPECT_GE(contrast(rule("building").area->edge, land), 3);
    EXPECT_GE(contrast(rule("country border").line->color, land), 3);
}

TEST_P(Contrast, DamageAndClosuresStandOut) {
    const Color land = style_.land();
    EXPECT_GE(contrast(style_.grade(Grade::severe).fill, land), 3);
    EXPECT_GE(contrast(style_.grade(Grade::destroyed).fill, land), 7);
    for (const Grade grade : kGrades) {
        const ConditionPaint& paint = style_.grade(grade);
        if (grade == Grade::destroyed) continue;
        EXPECT_GE(contrast(paint.edge, paint.fill), 4.5) << to_string(grade);
    }
    for (const auto state : {Passability::restricted, Passability::blocked}) {
        const ConditionPaint& paint = style_.passability(state);
        EXPECT_GE(contrast(paint.edge, paint.fill), 4.5) << to_string(state);
    }
}

TEST_P(Contrast, GradesDarkenWithSeverity) {
    for (const Vision vision : {Vision::full, Vision::deuteranopia, Vision::protanopia}) {
        double last = 106;  // white may begin
        for (const Grade grade : kGrades) {
            const double lightness = seen_as(style_.grade(grade).fill, vision).l;
            EXPECT_LT(lightness, last - 5) << to_string(grade);
            last = lightness;
        }
    }
}

TEST_P(Contrast, GradesDifferForAllEyes) {
    for (const auto& [vision, least] :
         {std::pair{Vision::full, 20.0}, std::pair{Vision::deuteranopia, 11.0},
          std::pair{Vision::protanopia, 15.0}}) {
        for (const Grade a : kGrades) {
            for (const Grade b : kGrades) {
                if (a >= b) continue;
                EXPECT_GE(difference(seen_as(style_.grade(a).fill, vision),
                                     seen_as(style_.grade(b).fill, vision)),
                          least)
                    << to_string(a) << " and " << to_string(b);
            }
        }
    }
}

TEST_P(Contrast, DamageIsNoneOfTheGroundsColors) {
    for (const Vision vision : {Vision::full, Vision::deuteranopia, Vision::protanopia}) {
        for (const Grade grade :
             {Grade::slight, Grade::moderate, Grade::severe, Grade::destroyed}) {
            const Lab seen = seen_as(style_.grade(grade).fill, vision);
            for (const Rule& rule : style_.rules()) {
                if (!rule.area || !rule.area->fill.visible()) continue;
                EXPECT_GE(difference(seen, seen_as(rule.area->fill, vision)), 15)
                    << to_string(grade) << " and " << rule.name;
            }
        }
    }
}

TEST_P(Contrast, NothingOfTheGroundIsWarmOrLush) {
    // Warm means damage; a strong green would look like a promise.
    for (const Rule& rule : style_.rules()) {
        if (!rule.area || !rule.area->fill.visible()) continue;
        const Lab seen = seen_as(rule.area->fill, Vision::full);
        EXPECT_LT(std::hypot(seen.a, seen.b), 30) << rule.name;
        EXPECT_GT(seen.a, -15) << rule.name;
        EXPECT_LT(seen.b, 16) << rule.name;
    }
}

TEST_P(Contrast, GradesHaveShapesOfTheirOwn) {
    std::set<Mark> marks;
    for (const Grade grade : {Grade::unknown, Grade::none, Grade::slight, Grade::moderate,
                              Grade::severe, Grade::destroyed}) {
        EXPECT_TRUE(marks.insert(style_.grade(grade).mark).second) << to_string(grade);
    }
    for (const auto state : {Passability::unknown, Passability::restricted, Passability::blocked}) {
        EXPECT_TRUE(marks.insert(style_.passability(state).mark).second) << to_string(state);
    }
    EXPECT_FALSE(marks.contains(Mark::none));
}

INSTANTIATE_TEST_SUITE_P(Styles, Contrast, testing::ValuesIn(kShippedNames),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace konbit
