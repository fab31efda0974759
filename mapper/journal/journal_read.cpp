#include <fmt/format.h>

#include "mapper/journal/entry_codec.hpp"
#include "mapper/journal/journal_impl.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
namespace {

constexpr std::size_t kLeastDigits = 4, kMostNamed = 8;

std::optional<std::string_view> optional_blob(const SqlStatement& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return row.blob(column);
}

// The smallest and the largest name that begin with these digits.
std::optional<std::pair<EntryId, EntryId>> range_of(std::string_view hex_prefix) {
    if (hex_prefix.size() < kLeastDigits || hex_prefix.size() > 64) return std::nullopt;
    const auto padded = [&](char digit) {
        return parse_digest(std::string{hex_prefix} + std::string(64 - hex_prefix.size(), digit));
    };
    const auto low = padded('0'), high = padded('f');
    if (!low || !high) return std::nullopt;
    return std::pair{*low, *high};
}

}  // namespace

Entry entry_of(SqlConnection& db, std::string_view id, std::string_view head,
               const std::optional<std::string_view>& payload) {
    Entry entry;
    entry.id = digest_from(db, id);
    try {
        entry.head = decode_head(head);
        entry.redacted = !payload || is_destroyed(*payload);
        if (!entry.redacted) entry.payload = decode_payload(entry.head.kind, *payload);
    } catch (const DataError& error) {
        db.damaged(fmt::format("entry {}: {}", short_id(entry.id), error.what()));
    }
    return entry;
}

std::uint64_t Journal::size() const {
    const std::lock_guard lock{impl_->mutex};
    auto* db = impl_->reading();
    return db ? static_cast<std::uint64_t>(db->number("SELECT count(*) FROM entries")) : 0;
}

Journal::Position Journal::for_each(Position after,
                                    const std::function<void(const Entry&)>& visit) const {
    const std::lock_guard lock{impl_->mutex};
    auto* db = impl_->reading();
    if (!db) return after;
    SqlStatement rows{*db,
                      "SELECT position, id, head, payload FROM entries LEFT JOIN payloads "
                      "USING(position) WHERE position>? ORDER BY position"};
    rows.bind(1, static_cast<std::int64_t>(after));
    Position last = after;
    while (rows.step()) {
        visit(entry_of(*db, rows.blob(1), rows.blob(2), optional_blob(rows, 3)));
        last = static_cast<Position>(rows.integer(0));
    }
    return last;
}

std::optional<Entry> Journal::entry(const EntryId& id) const {
    const std::lock_guard lock{impl_->mutex};
    auto* db = impl_->reading();
    if (!db) return std::nullopt;
    SqlStatement row{*db,
                     "SELECT id, head, payload FROM entries LEFT JOIN payloads USING(position) "
                     "WHERE id=?"};
    if (!row.bind(1, view_of(id)).step()) return std::nullopt;
    return entry_of(*db, row.blob(0), row.blob(1), optional_blob(row, 2));
}

std::vector<EntryId> Journal::named(std::string_view hex_prefix) const {
    const auto range = range_of(hex_prefix);
    if (!range) return {};
    const std::lock_guard lock{impl_->mutex};
    auto* db = impl_->reading();
    if (!db) return {};
    SqlStatement rows{*db, "SELECT id FROM entries WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?"};
    rows.bind(1, view_of(range->first)).bind(2, view_of(range->second));
    rows.bind(3, std::int64_t{kMostNamed});
    std::vector<EntryId> found;
    while (rows.step()) found.push_back(digest_from(*db, rows.blob(0)));
    return found;
}

Journal::Mark Journal::mark() const {
    const std::lock_guard lock{impl_->mutex};
    auto* db = impl_->reading();
    if (!db) return {};
    SqlStatement row{*db,
                     "SELECT redactions, wipes, (SELECT max(position) FROM entries) FROM state"};
    if (!row.step()) db->damaged("its counters are missing");
    const auto counter = [&](int column) {
        return static_cast<std::uint64_t>(row.integer(column));
    };
    return {counter(2), counter(0), counter(1)};
}

std::vector<DeviceKey> Journal::roots() const {
    const std::lock_guard lock{impl_->mutex};
    auto* db = impl_->reading();
    if (!db) return {};
    std::vector<DeviceKey> found;
    SqlStatement rows{*db, "SELECT device FROM roots ORDER BY device"};
    while (rows.step()) found.push_back(key_from(*db, rows.blob(0)));
    return found;
}

void Journal::for_each_raw(const std::function<void(const RawEntry&)>& visit) const {
    const std::lock_guard lock{impl_->mutex};
    auto* db = impl_->reading();
    if (!db) return;
    SqlStatement rows{*db,
                      "SELECT id, head, payload, signature FROM entries LEFT JOIN payloads "
                      "USING(position) "
                      "ORDER BY chain, sequence, id"};
    while (rows.step()) {
        RawEntry raw;
        raw.id = digest_from(*db, rows.blob(0));
        raw.head = rows.blob(1);
        const auto payload = optional_blob(rows, 2);
        if (payload && !is_destroyed(*payload)) raw.payload = *payload;
        if (const auto signature = optional_blob(rows, 3)) {
            if (signature->size() != sizeof(Signature)) db->damaged("a signature is too short");
            raw.signature.emplace();
            std::ranges::copy(*signature, raw.signature->begin());
        }
        visit(raw);
    }
}

}  // namespace konbit
