#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include "mapper/journal/bundle.hpp"
#include "mapper/journal/bundle_writer.hpp"
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
using test::texts_of;
using test::with_photo;
using test::Workspace;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::UnorderedElementsAre;

const std::string kPhoto = jpeg_bytes("a landslide");

/// Laptops "marie", "jean", … with a map each, who meet on a stick.
class SyncFolder : public testing::Test {
protected:
    SyncFolder() { fs::create_directory(stick); }

    [[nodiscard]] Journal journal_of(const std::string& who) const {
        return work.writer(who, who + "-key");
    }
    void report(const std::string& who, const std::string& text) const {
        journal_of(who).append(blocked_road(text), 100);
    }
    void report_with_photo(const std::string& who, const std::string& text) const {
        PhotoStore{work.map(who)}.add(kPhoto, "jpeg", "");
        journal_of(who).append(with_photo(text, kPhoto), 100);
    }
    SyncResult sync(const std::string& who) const {
        auto journal = journal_of(who);
        return sync_folder(journal, work.map(who), stick, {}, nullptr);
    }
    [[nodiscard]] std::vector<std::string> texts(const std::string& who) const {
        auto all = texts_of(work.reader(who));
        std::ranges::sort(all);
        return all;
    }
    [[nodiscard]] std::vector<fs::path> segments() const {
        std::vector<fs::path> found;
        for (const auto& entry : fs::recursive_directory_iterator{stick}) {
            if (entry.path().extension() == ".konbit-bundle") found.push_back(entry.path());
        }
        std::ranges::sort(found);
        return found;
    }
    [[nodiscard]] std::string everything_on_the_stick() const {
        std::string bytes;
        for (const auto& entry : fs::recursive_directory_iterator{stick}) {
            if (entry.is_regular_file()) bytes += contents_of(entry.path());
        }
        return bytes;
    }

    Workspace work;
    fs::path stick = work.root() / "stick";
};

TEST_F(SyncFolder, TwoWhoMeetKnowTheSame) {
    report("marie", "a");
    report_with_photo("marie", "b");
    report("jean", "c");
    const auto first = sync("marie");
    EXPECT_EQ(first.sent_entries, 2u);
    EXPECT_EQ(first.sent_photos, 1u);
    EXPECT_EQ(first.came.entries, 0u);
    const auto second = sync("jean");
    EXPECT_EQ(second.sent_entries, 1u);
    EXPECT_EQ(second.came.entries, 2u);
    EXPECT_EQ(second.came.photos, 1u);
    EXPECT_THAT(second.came.notes, IsEmpty());
    sync("marie");
    EXPECT_THAT(texts("marie"), ElementsAre("a", "b", "c"));
    EXPECT_THAT(texts("jean"), ElementsAre("a", "b", "c"));
    EXPECT_EQ(PhotoStore{work.map("jean")}.read(digest_of(kPhoto)), kPhoto);
    EXPECT_THAT(work.reader("jean").check(), IsEmpty());
}

TEST_F(SyncFolder, AgainWithoutNewsWritesNothing) {
    report_with_photo("marie", "a");
    sync("marie");
    const auto before = names_in(stick);
    const auto again = sync("marie");
    EXPECT_EQ(again.sent_entries, 0u);
    EXPECT_EQ(again.sent_photos, 0u);
    EXPECT_EQ(again.came.entries, 0u);
    EXPECT_EQ(names_in(stick), before);
}

TEST_F(SyncFolder, OnlyNewsIsAdded) {
    report("marie", "a");
    sync("marie");
    const auto before = segments();
    report("marie", "b");
    EXPECT_EQ(sync("marie").sent_entries, 1u);
    EXPECT_THAT(segments(), SizeIs(2));
    EXPECT_THAT(segments(), Contains(before[0]));
}

TEST_F(SyncFolder, NewsTravelsOnThroughAThird) {
    report("marie", "a");
    sync("marie");
    sync("jean");
    const auto other = work.root() / "other";
    fs::create_directory(other);
    auto jean = journal_of("jean");
    EXPECT_EQ(sync_folder(jean, work.map("jean"), other, {}, nullptr).sent_entries, 1u);
    auto luc = journal_of("luc");
    EXPECT_EQ(sync_folder(luc, work.map("luc"), other, {}, nullptr).came.entries, 1u);
    EXPECT_THAT(texts("luc"), ElementsAre("a"));
}

