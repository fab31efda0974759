#include "mapper/journal/postgres_entries.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "mapper/journal/entry_codec.hpp"
#include "mapper/journal/shown_photos.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
namespace {

// Of one statement to the server, of one transaction there, and of one merge here.
constexpr std::size_t kPortionBytes = 2U << 20, kPortionEntries = 4000;
constexpr std::size_t kGroupBytes = 16U << 20;
constexpr std::size_t kDeliveryBytes = 256U << 20;

std::size_t bytes_of(const RawEntry& entry) {
    constexpr std::size_t kBeside = 128;  // id, signature, what a row costs
    return entry.head.size() + (entry.payload ? entry.payload->size() : 0) + kBeside;
}

// ---- taking in

/// One byte more than may be: enough to notice, and never more than that into memory.
std::string columns() {
    return fmt::format(
        "select substr(e.id, 1, 33), substr(e.head, 1, {}), substr(e.payload, 1, {}),"
        " substr(e.signature, 1, 65) from konbit.entries e",
        kHeadBytes + 1, kMostPayloadBytes + 1);
}

RawEntry entry_in(const PostgresRows& rows, int row, const PostgresConnection& database) {
    RawEntry entry;
    entry.id = rows.digest(row, 0);
    entry.head = rows.bytes(row, 1);
    if (!rows.null(row, 2)) entry.payload = rows.bytes(row, 2);
    if (rows.null(row, 3)) return entry;
    const auto signature = rows.bytes(row, 3);
    if (signature.size() != sizeof(Signature)) {
        database.fail("These entries cannot be taken in",
                      fmt::format("the signature of entry {} has {} bytes; nothing was changed",
                                  short_id(entry.id), signature.size()),
                      "Ask the administrator of the database who changed it");
    }
    std::ranges::copy(signature, entry.signature.emplace().begin());
    return entry;
}

/// Entries that came and were not merged yet.
class Delivery {
public:
    explicit Delivery(PostgresMeeting& meeting) : meeting_{meeting} {}

    void take(const PostgresRows& rows) {
        for (int row = 0; row < rows.count(); ++row) {
            entries_.push_back(entry_in(rows, row, meeting_.database));
            bytes_ += bytes_of(entries_.back());
            // A delivery has to end at the end of a run.
            if (bytes_ >= kDeliveryBytes && entries_.back().signature) merge();
            if (bytes_ >= 2 * kDeliveryBytes) refuse_endless_run();
        }
        came_ += static_cast<std::uint64_t>(rows.count());
        meeting_.tell("entries received", came_, 0);
    }
    void merge() {
        if (entries_.empty()) return;
        std::size_t next = 0;
        meeting_.result.came += meeting_.journal.merge(
            [&]() -> std::optional<RawEntry> {
                if (next == entries_.size()) return std::nullopt;
                return std::move(entries_[next++]);
            },
            meeting_.database.place());
        entries_.clear();
        bytes_ = 0;
    }

private:
    [[noreturn]] void refuse_endless_run() const {
        meeting_.database.fail(
            "These entries cannot be taken in",
            fmt::format("nobody signed the entries up to {}; nothing was changed",
                        short_id(entries_.back().id)),
            "Ask the administrator of the database who changed it");
    }

    PostgresMeeting& meeting_;
    std::vector<RawEntry> entries_;
    std::size_t bytes_ = 0;
    std::uint64_t came_ = 0;
};

std::vector<std::optional<std::string_view>> views_of(const std::vector<std::string>& texts) {
    return {texts.begin(), texts.end()};
}

// ---- sending

/// Entries on their way to the server, in portions; a transaction ends where a run does.
class Shipment {
public:
    Shipment(PostgresMeeting& meeting, std::uint64_t total) : meeting_{meeting}, total_{total} {}

    void add(RawEntry entry) {
        portion_bytes_ += bytes_of(entry);
        portion_.push_back(std::move(entry));
        const bool full = portion_bytes_ >= kPortionBytes || portion_.size() >= kPortionEntries;
        if (full) send_portion();
        if (group_bytes_ >= kGroupBytes && portion_.empty() && ends_run_) commit();
    }
    void finish() {
        send_portion();
        commit();
    }

private:
    void send_portion();
    void commit() {
        if (group_bytes_ > 0) meeting_.database.run("commit");
        group_bytes_ = 0;
        meeting_.result.sent_entries += group_entries_;
        group_entries_ = 0;
    }

