// Whatever happens to a file: a DataError or the bytes that were written, never anything else.
#include <gtest/gtest.h>
#include <xxhash.h>

#include <cstring>
#include <random>

#include "mapper/model/error.hpp"
#include "mapper/store/section_file.hpp"
#include "mapper/store/section_layout.hpp"
#include "tests/store/temporary_folder.hpp"

namespace konbit {
namespace {

constexpr std::array<char, 8> kMagic{'K', 'B', 'H', 'O', 'S', 'T', '0', '1'};
constexpr std::array kNames{section_name("AAAA"), section_name("BBBB")};

std::string make_file(const std::filesystem::path& path, std::size_t bytes) {
    SectionFileWriter writer{{path, kMagic, 1}};
    for (const auto name : kNames) {
        writer.begin_section(name);
        std::vector<std::uint32_t> numbers(bytes / 8);
        std::mt19937 random{5};
        for (auto& number : numbers) number = random();
        writer.append(std::as_bytes(std::span{numbers}));
    }
    writer.finish();
    return contents_of(path);
}

enum class Outcome { refused_at_open, refused_on_touch, read };

/// Opens and reads everything; `contents` are what was read.
Outcome read_all(const std::filesystem::path& path, std::string& contents) {
    contents.clear();
    bool opened = false;
    try {
        const auto file = SectionFile::open(path, kMagic, 1);
        opened = true;
        for (const auto name : kNames) {
            const auto bytes = file.section(name);
            contents.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        }
        return Outcome::read;
    } catch (const DataError&) {
        return opened ? Outcome::refused_on_touch : Outcome::refused_at_open;
    }
}

class HostileSectionFile : public testing::Test {
protected:
    TemporaryFolder folder_;
    std::filesystem::path path_ = folder_ / "file";
    std::string contents_;
};

TEST_F(HostileSectionFile, EveryFlippedByteOfASmallFileIsReportedOrHarmless) {
    const auto good = make_file(path_, 600);
    std::string expected;
    ASSERT_EQ(read_all(path_, expected), Outcome::read);
    std::size_t reported = 0;
    for (std::size_t i = 0; i < good.size(); ++i) {
        write_over(path_, i, {static_cast<char>(good[i] ^ (1 << (i % 8)))});
        if (read_all(path_, contents_) == Outcome::read) {
            EXPECT_EQ(contents_, expected) << "byte " << i;
        } else {
            ++reported;
        }
        write_over(path_, i, {good[i]});
    }
    EXPECT_EQ(reported, good.size());  // each byte is under some sum
}

TEST_F(HostileSectionFile, RandomBytesOfALargeFileAreReported) {
    const auto good = make_file(path_, 300'000);
    std::mt19937 random{9};
    for (int i = 0; i < 2'000; ++i) {
        const auto at = random() % good.size();
        write_over(path_, at, {static_cast<char>(good[at] ^ (1 + random() % 255))});
        EXPECT_NE(read_all(path_, contents_), Outcome::read) << "byte " << at;
        write_over(path_, at, {good[at]});
    }
}

TEST_F(HostileSectionFile, CutAndGrownFilesAreRefusedAtOpen) {
    const auto good = make_file(path_, 150'000);
    std::mt19937 random{10};
    for (int i = 0; i < 1'000; ++i) {
        const auto size = i < 200 ? static_cast<std::size_t>(i) * 30 : random() % good.size();
        write_file(path_, good.substr(0, size));
        EXPECT_EQ(read_all(path_, contents_), Outcome::refused_at_open) << size << " bytes";
    }
    write_file(path_, good + '\0');
    EXPECT_EQ(read_all(path_, contents_), Outcome::refused_at_open);
}

/// A header with numbers of an attacker's choice and the right sum over them.
TEST_F(HostileSectionFile, HeadersWithRightSumsAndWrongNumbersAreHarmless) {
    const auto good = make_file(path_, 600);
    std::mt19937_64 random{11};
    const std::array<std::uint64_t, 10> nasty{0,
                                              1,
                                              64,
                                              4'096,
                                              kBlockBytes,
                                              UINT32_MAX,
                                              UINT64_MAX,
                                              UINT64_MAX - kBlockBytes + 1,
                                              std::uint64_t{1} << 63,
                                              kMaxDataBytes};
    std::size_t refused = 0;
    constexpr int kRounds = 4'000;
    for (int i = 0; i < kRounds; ++i) {
        SectionFileHeader header;
        std::memcpy(&header, good.data(), sizeof header);
        const auto changes = 1 + random() % 3;
        for (std::uint64_t k = 0; k < changes; ++k) {
            const auto value = random() % 4 == 0 ? random() : nasty[random() % nasty.size()];
            auto& section = header.sections[random() % 3];
            switch (random() % 8) {
                case 0:
                    header.total_bytes = value;
                    break;
                case 1:
                    header.part_bytes = value;
                    break;
                case 2:
                    header.data_bytes = value;
                    break;
                case 3:
                    header.section_count = static_cast<std::uint32_t>(value);
                    break;
                case 4:
                    section.offset = value;
                    break;
                case 5:
                    section.bytes = value;
                    break;
                case 6:
                    header.table_sums[0] = value;
                    break;
                default:  // sizes that fit each other, larger than the file
                    header.data_bytes = value / 64 * 64;
                    header.total_bytes = header.data_bytes + block_count(header.data_bytes) * 8;
                    header.part_bytes = kBlockBytes << (random() % 20);
            }
        }
        header.sum = XXH3_64bits(&header, offsetof(SectionFileHeader, sum));
        std::string bytes(sizeof header, '\0');
        std::memcpy(bytes.data(), &header, sizeof header);
        write_over(path_, 0, bytes);
        refused += read_all(path_, contents_) != Outcome::read;
        EXPECT_LE(contents_.size(), 2 * good.size());
    }
    EXPECT_GT(refused, std::size_t{kRounds / 2});
}

TEST_F(HostileSectionFile, NoiseIsRefused) {
    std::mt19937 random{12};
    for (int i = 0; i < 300; ++i) {
        std::string noise(random() % 10'000, '\0');
        for (auto& byte : noise) byte = static_cast<char>(random());
        if (i % 2 == 0 && noise.size() > 8) std::copy(kMagic.begin(), kMagic.end(), noise.begin());
        write_file(path_, noise);
        EXPECT_EQ(read_all(path_, contents_), Outcome::refused_at_open);
    }
}

}  // namespace
}  // namespace konbit
