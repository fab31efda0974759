#include <sqlite3.h>

#include <algorithm>
#include <fstream>

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

// False: there is nothing in the journal yet.
bool copy_database(const fs::path& from_map, const fs::path& to) {
    Journal source = Journal::open({from_map, Journal::Mode::read, {}, {}});
    auto* pages = source.impl().reading();
    if (!pages) return false;
    std::error_code error;
    fs::remove(to, error);  // what a killed copy left
    SqlConnection target{to, SqlConnection::Access::write, ""};
    copy_pages(*pages, target);
    target.run("PRAGMA journal_mode=DELETE");
    // Whoever writes into it begins a chain of his own, without a word of warning.
    target.run("DELETE FROM copies");
    return true;
}

void copy_photos(const fs::path& from, const fs::path& to) {
    std::error_code error;
    if (!fs::is_directory(from, error)) return;
    make_folder_durably(to);
    for (const auto& entry : fs::directory_iterator{from}) {
        const auto name = entry.path().filename();
        if (!entry.is_regular_file() || name.extension() == ".partial") continue;
        if (const auto bytes = read_small_file(entry.path(), PhotoStore::kMostBytes)) {
            write_durably(to / name, *bytes);
        }
    }
}

void wipe_rows(const fs::path& file) {
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
    if (!db.empty_log()) {
        throw DataError{"The journal is not wiped yet", file.string(),
                        "another program is reading it", "Close that program, then wipe again."};
    }
    db.run("UPDATE state SET scrub=0");
}

// Overwrites and removes what cannot be wiped row by row.
void destroy_file(const fs::path& file) {
    std::error_code error;
    if (const auto size = fs::file_size(file, error); !error) {
        std::fstream bytes{file, std::ios::in | std::ios::out | std::ios::binary};
        const std::string zeros(64 * 1024, '\0');
        for (std::uintmax_t done = 0; done < size; done += zeros.size()) {
            bytes.write(zeros.data(), static_cast<std::streamsize>(
                                          std::min<std::uintmax_t>(zeros.size(), size - done)));
        }
    }
    if (!fs::remove(file, error) && error) {
        throw DataError{"The journal cannot be wiped", file.string(), error.message(),
                        "Delete the file."};
    }
}

}  // namespace

void Journal::copy(const fs::path& from_map, const fs::path& to_map) {
    const auto to = to_map / kJournalFile;
    std::error_code error;
    if (fs::exists(to, error)) {
        throw DataError{"The journal cannot be copied", to.string(), "there is one already",
                        "Merge instead."};
    }
    const auto partial = fs::path{to}.concat(".partial");
    const bool copied =
        fs::exists(from_map / kJournalFile, error) && copy_database(from_map, partial);
    // After the entries: whoever adds an entry has put its photos there before.
    copy_photos(from_map / "photos", to_map / "photos");
    if (!copied) return;
    fs::rename(partial, to);
    sync_folder_names(to_map);
}

void Journal::wipe(const fs::path& map_folder) {
    const auto file = map_folder / kJournalFile;
    std::error_code error;
    if (fs::exists(file, error)) {
        try {
            wipe_rows(file);
        } catch (const DamagedJournal&) {
            for (const auto* tail : {"-wal", "-shm", "-journal", ""}) {
                destroy_file(fs::path{file}.concat(tail));
            }
        }
    }
    fs::remove_all(map_folder / "photos", error);
    if (!error) return;
    throw DataError{"The photos cannot be wiped", (map_folder / "photos").string(), error.message(),
                    "Delete the folder."};
}

}  // namespace konbit
