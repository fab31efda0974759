#include "mapper/journal/entry_codec.hpp"
#include "mapper/journal/journal_impl.hpp"

namespace konbit {

std::string_view view_of(const Digest& digest) noexcept {
    return {reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()};
}

std::string_view view_of(const DeviceKey& key) noexcept {
    return {reinterpret_cast<const char*>(key.bytes.data()), key.bytes.size()};
}

Digest digest_from(SqlConnection& db, std::string_view blob) {
    Digest digest;
    if (blob.size() != digest.bytes.size()) db.damaged("a hash has a wrong length");
    std::ranges::copy(blob, digest.bytes.begin());
    return digest;
}

DeviceKey key_from(SqlConnection& db, std::string_view blob) {
    return {digest_from(db, blob).bytes};
}

EntryRows::EntryRows(SqlConnection& db)
    : db_{db},
      find_{db, "SELECT position FROM entries WHERE id=?"},
      head_{db, "SELECT head FROM entries WHERE id=?"},
      insert_{db,
              "INSERT INTO entries(id, head, chain, sequence, kind, signature) "
              "VALUES(?, ?, ?, ?, ?, ?)"},
      payload_{db, "INSERT INTO payloads VALUES(?, ?)"},
      sign_{db, "UPDATE entries SET signature=?2 WHERE position=?1"},
      payload_of_{db, "SELECT substr(payload, 1, 1) FROM payloads WHERE position=?"},
      twins_{db, "SELECT 1 FROM entries WHERE chain=? AND sequence=? LIMIT 1 OFFSET 1"} {}

std::int64_t EntryRows::find(const EntryId& id) {
    const auto position = find_.bind(1, view_of(id)).step() ? find_.integer(0) : 0;
    find_.reset();
    return position;
}

std::string EntryRows::head_of(const EntryId& id) {
    std::string head;
    if (head_.bind(1, view_of(id)).step()) head = head_.blob(0);
    head_.reset();
    return head;
}

std::int64_t EntryRows::insert(const EntryId& id, const EntryHead& head,
                               std::string_view head_bytes,
                               const std::optional<std::string_view>& payload,
                               const std::optional<Signature>& signature) {
    insert_.bind(1, view_of(id))
        .bind(2, head_bytes)
        .bind(3, chain_number(head.chain))
        .bind(4, static_cast<std::int64_t>(head.sequence))
        .bind(5, std::int64_t{static_cast<std::uint8_t>(head.kind)});
    if (signature) {
        insert_.bind(6, std::span{*signature});
    } else {
        insert_.bind_null(6);
    }
    insert_.run();
    const auto position = db_.last_row();
    if (payload) payload_.bind(1, position).bind(2, *payload).run();
    return position;
}

void EntryRows::sign(std::int64_t position, const Signature& signature) {
    sign_.bind(1, position).bind(2, std::span{signature}).run();
}

void EntryRows::remove(std::int64_t position) {
    SqlStatement{db_, "DELETE FROM entries WHERE position=?"}.bind(1, position).run();
    SqlStatement{db_, "DELETE FROM payloads WHERE position=?"}.bind(1, position).run();
}

bool EntryRows::payload_missing(std::int64_t position) {
    payload_of_.bind(1, position);
    const bool missing = !payload_of_.step() || is_destroyed(payload_of_.blob(0));
    payload_of_.reset();
    return missing;
}

bool EntryRows::knows(const DeviceKey& device) {
    return SqlStatement{db_, "SELECT 1 FROM chains WHERE device=?"}.bind(1, view_of(device)).step();
}

bool EntryRows::forks(const EntryHead& head) {
    twins_.bind(1, chain_number(head.chain)).bind(2, static_cast<std::int64_t>(head.sequence));
    const bool found = twins_.step();
    twins_.reset();
    return found;
}

std::int64_t EntryRows::chain_number(const ChainId& chain) {
    auto& number = chains_[chain];
    if (number != 0) return number;
    SqlStatement{db_, "INSERT OR IGNORE INTO chains(device, copy) VALUES(?, ?)"}
        .bind(1, view_of(chain.device))
        .bind(2, std::span{chain.copy})
        .run();
    SqlStatement known{db_, "SELECT number FROM chains WHERE device=? AND copy=?"};
    if (!known.bind(1, view_of(chain.device)).bind(2, std::span{chain.copy}).step()) {
        db_.damaged("a chain got no number");
    }
    return number = known.integer(0);
}

}  // namespace konbit
