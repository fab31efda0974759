#include "mapper/store/atomic_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <fstream>

#include "mapper/exchange/feature_writer.hpp"
#include "mapper/model/error.hpp"
#include "tests/support/test_map.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator{folder}) {
        names.push_back(entry.path().filename().string());
    }
    return names;
}

std::string content_of(const fs::path& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// No file may grow beyond this while it lives.
class FileLimit {
public:
    explicit FileLimit(rlim_t bytes) {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileLimit() { ::setrlimit(RLIMIT_FSIZE, &before_); }
    FileLimit(const FileLimit&) = delete;
    FileLimit& operator=(const FileLimit&) = delete;

private:
    rlimit before_{};
};

TEST(AtomicFile, AppearsOnlyWhenCommitted) {
    const test::TestFolder folder;
    const auto path = folder.path() / "a.txt";
    AtomicFile file{path};
    file.write("one ");
    file.write("two");
    EXPECT_FALSE(fs::exists(path));
    file.commit();
    EXPECT_EQ(content_of(path), "one two");
    EXPECT_THAT(names_in(folder.path()), ElementsAre("a.txt"));
}

TEST(AtomicFile, LeavesNothingWithoutCommit) {
    const test::TestFolder folder;
    { AtomicFile{folder.path() / "a.txt"}.write("x"); }
    EXPECT_THAT(names_in(folder.path()), IsEmpty());
}

TEST(AtomicFile, KeepsTheOldFileUntilCommit) {
    const test::TestFolder folder;
    const auto path = folder.path() / "a.txt";
    std::ofstream{path} << "old";
    { AtomicFile{path}.write("new"); }
    EXPECT_EQ(content_of(path), "old");
}

TEST(AtomicFile, DoesNotWriteThroughALink) {
    const test::TestFolder folder;
    const auto path = folder.path() / "a.txt";
    const auto victim = folder.path() / "victim";
    std::ofstream{victim} << "precious";
    auto partial = path;
    partial += ".partial-" + std::to_string(::getpid());
    fs::create_symlink(victim, partial);
    AtomicFile file{path};
    file.write("x");
    file.commit();
    EXPECT_EQ(content_of(victim), "precious");
    EXPECT_EQ(content_of(path), "x");
    EXPECT_FALSE(fs::is_symlink(path));
}

TEST(AtomicFile, SaysThatTheFileGotTooLarge) {
    const test::TestFolder folder;
    {
        AtomicFile file{folder.path() / "a.txt"};
        const FileLimit limit{4096};
        EXPECT_THROW(
            {
                for (int i = 0; i < 10; ++i) file.write(std::string(1000, 'x'));
            },
            DataError);
    }
    EXPECT_THAT(names_in(folder.path()), IsEmpty());
}

TEST(AtomicFile, NamesAFullDisk) {
    try {
        fail_write(ENOSPC, "out.geojson", 1'500'000);
        FAIL();
    } catch (const DataError& error) {
        EXPECT_THAT(error.what(), HasSubstr("The disk is full (out.geojson): 1.5 MB"));
    }
}

TEST(CheckTarget, RefusesWhatCannotBeWritten) {
    const test::TestFolder folder;
    const auto file = folder.path() / "a.geojson";
    EXPECT_NO_THROW(check_target(file, false));
    EXPECT_THROW(check_target(folder.path(), true), UsageError);
    EXPECT_THROW(check_target(folder.path() / "none" / "a.geojson", true), UsageError);
    EXPECT_THROW(check_target("/dev/full", true), UsageError);
    EXPECT_THROW(check_target("", true), UsageError);
    std::ofstream{file} << "x";
    EXPECT_NO_THROW(check_target(file, true));
    try {
        check_target(file, false);
        FAIL();
    } catch (const UsageError& error) {
        EXPECT_THAT(error.what(), HasSubstr("exists. Add --force to replace it."));
    }
}

// ---- whole writers

TEST(FeatureWriter, LeavesNothingWhenTheDiskIsFull) {
    const test::TestFolder folder;
    const auto write = [&] {
        const auto writer = open_feature_writer(folder.path() / "a.geojson", {}, {});
        writer->begin_layer({.name = "x"});
        const std::string text(3'000'000, 'x');
        const Tags tags{{"name", text}};
        writer->write({.tags = &tags});
        writer->finish();
    };
    {
        const FileLimit limit{100'000};
        EXPECT_THROW(write(), DataError);
    }
    EXPECT_THAT(names_in(folder.path()), IsEmpty());
    write();
    EXPECT_THAT(names_in(folder.path()), ElementsAre("a.geojson"));
}

TEST(FeatureWriter, ListsTheEndingsItKnows) {
    for (const std::string name : {"a.kmz", "a", "a.geojson.gz", "a.shp", ".pdf"}) {
        try {
            static_cast<void>(open_feature_writer(name, {}, {}));
            FAIL() << name;
        } catch (const UsageError& error) {
            EXPECT_THAT(error.what(), HasSubstr(".gpkg"));
        }
    }
}

TEST(FeatureWriter, SaysThatTheModuleIsMissing) {
    const test::TestFolder folder;
    try {
        static_cast<void>(open_feature_writer(folder.path() / "a.gpkg", {}, folder.path()));
        FAIL();
    } catch (const DataError& error) {
        EXPECT_THAT(error.what(), HasSubstr("konbit_gdal.so"));
    }
    std::ofstream{folder.path() / "konbit_gdal.so"} << "no module";
    EXPECT_THROW(
        static_cast<void>(open_feature_writer(folder.path() / "a.gpkg", {}, folder.path())),
        DataError);
}

TEST(FeatureWriter, CatchesTheModulesErrorsAsOurs) {
    const fs::path module_folder = KONBIT_MODULE_FOLDER;
    const test::TestFolder folder;
    EXPECT_THROW(
        {
            const auto writer =
                open_feature_writer(folder.path() / "none" / "a.gpkg", {}, module_folder);
            writer->begin_layer({.name = "x"});
            writer->finish();
        },
        DataError);
    const auto writer = open_feature_writer(folder.path() / "A.GPKG", {}, module_folder);
    writer->begin_layer({.name = "x"});
    writer->finish();
    EXPECT_THAT(names_in(folder.path()), ElementsAre("A.GPKG"));
}

}  // namespace
}  // namespace konbit
