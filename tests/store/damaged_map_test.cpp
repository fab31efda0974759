#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "map_samples.hpp"
#include "mapper/model/error.hpp"
#include "sealed_file.hpp"
#include "temporary_folder.hpp"

namespace konbit {
namespace {

/// All that a map can be asked, in one number; DataError if it is damaged.
std::size_t read_everything(const std::filesystem::path& folder, const SampleMap& sample) {
    const auto map = BaseMap::open(folder);
    std::size_t answer = 17;
    const auto mix = [&](std::size_t value) { answer = answer * 1'000'003 + value; };
    const auto mix_text = [&](std::string_view text) { mix(std::hash<std::string_view>{}(text)); };
    map.for_each_object([&](const Object& object) {
        mix(std::hash<ObjectId>{}(object.id));
        mix(object.meta.version + object.meta.timestamp_s);
        mix_text(object.meta.user);
        for (const auto& [key, value] : object.tags) mix_text(key), mix_text(value);
        mix(static_cast<std::size_t>(object.location.lon_e7 ^ object.location.lat_e7));
        for (const auto ref : object.refs) mix(static_cast<std::size_t>(ref));
        for (const auto& member : object.members) mix_text(member.role);
    });
    const auto mix_feature = [&](const Feature& feature) {
        mix(std::hash<ObjectId>{}(feature.id()));
        for (const auto& [key, value] : feature.tags()) mix_text(key), mix_text(value);
        for (const auto at : feature.geometry().locations) {
            mix(static_cast<std::size_t>(at.lon_e7 ^ at.lat_e7));
        }
        return true;
    };
    map.for_each_feature(mix_feature);
    const BoundingBox box{14'000'000, 424'000'000, 16'000'000, 426'000'000};
    map.query(box, mix_feature);
    for (std::size_t i = 0; i < 3; ++i) map.query_overview(i, box, mix_feature);
    for (std::size_t i = 0; i < sample.objects.size(); i += 29) {
        mix(map.find_feature(sample.objects[i].id).has_value());
        mix(map.object(sample.objects[i].id).has_value());
    }
    mix_text(map.summary().extract_name);
    return answer;
}

class DamagedMap : public testing::Test {
protected:
    DamagedMap() : sample_{SampleMaker{21}.make(900, 200, 40)} {
        write_map(sample_, {folder_.path()});
        path_ = folder_ / "base.map";
        intact_ = contents_of(path_);
        answer_ = read_everything(folder_.path(), sample_);
    }
    /// Reads the map with these bytes: equal answers, or DataError.
    void expect_harmless(const std::string& bytes, const std::string& what) {
        write_file(path_, bytes);
        try {
            EXPECT_EQ(read_everything(folder_.path(), sample_), answer_) << what;
        } catch (const DataError&) {
            ++refused_;
        }
    }
    /// Reads it whatever it answers: it must come to an end.
    void expect_end(const std::string& bytes) {
        write_file(path_, bytes);
        try {
            static_cast<void>(read_everything(folder_.path(), sample_));
            static_cast<void>(BaseMap::open(folder_.path()).verify());
        } catch (const DataError&) {
            ++refused_;
        }
    }

    const TemporaryFolder folder_;
    SampleMap sample_;
    std::filesystem::path path_;
    std::string intact_;
    std::size_t answer_ = 0;
    std::size_t refused_ = 0;
    std::mt19937_64 random_{20261124};
};

TEST_F(DamagedMap, AFlippedByteIsReportedOrHarmless) {
    for (int i = 0; i < 3000; ++i) {
        auto bytes = intact_;
        const auto at = random_() % bytes.size();
        bytes[at] = static_cast<char>(bytes[at] ^ (1 + random_() % 255));
        expect_harmless(bytes, "byte " + std::to_string(at));
    }
    EXPECT_GT(refused_, 2000U);
}

TEST_F(DamagedMap, AShorterFileIsReported) {
    for (int i = 0; i < 500; ++i) {
        const auto size = random_() % intact_.size();
        write_file(path_, intact_.substr(0, size));
        EXPECT_THROW(static_cast<void>(read_everything(folder_.path(), sample_)), DataError)
            << size;
    }
}

TEST_F(DamagedMap, FlippedBytesUnderRightSumsEndCleanly) {
    for (int i = 0; i < 4000; ++i) {
        auto bytes = intact_;
        for (auto flips = 1 + random_() % 3; flips > 0; --flips) {
            bytes[random_() % bytes.size()] = static_cast<char>(random_());
        }
        seal(bytes);
        expect_end(bytes);
    }
    EXPECT_GT(refused_, 500U);
}

TEST_F(DamagedMap, LargeNumbersUnderRightSumsEndCleanly) {
    for (int i = 0; i < 2000; ++i) {
        auto bytes = intact_;
        const std::string large(1 + random_() % 10, '\xff');
        bytes.replace(random_() % (bytes.size() - large.size()), large.size(), large);
        seal(bytes);
        expect_end(bytes);
    }
    EXPECT_GT(refused_, 200U);
}

TEST_F(DamagedMap, VerifyNamesEveryDamagedBlock) {
    auto bytes = intact_;
    bytes[kHeaderBytes + 100] = static_cast<char>(bytes[kHeaderBytes + 100] ^ 1);
    write_file(path_, bytes);
    const auto damages = BaseMap::open(folder_.path()).verify();
    EXPECT_THAT(damages, testing::Contains(testing::HasSubstr("block 0 of")));
}

TEST_F(DamagedMap, AnotherVersionIsRefusedByName) {
    auto bytes = intact_;
    bytes[offsetof(SectionFileHeader, version)] = 99;
    seal(bytes);
    write_file(path_, bytes);
    try {
        static_cast<void>(BaseMap::open(folder_.path()));
        FAIL() << "opened a map of version 99";
    } catch (const DataError& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("99"));
    }
}

TEST(MissingMap, IsNamed) {
    try {
        static_cast<void>(BaseMap::open("/nowhere/at-all.konbit"));
        FAIL();
    } catch (const DataError& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("at-all.konbit"));
    }
}

}  // namespace
}  // namespace konbit
