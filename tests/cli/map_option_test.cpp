#include "cli/map_option.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "mapper/model/error.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;

/// Each test in an empty folder of its own.
class FindMap : public ::testing::Test {
protected:
    FindMap() : before_{fs::current_path()} {
        auto pattern = (fs::temp_directory_path() / "konbit-cli-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
        fs::current_path(folder_);
        ::unsetenv("KONBIT_MAP");
    }
    ~FindMap() override {
        ::unsetenv("KONBIT_MAP");
        fs::current_path(before_);
        fs::remove_all(folder_);
    }

private:
    fs::path before_, folder_;
};

TEST_F(FindMap, TakesTheOnlyOneHere) {
    EXPECT_THROW((void)find_map_folder({}), UsageError);
    fs::create_directory("a.konbit");
    std::ofstream{"file.konbit"} << "no folder";
    fs::create_directory("b.konbit.partial");
    EXPECT_EQ(find_map_folder({}), "a.konbit");
    fs::create_directory("b.konbit");
    EXPECT_THROW((void)find_map_folder({}), UsageError);
}

TEST_F(FindMap, EnvironmentDecidesAmongSeveral) {
    fs::create_directory("a.konbit");
    fs::create_directory("b.konbit");
    ::setenv("KONBIT_MAP", "b.konbit", 1);
    EXPECT_EQ(find_map_folder({}), "b.konbit");
    EXPECT_EQ(find_map_folder("a.konbit"), "a.konbit");
    ::setenv("KONBIT_MAP", "c.konbit", 1);
    EXPECT_THROW((void)find_map_folder({}), UsageError);
    ::setenv("KONBIT_MAP", "", 1);
    EXPECT_THROW((void)find_map_folder({}), UsageError);
}

TEST_F(FindMap, ATrailingSlashDoesNotMatter) {
    fs::create_directory("a.konbit");
    EXPECT_EQ(find_map_folder("a.konbit/"), "a.konbit");
    EXPECT_TRUE(names_map("x/a.konbit/"));
    EXPECT_FALSE(names_map("konbit"));
    EXPECT_FALSE(names_map(""));
}

TEST_F(FindMap, RefusesWhatIsNoMap) {
    fs::create_directory("plain");
    std::ofstream{"file.konbit"} << "no folder";
    for (const auto* given : {"plain", "file.konbit", "nowhere.konbit", "19.1,-73.0", ""})
        EXPECT_THROW((void)find_map_folder(given), UsageError) << given;
}

}  // namespace
}  // namespace konbit
