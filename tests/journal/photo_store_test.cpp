#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "mapper/journal/entry_codec.hpp"
#include "mapper/journal/photos.hpp"
#include "mapper/model/error.hpp"
#include "tests/journal/workspace.hpp"

namespace konbit {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(PhotoStore, KeepsPhotosByTheirHash) {
    const test::Workspace work;
    const PhotoStore photos{work.map()};
    EXPECT_THAT(photos.all(), IsEmpty());
    const auto name = photos.add("bytes", "jpeg", "small");
    EXPECT_EQ(name, digest_of("bytes"));
    EXPECT_EQ(photos.add("bytes", "jpeg", "small"), name);
    EXPECT_TRUE(photos.has(name));
    EXPECT_EQ(photos.read(name), "bytes");
    EXPECT_EQ(photos.read_small(name), "small");
    EXPECT_EQ(photos.path_of(name), work.map() / "photos" / (to_hex(name) + ".jpeg"));
    const auto other = photos.add("others", "heic", "");
    EXPECT_FALSE(photos.read_small(other));
    EXPECT_EQ(photos.all().size(), 2u);
    photos.remove(name);
    photos.remove(name);
    EXPECT_FALSE(photos.has(name));
    EXPECT_FALSE(photos.read_small(name));
    EXPECT_THAT(photos.all(), ElementsAre(other));
}

TEST(PhotoStore, IgnoresFilesThatAreNotItsOwn) {
    const test::Workspace work;
    const PhotoStore photos{work.map()};
    const auto name = photos.add("bytes", "png", "small");
    const auto folder = work.map() / "photos";
    for (const auto* file : {"notes.txt", ".hidden", "0123.jpeg"}) std::ofstream{folder / file};
    const auto hex = to_hex(name).substr(1);
    for (const auto& file : {"0" + hex + ".jpeg.partial", "g" + hex + ".jpeg", hex + ".jpeg"}) {
        std::ofstream{folder / file};
    }
    EXPECT_THAT(photos.all(), ElementsAre(name));
}

TEST(PhotoStore, RefusesWhatIsNoPhoto) {
    const test::Workspace work;
    const PhotoStore photos{work.map()};
    EXPECT_THROW(photos.add("", "jpeg", ""), DataError);
    EXPECT_THROW(photos.add("bytes", "../../jpeg", ""), DataError);
    EXPECT_THROW(photos.add(std::string(PhotoStore::kMostBytes + 1, 'x'), "jpeg", ""), DataError);
    EXPECT_THAT(photos.all(), IsEmpty());
}

}  // namespace
}  // namespace konbit
