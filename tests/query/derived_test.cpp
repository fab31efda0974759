#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "mapper/model/error.hpp"
#include "mapper/query/questions.hpp"
#include "tests/query/query_map.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

test::DrawnMap town() {
    test::DrawnMap map;
    map.node(1, 42.50, 1.52, {{"amenity", "hospital"}, {"name", "Hospital Central"}});
    map.node(2, 42.51, 1.53, {{"amenity", "drinking_water"}});
    map.node(3, 42.50, 1.50, {{"place", "village"}, {"name", "Ordino"}});
    return map;
}

std::size_t care_count(const Map& map) {
    return nearest_facilities(map, {.theme = Theme::care, .near = location_from_degrees(1.5, 42.5)})
        .found.size();
}

std::string bytes_of(const fs::path& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

TEST(Derived, IsBuiltOnceAndFound) {
    const auto drawn = town();
    const auto folder = drawn.write();
    auto map = test::open_map(folder);
    EXPECT_TRUE(map.ensure_derived());
    EXPECT_FALSE(map.ensure_derived());
    auto again = test::open_map(folder);
    EXPECT_FALSE(again.ensure_derived());
    EXPECT_EQ(care_count(again), 1u);
    EXPECT_THAT(find_names(again, {.text = "ordino"}), SizeIs(1));
    EXPECT_THAT(again.notices(), IsEmpty());
}

TEST(Derived, IsTheSameBytesEachTime) {
    const auto drawn = town();
    const auto folder = drawn.write();
    test::open_map(folder).ensure_derived();
    const auto themes = bytes_of(folder / "derived/themes.idx");
    const auto names = bytes_of(folder / "derived/names.idx");
    ASSERT_FALSE(themes.empty());
    fs::remove_all(folder / "derived");
    test::open_map(folder).ensure_derived();
    EXPECT_EQ(bytes_of(folder / "derived/themes.idx"), themes);
    EXPECT_EQ(bytes_of(folder / "derived/names.idx"), names);
}

TEST(Derived, IsRebuiltWhenDeleted) {
    const auto drawn = town();
    const auto folder = drawn.write();
    test::open_map(folder).ensure_derived();
    fs::remove_all(folder / "derived");
    EXPECT_EQ(care_count(test::open_map(folder)), 1u);
    EXPECT_TRUE(fs::exists(folder / "derived/themes.idx"));
    EXPECT_FALSE(fs::exists(folder / "derived/names.idx")) << "only what the question needs";
}

TEST(Derived, IsRebuiltWhenTheRulesChange) {
    const auto drawn = town();
    const auto folder = drawn.write();
    const test::TestFolder rules;
    fs::copy(test::rules_folder(), rules.path() / "rules", fs::copy_options::recursive);
    test::open_map(folder, rules.path() / "rules").ensure_derived();
    EXPECT_FALSE(test::open_map(folder, rules.path() / "rules").ensure_derived());
    for (const auto& entry : fs::directory_iterator{rules.path() / "rules"}) {
        std::ofstream{entry.path(), std::ios::app} << "\n# a mapper was here\n";
        break;
    }
    EXPECT_TRUE(test::open_map(folder, rules.path() / "rules").ensure_derived());
}

TEST(Derived, IsRebuiltForAnotherBaseMap) {
    const auto drawn = town();
    const auto folder = drawn.write();
    test::open_map(folder).ensure_derived();
    test::DrawnMap other;
    other.node(1, 42.5, 1.5, {{"amenity", "clinic"}})
        .node(2, 42.5, 1.51, {{"amenity", "hospital"}});
    const auto other_folder = other.write();
    fs::copy(folder / "derived", other_folder / "derived");
    EXPECT_EQ(care_count(test::open_map(other_folder)), 2u);
}

/// Every byte of the file turned over once (in steps): the answer is right or rebuilt to be right.
void flip_bytes_of(const char* file, const std::function<void(const Map&)>& check) {
    const auto drawn = town();
    const auto folder = drawn.write();
    test::open_map(folder).ensure_derived();
    const auto path = folder / "derived" / file;
    const auto good = bytes_of(path);
    ASSERT_GT(good.size(), 100u);
    const std::size_t step = std::max<std::size_t>(1, good.size() / 120);
    for (std::size_t i = 0; i < good.size(); i += step) {
        auto bad = good;
        bad[i] = static_cast<char>(bad[i] ^ 0x5A);
        fs::remove(path);
        std::ofstream{path, std::ios::binary} << bad;
        check(test::open_map(folder));
    }
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{1}, good.size() / 2, good.size() - 1}) {
        fs::remove(path);
        std::ofstream{path, std::ios::binary} << good.substr(0, size);
        check(test::open_map(folder));
    }
}

