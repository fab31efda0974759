#include <gmock/gmock.h>
#include <zlib.h>

#include <atomic>
#include <map>

#include "mapper/model/error.hpp"
#include "tests/import/imported.hpp"
#include "tests/import/pbf_text.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

// Imports, expects it to fail, and that nothing but the extract is left. Returns the message.
std::string failure(const ScratchFolder& folder, const fs::path& extract) {
    const auto before = folder.names();
    ImportOptions options;
    options.extract = extract;
    options.map = folder.path() / "test.konbit";
    options.memory_bytes = 32u << 20;
    std::string message;
    try {
        static_cast<void>(import_extract(options));
        ADD_FAILURE() << extract << " was imported";
    } catch (const DataError& error) {
        message = error.what();
    }
    EXPECT_EQ(folder.names(), before);
    EXPECT_THAT(message, HasSubstr(extract.filename().string()));
    return message;
}

std::string failure_of(const std::string& name, const std::string& content) {
    const ScratchFolder folder;
    return failure(folder, folder.write(name, content));
}

std::string good_pbf() {
    PbfText pbf;
    for (int i = 1; i < 200; ++i) pbf.node(i, 1, 1, {{"name", "N" + std::to_string(i)}});
    return pbf.bytes();
}

TEST(BadExtract, Missing) {
    const ScratchFolder folder;
    EXPECT_THAT(failure(folder, folder.path() / "gone.osm.pbf"),
                HasSubstr("there is no such file"));
    EXPECT_THAT(failure(folder, folder.path() / "http:" / "x.osm.pbf"),
                HasSubstr("there is no such file"));
}

TEST(BadExtract, Folder) {
    const ScratchFolder folder;
    fs::create_directory(folder.path() / "sub.osm.pbf");
    EXPECT_THAT(failure(folder, folder.path() / "sub.osm.pbf"), HasSubstr("it is a folder"));
}

TEST(BadExtract, Empty) {
    EXPECT_THAT(failure_of("e.osm.pbf", ""), HasSubstr("is empty (0 bytes)"));
}

TEST(BadExtract, Unreadable) {
    const ScratchFolder folder;
    const auto extract = folder.write("secret.osm.pbf", good_pbf());
    fs::permissions(extract, fs::perms::none);
    if (::access(extract.c_str(), R_OK) == 0) GTEST_SKIP() << "this user may read everything";
    EXPECT_THAT(failure(folder, extract), HasSubstr("Permission denied"));
}

TEST(BadExtract, TruncatedPbfAnywhere) {
    const std::string good = good_pbf();
    for (const std::size_t length : {good.size() - 1, good.size() / 2, std::size_t{100}}) {
        EXPECT_THAT(failure_of("cut.osm.pbf", good.substr(0, length)),
                    HasSubstr("it ends too early"))
            << length;
    }
    // A few stray bytes where the next block would begin.
    EXPECT_THAT(failure_of("cut.osm.pbf", good + std::string(2, '\0')),
                HasSubstr("it ends too early"));
}

TEST(BadExtract, TruncatedXml) {
    EXPECT_THAT(failure_of("cut.osm", "<osm version='0.6'><node id='1' lat='1' lon='1'/>"),
                HasSubstr("it ends too early"));
}

TEST(BadExtract, NotOsm) {
    EXPECT_THAT(failure_of("noise.osm.pbf", std::string(5000, 'x')),
                HasSubstr("not an OpenStreetMap PBF file"));
    EXPECT_THAT(failure_of("letter.osm", "Dear colleague,\n"), HasSubstr("not OpenStreetMap data"));
    EXPECT_THAT(failure_of("other.osm", "<gpx version='1.1'></gpx>"),
                HasSubstr("not OpenStreetMap data"));
}

TEST(BadExtract, WrongEnding) {
    EXPECT_THAT(failure_of("map.txt", "<osm version='0.6'/>"),
                HasSubstr("its ending does not tell"));
    EXPECT_THAT(failure_of("map.osm", good_pbf()), HasSubstr("Rename it to end in .osm.pbf"));
    EXPECT_THAT(failure_of("map.dat", good_pbf()), HasSubstr("Rename it to end in .osm.pbf"));
    EXPECT_THAT(failure_of("map.osm.pbf", "<?xml version='1.0'?><osm version='0.6'></osm>"),
                HasSubstr("Rename it to end in .osm."));
}

TEST(BadExtract, WebPage) {
    EXPECT_THAT(failure_of("haiti.osm.pbf", "<!DOCTYPE html>\n<html><h1>404</h1></html>"),
                AllOf(HasSubstr("looks like a web page"), HasSubstr("download")));
    EXPECT_THAT(failure_of("haiti.osm", "\n  <HTML><body>no</body></HTML>"),
                HasSubstr("looks like a web page"));
}

