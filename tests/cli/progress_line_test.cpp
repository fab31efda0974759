#include "cli/progress_line.hpp"

#include <gtest/gtest.h>

namespace konbit {
namespace {

using Unit = ProgressLine::Unit;

TEST(ProgressLine, TellsRateAndTimeLeft) {
    EXPECT_EQ(ProgressLine::text("Reading", 50'000'000, 200'000'000, 5, Unit::bytes),
              "Reading 25 % · 10.0 MB/s · 15 seconds left");
    EXPECT_EQ(ProgressLine::text("Names", 3'000, 6'000, 1, Unit::things),
              "Names 50 % · 3,000/s · 1 second left");
}

TEST(ProgressLine, PromisesNothingItCannotKnow) {
    EXPECT_EQ(ProgressLine::text("Sorting", 0, 0, 3, Unit::bytes), "Sorting");
    EXPECT_EQ(ProgressLine::text("Reading", 0, 100, 3, Unit::bytes), "Reading 0 %");
    EXPECT_EQ(ProgressLine::text("Reading", 10, 100, 0.1, Unit::bytes), "Reading 10 %");
    EXPECT_EQ(ProgressLine::text("Reading", 2'000'000, 0, 2, Unit::bytes),
              "Reading 2.0 MB · 1.0 MB/s");
    EXPECT_EQ(ProgressLine::text("Reading", 120, 100, 2, Unit::things), "Reading 100 % · 60/s");
}

}  // namespace
}  // namespace konbit
