// A random history gives the same answers in whatever order its entries arrive.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>

#include "tests/situation/scribe.hpp"
#include "tests/support/test_map.hpp"

namespace konbit {
namespace {

using test::device;
using test::minute;

class History {
public:
    explicit History(std::uint32_t seed) : random_{seed} {
        std::vector<std::pair<EntryId, char>> known;
        for (int i = 0; i < 250; ++i) {
            const char who = "ABCX"[pick(4)];
            const auto kind = pick(20);
            if (kind < 12 || known.empty()) {
                known.emplace_back(scribe.report(who, report()), who);
            } else if (kind < 16) {
                const auto& about = known[static_cast<std::size_t>(pick(int(known.size())))].first;
                const auto word = pick(2) == 0 ? EntryKind::confirm : EntryKind::dispute;
                known.emplace_back(scribe.judge(who, word, about, method(), minute(pick(900))),
                                   who);
            } else if (kind == 16) {
                const auto& [about, author] =
                    known[static_cast<std::size_t>(pick(int(known.size())))];
                scribe.judge(pick(3) == 0 ? who : author, EntryKind::withdraw, about, Method::seen,
                             0);
            } else if (kind == 17) {
                scribe.redact(known[static_cast<std::size_t>(pick(int(known.size())))].first);
            } else if (kind == 18) {
                pick(3) == 0 ? scribe.revoke(who, "ABCX"[pick(4)])
                             : scribe.accept(who, "ABCX"[pick(4)]);
            } else {
                scribe.write(who, pick(4) == 0 ? EntryKind::event_removed : EntryKind::event,
                             EventNote{"flood", minute(pick(5) * 100), ""});
            }
        }
    }
    int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
    std::mt19937& random() { return random_; }

    test::Scribe scribe;

private:
    Method method() { return static_cast<Method>(1 + pick(3)); }
    Report report() {
        const ObjectId ids[] = {
            {ObjectType::way, 10}, {ObjectType::way, 11}, {ObjectType::way, 99}};
        auto report =
            test::passing(ids[pick(3)], method(), static_cast<Passability>(1 + pick(3)),
                          minute(pick(1'200)), {-730'000'000 + pick(5) * 80, 191'000'000});
        if (pick(3) == 0) report.about.span = NodeSpan{1 + pick(5), 1 + pick(5)};
        if (pick(4) == 0) report.about.object.reset();
        if (pick(3) == 0) report.grade = static_cast<Grade>(pick(6));
        if (pick(4) == 0) report.witness = pick(2) == 0 ? "Rose" : "Paul";
        return report;
    }

    std::mt19937 random_;
};

/// Everything a question could ask, as text.
std::string answers(const Situation& all) {
    std::ostringstream out;
    for (const auto& event : all.events()) out << event.kind << event.at << '\n';
    for (const auto& member : all.team().members()) out << to_hex(member) << '\n';
    for (const auto id : all.objects()) {
        for (const auto matter : {Matter::passability, Matter::damage}) {
            for (const auto& f : all.findings(id, matter, {})) {
                out << to_string(id) << ' ' << int(matter);
                if (f.stretch) out << ' ' << f.stretch->first << '-' << f.stretch->last;
                out << ' ' << test::shown(f.verdict, f.statements) << '\n';
            }
        }
    }
    BoundingBox world{-1'800'000'000, -900'000'000, 1'800'000'000, 900'000'000};
    for (const auto* report : all.reports_in(world, true)) {
        const auto f = all.finding_of_free(*report, Matter::passability);
        out << to_hex(report->entry) << report->accepted << report->confirmed_by.size()
            << report->disputed_by.size() << test::shown(f.verdict, f.statements) << '\n';
    }
    const auto counts = all.counts();
    out << counts.reports << ' ' << counts.unverified << ' ' << counts.withdrawn << ' '
        << counts.redacted << ' ' << counts.good_news_waiting;
    return out.str();
}

TEST(SituationShuffle, TheOrderOfArrivalDoesNotMatter) {
    test::DrawnMap map;
    map.node(1, 19.1, -73.000).node(2, 19.1, -73.001).node(3, 19.1, -73.002);
    map.node(4, 19.1, -73.003).node(5, 19.1, -73.004);
    map.way(10, {1, 2, 3, 4, 5}, {{"highway", "primary"}});
    map.way(11, {1, 2, 3, 4, 1}, {{"highway", "service"}});
    const auto base = BaseMap::open(map.write());
    for (std::uint32_t seed = 1; seed <= 12; ++seed) {
        History history{seed};
        auto entries = history.scribe.entries;
        std::string expected;
        for (int turn = 0; turn < 6; ++turn) {
            Situation all{
                {.base = &base, .roots = {device('A')}, .as_of = minute(1'000), .now = 0}};
            for (const auto& entry : entries) all.apply(entry);
            for (const auto& entry : entries) all.apply(entry);  // again: nothing new
            if (turn == 0) expected = answers(all);
            ASSERT_EQ(answers(all), expected) << "seed " << seed << ", order " << turn;
            std::shuffle(entries.begin(), entries.end(), history.random());
        }
        EXPECT_GT(expected.size(), 1'000u);
    }
}

TEST(SituationShuffle, ForgettingIsAsNeverHavingKnown) {
    test::DrawnMap map;
    map.node(1, 19.1, -73.000).node(2, 19.1, -73.001).node(3, 19.1, -73.002);
    map.way(10, {1, 2, 3}, {{"highway", "primary"}});
    const auto base = BaseMap::open(map.write());
    for (std::uint32_t seed = 50; seed < 56; ++seed) {
        History history{seed};
        auto& entries = history.scribe.entries;
        const Situation::Options options{
            .base = &base, .roots = {device('A')}, .as_of = minute(1'000), .now = 0};
        Situation known{options};
        for (const auto& entry : entries) known.apply(entry);
        for (std::size_t i = 0; i < entries.size(); i += 7) {
            known.forget(entries[i].id);
            history.scribe.redact(entries[i].id);
        }
        Situation never{options};
        for (const auto& entry : entries) never.apply(entry);
        EXPECT_EQ(answers(known), answers(never)) << "seed " << seed;
    }
}

}  // namespace
}  // namespace konbit
