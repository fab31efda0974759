#include "mapper/journal/journal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/journal/workspace.hpp"

namespace konbit {
namespace {

using test::all_of;
using test::blocked_road;
using test::merge_all;
using test::texts_of;
using test::Workspace;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

TEST(Journal, AMapWithoutOneIsReadAsEmptyAndNothingIsWritten) {
    const Workspace work;
    const auto journal = work.reader();
    EXPECT_EQ(journal.size(), 0u);
    EXPECT_EQ(journal.mark(), Journal::Mark{});
    EXPECT_THAT(all_of(journal), IsEmpty());
    EXPECT_THAT(journal.check(), IsEmpty());
    EXPECT_TRUE(std::filesystem::is_empty(work.map()));
    EXPECT_FALSE(std::filesystem::exists(work.root() / "nobody"));
}

TEST(Journal, WhatWasAppendedIsReadAgain) {
    const Workspace work;
    const auto report = blocked_road("Bridge is gone");
    EntryId id;
    {
        auto journal = work.writer();
        id = journal.append(report, 1'700'000'100);
    }
    const auto journal = work.reader();
    const auto entries = all_of(journal);
    ASSERT_EQ(entries.size(), 1u);
    EXPECT_EQ(entries[0].id, id);
    EXPECT_EQ(entries[0].payload, report.payload);
    EXPECT_EQ(entries[0].head.sequence, 1u);
    EXPECT_EQ(entries[0].head.written, 1'700'000'100);
    EXPECT_EQ(journal.entry(id)->payload, report.payload);
    EXPECT_THAT(journal.named(short_id(id)), ElementsAre(id));
    EXPECT_THAT(journal.roots(), ElementsAre(entries[0].head.chain.device));
    EXPECT_THAT(journal.check(), IsEmpty());
    EXPECT_THAT(journal.notices(), IsEmpty());
}

TEST(Journal, ARunIsOneChainWithOneSignature) {
    const Workspace work;
    auto journal = work.writer();
    const std::vector<NewEntry> run{blocked_road("a"), blocked_road("b"), blocked_road("c")};
    journal.append(run, 1);
    std::vector<RawEntry> raw;
    journal.for_each_raw([&](const RawEntry& entry) { raw.push_back(entry); });
    ASSERT_EQ(raw.size(), 3u);
    EXPECT_FALSE(raw[0].signature);
    EXPECT_FALSE(raw[1].signature);
    EXPECT_TRUE(raw[2].signature);
    EXPECT_THAT(journal.check(), IsEmpty());
}

TEST(Journal, ReadersSeeWhatOthersWriteAndTheMarkTellsThem) {
    const Workspace work;
    const auto reader = work.reader();
    auto writer = work.writer();
    const auto before = reader.mark();
    writer.append(blocked_road("a"), 1);
    EXPECT_NE(reader.mark(), before);
    EXPECT_THAT(texts_of(reader), ElementsAre("a"));
    const auto seen = reader.mark();
    EXPECT_EQ(reader.mark(), seen);
    writer.append(blocked_road("b"), 2);
    std::vector<Entry> news;
    reader.for_each(seen.last, [&](const Entry& entry) { news.push_back(entry); });
    EXPECT_EQ(news.size(), 1u);
}

TEST(Journal, MergingIsAUnion) {
    const Workspace work;
    auto a = work.writer("a.konbit", "marie");
    auto b = work.writer("b.konbit", "jean");
    a.append(blocked_road("from a"), 1);
    b.append(blocked_road("from b"), 2);
    const auto first = merge_all(a, b);
    EXPECT_EQ(first.entries, 1u);
    EXPECT_EQ(first.new_devices.size(), 1u);
    EXPECT_EQ(merge_all(a, b).already_known, 1u);
    merge_all(b, a);
    EXPECT_THAT(texts_of(a), UnorderedElementsAre("from a", "from b"));
    EXPECT_THAT(texts_of(b), UnorderedElementsAre("from a", "from b"));
    EXPECT_THAT(a.check(), IsEmpty());
    a.append(blocked_road("later"), 3);
    EXPECT_EQ(all_of(a).back().head.lamport, 2u);
}

TEST(Journal, ARedactedReportIsGoneEverywhereItGoes) {
    const Workspace work;
    auto a = work.writer("a.konbit", "marie");
    auto b = work.writer("b.konbit", "jean");
    const auto id = a.append(blocked_road("a secret"), 1);
    merge_all(b, a);
    const auto before = a.mark();
    a.redact(id, "a name", 2);
    EXPECT_NE(a.mark(), before);
    EXPECT_TRUE(a.entry(id)->redacted);
    EXPECT_EQ(merge_all(b, a).redacted, 1u);
    EXPECT_TRUE(b.entry(id)->redacted);
    EXPECT_THAT(a.check(), IsEmpty());
    EXPECT_THAT(b.check(), IsEmpty());
}

}  // namespace
}  // namespace konbit
