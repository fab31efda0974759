#include <fmt/format.h>

#include "mapper/journal/entry_codec.hpp"
#include "mapper/journal/journal_impl.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
namespace {

constexpr std::size_t kMostLines = 100;

// Reads a journal's rows and says what is wrong with them.
class Examination {
public:
    explicit Examination(SqlConnection& db) : db_{db}, rows_{db} {}
    std::vector<std::string> run() {
        SqlStatement sqlite{db_, "PRAGMA integrity_check(20)"};
        while (sqlite.step()) {
            if (auto line = sqlite.text(0); line != "ok") lines_.push_back("journal.db: " + line);
        }
        SqlStatement rows{db_,
                          "SELECT id, head, payload, signature, chain, sequence, kind FROM entries "
                          "LEFT JOIN payloads USING(position) ORDER BY chain, sequence, id"};
        while (lines_.size() < kMostLines && rows.step()) examine(rows);
        return lines_;
    }

private:
    void examine(const SqlStatement& row) {
        id_ = digest_from(db_, row.blob(0));
        const auto bytes = row.blob(1);
        if (digest_of(bytes) != id_) return say("is not what its name says");
        try {
            const auto head = decode_head(bytes);
            if (static_cast<std::int64_t>(head.sequence) != row.integer(5) ||
                static_cast<std::uint8_t>(head.kind) != row.integer(6)) {
                say("lies in a wrong place");
            }
            if (!row.is_null(2)) examine_payload(head, row.blob(2));
            if (!row.is_null(3)) examine_signature(head, row.blob(3));
            examine_link(head);
            if (row.is_null(3) && !followed(row.integer(4), head.sequence)) {
                say("is the last of its chain, but nobody signed it");
            }
        } catch (const DataError& error) {
            say(error.what());
        }
    }
    void examine_payload(const EntryHead& head, std::string_view payload) {
        if (is_destroyed(payload)) return;
        if (digest_of(payload) != head.payload) return say("has content that nobody wrote");
        static_cast<void>(decode_payload(head.kind, payload));
    }
    void examine_signature(const EntryHead& head, std::string_view bytes) {
        Signature signature{};
        if (bytes.size() != signature.size()) return say("has a signature of a wrong length");
        std::ranges::copy(bytes, signature.begin());
        if (!verify(head.chain.device, id_, signature)) say("has a wrong signature");
    }
    void examine_link(const EntryHead& head) {
        if (head.sequence == 1) return;
        const auto before = rows_.head_of(head.previous);
        if (before.empty()) return say("follows an entry that is missing");
        const auto previous = decode_head(before);
        if (previous.chain != head.chain || previous.sequence + 1 != head.sequence) {
            say("does not follow the entry that it names");
        }
    }
    bool followed(std::int64_t chain, std::uint64_t sequence) {
        SqlStatement next{db_, "SELECT head FROM entries WHERE chain=? AND sequence=?"};
        next.bind(1, chain).bind(2, static_cast<std::int64_t>(sequence + 1));
        while (next.step()) {
            if (decode_head(next.blob(0)).previous == id_) return true;
        }
        return false;
    }
    void say(std::string_view what) {
        lines_.push_back(fmt::format("entry {} {}", short_id(id_), what));
    }

    SqlConnection& db_;
    EntryRows rows_;
    EntryId id_;
    std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> Journal::check() const {
    const std::lock_guard lock{impl_->mutex};
    auto* db = impl_->reading();
    if (!db) return {};
    try {
        return Examination{*db}.run();
    } catch (const DataError& error) {
        return {error.what()};
    }
}

}  // namespace konbit
