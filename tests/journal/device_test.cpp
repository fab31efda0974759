#include "mapper/journal/device.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "mapper/journal/entry_codec.hpp"
#include "mapper/model/error.hpp"
#include "tests/journal/processes.hpp"
#include "tests/journal/workspace.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;
using test::Child;
using test::Workspace;

mode_t mode_of(const fs::path& file) {
    struct stat facts {};
    return ::stat(file.c_str(), &facts) == 0 ? facts.st_mode & 0777 : 0;
}

TEST(DeviceKeys, AreMadeOnceAndForTheirOwnerAlone) {
    const Workspace work;
    const auto folder = work.root() / "deep" / "konbit";
    EXPECT_FALSE(Device::known_key(folder));
    EXPECT_FALSE(fs::exists(folder)) << "asking makes nothing";
    const auto key = Device::open(folder).key();
    EXPECT_EQ(mode_of(folder), 0700u);
    EXPECT_EQ(mode_of(folder / "device.key"), 0600u);
    EXPECT_EQ(Device::open(folder).key(), key);
    EXPECT_EQ(Device::known_key(folder), key);
    EXPECT_EQ(std::distance(fs::directory_iterator{folder}, fs::directory_iterator{}), 1);
    EXPECT_NE(Device::open(work.root() / "other").key(), key);
}

TEST(DeviceKeys, TwoProcessesAtOnceGetTheSame) {
    const Workspace work;
    for (int round = 0; round < 10; ++round) {
        const auto folder = work.root() / std::to_string(round);
        const auto make = [&](const Child::Tell& tell) {
            tell({Device::open(folder).key().bytes});
        };
        Child a{make}, b{make};
        const auto first = a.told(), second = b.told();
        ASSERT_EQ(first.size(), 1u);
        EXPECT_EQ(first, second);
    }
}

TEST(DeviceKeys, ADamagedOneIsNeverReplaced) {
    const Workspace work;
    const auto folder = work.root() / "konbit";
    const auto key = Device::open(folder).key();
    const auto file = folder / "device.key";
    std::string good;
    {
        std::ifstream in{file};
        good.assign(std::istreambuf_iterator<char>{in}, {});
    }
    auto flipped = good;
    flipped[30] = flipped[30] == '0' ? '1' : '0';
    for (const auto& bad : {std::string{}, good.substr(0, 60), flipped, std::string(5'000, 'x')}) {
        std::ofstream{file} << bad;
        EXPECT_THROW(static_cast<void>(Device::open(folder)), DataError);
        EXPECT_THROW(static_cast<void>(Device::known_key(folder)), DataError);
    }
    std::ofstream{file} << good;
    EXPECT_EQ(Device::open(folder).key(), key);
}

TEST(DeviceKeys, SignWhatOthersVerify) {
    const Workspace work;
    const auto device = Device::open(work.root() / "a");
    const auto id = digest_of("an entry");
    auto signature = device.sign(id);
    EXPECT_TRUE(verify(device.key(), id, signature));
    EXPECT_FALSE(verify(device.key(), digest_of("another"), signature));
    EXPECT_FALSE(verify(Device::open(work.root() / "b").key(), id, signature));
    signature[5] ^= 1;
    EXPECT_FALSE(verify(device.key(), id, signature));
    EXPECT_FALSE(verify(DeviceKey{}, id, Signature{}));
}

TEST(DeviceKeys, RememberHowFarTheyWrote) {
    const Workspace work;
    const auto device = Device::open(work.root() / "a");
    ChainId chain{device.key(), {}};
    EXPECT_FALSE(device.remembered(chain));
    device.remember(chain, {7, digest_of("seventh")});
    device.remember(chain, {8, digest_of("eighth")});
    const auto last = Device::open(work.root() / "a").remembered(chain);
    ASSERT_TRUE(last);
    EXPECT_EQ(last->sequence, 8u);
    EXPECT_EQ(last->head, digest_of("eighth"));
    chain.copy[0] = 1;
    EXPECT_FALSE(device.remembered(chain));
    // A line that a crash left half is no memory.
    for (const auto& entry : fs::directory_iterator{work.root() / "a" / "chains"}) {
        fs::resize_file(entry.path(), 50);
    }
    chain.copy[0] = 0;
    EXPECT_FALSE(device.remembered(chain));
}

TEST(DeviceKeys, LiveWhereTheDesktopSays) {
    ::setenv("XDG_DATA_HOME", "/somewhere", 1);
    EXPECT_EQ(Device::default_folder(), "/somewhere/konbit");
    ::unsetenv("XDG_DATA_HOME");
    ::setenv("HOME", "/users/marie", 1);
    EXPECT_EQ(Device::default_folder(), "/users/marie/.local/share/konbit");
    ::unsetenv("HOME");
    EXPECT_THROW(static_cast<void>(Device::default_folder()), DataError);
}

}  // namespace
}  // namespace konbit
