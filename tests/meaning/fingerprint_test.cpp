#include <unistd.h>

#include <fstream>

#include "mapper/model/error.hpp"
#include "tests/meaning/described.hpp"

namespace konbit {
namespace {

class Fingerprint : public testing::Test {
protected:
    void SetUp() override {
        folder_ = std::filesystem::path{testing::TempDir()} /
                  ("konbit-fingerprint-" + std::to_string(getpid()));
        std::filesystem::remove_all(folder_);
        std::filesystem::copy(rules_folder(), folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::filesystem::path folder_;
};

TEST_F(Fingerprint, DependsOnNamesAndBytesAlone) {
    const auto before = Meaning::fingerprint(folder_);
    EXPECT_EQ(before, Meaning::fingerprint(rules_folder()));
    std::ofstream{folder_ / "care.yaml", std::ios::app} << "# a remark\n";
    const auto longer = Meaning::fingerprint(folder_);
    EXPECT_NE(longer, before);
    std::filesystem::rename(folder_ / "care.yaml", folder_ / "cares.yaml");
    EXPECT_NE(Meaning::fingerprint(folder_), longer);
}

TEST_F(Fingerprint, OfNoFolderIsAnError) {
    EXPECT_THROW((void)Meaning::fingerprint(folder_ / "none"), DataError);
    std::filesystem::create_directory(folder_ / "empty");
    EXPECT_THROW((void)Meaning::fingerprint(folder_ / "empty"), DataError);
}

}  // namespace
}  // namespace konbit