TEST(BadExtract, ChangeFile) {
    const std::string change = "<osmChange version='0.6'><create/></osmChange>";
    EXPECT_THAT(failure_of("day.osc", change), HasSubstr("it is a change file"));
    EXPECT_THAT(failure_of("day.osm", change), HasSubstr("it is a change file"));
}

TEST(BadExtract, BlockThatClaimsTwoGigabytes) {
    PbfText pbf;
    pbf.claim_block("OSMData", 2'147'483'647);
    EXPECT_THAT(failure_of("big.osm.pbf", pbf.raw() + std::string(1000, 'x')),
                HasSubstr("claims an impossible size"));
    PbfText negative;
    negative.claim_block("OSMData", -5);
    EXPECT_THAT(failure_of("big.osm.pbf", negative.raw() + std::string(1000, 'x')),
                HasSubstr("claims an impossible size"));
}

TEST(BadExtract, XmlEntities) {
    EXPECT_THAT(failure_of("bomb.osm",
                           "<?xml version='1.0'?><!DOCTYPE osm [<!ENTITY a 'aaaa'>"
                           "<!ENTITY b '&a;&a;&a;'>]><osm version='0.6'>&b;</osm>"),
                HasSubstr("it declares XML entities"));
}

TEST(BadExtract, BrokenCoordinatesAndBytes) {
    EXPECT_THAT(
        failure_of("bad.osm", "<osm version='0.6'><node id='1' lat='north' lon='1'/></osm>"),
        HasSubstr("it is damaged"));
    EXPECT_THAT(failure_of("bad.osm.opl", "n1 xfoo\n"), HasSubstr("it is damaged"));
    std::string flipped = good_pbf();
    for (std::size_t i = 60; i < 90; ++i) flipped[i] = '\xFF';
    EXPECT_THAT(failure_of("bad.osm.pbf", flipped), HasSubstr("Cannot read the extract"));
}

TEST(BadExtract, NotReallyPacked) {
    EXPECT_THAT(failure_of("bad.osm.bz2", "plain text"), HasSubstr("Cannot read the extract"));
}

TEST(GoodExtract, PackedXml) {
    const ScratchFolder folder;
    const auto extract = folder.path() / "good.osm.gz";
    const gzFile file = ::gzopen(extract.c_str(), "wb");
    ::gzputs(file, "<osm version='0.6'><node id='1' lat='1' lon='1'/></osm>");
    ::gzclose(file);
    EXPECT_EQ(Imported::file(extract).summary().objects[0], 1u);
}

TEST(GoodExtract, WithoutObjectsIsAnEmptyMap) {
    for (const auto& [ending, content] : std::map<std::string, std::string>{
             {".osm", "<osm version='0.6'></osm>"}, {".osm.pbf", PbfText{}.raw()}}) {
        const Imported m{content, ending};
        EXPECT_EQ(m.summary().objects, (std::array<std::uint64_t, 3>{}));
        EXPECT_EQ(m.map().feature_count(), 0u);
        EXPECT_TRUE(m.summary().bounds.empty());
    }
}

TEST(Stop, LeavesNothingBehind) {
    const ScratchFolder folder;
    ImportOptions options;
    options.extract = folder.write("a.osm.opl", "n1 x1 y1\n");
    options.map = folder.path() / "a.konbit";
    const std::atomic<bool> stop{true};
    options.stop = &stop;
    EXPECT_THROW(static_cast<void>(import_extract(options)), DataError);
    EXPECT_THAT(folder.names(), ElementsAre("a.osm.opl"));
}

TEST(Stop, WhileReadingLeavesNothingBehind) {
    const ScratchFolder folder;
    std::string text;
    for (int i = 1; i < 200'000; ++i) text += "n" + std::to_string(i) + " x1 y1\n";
    ImportOptions options;
    options.extract = folder.write("a.osm.opl", text);
    options.map = folder.path() / "a.konbit";
    std::atomic<bool> stop{false};
    options.stop = &stop;
    int calls = 0;
    options.progress = [&](std::string_view, std::uint64_t done, std::uint64_t total) {
        ++calls;
        EXPECT_LE(done, total);
        stop = true;
    };
    EXPECT_THROW(static_cast<void>(import_extract(options)), DataError);
    EXPECT_GT(calls, 0);
    EXPECT_THAT(folder.names(), ElementsAre("a.osm.opl"));
}

}  // namespace
}  // namespace konbit
