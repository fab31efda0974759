#include "mapper/store/section_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <random>
#include <thread>

#include "mapper/model/error.hpp"
#include "mapper/store/section_layout.hpp"
#include "tests/store/temporary_folder.hpp"

namespace konbit {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::array<char, 8> kMagic{'K', 'B', 'T', 'E', 'S', 'T', '0', '1'};
constexpr auto kWords = section_name("WORD");
constexpr auto kNumbers = section_name("NUMB");

std::vector<std::byte> random_bytes(std::size_t count, std::uint32_t seed) {
    std::mt19937 random{seed};
    std::vector<std::byte> bytes(count);
    for (auto& byte : bytes) byte = static_cast<std::byte>(random());
    return bytes;
}

struct Sample {
    std::size_t words = 1'000;
    std::size_t numbers = 3'000;
    std::uint64_t part_bytes = 4'000'000'000;
    std::size_t piece = 777;  ///< appended at once

    void write(const std::filesystem::path& path) const {
        SectionFileWriter writer{{path, kMagic, 7, part_bytes}};
        append_all(writer, kWords, random_bytes(words, 1));
        append_all(writer, kNumbers, random_bytes(numbers, 2));
        const std::string mine = "my own";
        writer.set_user_header(std::as_bytes(std::span{mine}));
        writer.finish();
    }
    void append_all(SectionFileWriter& writer, SectionName name,
                    std::span<const std::byte> bytes) const {
        writer.begin_section(name);
        while (!bytes.empty()) {
            const auto taken = bytes.first(std::min(piece, bytes.size()));
            writer.append(taken);
            bytes = bytes.subspan(taken.size());
        }
    }
    void expect_in(const SectionFile& file) const {
        EXPECT_TRUE(std::ranges::equal(file.section(kWords), random_bytes(words, 1)));
        EXPECT_TRUE(std::ranges::equal(file.section(kNumbers), random_bytes(numbers, 2)));
    }
};

SectionFile open(const std::filesystem::path& path) {
    return SectionFile::open(path, kMagic, 7);
}

std::string error_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const DataError& error) {
        return error.what();
    }
    return "no DataError";
}

TEST(SectionFile, GivesBackWhatWasWritten) {
    const TemporaryFolder folder;
    const auto path = folder / "a";
    for (const std::size_t words : {0, 1, 63, 64, 61'440, 61'441, 65'536, 200'000}) {
        const Sample sample{.words = words};
        sample.write(path);
        const auto file = open(path);
        sample.expect_in(file);
        EXPECT_EQ(file.section_size(kWords), words);
        EXPECT_THAT(file.verify(), IsEmpty());
        EXPECT_EQ(std::memcmp(file.user_header().data(), "my own\0", 7), 0);
        EXPECT_EQ(file.user_header().size(), 256u);
    }
}

TEST(SectionFile, SmallFilesStaySmall) {
    const TemporaryFolder folder;
    Sample{.words = 5'000, .numbers = 5'000}.write(folder / "a");
    EXPECT_LT(std::filesystem::file_size(folder / "a"), 10'000u + 4'096 + 200);
}

TEST(SectionFile, AbsentSectionsAreEmpty) {
    const TemporaryFolder folder;
    Sample{}.write(folder / "a");
    const auto file = open(folder / "a");
    EXPECT_EQ(file.section_size(section_name("NONE")), 0u);
    EXPECT_THAT(file.section(section_name("NONE")), IsEmpty());
    EXPECT_THROW((void)file.bytes(section_name("NONE"), 0, 1), DataError);
}

