#include "mapper/store/bus_guard.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <functional>

#include "mapper/store/section_file.hpp"
#include "tests/store/temporary_folder.hpp"

namespace konbit {
namespace {

using testing::HasSubstr;

struct Ended {
    int status = 0;
    std::string errors;
};

/// Runs the action in a child process that then ends with 42.
Ended in_child(const std::function<void()>& action) {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) throw std::runtime_error{"no pipe"};
    const auto child = ::fork();
    if (child == 0) {
        ::dup2(ends[1], STDERR_FILENO);
        action();
        ::_exit(42);
    }
    ::close(ends[1]);
    Ended ended;
    std::array<char, 512> buffer{};
    for (ssize_t got = 0; (got = ::read(ends[0], buffer.data(), buffer.size())) > 0;) {
        ended.errors.append(buffer.data(), static_cast<std::size_t>(got));
    }
    ::close(ends[0]);
    ::waitpid(child, &ended.status, 0);
    return ended;
}

constexpr std::array<char, 8> kMagic{'K', 'B', 'B', 'U', 'S', '0', '0', '1'};
constexpr auto kName = section_name("DATA");

void write_sample(const std::filesystem::path& path, std::uint64_t part_bytes) {
    SectionFileWriter writer{{path, kMagic, 1, part_bytes}};
    writer.begin_section(kName);
    writer.append(std::vector<std::byte>(500'000, std::byte{7}));
    writer.finish();
}

TEST(BusGuard, AFileThatIsCutWhileMappedEndsCleanlyAndIsNamed) {
    const TemporaryFolder folder;
    write_sample(folder / "base.map", 4'000'000'000);
    const auto ended = in_child([&] {
        const auto file = SectionFile::open(folder / "base.map", kMagic, 1);
        std::filesystem::resize_file(folder / "base.map", 4'096);
        (void)file.section(kName);
    });
    ASSERT_TRUE(WIFEXITED(ended.status));
    EXPECT_EQ(WEXITSTATUS(ended.status), 1);
    EXPECT_EQ(ended.errors, "konbit: The map can no longer be read (" +
                                (folder / "base.map").string() +
                                "): the stick was pulled or the file was cut. "
                                "Put it back and start again.\n");
}

TEST(BusGuard, ThePartThatIsGoneIsNamed) {
    const TemporaryFolder folder;
    write_sample(folder / "base.map", 131'072);
    const auto ended = in_child([&] {
        const auto file = SectionFile::open(folder / "base.map", kMagic, 1);
        std::filesystem::resize_file(folder / "base.map.2", 0);
        (void)file.section(kName);
    });
    ASSERT_TRUE(WIFEXITED(ended.status));
    EXPECT_EQ(WEXITSTATUS(ended.status), 1);
    EXPECT_THAT(ended.errors, HasSubstr("base.map.2"));
}

void read_beyond_the_end(const std::filesystem::path& path) {
    auto* const file = std::fopen(path.c_str(), "w+");
    auto* const at = ::mmap(nullptr, 4'096, PROT_READ, MAP_SHARED, ::fileno(file), 0);
    [[maybe_unused]] const volatile char byte = *static_cast<const volatile char*>(at);
}

TEST(BusGuard, OtherFaultsGoToTheHandlerBefore) {
    const TemporaryFolder folder;
    write_sample(folder / "base.map", 4'000'000'000);
    const auto ended = in_child([&] {
        // The guard is installed once a process: ours may be there already, from another test.
        struct sigaction mine {};
        mine.sa_handler = [](int) { ::_exit(7); };
        struct sigaction before {};
        ::sigaction(SIGBUS, &mine, &before);
        const auto file = SectionFile::open(folder / "base.map", kMagic, 1);
        read_beyond_the_end(folder / "other");
    });
    ASSERT_TRUE(WIFEXITED(ended.status));
    EXPECT_EQ(WEXITSTATUS(ended.status), 7);
    EXPECT_EQ(ended.errors, "");
}

TEST(BusGuard, AClosedFileIsNoLongerWatched) {
    const TemporaryFolder folder;
    write_sample(folder / "base.map", 4'000'000'000);
    const auto ended = in_child([&] {
        ::signal(SIGBUS, SIG_DFL);
        { const auto file = SectionFile::open(folder / "base.map", kMagic, 1); }
        read_beyond_the_end(folder / "other");
    });
    EXPECT_FALSE(WIFEXITED(ended.status) && WEXITSTATUS(ended.status) == 42);
    EXPECT_THAT(ended.errors, testing::Not(HasSubstr("base.map")));
}

}  // namespace
}  // namespace konbit