TEST_F(SyncFolder, AFolderThatIsNotThereIsNamed) {
    report("marie", "a");
    fs::remove(stick);
    EXPECT_THAT(failure_of([&] { sync("marie"); }),
                AllOf(HasSubstr(stick.string()), HasSubstr("Plug the stick in")));
}

// ---- redactions

TEST_F(SyncFolder, RedactedTextAndPhotoLeaveTheStick) {
    report_with_photo("marie", "a name");
    sync("marie");
    sync("jean");
    ASSERT_THAT(everything_on_the_stick(), AllOf(HasSubstr("a name"), HasSubstr(kPhoto)));
    {
        auto marie = journal_of("marie");
        marie.redact(test::all_of(marie)[0].id, "", 200);
    }
    sync("marie");
    EXPECT_THAT(everything_on_the_stick(), AllOf(Not(HasSubstr("a name")), Not(HasSubstr(kPhoto))));
    EXPECT_EQ(sync("jean").came.redacted, 1u);
    EXPECT_THAT(texts("jean"), ElementsAre(""));
    EXPECT_THAT(names_in(work.map("jean") / "photos"), IsEmpty());
    EXPECT_EQ(ids_of(work.reader("jean")), ids_of(work.reader("marie")));
    sync("luc");
    EXPECT_EQ(ids_of(work.reader("luc")), ids_of(work.reader("marie")));
    EXPECT_EQ(sync("marie").sent_entries, 0u);
}

// ---- damage

TEST_F(SyncFolder, ADamagedSegmentIsNamedAndWrittenAgainByWhoeverHasIt) {
    report("marie", "a");
    report("marie", "b");
    sync("marie");
    report("marie", "c");
    sync("marie");
    for (const auto& damage : {"cut", "changed", "emptied"}) {
        const auto file = segments().front();
        auto bytes = contents_of(file);
        if (damage == std::string{"cut"}) bytes.resize(bytes.size() / 2);
        if (damage == std::string{"changed"}) bytes[bytes.size() / 2] ^= 1;
        if (damage == std::string{"emptied"}) bytes.clear();
        write_file(file, bytes);
        // Jean has nothing of it: he takes nothing without what came before, and leaves it alone.
        const auto jeans = sync(std::string{"jean-"} + damage);
        EXPECT_THAT(jeans.came.notes, Contains(HasSubstr(file.string()))) << damage;
        EXPECT_THAT(jeans.came.notes, Contains(HasSubstr("entry 2 of this chain is missing")));
        EXPECT_EQ(jeans.came.entries, 0u) << damage;
        EXPECT_TRUE(fs::exists(file));
        // Marie has it.
        const auto maries = sync("marie");
        EXPECT_EQ(maries.sent_entries, 2u) << damage;
        EXPECT_THAT(sync("marie").came.notes, IsEmpty()) << damage;
        sync(std::string{"jean-"} + damage);
        EXPECT_THAT(texts(std::string{"jean-"} + damage), ElementsAre("a", "b", "c")) << damage;
    }
}

TEST_F(SyncFolder, AForgedChainDoesNotKeepTheOthersOut) {
    report("marie", "a");
    report("mallory", "x");
    sync("marie");
    sync("mallory");
    // Mallory's chain with Marie's signature under it: sums fit, the signature does not.
    auto forged = test::raw_of(work.reader("mallory"));
    std::erase_if(forged, [&](const RawEntry& entry) {
        const auto marie = ids_of(work.reader("marie"));
        return std::ranges::find(marie, entry.id) != marie.end();
    });
    ASSERT_THAT(forged, SizeIs(1));
    (*forged[0].signature)[0] ^= 1;
    for (const auto& file : segments()) {
        if (contents_of(file).find("\"x\"") == std::string::npos) continue;
        BundleWriter out{file};
        out.add(forged[0]);
        out.commit();
    }
    const auto jeans = sync("jean");
    EXPECT_THAT(jeans.came.notes, Contains(AllOf(HasSubstr("left out"), HasSubstr("signature"))));
    EXPECT_THAT(texts("jean"), ElementsAre("a"));
}

