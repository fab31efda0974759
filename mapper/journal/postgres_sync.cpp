// The module konbit_postgres.so: meeting others in a PostgreSQL database.
#include "mapper/journal/postgres_difference.hpp"
#include "mapper/journal/postgres_entries.hpp"
#include "mapper/journal/postgres_photos.hpp"
#include "mapper/journal/postgres_schema.hpp"
#include "mapper/journal/shown_photos.hpp"

namespace konbit {
namespace {

/// First what others know, redactions too, then what we know: nothing that somebody destroyed is
/// sent again.
SyncResult sync_postgres(Journal& journal, const std::filesystem::path& map_folder,
                         const std::string& url, const JournalProgress& progress,
                         const std::atomic<bool>* stop) {
    PostgresConnection database{url, stop};
    prepare_schema(database);
    PostgresMeeting meeting{journal, database, progress};
    database.run("begin isolation level repeatable read read only");
    const auto difference = compare(journal, database);
    receive_entries(meeting, difference);
    database.run("commit");

    const auto shown = photos_shown(journal);
    receive_photos(meeting, map_folder, shown);
    send_entries(meeting, difference);
    send_photos(meeting, map_folder, shown);
    destroy_redacted(meeting, shown);
    return meeting.result;
}

}  // namespace
}  // namespace konbit

extern "C" __attribute__((visibility("default"))) konbit::SyncResult konbit_sync_postgres(
    konbit::Journal& journal, const std::filesystem::path& map_folder, const std::string& url,
    const konbit::JournalProgress& progress, const std::atomic<bool>* stop) {
    return konbit::sync_postgres(journal, map_folder, url, progress, stop);
}

static_assert(std::is_same_v<decltype(&konbit_sync_postgres), konbit::SyncPostgresSymbol>);