TEST(SectionFile, BoundsAreChecked) {
    const TemporaryFolder folder;
    Sample{}.write(folder / "a");
    const auto file = open(folder / "a");
    EXPECT_EQ(file.bytes(kWords, 1'000, 0).size(), 0u);
    EXPECT_THROW((void)file.bytes(kWords, 1'000, 1), DataError);
    EXPECT_THROW((void)file.bytes(kWords, 1'001, 0), DataError);
    EXPECT_THROW((void)file.bytes(kWords, 1, UINT64_MAX), DataError);
    EXPECT_THROW((void)file.view(kWords).items<std::uint64_t>(UINT64_MAX / 8, 2), DataError);
    EXPECT_THROW((void)file.view(kWords).item<std::uint64_t>(125), DataError);
    EXPECT_EQ(file.view(kWords).items<std::uint64_t>(124, 1).size(), 1u);
}

TEST(SectionFile, SectionsAreAlignedAndViewsSurviveMoves) {
    const TemporaryFolder folder;
    const Sample sample{.words = 1'001};
    sample.write(folder / "a");
    auto file = open(folder / "a");
    const auto view = file.view(kNumbers);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(view.all().data()) % 64, 0u);
    const auto moved = std::move(file);
    EXPECT_TRUE(std::ranges::equal(view.all(), random_bytes(sample.numbers, 2)));
}

TEST(SectionFile, PartsReadAsOne) {
    const TemporaryFolder folder;
    const Sample sample{.words = 300'000, .numbers = 123'456, .part_bytes = 2 * kBlockBytes + 5};
    sample.write(folder / "a");
    for (const auto* name : {"a", "a.1", "a.2"}) {
        EXPECT_EQ(std::filesystem::file_size(folder / name), 2 * kBlockBytes) << name;
    }
    EXPECT_TRUE(std::filesystem::exists(folder / "a.3"));
    EXPECT_FALSE(std::filesystem::exists(folder / "a.4"));
    const auto file = open(folder / "a");
    sample.expect_in(file);
    EXPECT_THAT(file.verify(), IsEmpty());
}

TEST(SectionFile, AMissingOrCutPartIsNamed) {
    const TemporaryFolder folder;
    Sample{.words = 300'000, .part_bytes = kBlockBytes}.write(folder / "a");
    std::filesystem::resize_file(folder / "a.2", kBlockBytes - 1);
    EXPECT_THAT(error_of([&] { (void)open(folder / "a"); }),
                AllOf(HasSubstr("a.2"), HasSubstr("65535")));
    std::filesystem::remove(folder / "a.1");
    EXPECT_THAT(error_of([&] { (void)open(folder / "a"); }), HasSubstr("a.1"));
}

TEST(SectionFile, AnOlderFileWithMorePartsIsReplaced) {
    const TemporaryFolder folder;
    Sample{.words = 300'000, .part_bytes = kBlockBytes}.write(folder / "a");
    const Sample smaller{.words = 70'000, .part_bytes = kBlockBytes};
    smaller.write(folder / "a");
    smaller.expect_in(open(folder / "a"));
    EXPECT_TRUE(std::filesystem::exists(folder / "a.1"));
    EXPECT_FALSE(std::filesystem::exists(folder / "a.2"));
}

TEST(SectionFile, WrongKindsAreRefused) {
    const TemporaryFolder folder;
    Sample{}.write(folder / "a");
    EXPECT_THAT(error_of([&] { (void)SectionFile::open(folder / "a", kMagic, 8); }),
                HasSubstr("version"));
    EXPECT_THROW((void)SectionFile::open(folder / "a", {'O'}, 7), DataError);
    EXPECT_THROW((void)open(folder / "b"), DataError);
    EXPECT_THROW((void)open(folder.path()), DataError);
    write_file(folder / "empty", "");
    EXPECT_THROW((void)open(folder / "empty"), DataError);
}

TEST(SectionFile, FingerprintNamesTheContent) {
    const TemporaryFolder folder;
    Sample{}.write(folder / "a");
    Sample{}.write(folder / "b");
    Sample{.words = 999}.write(folder / "c");
    EXPECT_EQ(open(folder / "a").fingerprint(), open(folder / "b").fingerprint());
    EXPECT_NE(open(folder / "a").fingerprint(), open(folder / "c").fingerprint());
}

TEST(SectionFile, DamageIsFoundOnTouchAndOnlyThere) {
    const TemporaryFolder folder;
    const Sample sample{.words = 300'000};
    sample.write(folder / "a");
    auto bytes = contents_of(folder / "a");
    bytes[3 * kBlockBytes + 17] ^= 1;
    write_file(folder / "a", bytes);
    const auto file = open(folder / "a");
    EXPECT_NO_THROW((void)file.bytes(kWords, 0, 100'000));
    EXPECT_THAT(error_of([&] { (void)file.section(kWords); }),
                AllOf(HasSubstr((folder / "a").string()), HasSubstr("block 3 "),
                      HasSubstr("Import the map again")));
    EXPECT_THROW((void)file.section(kWords), DataError);  // and again
    EXPECT_EQ(file.verify().size(), 1u);
}

TEST(SectionFile, ManyThreadsMayTouchAtOnce) {
    const TemporaryFolder folder;
    const Sample sample{.words = 3'000'000};
    sample.write(folder / "a");
    const auto file = open(folder / "a");
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) threads.emplace_back([&] { sample.expect_in(file); });
}

// ---- the writer

TEST(SectionFileWriter, UnfinishedFilesVanish) {
    const TemporaryFolder folder;
    {
        SectionFileWriter writer{{folder / "a", kMagic, 7, kBlockBytes}};
        writer.begin_section(kWords);
        writer.append(random_bytes(200'000, 1));
        EXPECT_EQ(writer.section_bytes(), 200'000u);
        EXPECT_FALSE(std::filesystem::exists(folder / "a"));
        EXPECT_TRUE(std::filesystem::exists(folder / "a.partial"));
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(SectionFileWriter, MisuseIsALogicError) {
    const TemporaryFolder folder;
    SectionFileWriter writer{{folder / "a", kMagic, 7}};
    EXPECT_THROW(writer.append(random_bytes(1, 1)), std::logic_error);
    writer.begin_section(kWords);
    EXPECT_THROW(writer.begin_section(kWords), std::logic_error);
    EXPECT_THROW(writer.set_user_header(random_bytes(257, 1)), std::logic_error);
}

TEST(SectionFileWriter, AFullDiskIsADataErrorAndLeavesNothing) {
    std::filesystem::path full = "/dev/full";
    if (!std::filesystem::exists(full)) GTEST_SKIP() << "there is no /dev/full";
    const TemporaryFolder folder;
    std::filesystem::create_symlink(full, folder / "a.partial");
    EXPECT_THAT(error_of([&] { Sample{.words = 200'000}.write(folder / "a"); }),
                AllOf(HasSubstr("disk is full"), HasSubstr("MB")));
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(SectionFileWriter, AFileSizeLimitIsADataError) {
    const TemporaryFolder folder;
    const auto child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        const rlimit limit{100'000, 100'000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        ::signal(SIGXFSZ, SIG_IGN);
        const auto error = error_of([&] { Sample{.words = 200'000}.write(folder / "a"); });
        ::_exit(error.find("cannot be written") != std::string::npos ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(SectionFileWriter, AFolderThatIsNotThereIsADataError) {
    const TemporaryFolder folder;
    EXPECT_THROW(Sample{}.write(folder / "none" / "a"), DataError);
}

}  // namespace
}  // namespace konbit
