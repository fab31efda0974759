// kill -9 at random instants while a bundle is written, taken in, or people meet in a folder: what
// is there is whole, and doing it again completes it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <iostream>
#include <random>
#include <thread>

#include "tests/journal/history.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;
using std::chrono::microseconds;
using test::ids_of;
using test::jpeg_bytes;
using test::with_photo;
using test::Workspace;
using testing::IsEmpty;

constexpr int kPhotos = 12;

class KilledExchange : public testing::Test {
protected:
    KilledExchange() {
        const PhotoStore photos{work.map("theirs")};
        std::vector<NewEntry> run(300, test::blocked_road("a road"));
        for (char i = 0; i < kPhotos; ++i) {
            const auto photo = jpeg_bytes(std::string(50'000, static_cast<char>('a' + i)));
            photos.add(photo, "jpeg", "");
            run.push_back(with_photo("shown", photo));
        }
        work.writer("theirs", "marie").append(run, 100);
        work.writer("ours", "jean").append(test::blocked_road("ours"), 100);
        fs::create_directory(stick);
        all = ids_of(work.reader("theirs"));
        const auto own = ids_of(work.reader("ours"));
        all.insert(all.end(), own.begin(), own.end());
        std::ranges::sort(all);
        fs::copy(work.map("ours"), work.root() / "ours-before", fs::copy_options::recursive);
    }

    /// Jean's copy as it was in the beginning.
    void start_again() const {
        fs::remove_all(work.map("ours"));
        fs::copy(work.root() / "ours-before", work.map("ours"), fs::copy_options::recursive);
    }

    /// How long `job` takes in a process of its own that lives for `life` at most.
    static microseconds run(const std::function<void()>& job, microseconds life) {
        const auto begin = std::chrono::steady_clock::now();
        const auto child = ::fork();
        if (child == 0) {
            try {
                job();
            } catch (const std::exception& error) {
                std::fprintf(stderr, "%s\n", error.what());
                ::_exit(1);
            }
            ::_exit(0);
        }
        siginfo_t how{};
        const auto ended = [&] {
            ::waitid(P_PID, static_cast<id_t>(child), &how, WEXITED | WNOHANG | WNOWAIT);
            return how.si_pid == child;
        };
        while (!ended() && std::chrono::steady_clock::now() - begin < life) {
            std::this_thread::sleep_for(microseconds{100});
        }
        const auto end = std::chrono::steady_clock::now();
        ::kill(child, SIGKILL);
        ::waitid(P_PID, static_cast<id_t>(child), &how, WEXITED);
        EXPECT_TRUE(how.si_code == CLD_KILLED || how.si_status == 0) << "it failed by itself";
        return std::chrono::duration_cast<microseconds>(end - begin);
    }

    /// Kills `job` again and again, at instants all over its life; `check` sees what is left.
    void kill_often(const std::function<void()>& prepare, const std::function<void()>& job,
                    const std::function<void()>& check) {
        prepare();
        const auto life = run(job, std::chrono::seconds{20});
        check();
        std::mt19937 random{12};
        const int rounds = test::long_run() ? 100 : 4;
        int killed = 0;
        for (int round = 0; round < rounds; ++round) {
            prepare();
            const microseconds moment{
                random() % static_cast<unsigned>(std::max<std::int64_t>(life.count(), 1000))};
            if (run(job, moment) >= moment) ++killed;
            check();
            if (HasFatalFailure()) return;
        }
        EXPECT_GT(killed, 0);
        if (test::long_run()) std::cout << killed << " of " << rounds << " were killed\n";
    }

    void expect_whole_and_sound() const {
        const auto ours = work.reader("ours");
        EXPECT_THAT(ours.check(), IsEmpty());
        const auto size = ours.size();
        EXPECT_TRUE(size == 1 || size == all.size()) << size;
    }
    void expect_complete() const {
        EXPECT_EQ(ids_of(work.reader("ours")), all);
        EXPECT_EQ(PhotoStore{work.map("ours")}.all().size(), static_cast<std::size_t>(kPhotos));
    }

    Workspace work;
    fs::path stick = work.root() / "stick";
    std::vector<EntryId> all;
};

TEST_F(KilledExchange, ABundleIsThereWholeOrNotAtAll) {
    const auto out = stick / "team.konbit-bundle";
    kill_often([&] { fs::remove(out); },
               [&] { write_bundle(work.reader("theirs"), work.map("theirs"), out, {}, nullptr); },
               [&] {
                   if (!fs::exists(out)) return;
                   auto other = work.writer("other", "luc");
                   merge_bundle(other, work.map("other"), out, {}, nullptr);
                   EXPECT_EQ(ids_of(other), ids_of(work.reader("theirs")));
               });
}

TEST_F(KilledExchange, AMergeCountsWholeOrNotAtAll) {
    const auto bundle = stick / "team.konbit-bundle";
    write_bundle(work.reader("theirs"), work.map("theirs"), bundle, {}, nullptr);
    const auto merge = [&] {
        auto ours = work.writer("ours", "jean");
        merge_bundle(ours, work.map("ours"), bundle, {}, nullptr);
    };
    kill_often([&] { start_again(); }, merge,
               [&] {
                   expect_whole_and_sound();
                   merge();
                   expect_complete();
               });
}

TEST_F(KilledExchange, AMeetingInAFolderIsCompletedByTheNext) {
    const auto sync = [&](const std::string& map, const std::string& device) {
        auto journal = work.writer(map, device);
        return sync_folder(journal, work.map(map), stick, {}, nullptr);
    };
    const auto prepare = [&] {
        start_again();
        fs::remove_all(stick);
        fs::create_directory(stick);
        sync("theirs", "marie");
    };
    kill_often(
        prepare, [&] { sync("ours", "jean"); },
        [&] {
            expect_whole_and_sound();
            EXPECT_THAT(sync("ours", "jean").came.notes, IsEmpty());
            expect_complete();
        });
    // And the one who brings everything.
    kill_often(
        [&] {
            start_again();
            fs::remove_all(stick);
            fs::create_directory(stick);
        },
        [&] { sync("theirs", "marie"); },
        [&] {
            EXPECT_THAT(sync("ours", "jean").came.notes, IsEmpty()) << "nothing half was left";
            EXPECT_THAT(sync("theirs", "marie").came.notes, IsEmpty());
            sync("ours", "jean");
            expect_complete();
        });
}

}  // namespace
}  // namespace konbit
