#include "import/partial_map.hpp"

#include <gmock/gmock.h>

#include "mapper/model/error.hpp"
#include "tests/import/imported.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::ThrowsMessage;

TEST(PartialMap, BecomesTheMap) {
    const ScratchFolder folder;
    {
        PartialMap partial{folder.path() / "a.konbit", false};
        EXPECT_THAT(folder.names(), ElementsAre("a.konbit.partial"));
        EXPECT_TRUE(fs::is_empty(partial.folder()));
        std::ofstream{partial.folder() / "base.map"} << "x";
        partial.commit();
    }
    EXPECT_THAT(folder.names(), ElementsAre("a.konbit"));
    EXPECT_TRUE(fs::exists(folder.path() / "a.konbit" / "base.map"));
}

TEST(PartialMap, WithoutCommitNothingIsLeft) {
    const ScratchFolder folder;
    {
        PartialMap partial{folder.path() / "a.konbit/", false};  // a slash does no harm
        std::ofstream{partial.folder() / "base.map"} << "x";
    }
    EXPECT_THAT(folder.names(), IsEmpty());
}

TEST(PartialMap, AsksBeforeItReplaces) {
    const ScratchFolder folder;
    const auto map = folder.path() / "a.konbit";
    fs::create_directory(map);
    folder.write("a.konbit/base.map", "old");
    folder.write("a.konbit/journal.db", "old");
    EXPECT_THAT([&] { PartialMap(map, false); }, ThrowsMessage<DataError>(HasSubstr("--force")));
    {
        PartialMap partial{map, true};
        std::ofstream{partial.folder() / "base.map"} << "new";
        partial.commit();
    }
    EXPECT_THAT(folder.names(), ElementsAre("a.konbit"));
    std::string content;
    std::ifstream{map / "base.map"} >> content;
    EXPECT_EQ(content, "new");
}

TEST(PartialMap, KeepsWhatPeopleAdded) {
    const ScratchFolder folder;
    const auto map = folder.path() / "a.konbit";
    fs::create_directories(map / "photos");
    fs::create_directories(map / "derived");
    folder.write("a.konbit/base.map", "old");
    folder.write("a.konbit/base.map.1", "old");
    folder.write("a.konbit/derived/names.idx", "old");
    folder.write("a.konbit/event.json", "the earthquake");
    folder.write("a.konbit/photos/1.jpg", "a bridge");
    {
        PartialMap partial{map, true};
        std::ofstream{partial.folder() / "base.map"} << "new";
        partial.commit();
    }
    EXPECT_THAT(folder.names(), ElementsAre("a.konbit"));
    EXPECT_TRUE(fs::exists(map / "event.json"));
    EXPECT_TRUE(fs::exists(map / "photos" / "1.jpg"));
    EXPECT_FALSE(fs::exists(map / "base.map.1"));
    EXPECT_FALSE(fs::exists(map / "derived"));
}

TEST(Import, CompletesTheMapBeforeItTakesItsName) {
    const ScratchFolder folder;
    const auto extract = folder.write("a.osm.opl", "n1 x1 y1 Tname=here\n");
    const auto map = folder.path() / "a.konbit";
    const auto told = import_extract({.extract = extract, .map = map, .complete = [&](const fs::path& made) {
        EXPECT_FALSE(fs::exists(map));
        EXPECT_EQ(BaseMap::open(made).feature_count(), 1u);
        fs::create_directory(made / "derived");
    }});
    EXPECT_EQ(told.summary.objects[0], 1u);
    EXPECT_TRUE(fs::exists(map / "derived"));
}

TEST(Import, KeepsTheOldMapIfTheNewOneCannotBeCompleted) {
    const ScratchFolder folder;
    const auto extract = folder.write("a.osm.opl", "n1 x1 y1 Tname=here\n");
    const auto map = folder.path() / "a.konbit";
    ASSERT_EQ(import_extract({.extract = extract, .map = map}).summary.objects[0], 1u);
    const auto refuse = [](const fs::path&) { throw DataError{"No", "here", "full", "Stop."}; };
    EXPECT_THROW(static_cast<void>(import_extract(
                     {.extract = extract, .map = map, .replace = true, .complete = refuse})),
                 DataError);
    EXPECT_THAT(folder.names(), ElementsAre("a.konbit", "a.osm.opl"));
    EXPECT_EQ(BaseMap::open(map).feature_count(), 1u);
}

TEST(PartialMap, NeverReplacesWhatIsNoMap) {
    const ScratchFolder folder;
    fs::create_directory(folder.path() / "photos.konbit");
    folder.write("photos.konbit/holiday.jpg", "x");
    folder.write("file.konbit", "x");
    for (const auto* name : {"photos.konbit", "file.konbit"}) {
        EXPECT_THAT([&] { PartialMap(folder.path() / name, true); },
                    ThrowsMessage<DataError>(HasSubstr("not a map")));
    }
    EXPECT_TRUE(fs::exists(folder.path() / "photos.konbit" / "holiday.jpg"));
}

TEST(PartialMap, WantsTheEnding) {
    const ScratchFolder folder;
    EXPECT_THROW(PartialMap(folder.path() / "map", false), UsageError);
    EXPECT_THROW(PartialMap(folder.path() / ".konbit", false), UsageError);
}

TEST(PartialMap, WantsAFolderToWriteTo) {
    const ScratchFolder folder;
    EXPECT_THROW(PartialMap(folder.path() / "gone" / "a.konbit", false), DataError);
}

TEST(PartialMap, ClearsWhatADeadImportLeftAndRespectsALivingOne) {
    const ScratchFolder folder;
    const auto map = folder.path() / "a.konbit";
    fs::create_directory(folder.path() / "a.konbit.partial");
    folder.write("a.konbit.partial/base.map", "half");
    const PartialMap partial{map, false};
    EXPECT_TRUE(fs::is_empty(partial.folder()));
    EXPECT_THAT([&] { PartialMap(map, false); },
                ThrowsMessage<DataError>(HasSubstr("another import")));
    EXPECT_TRUE(fs::exists(partial.folder()));
}

TEST(PartialMap, TellsAFullDiskEarly) {
    const ScratchFolder folder;
    const PartialMap partial{folder.path() / "a.konbit", false};
    EXPECT_NO_THROW(partial.need_space(1));
    EXPECT_THROW(partial.need_space(std::uint64_t{1} << 60), DataError);
}

}  // namespace
}  // namespace konbit
