// Maps that were copied, restored, carried to another laptop, wiped.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "mapper/journal/photos.hpp"
#include "tests/journal/workspace.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;
using test::blocked_road;
using test::merge_all;
using test::texts_of;
using test::Workspace;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::size_t chains_of(const Journal& journal) {
    std::set<ChainId> chains;
    journal.for_each(0, [&](const Entry& entry) { chains.insert(entry.head.chain); });
    return chains.size();
}

TEST(CopiedMap, BothCopiesGoOnAndMergeCleanly) {
    const Workspace work;
    work.writer().append(blocked_road("before"), 1);
    fs::copy(work.map(), work.root() / "b.konbit", fs::copy_options::recursive);
    {
        auto copy = work.writer("b.konbit");
        EXPECT_THAT(copy.notices(), ElementsAre(HasSubstr("is a copy")));
        copy.append(blocked_road("in the copy"), 2);
    }
    auto original = work.writer();
    EXPECT_THAT(original.notices(), IsEmpty());
    original.append(blocked_road("in the original"), 3);
    auto copy = work.writer("b.konbit");
    EXPECT_THAT(copy.notices(), IsEmpty()) << "it was said once";
    EXPECT_THAT(merge_all(original, copy).notes, IsEmpty());
    EXPECT_THAT(merge_all(copy, original).notes, IsEmpty());
    for (const auto* journal : {&original, &copy}) {
        EXPECT_THAT(texts_of(*journal),
                    UnorderedElementsAre("before", "in the copy", "in the original"));
        EXPECT_EQ(chains_of(*journal), 2u);
        EXPECT_THAT(journal->check(), IsEmpty());
        EXPECT_EQ(journal->roots().size(), 1u);
    }
}

TEST(CopiedMap, AnOlderCopyIsCalledOne) {
    const Workspace work;
    work.writer().append(blocked_road("a"), 1);
    fs::copy(work.map(), work.root() / "b.konbit", fs::copy_options::recursive);
    work.writer().append(blocked_road("b"), 2);
    EXPECT_THAT(work.writer("b.konbit").notices(), ElementsAre(HasSubstr("older copy")));
}

TEST(CopiedMap, ARenamedFolderIsTheSameCopy) {
    const Workspace work;
    work.writer().append(blocked_road("a"), 1);
    fs::rename(work.map(), work.root() / "moved.konbit");
    auto journal = work.writer("moved.konbit");
    journal.append(blocked_road("b"), 2);
    EXPECT_THAT(journal.notices(), IsEmpty());
    EXPECT_EQ(chains_of(journal), 1u);
}

TEST(CopiedMap, RestoredInPlaceFromAnOlderStateItBeginsANewChain) {
    const Workspace work;
    EntryId lost;
    work.writer().append(blocked_road("a"), 1);
    fs::copy(work.map(), work.root() / "backup", fs::copy_options::recursive);
    work.writer().append(blocked_road("b"), 2);
    // Over the same files: the inode stays.
    for (const auto* name : {"journal.db", "journal.db-wal"}) {
        fs::copy_file(work.root() / "backup" / name, work.map() / name,
                      fs::copy_options::overwrite_existing);
    }
    fs::remove(work.map() / "journal.db-shm");
    auto journal = work.writer();
    EXPECT_THAT(journal.notices(), ElementsAre(HasSubstr("restored from an older state")));
    journal.append(blocked_road("c"), 3);
    EXPECT_EQ(chains_of(journal), 2u);
    EXPECT_THAT(work.writer().notices(), IsEmpty());
    EXPECT_THAT(journal.check(), IsEmpty());
}

