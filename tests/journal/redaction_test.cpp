// A redacted text is found nowhere afterwards.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <random>

#include "mapper/journal/photos.hpp"
#include "tests/journal/simulated_disk.hpp"
#include "tests/journal/workspace.hpp"

namespace konbit {
namespace {

using test::blocked_road;
using test::files_with;
using test::merge_all;
using test::texts_of;
using test::Workspace;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

const std::string kSecret = "Jacqueline hides in the school";

RawEntry raw_of(const Journal& journal, const EntryId& id) {
    RawEntry found;
    journal.for_each_raw([&](const RawEntry& raw) {
        if (raw.id == id) found = raw;
    });
    return found;
}

MergeResult merge_these(Journal& into, std::vector<RawEntry> entries) {
    std::size_t at = 0;
    return into.merge(
        [&]() -> std::optional<RawEntry> {
            if (at == entries.size()) return std::nullopt;
            return entries[at++];
        },
        "a test");
}

NewEntry accept(const DeviceKey& device) {
    return {EntryKind::accept, Audience::team, DeviceNote{device, "a friend"}};
}

class Redaction : public testing::TestWithParam<bool> {
protected:
    Journal open(const std::string& name, const std::string& device) {
        return Journal::open(
            {work_.map(name), Journal::Mode::write, work_.root() / device, disk_.name()});
    }
    Workspace work_;
    test::SimulatedDisk disk_{GetParam()};
};

TEST_P(Redaction, LeavesNoByteOfTheText) {
    auto journal = open("a.konbit", "marie");
    std::mt19937 random{7};
    std::vector<EntryId> secrets;
    for (int i = 0; i < 300; ++i) {
        // Texts of many lengths, so that pages fill, split and overflow.
        const auto text = std::string(random() % 3'900, 'x');
        if (random() % 3 == 0) {
            secrets.push_back(journal.append(blocked_road(text + kSecret + text), i));
        } else {
            journal.append(blocked_road(text), i);
        }
        if (!secrets.empty() && random() % 4 == 0) {
            const auto at = random() % secrets.size();
            journal.redact(secrets[at], "a name", i);
            secrets.erase(secrets.begin() + static_cast<std::ptrdiff_t>(at));
        }
    }
    ASSERT_THAT(files_with(work_.map(), kSecret), Not(IsEmpty()));
    for (const auto& id : secrets) journal.redact(id, "a name", 1'000);
    EXPECT_THAT(files_with(work_.map(), kSecret), IsEmpty());
    EXPECT_THAT(journal.check(), IsEmpty());
    EXPECT_THAT(journal.notices(), IsEmpty());
}

TEST_P(Redaction, TravelsAndNeverComesBack) {
    auto a = open("a.konbit", "marie");
    auto b = open("b.konbit", "jean");
    const auto id = a.append(blocked_road(kSecret), 1);
    merge_all(b, a);
    const auto whole = raw_of(a, id);
    const auto redaction = a.redact(id, "a name", 2);
    EXPECT_EQ(merge_all(b, a).redacted, 1u);
    EXPECT_THAT(files_with(work_.map("b.konbit"), kSecret), IsEmpty());
    // Somebody who has not heard of it brings the text again.
    merge_these(a, {whole});
    merge_these(b, {whole});
    EXPECT_TRUE(a.entry(id)->redacted);
    EXPECT_TRUE(b.entry(id)->redacted);
    EXPECT_THAT(files_with(work_.root(), kSecret), IsEmpty());
    EXPECT_THAT(b.check(), IsEmpty());
    EXPECT_FALSE(raw_of(b, id).payload);
    // The redaction itself stays.
    EXPECT_EQ(std::get<Judgement>(b.entry(redaction)->payload).entry, id);
}

TEST_P(Redaction, OfTheAuthorCountsEvenIfItComesFirst) {
    auto a = open("a.konbit", "marie");
    auto b = open("b.konbit", "jean");
    const auto id = a.append(blocked_road(kSecret), 1);
    const auto whole = raw_of(a, id);
    const auto redaction = a.redact(id, "a name", 2);
    merge_these(b, {raw_of(a, redaction), whole});
    EXPECT_TRUE(b.entry(id)->redacted);
    EXPECT_THAT(files_with(work_.map("b.konbit"), kSecret), IsEmpty());
}

TEST_P(Redaction, OfAStrangerCountsOnceHeIsAccepted) {
    auto a = open("a.konbit", "marie");
    auto b = open("b.konbit", "jean");
    const auto id = a.append(blocked_road(kSecret), 1);
    merge_all(b, a);
    const auto before = raw_of(a, id);
    b.redact(id, "a name", 2);
    EXPECT_EQ(merge_all(a, b).redacted, 0u);
    EXPECT_FALSE(a.entry(id)->redacted) << "nobody knows him here";
    const auto mark = a.mark();
    a.append(accept(b.roots().front()), 3);
    EXPECT_TRUE(a.entry(id)->redacted);
    EXPECT_NE(a.mark().redactions, mark.redactions);
    EXPECT_THAT(files_with(work_.root(), kSecret), IsEmpty());
    merge_these(a, {before});
    EXPECT_TRUE(a.entry(id)->redacted);
}

TEST_P(Redaction, ContentThatWasKeptFromUsIsTakenLater) {
    auto a = open("a.konbit", "marie");
    auto b = open("b.konbit", "jean");
    const auto id = a.append(blocked_road("water is gone"), 1);
    a.append(blocked_road("second"), 1);
    auto stripped = raw_of(a, id);
    stripped.payload.reset();
    merge_these(b, {stripped});
    EXPECT_TRUE(b.entry(id)->redacted);
    const auto mark = b.mark();
    merge_all(b, a);
    EXPECT_THAT(texts_of(b), UnorderedElementsAre("water is gone", "second"));
    EXPECT_NE(b.mark().redactions, mark.redactions);
    EXPECT_THAT(b.check(), IsEmpty());
}

TEST_P(Redaction, TakesPhotosThatNobodyElseShows) {
    auto journal = open("a.konbit", "marie");
    const PhotoStore photos{work_.map()};
    const auto own = photos.add("bytes of one", "jpeg", "small one");
    const auto shared = photos.add("bytes of two", "png", "small two");
    auto first = blocked_road("first");
    std::get<Report>(first.payload).photos = {{own, "jpeg", {}, {}}, {shared, "png", {}, {}}};
    auto second = blocked_road("second");
    std::get<Report>(second.payload).photos = {{shared, "png", {}, {}}};
    const auto id = journal.append(first, 1);
    journal.append(second, 2);
    journal.redact(id, "faces", 3);
    EXPECT_THAT(photos.all(), ElementsAre(shared));
    EXPECT_FALSE(photos.read_small(own));
}

TEST_P(Redaction, RefusesWhatIsNotThereAndWhatTrustRestsOn) {
    auto journal = open("a.konbit", "marie");
    EXPECT_THROW(journal.redact(EntryId{}, "", 1), DataError);
    DeviceKey friend_key;
    friend_key.bytes[0] = 1;
    const auto acceptance = journal.append(accept(friend_key), 1);
    EXPECT_THROW(journal.redact(acceptance, "", 2), DataError);
    EXPECT_EQ(journal.size(), 1u);
}

INSTANTIATE_TEST_SUITE_P(Modes, Redaction, testing::Values(true, false),
                         [](const auto& mode) { return mode.param ? "Log" : "Rollback"; });

TEST(RedactionBesideReaders, IsFinishedByTheNextWriter) {
    const Workspace work;
    auto journal = work.writer();
    const auto id = journal.append(blocked_road(kSecret), 1);
    sqlite3* reader = nullptr;
    ASSERT_EQ(sqlite3_open((work.map() / "journal.db").c_str(), &reader), SQLITE_OK);
    sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM entries", nullptr, nullptr, nullptr);
    journal.redact(id, "a name", 2);
    EXPECT_THAT(journal.notices(), ElementsAre(HasSubstr("is reading this journal")));
    EXPECT_TRUE(journal.entry(id)->redacted);
    EXPECT_THAT(files_with(work.map(), kSecret), Not(IsEmpty()));
    sqlite3_close(reader);
    static_cast<void>(work.writer());
    EXPECT_THAT(files_with(work.map(), kSecret), IsEmpty());
}

}  // namespace
}  // namespace konbit
