// Copies that took the same bundles in, in whatever order, show the same map.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mapper/situation/situation.hpp"
#include "tests/journal/copies.hpp"
#include "tests/situation/told.hpp"
#include "tests/support/test_map.hpp"

namespace konbit {
namespace {

using test::Copies;
using test::RandomHistory;

constexpr UnixSeconds kAsOf = 2'000'000'000;
constexpr std::int64_t kWays = 15;  // reports speak of 20: five have gone from the map

std::filesystem::path drawn_ways(test::DrawnMap& map) {
    for (std::int64_t id = 1; id <= kWays; ++id) {
        const auto lat = 18.54 + 0.001 * static_cast<double>(id);
        map.node(10 * id, lat, -72.34).node(10 * id + 1, lat, -72.33);
        map.way(id, {10 * id, 10 * id + 1}, {{"highway", "primary"}});
    }
    return map.write();
}

/// Every answer of a situation, one a line.
std::string answers(const Journal& journal, const BaseMap& base) {
    Situation situation{{.base = &base, .roots = journal.roots(), .as_of = kAsOf, .now = kAsOf}};
    journal.for_each(0, [&](const Entry& entry) { situation.apply(entry); });
    std::ostringstream out;
    for (const auto& object : situation.objects()) {
        for (const auto& finding : situation.findings(object, Matter::passability, {})) {
            out << object.ref << ": " << test::shown(finding.verdict, finding.statements) << '\n';
        }
    }
    constexpr BoundingBox kWorld{-1'800'000'000, -900'000'000, 1'800'000'000, 900'000'000};
    for (const auto* report : situation.reports_in(kWorld, false)) {
        out << short_id(report->entry) << ' ' << report->accepted << report->from_the_future << ' '
            << report->confirmed_by.size() << ' ' << report->disputed_by.size() << '\n';
    }
    for (const auto& event : situation.events()) out << event.kind << ' ' << event.at << '\n';
    return out.str();
}

TEST(MergedSituation, IsTheSameWhateverTheOrderOfTheBundles) {
    test::DrawnMap map;
    const auto base = BaseMap::open(drawn_ways(map));
    for (const std::uint32_t seed : {31u, 32u, 33u}) {
        RandomHistory history{seed, test::long_run() ? 3'000u : 150u};
        history.run();
        Copies copies{history};
        auto bundles = some_of(history, 6);
        const auto first = answers(history.work.reader(copies.with(bundles)), base);
        EXPECT_GT(std::ranges::count(first, '\n'), 3);  // it is about something
        for (int round = 0; round < 2; ++round) {
            std::ranges::shuffle(bundles, history.random());
            EXPECT_EQ(answers(history.work.reader(copies.with(bundles)), base), first) << seed;
        }
    }
}

}  // namespace
}  // namespace konbit
