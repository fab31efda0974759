#include "mapper/journal/team.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace konbit {
namespace {

using testing::ElementsAre;

DeviceKey device(char name) {
    DeviceKey key;
    key.bytes.fill(static_cast<std::uint8_t>(name));
    return key;
}

/// Words about devices "A", "B", … in the order of entries: "A+B" accepts, "A-B" revokes.
std::vector<Entry> words(const std::vector<std::string>& texts) {
    std::vector<Entry> entries;
    for (std::uint64_t lamport = 1; const auto& text : texts) {
        Entry entry;
        entry.head.chain.device = device(text[0]);
        entry.head.kind = text[1] == '+' ? EntryKind::accept : EntryKind::revoke;
        entry.head.lamport = lamport++;
        entry.id.bytes[0] = static_cast<std::uint8_t>(lamport);
        entry.payload = DeviceNote{device(text[2]), text.substr(3)};
        entries.push_back(entry);
    }
    return entries;
}

std::string members_of(const Team& team) {
    std::string names;
    for (const auto& key : team.members()) names += static_cast<char>(key.bytes[0]);
    return names;
}

/// Who is accepted, found the same in twenty orders of arrival.
std::string accepted(const std::string& roots, const std::vector<std::string>& texts) {
    std::vector<DeviceKey> keys;
    for (const char root : roots) keys.push_back(device(root));
    auto entries = words(texts);
    std::string found;
    for (std::mt19937 random{7}; auto round : {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}) {
        Team team{keys};
        for (const auto& entry : entries) team.add(entry);
        if (round == 0) found = members_of(team);
        EXPECT_EQ(members_of(team), found) << "in another order of arrival";
        std::ranges::shuffle(entries, random);
    }
    return found;
}

TEST(Team, RootsAreAcceptedAndNobodyElse) {
    EXPECT_EQ(accepted("", {}), "");
    EXPECT_EQ(accepted("AB", {}), "AB");
    EXPECT_EQ(accepted("", {"A+B"}), "");
}

TEST(Team, WhomTheAcceptedAcceptIsAccepted) {
    EXPECT_EQ(accepted("A", {"A+B"}), "AB");
    EXPECT_EQ(accepted("A", {"A+B", "B+C", "C+D"}), "ABCD");
    EXPECT_EQ(accepted("A", {"C+D", "B+C", "A+B"}), "ABCD") << "also what they said before";
}

TEST(Team, AStrangersWordDoesNotCount) {
    EXPECT_EQ(accepted("A", {"X+X"}), "A");
    EXPECT_EQ(accepted("A", {"X+Y", "Y+X"}), "A");
    EXPECT_EQ(accepted("A", {"A+B", "X-B"}), "AB");
}

TEST(Team, TheLastWordOfTheAcceptedCounts) {
    EXPECT_EQ(accepted("A", {"A+B", "A-B"}), "A");
    EXPECT_EQ(accepted("A", {"A+B", "A-B", "A+B"}), "AB");
    EXPECT_EQ(accepted("A", {"A+B", "A+C", "C-B"}), "AC") << "any member may revoke";
    EXPECT_EQ(accepted("A", {"A+B", "A+C", "C-B", "A+B"}), "ABC");
    EXPECT_EQ(accepted("A", {"A+C", "C-B", "A+B"}), "ABC") << "a revocation before says nothing";
}

TEST(Team, WithAMiddleManGoWhomOnlyHeBroughtIn) {
    EXPECT_EQ(accepted("A", {"A+B", "B+C", "A-B"}), "A");
    EXPECT_EQ(accepted("A", {"A+B", "B+C", "A+C", "A-B"}), "AC");
    EXPECT_EQ(accepted("A", {"A+B", "A+C", "C-D", "B+D", "A-B"}), "AC");
    EXPECT_EQ(accepted("A", {"A+B", "A+C", "A+D", "B-D", "A-B"}), "ACD")
        << "a revocation goes with its author";
}

TEST(Team, NobodyComesBackByHisOwnWord) {
    EXPECT_EQ(accepted("A", {"A+B", "A-B", "B+B"}), "A");
    EXPECT_EQ(accepted("A", {"A+B", "B+C", "A-B", "C+B"}), "A") << "nor through his own people";
    EXPECT_EQ(accepted("A", {"A+B", "A+C", "A-B", "A-C", "B+C", "C+B"}), "A");
}

TEST(Team, WhoeverLeavesByHimselfHasLeft) {
    EXPECT_EQ(accepted("A", {"A+B", "B-B"}), "A");
    EXPECT_EQ(accepted("A", {"A+B", "B-B", "A+B"}), "AB");
}

TEST(Team, ARootStaysWhateverOthersSay) {
    EXPECT_EQ(accepted("A", {"A+B", "B-A"}), "AB");
    EXPECT_EQ(accepted("A", {"A-A"}), "A");
    EXPECT_EQ(accepted("AB", {"A-B", "B-A"}), "AB");
    const Team team{{device('A')}};
    EXPECT_TRUE(team.is_root(device('A')));
    EXPECT_FALSE(team.is_root(device('B')));
}

TEST(Team, InACircleOfRevocationsNobodyIsAcceptedUntilSomebodyOutsideSaysMore) {
    EXPECT_EQ(accepted("A", {"A+B", "A+C", "B-C", "C-B"}), "A");
    EXPECT_EQ(accepted("A", {"A+B", "A+C", "B-C", "C-B", "A+B"}), "AB");
    EXPECT_EQ(accepted("A", {"A+B", "B+C", "C-B"}), "A") << "revoked by whom he brought in";
    EXPECT_EQ(accepted("A", {"A+B", "B+C", "C-B", "A+B"}), "ABC");
    EXPECT_EQ(accepted("A", {"A+B", "A+C", "A+D", "B-C", "C-D", "D-B"}), "A");
}

TEST(Team, OnceAcceptedIsNeverForgotten) {
    Team team{{device('A')}};
    for (const auto& entry : words({"A+B", "B+C", "A-B", "X+Y"})) team.add(entry);
    for (const char name : {'A', 'B', 'C'}) EXPECT_TRUE(team.ever_accepted(device(name))) << name;
    for (const char name : {'X', 'Y'}) EXPECT_FALSE(team.ever_accepted(device(name))) << name;
}

TEST(Team, SaysWhetherAnEntryChangedWhoIsAccepted) {
    Team team{{device('A')}};
    const auto entries = words({"A+B", "A+B", "A-B", "X+Y"});
    EXPECT_TRUE(team.add(entries[0]));
    EXPECT_FALSE(team.add(entries[0])) << "the same entry again";
    EXPECT_FALSE(team.add(entries[1]));
    EXPECT_TRUE(team.add(entries[2]));
    EXPECT_FALSE(team.add(entries[3]));
    Entry report;
    report.head.chain.device = device('A');
    EXPECT_FALSE(team.add(report));
}

TEST(Team, AForgottenWordWasNeverSaid) {
    Team team{{device('A')}};
    const auto entries = words({"A+B", "B+C", "A-C"});
    for (const auto& entry : entries) team.add(entry);
    EXPECT_TRUE(team.forget(entries[2].id));
    EXPECT_EQ(members_of(team), "ABC");
    EXPECT_FALSE(team.forget(entries[2].id));
    auto redacted = entries[2];
    redacted.payload = {};
    redacted.redacted = true;
    EXPECT_FALSE(team.add(redacted));
    EXPECT_EQ(members_of(team), "ABC");
}

TEST(Team, NamesAreThoseThatTheAcceptedGave) {
    Team team{{device('A')}};
    for (const auto& entry : words({"A+BMarie's laptop", "X+BMallory", "A+C", "C+BMarie", "A-D"})) {
        team.add(entry);
    }
    EXPECT_EQ(team.name_of(device('B')), "Marie");
    EXPECT_EQ(team.name_of(device('C')), "");
    EXPECT_EQ(team.name_of(device('D')), "");
}

/// The definition tried on all sets: those that come out of themselves, as whom acceptances reach
/// from the roots if only the set's own members revoke.
std::vector<std::string> sets_that_hold(const std::string& roots,
                                        const std::vector<std::string>& said,
                                        const std::string& all) {
    std::vector<std::string> found;
    for (unsigned bits = 0; bits < 1u << all.size(); ++bits) {
        const auto member = [&](char name) { return (bits >> all.find(name) & 1u) != 0; };
        std::string reached = roots;
        for (std::size_t i = 0; i < reached.size(); ++i) {
            for (std::size_t at = 0; at < said.size(); ++at) {
                if (said[at][0] != reached[i] || said[at][1] != '+') continue;
                const bool ended = std::any_of(said.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                                               said.end(), [&](const std::string& later) {
                                                   return later[1] == '-' && member(later[0]) &&
                                                          later[2] == said[at][2];
                                               });
                if (!ended && reached.find(said[at][2]) == std::string::npos)
                    reached += said[at][2];
            }
        }
        std::ranges::sort(reached);
        std::string set;
        for (const char name : all) {
            if (member(name)) set += name;
        }
        if (set == reached) found.push_back(set);
    }
    return found;
}

TEST(Team, RandomWordsAgreeWithTheDefinition) {
    const std::string all = "ABCDEF";
    std::mt19937 random{20'100'112};
    int decided = 0;
    for (int round = 0; round < 2'000; ++round) {
        std::vector<std::string> said;
        for (auto n = random() % 14; n > 0; --n) {
            said.push_back({all[random() % 6], random() % 3 == 0 ? '-' : '+', all[random() % 6]});
        }
        const std::string roots = round % 3 == 0 ? "AB" : "A";
        std::vector<DeviceKey> keys;
        for (const char root : roots) keys.push_back(device(root));
        Team team{keys};
        auto entries = words(said);
        std::ranges::shuffle(entries, random);
        for (const auto& entry : entries) team.add(entry);
        const auto sets = sets_that_hold(roots, said, all);
        const auto members = members_of(team);
        // Whoever is accepted is so in every set that holds.
        for (const auto& set : sets) EXPECT_TRUE(std::ranges::includes(set, members));
        if (sets.size() == 1 && sets[0] == members) ++decided;
    }
    EXPECT_GT(decided, 1'700) << "circles are rare";
}

}  // namespace
}  // namespace konbit