TEST(CopiedMap, WithTheDeviceRestoredTooAForkIsKeptAndFlagged) {
    const Workspace work;
    work.writer().append(blocked_road("a"), 1);
    auto other = work.writer("b.konbit", "jean");
    fs::copy(work.map(), work.root() / "backup", fs::copy_options::recursive);
    {
        auto journal = work.writer();
        journal.append(blocked_road("first life"), 2);
        merge_all(other, journal);
    }
    // The whole disk: map and device.
    for (const auto* name : {"journal.db", "journal.db-wal"}) {
        fs::copy_file(work.root() / "backup" / name, work.map() / name,
                      fs::copy_options::overwrite_existing);
    }
    fs::remove(work.map() / "journal.db-shm");
    fs::remove_all(work.root() / "marie" / "chains");
    auto journal = work.writer();
    EXPECT_THAT(journal.notices(), IsEmpty());
    journal.append(blocked_road("second life"), 2);
    EXPECT_THAT(merge_all(other, journal).notes, ElementsAre(HasSubstr("both are kept")));
    EXPECT_THAT(merge_all(journal, other).notes, ElementsAre(HasSubstr("both are kept")));
    for (const auto* one : {&journal, &other}) {
        EXPECT_THAT(texts_of(*one), UnorderedElementsAre("a", "first life", "second life"));
        EXPECT_THAT(one->check(), IsEmpty());
    }
    journal.append(blocked_road("later"), 3);
    EXPECT_EQ(merge_all(other, journal).entries, 1u);
    EXPECT_THAT(journal.check(), IsEmpty());
}

TEST(CopiedMap, AnotherDeviceGetsItsOwnChainAndIsTrusted) {
    const Workspace work;
    work.writer("a.konbit", "marie").append(blocked_road("a"), 1);
    auto journal = work.writer("a.konbit", "jean");
    EXPECT_THAT(journal.notices(), ElementsAre(HasSubstr("Another device began")));
    EXPECT_EQ(journal.roots().size(), 1u) << "before it writes";
    journal.append(blocked_road("b"), 2);
    EXPECT_EQ(journal.roots().size(), 2u);
    EXPECT_EQ(chains_of(journal), 2u);
    EXPECT_THAT(work.writer("a.konbit", "jean").notices(), IsEmpty());
    EXPECT_THAT(work.writer("a.konbit", "marie").notices(), IsEmpty());
}

TEST(Copy, HoldsEverythingWhileOthersWrite) {
    const Workspace work;
    auto journal = work.writer();
    journal.append(blocked_road("a"), 1);
    const auto photo = PhotoStore{work.map()}.add("a photo's bytes", "jpeg", "small");
    Journal::copy(work.map(), work.map("b.konbit"));
    journal.append(blocked_road("b"), 2);
    auto copy = work.writer("b.konbit");
    EXPECT_THAT(copy.notices(), IsEmpty()) << "it was made on purpose";
    EXPECT_THAT(texts_of(copy), ElementsAre("a"));
    EXPECT_EQ(copy.roots(), journal.roots());
    EXPECT_EQ(PhotoStore{work.map("b.konbit")}.read(photo), "a photo's bytes");
    EXPECT_EQ(PhotoStore{work.map("b.konbit")}.read_small(photo), "small");
    copy.append(blocked_road("c"), 3);
    EXPECT_EQ(chains_of(copy), 2u);
    EXPECT_THAT(merge_all(journal, copy).notes, IsEmpty());
    EXPECT_THAT(journal.check(), IsEmpty());
    EXPECT_THROW(Journal::copy(work.map(), work.map("b.konbit")), DataError);
}

TEST(Wipe, DestroysEverythingAndOthersNoticeIt) {
    const Workspace work;
    auto journal = work.writer();
    journal.append(blocked_road("a name that nobody may find"), 1);
    PhotoStore{work.map()}.add("a photo's bytes", "jpeg", "");
    const auto before = journal.mark();
    Journal::wipe(work.map());
    EXPECT_NE(journal.mark(), before);
    EXPECT_EQ(journal.size(), 0u);
    EXPECT_THAT(journal.roots(), IsEmpty());
    EXPECT_THAT(PhotoStore{work.map()}.all(), IsEmpty());
    EXPECT_THAT(test::files_with(work.map(), "nobody may find"), IsEmpty());
    // A window that is still open goes on, in a new chain.
    journal.append(blocked_road("after"), 2);
    EXPECT_THAT(texts_of(work.reader()), ElementsAre("after"));
    EXPECT_THAT(journal.check(), IsEmpty());
    EXPECT_THAT(work.writer().notices(), IsEmpty());
    // A damaged one, too.
    std::ofstream{work.map() / "journal.db"} << "garbage and nobody may find";
    Journal::wipe(work.map());
    EXPECT_THAT(test::files_with(work.map(), "nobody may find"), IsEmpty());
    Journal::wipe(work.map("empty.konbit"));
    EXPECT_TRUE(fs::is_empty(work.map("empty.konbit")));
}

}  // namespace
}  // namespace konbit
