#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "mapper/journal/entry.hpp"
#include "mapper/situation/situation.hpp"
#include "tests/situation/told.hpp"

namespace konbit::test {

inline DeviceKey device(char name) {
    DeviceKey key;
    key.bytes[0] = static_cast<std::uint8_t>(name);
    return key;
}

/// Writes entries as devices 'A', 'B', … would, without a journal.
class Scribe {
public:
    EntryId write(char who, EntryKind kind, Payload payload, Audience audience = Audience::team) {
        Entry entry;
        entry.head.chain.device = device(who);
        entry.head.sequence = ++sequence_[who];
        entry.head.lamport = ++lamport_;
        entry.head.kind = kind;
        entry.head.audience = audience;
        entry.payload = std::move(payload);
        entry.id = entry_number(++number_);
        entry.id.bytes[31] = static_cast<std::uint8_t>(number_ * 37);  // no order of its own
        entries.push_back(entry);
        return entry.id;
    }
    EntryId report(char who, Report report) {
        return write(who, EntryKind::report, std::move(report));
    }
    EntryId judge(char who, EntryKind kind, const EntryId& about, Method how,
                  UnixSeconds observed) {
        return write(who, kind, Judgement{about, how, observed, "", ""});
    }
    EntryId accept(char who, char whom) {
        return write(who, EntryKind::accept, DeviceNote{device(whom), std::string(1, whom)});
    }
    EntryId revoke(char who, char whom) {
        return write(who, EntryKind::revoke, DeviceNote{device(whom), ""});
    }
    void redact(const EntryId& id) {
        for (auto& entry : entries) {
            if (entry.id != id) continue;
            entry.payload = std::monostate{};
            entry.redacted = true;
        }
    }

    std::vector<Entry> entries;

private:
    std::map<char, std::uint64_t> sequence_;
    std::uint64_t lamport_ = 0;
    std::uint32_t number_ = 0;
};

/// "seen B of that way": passability reports are what most stories are about.
inline Report passing(ObjectId way, Method how, Passability passability, UnixSeconds observed,
                      Location at = {-730'000'000, 191'000'000}) {
    Report report;
    report.kind = ReportKind::passability;
    report.about = {way, std::nullopt, at};
    report.how = how;
    report.passability = passability;
    report.observed = observed;
    return report;
}

}  // namespace konbit::test
