#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "mapper/journal/entry_codec.hpp"
#include "mapper/journal/journal_impl.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
namespace {

// Keeps the index of names in memory while many entries come in: their order is random in it.
class WideCache {
public:
    explicit WideCache(SqlConnection& db) : db_{db} { db_.run("PRAGMA cache_size=-65536"); }
    ~WideCache() {
        try {
            db_.run("PRAGMA cache_size=-8000; PRAGMA shrink_memory");
        } catch (const DataError&) {  // costs memory, nothing else
        }
    }
    WideCache(const WideCache&) = delete;
    WideCache& operator=(const WideCache&) = delete;

private:
    SqlConnection& db_;
};

// One delivery on its way into the journal, in one transaction. A run is a stretch of a chain; the
// signature of its last entry covers all, since each entry holds the hash of the one before.
class Delivery {
public:
    Delivery(SqlConnection& db, std::string_view origin) : db_{db}, origin_{origin}, rows_{db} {
        SqlStatement known{db, "SELECT entry FROM redacted"};
        while (known.step()) redacted_.insert(digest_from(db, known.blob(0)));
    }

    void take(const RawEntry& raw);
    /// After the last entry: links, signatures, redactions.
    MergeResult finish();

private:
    struct Tip {
        std::int64_t position;
        DeviceKey device;
        std::optional<Signature> signature;
    };
    struct Waiting {  ///< for the entry before it
        EntryId id;
        EntryHead head;
    };

    [[noreturn]] void refuse(const EntryId& id, std::string_view why) const {
        throw RefusedEntries{"These entries cannot be taken in", std::string{origin_},
                             fmt::format("entry {}: {}; nothing was changed", short_id(id), why),
                             "Ask the sender for a new file."};
    }
    void check_payload(const RawEntry& raw, const EntryHead& head) const;
    bool take_known(const RawEntry& raw, const EntryHead& head);
    void link(const RawEntry& raw, const EntryHead& head);
    void check_link(const EntryId& id, const EntryHead& head, const EntryHead& before) const;
    void note_kind(const EntryHead& head);
    bool stores_payload(const RawEntry& raw, const EntryHead& head) const {
        return raw.payload && !(redacted_.contains(raw.id) && can_be_redacted(head.kind));
    }

