#include <sqlite3.h>

#include "mapper/journal/durable_file.hpp"
#include "mapper/journal/file_identity.hpp"
#include "mapper/journal/journal_impl.hpp"
#include "mapper/journal/journal_schema.hpp"
#include "mapper/journal/photos.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;

void copy_pages(SqlConnection& from, SqlConnection& to) {
    auto* backup = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
    if (!backup) to.fail(sqlite3_extended_errcode(to.handle()));
    sqlite3_backup_step(backup, -1);
    const int code = sqlite3_backup_finish(backup);
    if (code != SQLITE_OK) to.fail(code);
}

void copy_database(const fs::path& from, const fs::path& to) {
    auto partial = fs::path{to}.concat(".partial");
    fs::remove(partial);
    {
        Journal source = Journal::open({from.parent_path(), Journal::Mode::read, {}, {}});
        auto* pages = source.impl().reading();
        if (!pages) return;  // made, but nothing in it yet
        SqlConnection target{partial, SqlConnection::Access::write, ""};
        copy_pages(*pages, target);
        target.run("PRAGMA journal_mode=DELETE");
        // Whoever writes into it begins a chain of his own, without a word of warning.
        target.run("DELETE FROM copies");
    }
    fs::rename(partial, to);
    sync_folder_names(to.parent_path());
}

void copy_photos(const fs::path& from, const fs::path& to) {
    std::error_code error;
    if (!fs::is_directory(from, error)) return;
    fs::create_directories(to);
    for (const auto& entry : fs::directory_iterator{from}) {
        const auto name = entry.path().filename();
        if (!entry.is_regular_file() || name.extension() == ".partial") continue;
        if (const auto bytes = read_small_file(entry.path(), PhotoStore::kMostBytes)) {
            write_durably(to / name, *bytes);
        }
    }
}

}  // namespace

void Journal::copy(const fs::path& from_map, const fs::path& to_map) {
    const auto from = from_map / kJournalFile;
    if (fs::exists(to_map / kJournalFile)) {
        throw DataError{"The journal cannot be copied", (to_map / kJournalFile).string(),
                        "there is one already", "Merge instead."};
    }
    copy_photos(from_map / "photos", to_map / "photos");
    if (fs::exists(from)) copy_database(from, to_map / kJournalFile);
}

void Journal::wipe(const fs::path& map_folder) {
    std::error_code error;
    fs::remove_all(map_folder / "photos", error);
    const auto file = map_folder / kJournalFile;
    if (!fs::exists(file)) return;
    SqlConnection db{file, SqlConnection::Access::read, ""};
    db.run("PRAGMA query_only=OFF");
    if (!has_journal_tables(db)) return;
    SqlTransaction transaction{db};
    for (const auto* table :
         {"entries", "payloads", "chains", "redacted", "copies", "roots", "lost_photos"}) {
        db.run(std::string{"DELETE FROM "} + table);
    }
    db.run("UPDATE state SET lamport=0, wipes=wipes+1, scrub=1");
    transaction.commit();
    const bool emptied = db.empty_log();
    if (!emptied) {
        throw DataError{"The journal is not wiped yet", file.string(),
                        "another program is reading it", "Close that program, then wipe again."};
    }
}

}  // namespace konbit
