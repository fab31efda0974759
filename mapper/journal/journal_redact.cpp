#include <set>

#include "mapper/journal/entry_codec.hpp"
#include "mapper/journal/journal_impl.hpp"
#include "mapper/journal/photos.hpp"
#include "mapper/journal/team.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
namespace {

constexpr const char* kPayloadsOfKind =
    "SELECT id, head, payload FROM entries JOIN payloads USING(position) WHERE kind=?";

template <class F>
void for_each_of_kind(SqlConnection& db, EntryKind kind, F&& visit) {
    SqlStatement rows{db, kPayloadsOfKind};
    rows.bind(1, std::int64_t{static_cast<std::uint8_t>(kind)});
    while (rows.step()) visit(entry_of(db, rows.blob(0), rows.blob(1), rows.blob(2)));
}

Team team_of(SqlConnection& db) {
    std::vector<DeviceKey> roots;
    SqlStatement rows{db, "SELECT device FROM roots"};
    while (rows.step()) roots.push_back(key_from(db, rows.blob(0)));
    Team team{std::move(roots)};
    for (const auto kind : {EntryKind::accept, EntryKind::revoke}) {
        for_each_of_kind(db, kind, [&](const Entry& entry) { team.add(entry); });
    }
    return team;
}

// Photos of a report that is about to go; whether others show them is looked up when they go.
void note_photos(SqlConnection& db, const Payload& payload) {
    const auto* report = std::get_if<Report>(&payload);
    if (!report) return;
    for (const auto& photo : report->photos) {
        SqlStatement{db, "INSERT OR IGNORE INTO lost_photos VALUES(?)"}
            .bind(1, view_of(photo.file))
            .run();
    }
}

// Overwrites in place: nothing moves, so no copy of the text stays in a page's unused bytes.
bool destroy(SqlConnection& db, const EntryId& id) {
    SqlStatement row{db,
                     "SELECT id, head, payload, position FROM entries JOIN payloads "
                     "USING(position) WHERE id=?"};
    if (!row.bind(1, view_of(id)).step()) return false;
    const auto entry = entry_of(db, row.blob(0), row.blob(1), row.blob(2));
    const auto position = row.integer(3);
    row.reset();
    if (entry.redacted) return false;
    note_photos(db, entry.payload);
    SqlStatement{db, "UPDATE payloads SET payload=zeroblob(length(payload)) WHERE position=?"}
        .bind(1, position)
        .run();
    return true;
}

bool shown(SqlConnection& db, const Digest& photo) {
    const auto hex = to_hex(photo);
    SqlStatement row{db, "SELECT 1 FROM payloads WHERE instr(payload, ?) LIMIT 1"};
    return row.bind(1, std::string_view{hex}).step();
}

}  // namespace

bool can_be_redacted(EntryKind kind) noexcept {
    return kind != EntryKind::redact && kind != EntryKind::accept && kind != EntryKind::revoke;
}

std::uint64_t settle_redactions(SqlConnection& db) {
    const auto team = team_of(db);
    std::vector<EntryId> counting;
    for_each_of_kind(db, EntryKind::redact, [&](const Entry& entry) {
        const auto* judgement = std::get_if<Judgement>(&entry.payload);
        if (!judgement) return;
        SqlStatement target{db, "SELECT head FROM entries WHERE id=?"};
        const bool here = target.bind(1, view_of(judgement->entry)).step();
        const auto head = here ? decode_head(target.blob(0)) : EntryHead{};
        if (here && !can_be_redacted(head.kind)) return;
        const auto& by = entry.head.chain.device;
        if (team.ever_accepted(by) || (here && head.chain.device == by)) {
            counting.push_back(judgement->entry);
        }
    });
    std::uint64_t destroyed = 0;
    for (const auto& id : counting) {
        SqlStatement{db, "INSERT OR IGNORE INTO redacted VALUES(?)"}.bind(1, view_of(id)).run();
        destroyed += destroy(db, id);
    }
    if (destroyed > 0) db.run("UPDATE state SET redactions=redactions+1, scrub=1");
    return destroyed;
}

bool Journal::Impl::scrubbed() {
    if (!db->empty_log()) return false;
    const PhotoStore photos{options.map_folder};
    std::vector<Digest> lost;
    SqlStatement rows{*db, "SELECT photo FROM lost_photos"};
    while (rows.step()) lost.push_back(digest_from(*db, rows.blob(0)));
    for (const auto& photo : lost) {
        if (!shown(*db, photo)) photos.remove(photo);
    }
    SqlTransaction transaction{*db};
    db->run("DELETE FROM lost_photos; UPDATE state SET scrub=0");
    transaction.commit();
    return true;
}

void Journal::Impl::scrub() noexcept {
    try {
        if (scrubbed()) return;
        notices.emplace_back(
            "Another program is reading this journal: what was redacted is gone from it, but stays "
            "in the disk's log until konbit writes again.");
    } catch (const std::exception& error) {
        notices.emplace_back(error.what());
    }
}

EntryId Journal::redact(const EntryId& entry, std::string_view reason, UnixSeconds now) {
    const std::lock_guard lock{impl_->mutex};
    const auto target = this->entry(entry);
    const auto fail = [&](std::string_view why, std::string_view advice) {
        throw DataError{"This entry cannot be redacted", short_id(entry), why, advice};
    };
    if (!target) fail("it is not in this journal", "Merge the bundle that holds it first.");
    if (!can_be_redacted(target->head.kind)) {
        fail("trust rests on it", "Revoke the device instead.");
    }
    NewEntry redaction{EntryKind::redact, target->head.audience, Judgement{}};
    auto& judgement = std::get<Judgement>(redaction.payload);
    judgement.entry = entry;
    judgement.observed = now;
    judgement.text = reason;
    return append(redaction, now);
}

}  // namespace konbit
