#pragma once

#include <algorithm>
#include <cstdlib>
#include <random>
#include <set>

#include "mapper/journal/bundle.hpp"
#include "mapper/journal/team.hpp"
#include "tests/journal/photo_samples.hpp"

namespace konbit::test {

/// True for the full counts of long runs.
inline bool long_run() {
    return std::getenv("KONBIT_LONG") != nullptr;
}

/// All that questions can see of a journal: entries in their order, and who is accepted. Everything
/// else follows from it.
struct WhatIsKnown {
    std::vector<EntryId> entries;
    std::vector<Payload> payloads;
    std::vector<DeviceKey> members;
    bool operator==(const WhatIsKnown&) const = default;
};

inline WhatIsKnown known_to(const Journal& journal) {
    auto all = all_of(journal);
    std::ranges::sort(all, comes_before);
    WhatIsKnown known;
    Team team{journal.roots()};
    for (auto& entry : all) {
        known.entries.push_back(entry.id);
        team.add(entry);
        known.payloads.push_back(std::move(entry.payload));
    }
    known.members = team.members();
    return known;
}

/// Devices that write at random, with clocks from 1970 to 2099, meet at random, and now and then
/// put a bundle on a stick.
class RandomHistory {
public:
    RandomHistory(std::uint32_t seed, std::size_t entries)
        : random_{seed}, most_{entries}, devices_{2 + random_() % 7} {
        for (std::size_t i = 0; i < devices_; ++i) {
            keys_.push_back(Device::open(work.root() / device(i)).key());
        }
    }

    void run() {
        while (acknowledged.size() < most_) {
            const auto who = random_() % devices_;
            const auto dice = random_() % 100;
            if (dice < 80) write(who);
            if (dice >= 80 && dice < 95) meet(who, random_() % devices_);
            if (dice >= 95) put_bundle(who);
        }
        for (std::size_t i = 0; i < devices_; ++i) put_bundle(i);
    }

    [[nodiscard]] std::size_t devices() const { return devices_; }
    [[nodiscard]] static std::string device(std::size_t i) { return "device" + std::to_string(i); }
    [[nodiscard]] static std::string map(std::size_t i) { return "map" + std::to_string(i); }
    [[nodiscard]] Journal journal(std::size_t i) const { return work.writer(map(i), device(i)); }
    std::mt19937& random() { return random_; }
    [[nodiscard]] const std::vector<DeviceKey>& keys() const { return keys_; }

    Workspace work;
    std::set<EntryId> acknowledged;              ///< what append returned
    std::vector<std::filesystem::path> bundles;  ///< the last ones, one a device, hold everything

private:
    [[nodiscard]] UnixSeconds any_time() {
        return static_cast<UnixSeconds>(random_() % 4'102'444'800);
    }

    EntryId any_entry() {
        auto it = acknowledged.begin();
        std::advance(it, random_() % acknowledged.size());
        return *it;
    }

    NewEntry any_report() {
        auto entry = blocked_road("report " + std::to_string(random_()));
        auto& report = std::get<Report>(entry.payload);
        report.about.object->ref = 1 + random_() % 20;
        report.how = static_cast<Method>(1 + random_() % 3);
        report.observed = any_time();
        report.passability = static_cast<Passability>(1 + random_() % 3);
        return entry;
    }

    NewEntry any_entry_of_a_day() {
        const auto dice = random_() % 20;
        if (dice < 11 || acknowledged.empty()) return any_report();
        const auto& other = keys_[random_() % devices_];
        if (dice < 13) return {EntryKind::accept, Audience::team, DeviceNote{other, "somebody"}};
        if (dice < 14) return {EntryKind::revoke, Audience::team, DeviceNote{other, ""}};
        if (dice < 15) {
            return {EntryKind::event, Audience::team, EventNote{"earthquake", any_time(), ""}};
        }
        const auto kind = static_cast<EntryKind>(4 + dice % 3);  // confirm, dispute, withdraw
        return {kind, Audience::team, Judgement{any_entry(), Method::seen, any_time(), "", ""}};
    }

    void write(std::size_t who) {
        auto writer = journal(who);
        for (int tries = random_() % 5 == 0 ? 20 : 0; tries > 0 && !acknowledged.empty(); --tries) {
            const auto entry = any_entry();
            const auto there = writer.entry(entry);
            if (!there || there->redacted || there->head.kind != EntryKind::report) continue;
            acknowledged.insert(writer.redact(entry, "a name", any_time()));
            return;
        }
        const auto longest_run = most_ > 1'000 ? 40 : 8;
        std::vector<NewEntry> run;
        for (auto n = 1 + random_() % longest_run; n > 0; --n) run.push_back(any_entry_of_a_day());
        for (const auto& id : writer.append(run, any_time())) acknowledged.insert(id);
    }

    void meet(std::size_t a, std::size_t b) {
        if (a == b) return;
        auto one = journal(a), other = journal(b);
        merge_all(one, other);
        if (random_() % 2 == 0) merge_all(other, one);
    }

    void put_bundle(std::size_t who) {
        auto out = work.root() / ("bundle" + std::to_string(bundles.size()));
        write_bundle(work.reader(map(who)), work.map(map(who)), out, {}, nullptr);
        bundles.push_back(std::move(out));
    }

    std::mt19937 random_;
    std::size_t most_, devices_;
    std::vector<DeviceKey> keys_;
};

}  // namespace konbit::test
