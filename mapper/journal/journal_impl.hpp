#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "mapper/journal/journal.hpp"
#include "mapper/journal/sql.hpp"

namespace konbit {

inline constexpr std::string_view kJournalFile = "journal.db";

/// A folder of our own in the system's temporary one, removed with everything in it at the end.
class ScratchFolder {
public:
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
};

/// The chain that this device writes into in this copy of the map.
struct OwnChain {
    ChainId chain;
    std::uint64_t sequence = 0;  ///< of its last entry, 0 if it is empty
    EntryId last;
};

struct Journal::Impl {
    Options options;
    std::filesystem::path file;
    std::optional<Device> device;           ///< of a writer
    std::unique_ptr<ScratchFolder> shadow;  ///< holds the copy of a journal on read-only media
    std::unique_ptr<SqlConnection> db;      ///< null: there was none so far
    std::vector<std::string> notices;
    mutable std::recursive_mutex mutex;

    /// Null while there is no journal.
    SqlConnection* reading();
    /// DataError if opened for reading only.
    SqlConnection& writing();

    void open_for_reading();
    void open_for_writing();
    /// Notices copies and restored states, and begins a new chain then.
    void settle_copy();
    [[nodiscard]] std::optional<std::string_view> reason_for_new_chain(const std::string& identity);
    void begin_chain(const std::string& identity);
    /// In a transaction.
    [[nodiscard]] OwnChain own_chain();

    /// After a transaction that destroyed something: empties the log, removes lost photos. What
    /// cannot be done now is done by the next one who opens the journal for writing.
    void scrub() noexcept;
    bool scrubbed();
};

/// An entry as its row in the journal says. DataError if the row is damaged.
[[nodiscard]] Entry entry_of(SqlConnection& db, std::string_view id, std::string_view head,
                             const std::optional<std::string_view>& payload);
[[nodiscard]] Digest digest_from(SqlConnection& db, std::string_view blob);
[[nodiscard]] DeviceKey key_from(SqlConnection& db, std::string_view blob);
[[nodiscard]] std::string_view view_of(const Digest& digest) noexcept;
[[nodiscard]] std::string_view view_of(const DeviceKey& key) noexcept;
/// A destroyed payload is overwritten in place with zeros.
[[nodiscard]] inline bool is_destroyed(std::string_view payload) noexcept {
    return payload.empty() || payload.front() == '\0';
}

/// Rows into the tables, within a transaction of the caller.
class EntryRows {
public:
    explicit EntryRows(SqlConnection& db);
    /// The position of an entry, 0 if there is none.
    [[nodiscard]] std::int64_t find(const EntryId& id);
    /// The entry's row: its head's bytes; empty if there is none.
    [[nodiscard]] std::string head_of(const EntryId& id);
    std::int64_t insert(const EntryId& id, const EntryHead& head, std::string_view head_bytes,
                        const std::optional<std::string_view>& payload,
                        const std::optional<Signature>& signature = std::nullopt);
    void sign(std::int64_t position, const Signature& signature);
    void remove(std::int64_t position);
    [[nodiscard]] bool payload_missing(std::int64_t position);
    [[nodiscard]] bool knows(const DeviceKey& device);
    /// Other entries with the same chain and number as this one, which is here.
    [[nodiscard]] bool forks(const EntryHead& head);

private:
    std::int64_t chain_number(const ChainId& chain);

    SqlConnection& db_;
    SqlStatement find_, head_, insert_, payload_, sign_, payload_of_, twins_;
    std::map<ChainId, std::int64_t> chains_;
};

/// Recomputes which redactions count and destroys what they ask for; true if anything was
/// destroyed. Call it in a transaction that brought entries about trust or redactions.
std::uint64_t settle_redactions(SqlConnection& db);
/// Whether a redaction may destroy the content of such an entry: not what trust rests on.
[[nodiscard]] bool can_be_redacted(EntryKind kind) noexcept;

}  // namespace konbit
