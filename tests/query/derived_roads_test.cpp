// roads.idx among the files of derived/.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "mapper/model/error.hpp"
#include "mapper/network/road_network.hpp"
#include "tests/query/query_map.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

test::DrawnMap street() {
    test::DrawnMap map;
    map.line(7, {{42.50, 1.52}, {42.51, 1.52}, {42.51, 1.53}}, {{"highway", "residential"}});
    return map;
}

std::string bytes_of(const fs::path& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}
void write_file(const fs::path& path, const std::string& bytes) {
    fs::remove(path);
    std::ofstream{path, std::ios::binary} << bytes;
}

TEST(DerivedRoads, AreBuiltOnFirstUseAndKept) {
    const auto drawn = street();
    const auto folder = drawn.write();
    const auto map = test::open_map(folder);
    EXPECT_FALSE(fs::exists(folder / "derived/roads.idx"));
    const auto roads = map.roads();
    EXPECT_THAT(roads->segments(), SizeIs(1));
    EXPECT_EQ(roads->base_fingerprint(), map.base().fingerprint());
    EXPECT_EQ(map.roads(), roads);
    EXPECT_FALSE(fs::exists(folder / "derived/themes.idx")) << "only what the question needs";
    const auto written = fs::last_write_time(folder / "derived/roads.idx");
    EXPECT_THAT(test::open_map(folder).roads()->segments(), SizeIs(1));
    EXPECT_EQ(fs::last_write_time(folder / "derived/roads.idx"), written);
    EXPECT_THAT(map.notices(), IsEmpty());
}

TEST(DerivedRoads, ImportBuildsThemWithTheRest) {
    const auto drawn = street();
    const auto folder = drawn.write();
    auto map = test::open_map(folder);
    EXPECT_TRUE(map.ensure_derived());
    EXPECT_TRUE(fs::exists(folder / "derived/roads.idx"));
    EXPECT_FALSE(map.ensure_derived());
    fs::remove(folder / "derived/roads.idx");
    EXPECT_TRUE(test::open_map(folder).ensure_derived());
    EXPECT_TRUE(fs::exists(folder / "derived/roads.idx"));
}

TEST(DerivedRoads, AreRebuiltWhenDamagedAndThatIsSaid) {
    const auto drawn = street();
    const auto folder = drawn.write();
    test::open_map(folder).ensure_derived();
    const auto path = folder / "derived/roads.idx";
    const auto good = bytes_of(path);
    for (std::size_t i = 0; i < good.size(); i += good.size() / 60) {
        auto bad = good;
        bad[i] = static_cast<char>(bad[i] ^ 0x5A);
        write_file(path, bad);
        const auto map = test::open_map(folder);
        std::vector<Location> shape;
        map.roads()->read_shape({0}, shape);
        EXPECT_THAT(shape, SizeIs(3));
        EXPECT_EQ(bytes_of(path), good) << i;
        EXPECT_THAT(map.notices(), Contains(HasSubstr("is built anew"))) << i;
    }
    write_file(path, good.substr(0, good.size() / 2));
    EXPECT_THAT(test::open_map(folder).roads()->segments(), SizeIs(1));
    EXPECT_EQ(bytes_of(path), good);
}

TEST(DerivedRoads, AreRebuiltForAnotherBaseMap) {
    const auto drawn = street();
    const auto folder = drawn.write();
    static_cast<void>(test::open_map(folder).roads());
    test::DrawnMap other;
    other.line(8, {{1, 1}, {1, 1.001}}, {{"highway", "path"}});
    other.line(9, {{2, 1}, {2, 1.001}}, {{"highway", "path"}});
    const auto other_folder = other.write();
    fs::create_directory(other_folder / "derived");
    fs::copy(folder / "derived/roads.idx", other_folder / "derived/roads.idx");
    EXPECT_THAT(test::open_map(other_folder).roads()->segments(), SizeIs(2));
}

TEST(DerivedRoads, BuildingThemCanBeStopped) {
    const auto drawn = street();
    const auto folder = drawn.write();
    const auto map = Map::open({.folder = folder,
                                .rules_folder = test::rules_folder(),
                                .progress = [](std::string_view, std::uint64_t, std::uint64_t) {
                                    throw DataError{"Stopped", "", "", ""};
                                }});
    EXPECT_THROW((void)map.roads(), DataError);
    EXPECT_TRUE(fs::is_empty(folder / "derived"));
}

TEST(DerivedRoads, ProfilesLieBesideTheRules) {
    const auto drawn = street();
    const auto folder = drawn.write();
    const auto map = Map::open({.folder = folder, .rules_folder = "/x/rules", .progress = {}});
    EXPECT_EQ(map.profiles_folder(), "/x/profiles");
    EXPECT_EQ(map.derived_folder(), folder / "derived");
}

}  // namespace
}  // namespace konbit
