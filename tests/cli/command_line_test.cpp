#include "cli/command_line.hpp"

#include <gtest/gtest.h>

#include "mapper/model/error.hpp"

namespace konbit {
namespace {

const std::vector<std::string> kKnown{"shelters", "care", "water", "supply", "damage", "export"};

TEST(NearestWord, FindsWhatWasMeant) {
    EXPECT_EQ(nearest_word("shelter", kKnown), "shelters");
    EXPECT_EQ(nearest_word("shletrs", kKnown), "shelters");
    EXPECT_EQ(nearest_word("watr", kKnown), "water");
    EXPECT_EQ(nearest_word("dam", kKnown), "damage");
}

TEST(NearestWord, GuessesNothingFromSomethingElse) {
    EXPECT_EQ(nearest_word("route", kKnown), "");
    EXPECT_EQ(nearest_word("", kKnown), "");
    EXPECT_EQ(nearest_word("x", kKnown), "");
    EXPECT_EQ(nearest_word("watr", {}), "");
}

TEST(CommandLine, NamesTheNearestCommand) {
    const std::vector<Command> commands{{"water", "[MAP]", "…", [](CLI::App&) {}}};
    try {
        run_command_line({"watr"}, commands);
        FAIL();
    } catch (const UsageError& error) {
        EXPECT_NE(std::string{error.what()}.find("\"konbit water\""), std::string::npos);
    }
    EXPECT_THROW(run_command_line({}, commands), UsageError);
    EXPECT_THROW(run_command_line({"help", "nothing"}, commands), UsageError);
}

}  // namespace
}  // namespace konbit
