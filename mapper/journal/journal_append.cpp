#include <algorithm>

#include "mapper/journal/entry_codec.hpp"
#include "mapper/journal/journal_impl.hpp"

namespace konbit {
namespace {

bool about_trust(EntryKind kind) noexcept {
    return kind == EntryKind::redact || kind == EntryKind::accept || kind == EntryKind::revoke;
}

// The device is trusted in this copy from its first entry on; true if it was not before.
bool add_root(SqlConnection& db, const DeviceKey& key) {
    SqlStatement root{db, "INSERT OR IGNORE INTO roots VALUES(?)"};
    root.bind(1, view_of(key)).run();
    return db.changes() > 0;
}

}  // namespace

std::vector<EntryId> Journal::append(std::span<const NewEntry> entries, UnixSeconds now) {
    if (entries.empty()) return {};
    std::vector<std::string> payloads;
    for (const auto& entry : entries) payloads.push_back(encode_payload(entry));

    const std::lock_guard lock{impl_->mutex};
    auto& db = impl_->writing();
    SqlTransaction transaction{db};
    auto own = impl_->own_chain();
    auto lamport = static_cast<std::uint64_t>(db.number("SELECT lamport FROM state"));
    EntryRows rows{db};
    std::vector<EntryId> ids;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        lamport = std::min(lamport + 1, kMostCount);
        EntryHead head{own.chain,
                       ++own.sequence,
                       own.last,
                       lamport,
                       std::clamp(now, kFirstSecond, kLastSecond),
                       entries[i].kind,
                       entries[i].audience,
                       digest_of(payloads[i])};
        const auto bytes = encode_head(head);
        own.last = digest_of(bytes);
        const bool ends_run = i + 1 == entries.size();
        rows.insert(own.last, head, bytes, payloads[i],
                    ends_run ? std::optional{impl_->device->sign(own.last)} : std::nullopt);
        ids.push_back(own.last);
    }
    SqlStatement{db, "UPDATE state SET lamport=?"}
        .bind(1, static_cast<std::int64_t>(lamport))
        .run();
    const bool trust_changed =
        std::ranges::any_of(entries, [](const NewEntry& e) { return about_trust(e.kind); });
    std::uint64_t destroyed = 0;
    if (add_root(db, own.chain.device) || trust_changed) destroyed = settle_redactions(db);
    transaction.commit();
    impl_->device->remember(own.chain, {own.sequence, own.last});
    if (destroyed > 0) impl_->scrub();
    db.tidy_log();
    return ids;
}

EntryId Journal::append(const NewEntry& entry, UnixSeconds now) {
    return append(std::span{&entry, 1}, now).front();
}

}  // namespace konbit