TEST_F(SyncFolder, StrangeFilesAreLeftAlone) {
    report("marie", "a");
    sync("marie");
    const auto chain = segments()[0].parent_path();
    const std::vector<fs::path> strange{stick / "holiday.jpg",
                                        stick / "konbit" / "entries" / "readme",
                                        chain / "._0000000001-0000000001-0123.konbit-bundle",
                                        chain / "0000000001-x.konbit-bundle", chain / "notes.txt"};
    for (const auto& file : strange) write_file(file, "?");
    const auto secret = work.root() / "secret";
    write_file(secret, "secret");
    fs::create_symlink(secret, chain / "0000000001-0000000009-0000000000000000.konbit-bundle");
    fs::create_symlink(work.root(),
                       chain.parent_path() / (std::string(64, 'a') + "-" + std::string(32, 'b')));
    ::mkfifo((chain / "0000000003-0000000003-0000000000000000.konbit-bundle").c_str(), 0600);
    sync("jean");
    EXPECT_THAT(texts("jean"), ElementsAre("a"));
    for (const auto& file : strange) EXPECT_TRUE(fs::exists(file)) << file;
    EXPECT_EQ(contents_of(secret), "secret");
}

TEST_F(SyncFolder, ALinkInPlaceOfOurFolderIsRefused) {
    report("marie", "a");
    fs::create_directory(work.root() / "elsewhere");
    fs::create_directory_symlink(work.root() / "elsewhere", stick / "konbit");
    EXPECT_THAT(failure_of([&] { sync("marie"); }), HasSubstr("link"));
    EXPECT_THAT(names_in(work.root() / "elsewhere"), IsEmpty());
}

TEST_F(SyncFolder, ADamagedPhotoIsNamedAndBroughtAgain) {
    report_with_photo("marie", "a");
    sync("marie");
    const auto file = stick / "konbit" / "photos" / (to_hex(digest_of(kPhoto)) + ".jpeg");
    write_file(file, jpeg_bytes("a LANDslide"));
    EXPECT_THAT(sync("jean").came.notes, Contains(HasSubstr(file.string())));
    EXPECT_THAT(names_in(work.map("jean") / "photos"), IsEmpty());
    EXPECT_EQ(sync("marie").sent_photos, 1u);
    EXPECT_EQ(sync("jean").came.photos, 1u);
}

// ---- disks that cannot