    SqlConnection& db_;
    std::string_view origin_;
    EntryRows rows_;
    MergeResult result_;
    std::unordered_set<EntryId> redacted_;
    std::unordered_map<EntryId, Tip> tips_;
    std::unordered_multimap<EntryId, Waiting> waiting_;
    std::set<std::pair<ChainId, std::uint64_t>> forks_;
    std::set<DeviceKey> seen_;
    // The entry before, most often.
    EntryId last_id_;
    EntryHead last_;
    std::uint64_t lamport_ = 0;
    bool filled_ = false;
    bool settles_ = false;
};

void Delivery::check_payload(const RawEntry& raw, const EntryHead& head) const {
    if (!raw.payload) return;
    if (raw.payload->size() > kMostPayloadBytes) refuse(raw.id, "its content is too large");
    if (digest_of(*raw.payload) != head.payload) {
        refuse(raw.id, "its content is not what its author wrote");
    }
    try {
        static_cast<void>(decode_payload(head.kind, *raw.payload));
    } catch (const DataError& error) {
        refuse(raw.id, error.what());
    }
}

// An entry that is here already may get the content that it came without.
bool Delivery::take_known(const RawEntry& raw, const EntryHead& head) {
    const auto position = rows_.find(raw.id);
    if (position == 0) return false;
    ++result_.already_known;
    const auto tip = tips_.find(raw.id);
    if (tip != tips_.end() && !tip->second.signature) tip->second.signature = raw.signature;
    if (stores_payload(raw, head) && rows_.payload_missing(position)) {
        SqlStatement kept{db_, "SELECT signature FROM entries WHERE position=?"};
        std::optional<Signature> signature;
        if (kept.bind(1, position).step() && !kept.is_null(0)) {
            signature.emplace();
            std::ranges::copy(kept.blob(0).substr(0, signature->size()), signature->begin());
        }
        kept.reset();
        rows_.remove(position);
        const auto again = rows_.insert(raw.id, head, raw.head, *raw.payload, signature);
        if (tip != tips_.end()) tip->second.position = again;
        filled_ = true;
    }
    return true;
}

void Delivery::check_link(const EntryId& id, const EntryHead& head, const EntryHead& before) const {
    if (before.chain != head.chain || before.sequence + 1 != head.sequence) {
        refuse(id, "it does not follow the entry that it names");
    }
    if (before.lamport >= head.lamport && head.lamport < kMostCount) {
        refuse(id, "its counter does not grow");
    }
}

void Delivery::link(const RawEntry& raw, const EntryHead& head) {
    if (head.sequence == 1) return;
    tips_.erase(head.previous);
    if (head.previous == last_id_) return check_link(raw.id, head, last_);
    if (const auto before = rows_.head_of(head.previous); !before.empty()) {
        return check_link(raw.id, head, decode_head(before));
    }
    waiting_.emplace(head.previous, Waiting{raw.id, head});
}

void Delivery::note_kind(const EntryHead& head) {
    if (head.kind > EntryKind::revoke) ++result_.not_understood;
    if (seen_.insert(head.chain.device).second && !rows_.knows(head.chain.device)) {
        result_.new_devices.push_back(head.chain.device);
    }
    lamport_ = std::max(lamport_, head.lamport);
    ++result_.entries;
}

void Delivery::take(const RawEntry& raw) {
    EntryHead head;
    try {
        head = decode_head(raw.head);
    } catch (const DataError& error) {
        refuse(raw.id, error.what());
    }
    if (digest_of(raw.head) != raw.id) refuse(raw.id, "it is not what its name says");
    check_payload(raw, head);
    if (!take_known(raw, head)) {
        note_kind(head);
        std::optional<std::string_view> payload;
        if (stores_payload(raw, head)) payload = *raw.payload;
        const auto position = rows_.insert(raw.id, head, raw.head, payload);
        link(raw, head);
        if (rows_.forks(head)) forks_.emplace(head.chain, head.sequence);
        const auto [first, last] = waiting_.equal_range(raw.id);
        for (auto it = first; it != last; ++it) check_link(it->second.id, it->second.head, head);
        if (first == last) tips_.emplace(raw.id, Tip{position, head.chain.device, raw.signature});
        waiting_.erase(first, last);
    }
    last_id_ = raw.id;
    last_ = head;
}

MergeResult Delivery::finish() {
    if (!waiting_.empty()) {
        const auto& [id, head] = waiting_.begin()->second;
        refuse(id, fmt::format("entry {} of its chain, the one before it, is missing",
                               head.sequence - 1));
    }
    for (const auto& [id, tip] : tips_) {
        if (!tip.signature) refuse(id, "nobody signed it");
        if (!verify(tip.device, id, *tip.signature)) refuse(id, "its signature is wrong");
        rows_.sign(tip.position, *tip.signature);
    }
    for (const auto& [chain, sequence] : forks_) {
        result_.notes.push_back(
            fmt::format("Device {} wrote entry {} of a chain twice, as a laptop restored from a "
                        "backup does: both are kept.",
                        short_id(chain.device), sequence));
    }
    SqlStatement{db_, "UPDATE state SET lamport=max(lamport, ?), redactions=redactions+?"}
        .bind(1, static_cast<std::int64_t>(lamport_))
        .bind(2, std::int64_t{filled_})
        .run();
    if (result_.entries > 0 || filled_) result_.redacted = settle_redactions(db_);
    return std::move(result_);
}

// Reads a delivery ahead, as far as memory allows, so that a slow stick does not keep other writers
// waiting.
class ReadAhead {
public:
    using Next = std::function<std::optional<RawEntry>()>;
    explicit ReadAhead(const Next& next) : next_{next} {
        for (std::size_t bytes = 0; bytes < kMostBytes;) {
            auto raw = next_();
            if (!raw) {
                ended_ = true;
                return;
            }
            bytes += sizeof *raw + raw->head.size() + (raw->payload ? raw->payload->size() : 0);
            read_.push_back(std::move(*raw));
        }
    }
    std::optional<RawEntry> next() {
        if (at_ < read_.size()) return std::move(read_[at_++]);
        return ended_ ? std::nullopt : next_();
    }

private:
    static constexpr std::size_t kMostBytes = 64U << 20;

    const Next& next_;
    std::vector<RawEntry> read_;
    std::size_t at_ = 0;
    bool ended_ = false;
};

}  // namespace

MergeResult Journal::merge(const std::function<std::optional<RawEntry>()>& next,
                           std::string_view origin) {
    const std::lock_guard lock{impl_->mutex};
    auto& db = impl_->writing();
    ReadAhead entries{next};
    const WideCache cache{db};
    SqlTransaction transaction{db};
    Delivery delivery{db, origin};
    while (const auto raw = entries.next()) delivery.take(*raw);
    auto result = delivery.finish();
    transaction.commit();
    if (result.redacted > 0) impl_->scrub();
    db.tidy_log();
    return result;
}

}  // namespace konbit
