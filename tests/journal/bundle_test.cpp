#include "mapper/journal/bundle.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/resource.h>

#include <csignal>

#include "mapper/journal/bundle_format.hpp"
#include "mapper/journal/partial_file.hpp"
#include "tests/journal/photo_samples.hpp"
#include "tests/store/temporary_folder.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;
using test::blocked_road;
using test::failure_of;
using test::ids_of;
using test::jpeg_bytes;
using test::names_in;
using test::raw_of;
using test::texts_of;
using test::with_photo;
using test::Workspace;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

const std::string kPhoto = jpeg_bytes("the bridge, from the north");

BundleResult write(const Workspace& work, const std::string& map, const fs::path& out) {
    return write_bundle(work.reader(map), work.map(map), out, {}, nullptr);
}
MergeResult take_in(const Workspace& work, const std::string& map, const std::string& device,
                    const fs::path& bundle) {
    auto journal = work.writer(map, device);
    return merge_bundle(journal, work.map(map), bundle, {}, nullptr);
}

/// Marie reports two things, one with a photo.
void let_marie_report(const Workspace& work) {
    PhotoStore{work.map("a.konbit")}.add(kPhoto, "jpeg", "");
    auto journal = work.writer("a.konbit", "marie");
    journal.append(blocked_road("A tree lies across"), 100);
    journal.append(with_photo("The bridge has gone", kPhoto), 200);
}

TEST(Bundle, CarriesEntriesAndPhotos) {
    const Workspace work;
    let_marie_report(work);
    const auto bundle = work.root() / "stick.konbit-bundle";
    const auto sent = write(work, "a.konbit", bundle);
    EXPECT_EQ(sent.entries, 2u);
    EXPECT_EQ(sent.photos, 1u);
    EXPECT_EQ(sent.bytes, fs::file_size(bundle));

    const auto came = take_in(work, "b.konbit", "jean", bundle);
    EXPECT_EQ(came.entries, 2u);
    EXPECT_EQ(came.photos, 1u);
    EXPECT_EQ(came.already_known, 0u);
    EXPECT_EQ(came.new_devices.size(), 1u);
    EXPECT_EQ(ids_of(work.reader("b.konbit")), ids_of(work.reader("a.konbit")));
    EXPECT_THAT(texts_of(work.reader("b.konbit")),
                UnorderedElementsAre("A tree lies across", "The bridge has gone"));
    EXPECT_EQ(PhotoStore{work.map("b.konbit")}.read(digest_of(kPhoto)), kPhoto);
    EXPECT_THAT(work.reader("b.konbit").check(), IsEmpty());
}

TEST(Bundle, TakenInAgainChangesNothing) {
    const Workspace work;
    let_marie_report(work);
    const auto bundle = work.root() / "stick";
    write(work, "a.konbit", bundle);
    take_in(work, "b.konbit", "jean", bundle);
    const auto again = take_in(work, "b.konbit", "jean", bundle);
    EXPECT_EQ(again.entries, 0u);
    EXPECT_EQ(again.already_known, 2u);
    EXPECT_EQ(again.photos, 0u);
}

TEST(Bundle, OfNothingIsABundleToo) {
    const Workspace work;
    const auto bundle = work.root() / "stick";
    EXPECT_EQ(write(work, "a.konbit", bundle).entries, 0u);
    EXPECT_EQ(take_in(work, "b.konbit", "jean", bundle).entries, 0u);
}

TEST(Bundle, TheSameJournalGivesTheSameBytes) {
    const Workspace work;
    let_marie_report(work);
    write(work, "a.konbit", work.root() / "one");
    write(work, "a.konbit", work.root() / "two");
    EXPECT_TRUE(contents_of(work.root() / "one") == contents_of(work.root() / "two"));
}

TEST(Bundle, ReplacesAnOlderOneWhole) {
    const Workspace work;
    let_marie_report(work);
    const auto bundle = work.root() / "stick";
    write(work, "b.konbit", bundle);
    write(work, "a.konbit", bundle);
    EXPECT_EQ(take_in(work, "c.konbit", "jean", bundle).entries, 2u);
}

// ---- redaction

TEST(Bundle, OfARedactedEntryHasItsHeadAlone) {
    const Workspace work;
    let_marie_report(work);
    write(work, "a.konbit", work.root() / "before");
    const auto bridge = [&] {
        auto journal = work.writer("a.konbit", "marie");
        for (const auto& entry : test::all_of(journal)) {
            const auto* report = std::get_if<Report>(&entry.payload);
            if (report && !report->photos.empty()) return journal.redact(entry.id, "a face", 300);
        }
        return EntryId{};
    }();
    ASSERT_NE(bridge, EntryId{});
    const auto bundle = work.root() / "after";
    EXPECT_EQ(write(work, "a.konbit", bundle).photos, 0u);
    EXPECT_THAT(contents_of(work.root() / "before"), HasSubstr("The bridge has gone"));
    EXPECT_THAT(contents_of(bundle),
                AllOf(Not(HasSubstr("The bridge has gone")), Not(HasSubstr("from the north"))));

    take_in(work, "b.konbit", "jean", bundle);
    EXPECT_EQ(ids_of(work.reader("b.konbit")), ids_of(work.reader("a.konbit")));
    EXPECT_THAT(texts_of(work.reader("b.konbit")), UnorderedElementsAre("A tree lies across", ""));
    // Neither the text nor the photo comes back with an older bundle.
    take_in(work, "b.konbit", "jean", work.root() / "before");
    EXPECT_THAT(texts_of(work.reader("b.konbit")), UnorderedElementsAre("A tree lies across", ""));
    EXPECT_THAT(names_in(work.map("b.konbit") / "photos"), IsEmpty());
}