/// Runs as somebody without rights to the folder, also when the tests run as root.
int as_nobody(const std::function<void()>& work) {
    const auto child = ::fork();
    if (child == 0) {
        if (::geteuid() == 0 && (::setgid(65'534) != 0 || ::setuid(65'534) != 0)) ::_exit(3);
        try {
            work();
        } catch (const std::exception& error) {
            std::fprintf(stderr, "%s\n", error.what());
            ::_exit(2);
        }
        ::_exit(testing::Test::HasFailure() ? 1 : 0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_F(SyncFolder, FromAReadOnlyStickEverythingComesAndThatNothingCouldBeLeftIsSaid) {
    report_with_photo("marie", "a");
    sync("marie");
    for (const auto& entry : fs::recursive_directory_iterator{stick}) {
        fs::permissions(entry, fs::is_directory(entry) ? fs::perms{0555} : fs::perms{0444});
    }
    fs::permissions(stick, fs::perms{0555});
    fs::permissions(work.root(), fs::perms{0777});
    const auto before = names_in(stick);
    EXPECT_EQ(as_nobody([&] {
                  report("jean", "b");
                  const auto result = sync("jean");
                  EXPECT_EQ(result.came.entries, 1u);
                  EXPECT_EQ(result.came.photos, 1u);
                  EXPECT_EQ(result.sent_entries, 0u);
                  EXPECT_THAT(result.came.notes,
                              Contains(HasSubstr("nothing could be left there")));
              }),
              0);
    EXPECT_EQ(names_in(stick), before);
    fs::permissions(stick, fs::perms{0755});
    for (const auto& entry : fs::recursive_directory_iterator{stick}) {
        fs::permissions(entry, fs::perms::owner_all, fs::perm_options::add);
    }
}

TEST_F(SyncFolder, OnAFullStickWhatCameIsKeptAndNothingHalfIsLeft) {
    report("jean", "b");
    sync("jean");
    const auto before = names_in(stick);
    const auto photo = jpeg_bytes(std::string(3'000'000, 'p'));
    PhotoStore{work.map("marie")}.add(photo, "jpeg", "");
    journal_of("marie").append(with_photo("a", photo), 100);
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit room{};
    ::getrlimit(RLIMIT_FSIZE, &room);
    const auto unlimited = room;
    room.rlim_cur = 1'000'000;  // enough for entries and the database, not for the photo
    ::setrlimit(RLIMIT_FSIZE, &room);
    const auto said = failure_of([&] { sync("marie"); });
    ::setrlimit(RLIMIT_FSIZE, &unlimited);
    EXPECT_THAT(said, AllOf(HasSubstr("1 new entries came in and are kept"),
                            HasSubstr("Not everything could be left")));
    EXPECT_THAT(texts("marie"), ElementsAre("a", "b"));
    for (const auto& name : names_in(stick)) EXPECT_THAT(name, Not(HasSubstr("partial")));
    EXPECT_EQ(sync("marie").sent_photos, 1u);
}

TEST_F(SyncFolder, AStickThatIsPulledIsMetAgain) {
    std::vector<NewEntry> run(200, blocked_road("jean's"));
    journal_of("jean").append(run, 100);
    for (int i = 0; i < 6; ++i) report_with_photo("jean", "shown");
    sync("jean");
    journal_of("marie").append(std::vector(200, blocked_road("marie's")), 100);
    const auto pocket = work.root() / "pocket";
    int pulled = 0;
    for (int round = 0; round < 10; ++round) {
        const std::chrono::microseconds moment{3'000 * round};
        std::thread hand{[&] {
            std::this_thread::sleep_for(moment);
            fs::rename(stick, pocket);
        }};
        const auto said = failure_of([&] { sync("marie"); });
        hand.join();
        if (!said.empty()) ++pulled;
        EXPECT_THAT(work.reader("marie").check(), IsEmpty());
        fs::rename(pocket, stick);
    }
    EXPECT_GT(pulled, 0);
    EXPECT_THAT(sync("marie").came.notes, IsEmpty());
    sync("jean");
    EXPECT_EQ(ids_of(work.reader("marie")).size(), 406u);
    EXPECT_EQ(ids_of(work.reader("marie")), ids_of(work.reader("jean")));
    EXPECT_THAT(sync("luc").came.notes, IsEmpty()) << "nothing half was left";
    EXPECT_EQ(PhotoStore{work.map("luc")}.all().size(), 1u);
}

// ---- many at once

TEST_F(SyncFolder, LaptopsThatWriteAtOnceLoseNothing) {
    const std::vector<std::string> all{"marie", "jean", "luc", "rose"};
    for (const auto& who : all) report(who, "first of " + who);
    std::vector<std::thread> laptops;
    for (const auto& who : all) {
        laptops.emplace_back([this, who] {
            for (int i = 0; i < 5; ++i) {
                report(who, who + std::to_string(i));
                sync(who);
            }
        });
    }
    for (auto& laptop : laptops) laptop.join();
    for (const auto& who : all) sync(who);
    for (const auto& who : all) {
        EXPECT_THAT(texts(who), SizeIs(24)) << who;
        EXPECT_EQ(ids_of(work.reader(who)), ids_of(work.reader("marie")));
    }
}

TEST_F(SyncFolder, ManySmallSegmentsBecomeOne) {
    for (int i = 0; i < 36; ++i) {
        report("marie", std::to_string(i));
        EXPECT_EQ(sync("marie").sent_entries, 1u);
    }
    EXPECT_LT(segments().size(), 10u);
    EXPECT_EQ(sync("jean").came.entries, 36u);
    EXPECT_THAT(texts("jean"), SizeIs(36));
}

TEST_F(SyncFolder, BothBranchesOfAForkedChainTravel) {
    report("marie", "before");
    fs::copy(work.map("marie"), work.root() / "backup", fs::copy_options::recursive);
    report("marie", "on the laptop");
    sync("marie");
    // The laptop is restored from its backup and forgets what it had written.
    fs::remove_all(work.map("marie"));
    fs::remove_all(work.root() / "marie-key" / "chains");
    fs::copy(work.root() / "backup", work.map("marie"), fs::copy_options::recursive);
    report("marie", "after the backup");
    sync("marie");
    sync("jean");
    EXPECT_THAT(texts("jean"), ElementsAre("after the backup", "before", "on the laptop"));
    EXPECT_EQ(ids_of(work.reader("jean")), ids_of(work.reader("marie")));
    EXPECT_THAT(work.reader("jean").check(), IsEmpty());
}

}  // namespace
}  // namespace konbit