TEST(Derived, DamagedThemesAreRepaired) {
    flip_bytes_of("themes.idx", [](const Map& map) { ASSERT_EQ(care_count(map), 1u); });
}

TEST(Derived, DamagedNamesAreRepaired) {
    flip_bytes_of("names.idx", [](const Map& map) {
        const auto found = find_names(map, {.text = "ordino"});
        ASSERT_EQ(found.size(), 1u);
        ASSERT_EQ(found[0].id.ref, 3);
    });
}

TEST(Derived, GoesElsewhereOnReadOnlyMedia) {
    if (::geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
    const auto drawn = town();
    const auto folder = drawn.write();
    const test::TestFolder temporary;
    ::setenv("TMPDIR", temporary.path().c_str(), 1);
    fs::permissions(folder, fs::perms::owner_read | fs::perms::owner_exec);
    {
        auto map = test::open_map(folder);
        EXPECT_EQ(care_count(map), 1u);
        ASSERT_THAT(map.notices(), SizeIs(1));
        EXPECT_THAT(map.notices()[0], HasSubstr("read-only"));
        EXPECT_THROW(map.set_event({"flood", 1, ""}), DataError);
        map.ensure_derived();
    }
    EXPECT_FALSE(test::open_map(folder).ensure_derived())
        << "what was built elsewhere is used again";
    EXPECT_FALSE(fs::exists(folder / "derived"));
    fs::permissions(folder, fs::perms::owner_all);
    ::unsetenv("TMPDIR");
}

TEST(Derived, DoesNotTrustAFolderOfOthers) {
    if (::geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
    const auto drawn = town();
    const auto folder = drawn.write();
    const test::TestFolder temporary;
    ::setenv("TMPDIR", temporary.path().c_str(), 1);
    const auto shared = temporary.path() / ("konbit-" + std::to_string(::geteuid()));
    fs::create_directory(shared);
    fs::permissions(shared, fs::perms::all);
    fs::permissions(folder, fs::perms::owner_read | fs::perms::owner_exec);
    EXPECT_THROW(care_count(test::open_map(folder)), DataError);
    fs::permissions(folder, fs::perms::owner_all);
    ::unsetenv("TMPDIR");
}

TEST(Events, AreKeptAndTellThatDataAreOlder) {
    test::DrawnMap drawn = town();
    drawn.data_timestamp(1'000);
    const auto folder = drawn.write();
    {
        auto map = test::open_map(folder);
        EXPECT_FALSE(map.made_before());
        map.set_event({"earthquake", 2'000, "EQ-2026-000001-AND"});
        map.set_event({"aftershock", 3'000, ""});
        map.set_event({"earthquake", 2'000, "EQ-2026-000002-AND"});
    }
    const auto map = test::open_map(folder);
    ASSERT_THAT(map.events(), SizeIs(2));
    EXPECT_EQ(map.events()[0], (DisasterEvent{"earthquake", 2'000, "EQ-2026-000002-AND"}));
    ASSERT_TRUE(map.made_before());
    EXPECT_EQ(map.made_before()->kind, "aftershock");
}

TEST(Events, NewerDataMayShowIt) {
    test::DrawnMap drawn = town();
    drawn.data_timestamp(5'000);
    auto map = test::open_map(drawn.write());
    map.set_event({"flood", 5'000, ""});
    EXPECT_FALSE(map.made_before());
    map.set_event({"flood", 5'001, ""});
    EXPECT_TRUE(map.made_before());
}

TEST(Events, DataOfUnknownAgeClaimNothing) {
    test::DrawnMap drawn = town();
    drawn.data_timestamp(0);
    auto map = test::open_map(drawn.write());
    map.set_event({"flood", 1, ""});
    EXPECT_TRUE(map.made_before());
}

TEST(Events, ABrokenFileIsReported) {
    const auto drawn = town();
    const auto folder = drawn.write();
    for (const std::string text :
         {"", "{", "[]", "{\"events\":[1]}", "{\"events\":[{\"kind\":\"flood\"}]}",
          "{\"events\":[{\"kind\":\"flood\",\"at\":\"yesterday\"}]}"}) {
        std::ofstream{folder / "event.json"} << text;
        EXPECT_THROW(static_cast<void>(test::open_map(folder).events()), DataError) << text;
    }
}

}  // namespace
}  // namespace konbit