    PostgresMeeting& meeting_;
    std::uint64_t total_, done_ = 0, group_entries_ = 0;
    std::vector<RawEntry> portion_;
    std::size_t portion_bytes_ = 0, group_bytes_ = 0;
    bool ends_run_ = false;
};

void Shipment::send_portion() {
    if (portion_.empty()) return;
    ends_run_ = portion_.back().signature.has_value();
    // In one order on every laptop, so that two never wait for each other.
    std::ranges::sort(portion_, {}, &RawEntry::id);
    using Column = std::vector<std::optional<std::string_view>>;
    std::vector<Digest> ids;
    Column heads, payloads, signatures;
    for (const auto& entry : portion_) {
        ids.push_back(entry.id);
        heads.emplace_back(entry.head);
        payloads.emplace_back(entry.payload);
        auto& signature = signatures.emplace_back();
        if (entry.signature) {
            signature.emplace(reinterpret_cast<const char*>(entry.signature->data()),
                              entry.signature->size());
        }
    }
    if (group_bytes_ == 0) meeting_.database.run("begin");
    group_bytes_ += portion_bytes_;
    PostgresValues values;
    values.all_digests(ids).all_bytes(heads).all_bytes(payloads).all_bytes(signatures);
    group_entries_ += meeting_.database
                          .run(
                              "insert into konbit.entries (id, head, payload, signature)"
                              " select * from unnest($1, $2, $3, $4) on conflict (id) do nothing",
                              values)
                          .changed();
    done_ += portion_.size();
    meeting_.tell("entries sent", done_, total_);
    portion_.clear();
    portion_bytes_ = 0;
}

/// Entries whose content is gone here and not there, and the photos that they show there.
struct Redacted {
    std::vector<Digest> entries;
    std::set<Digest> photos;
};

Redacted redacted_there(PostgresMeeting& meeting, const std::vector<Digest>& without_content) {
    Redacted found;
    meeting.database.run("begin");
    meeting.database.run_in_portions(
        columns() + " where e.id = any($1) and e.payload is not null",
        PostgresValues{}.all_digests(without_content), [&](const PostgresRows& rows) {
            for (int row = 0; row < rows.count(); ++row) {
                const auto entry = entry_in(rows, row, meeting.database);
                const auto here = meeting.journal.entry(entry.id);
                if (!here || !here->redacted) continue;
                found.entries.push_back(entry.id);
                if (!entry.payload || digest_of(*entry.payload) != here->head.payload) continue;
                const auto photos = photos_shown_by(entry);
                found.photos.insert(photos.begin(), photos.end());
            }
        });
    meeting.database.run("commit");
    return found;
}

/// What was overwritten stays in PostgreSQL's pages until they are written anew. Their owner may.
bool write_pages_anew(PostgresConnection& database) {
    const auto rows = database.run(
        "select pg_catalog.pg_has_role(relowner, 'usage') from pg_catalog.pg_class"
        " where oid = 'konbit.entries'::pg_catalog.regclass");
    if (rows.count() != 1 || !rows.yes(0, 0)) return false;
    try {
        database.run("vacuum (full) konbit.entries");
        database.run("vacuum (full) konbit.photos");
    } catch (const DataError&) {
        return false;  // somebody else is busy with them
    }
    return true;
}

std::vector<Digest> entries_without_content(const Journal& journal) {
    std::vector<Digest> found;
    journal.for_each_raw([&](const RawEntry& entry) {
        if (!entry.payload) found.push_back(entry.id);
    });
    return found;
}

}  // namespace

void receive_entries(PostgresMeeting& meeting, const PostgresDifference& difference) {
    Delivery delivery{meeting};
    const auto take = [&](const PostgresRows& rows) { delivery.take(rows); };
    if (!difference.chains.empty()) {
        meeting.database.run_in_portions(
            columns() +
                " join unnest($1, $2) as ours (chain, as_far_as)"
                " on e.chain = ours.chain and e.sequence > ours.as_far_as"
                " order by e.chain, e.sequence, e.id",
            PostgresValues{}
                .all_bytes(views_of(difference.chains))
                .all_numbers(difference.as_far_as),
            take);
    }
    if (!difference.we_lack.empty()) {
        meeting.database.run_in_portions(
            columns() + " where e.id = any($1) order by e.chain, e.sequence, e.id",
            PostgresValues{}.all_digests(difference.we_lack), take);
    }
    if (!difference.without_content.empty()) {
        meeting.database.run_in_portions(
            columns() + " where e.id = any($1) and e.payload is not null",
            PostgresValues{}.all_digests(difference.without_content), take);
    }
    delivery.merge();
}

void send_entries(PostgresMeeting& meeting, const PostgresDifference& difference) {
    if (difference.they_lack.empty()) return;
    // All into memory first, so that a slow line does not hold the journal.
    std::vector<RawEntry> entries;
    entries.reserve(difference.they_lack.size());
    meeting.journal.for_each_raw([&](const RawEntry& entry) {
        if (difference.they_lack.contains(entry.id)) entries.push_back(entry);
    });
    Shipment shipment{meeting, entries.size()};
    for (auto& entry : entries) shipment.add(std::move(entry));
    shipment.finish();
}

void destroy_redacted(PostgresMeeting& meeting, const std::set<Digest>& shown_photos) {
    const auto without_content = entries_without_content(meeting.journal);
    if (without_content.empty()) return;
    const auto redacted = redacted_there(meeting, without_content);
    if (redacted.entries.empty()) return;
    std::vector<Digest> photos;
    std::ranges::set_difference(redacted.photos, shown_photos, std::back_inserter(photos));
    auto& database = meeting.database;
    database.run("begin");
    database.run("update konbit.entries set payload = null where id = any($1)",
                 PostgresValues{}.all_digests(redacted.entries));
    database.run("update konbit.photos set bytes = null where hash = any($1)",
                 PostgresValues{}.all_digests(photos));
    database.run("commit");
    meeting.result.came.notes.push_back(fmt::format(
        "The content of {} redacted {} was destroyed in {}, too. {} may hold it for longer: ask "
        "its administrator.",
        redacted.entries.size(), redacted.entries.size() == 1 ? "entry" : "entries",
        database.place(),
        write_pages_anew(database) ? "Its server's log and backups"
                                   : "Its tables until they are vacuumed, its log and backups"));
}

}  // namespace konbit