TEST(Bundle, ARedactionDestroysTextAndPhotoWhereItArrives) {
    const Workspace work;
    let_marie_report(work);
    write(work, "a.konbit", work.root() / "before");
    take_in(work, "b.konbit", "jean", work.root() / "before");
    EXPECT_THAT(names_in(work.map("b.konbit") / "photos"),
                ElementsAre(to_hex(digest_of(kPhoto)) + ".jpeg"));
    {
        auto journal = work.writer("a.konbit", "marie");
        for (const auto& entry : test::all_of(journal)) journal.redact(entry.id, "", 300);
    }
    write(work, "a.konbit", work.root() / "after");
    EXPECT_EQ(take_in(work, "b.konbit", "jean", work.root() / "after").redacted, 2u);
    EXPECT_THAT(texts_of(work.reader("b.konbit")), ElementsAre("", ""));
    EXPECT_THAT(names_in(work.map("b.konbit") / "photos"), IsEmpty());
}

// ---- nothing half

TEST(Bundle, StoppedLeavesNothing) {
    const Workspace work;
    let_marie_report(work);
    const std::atomic<bool> stop{true};
    const auto out = work.root() / "stick" / "x";
    fs::create_directory(work.root() / "stick");
    EXPECT_THAT(failure_of([&] { write_bundle(work.reader(), work.map(), out, {}, &stop); }),
                HasSubstr("stopped"));
    EXPECT_THAT(names_in(work.root() / "stick"), IsEmpty());
}

TEST(Bundle, MergingStoppedChangesNothing) {
    const Workspace work;
    let_marie_report(work);
    const auto bundle = work.root() / "stick";
    write(work, "a.konbit", bundle);
    for (const std::string moment : {"checking", "photos", "entries"}) {
        auto journal = work.writer("b.konbit", "jean");
        std::atomic<bool> stop{false};
        const auto said = failure_of([&] {
            merge_bundle(
                journal, work.map("b.konbit"), bundle,
                [&](std::string_view what, auto, auto) { stop = stop || what == moment; }, &stop);
        });
        EXPECT_THAT(said, HasSubstr("stopped")) << moment;
        EXPECT_EQ(journal.size(), 0u) << moment;
        EXPECT_THAT(names_in(work.map("b.konbit") / "photos"), IsEmpty()) << moment;
    }
}

/// The disk takes files of this size at most: what a write beyond it gets is EFBIG.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &before_); }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

private:
    rlimit before_{};
};

TEST(Bundle, OnADiskThatIsTooSmallLeavesNothingWhereverItEnds) {
    const Workspace work;
    let_marie_report(work);
    fs::create_directory(work.root() / "stick");
    const auto out = work.root() / "stick" / "team.konbit-bundle";
    const auto whole = write(work, "a.konbit", work.root() / "elsewhere").bytes;
    const auto journal = work.reader();
    for (std::uint64_t room = 0; room < whole; room += 61) {
        const FileSizeLimit limit{room};
        EXPECT_THAT(failure_of([&] { write_bundle(journal, work.map(), out, {}, nullptr); }),
                    HasSubstr("team.konbit-bundle"))
            << room;
        EXPECT_THAT(names_in(work.root() / "stick"), IsEmpty()) << room;
    }
}

TEST(Bundle, IntoAFolderThatIsNotThereSaysSo) {
    const Workspace work;
    EXPECT_THAT(failure_of([&] { write(work, "a.konbit", work.root() / "pulled" / "x"); }),
                AllOf(HasSubstr("cannot be written"), HasSubstr("pulled")));
}

TEST(PartialFile, LeftByAKilledWriterGoesWhenItIsOld) {
    const TemporaryFolder folder;
    const auto old_one = folder / "x.konbit-bundle.partial-0123456789abcdef";
    const auto new_one = folder / "y.konbit-bundle.partial-0123456789abcdef";
    for (const auto& file : {old_one, new_one, folder / "z.partial-report"}) write_file(file, "?");
    fs::last_write_time(old_one, fs::file_time_type::clock::now() - std::chrono::hours{25});
    PartialFile being_written{folder / "w"};
    for (const auto& entry : fs::directory_iterator{folder.path()}) {
        if (entry.path().filename().string().starts_with("w.")) {
            fs::last_write_time(entry, fs::file_time_type::clock::now() - std::chrono::hours{99});
        }
    }
    remove_leftovers(folder.path(), std::chrono::hours{24});
    EXPECT_FALSE(fs::exists(old_one));
    EXPECT_TRUE(fs::exists(new_one));
    EXPECT_TRUE(fs::exists(folder / "z.partial-report")) << "no name of ours";
    being_written.commit();
    EXPECT_TRUE(fs::exists(folder / "w")) << "somebody was writing it";
}

}  // namespace
}  // namespace konbit
