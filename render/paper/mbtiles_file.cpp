#include "render/paper/mbtiles_file.hpp"

#include <fmt/format.h>
#include <sqlite3.h>
#include <xxhash.h>

#include <algorithm>
#include <string_view>

#include "mapper/model/error.hpp"
#include "mapper/store/atomic_file.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSchema = R"(
    PRAGMA application_id = 0x4d504258;
    BEGIN;
    CREATE TABLE metadata (name TEXT PRIMARY KEY, value TEXT);
    CREATE TABLE images (tile_id BLOB PRIMARY KEY, tile_data BLOB NOT NULL);
    CREATE TABLE map (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER,
                      tile_id BLOB NOT NULL,
                      PRIMARY KEY (zoom_level, tile_column, tile_row)) WITHOUT ROWID;
    CREATE VIEW tiles AS
        SELECT zoom_level, tile_column, tile_row, tile_data
        FROM map JOIN images ON images.tile_id = map.tile_id;
    COMMIT;
)";
constexpr const char* kSourceKey = "konbit:source";

/// MBTiles counts rows from the south.
std::int64_t flipped(int zoom, std::int64_t row) {
    return (std::int64_t{1} << zoom) - 1 - row;
}

}  // namespace

struct MbtilesFile::Database {
    Database() = default;
    /// Delegates, so that the handle is closed when something below throws.
    explicit Database(const fs::path& partial) : Database{} {
        path = partial;
        const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOFOLLOW;
        check(sqlite3_open_v2(fs::absolute(path).c_str(), &handle, flags, nullptr));
        // One writer: whoever comes second is told at once.
        run("PRAGMA locking_mode = EXCLUSIVE");
        run("PRAGMA synchronous = NORMAL");
        run("PRAGMA cache_size = -16000");
        run("PRAGMA trusted_schema = OFF");
        run("BEGIN EXCLUSIVE; COMMIT");
    }
    ~Database() {
        for (auto* statement : {add_image, add_tile, rows}) sqlite3_finalize(statement);
        sqlite3_close_v2(handle);
    }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    [[noreturn]] void fail(int code) const;
    void check(int code) const {
        if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE) fail(code);
    }
    void run(const char* sql) const { check(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr)); }
    [[nodiscard]] sqlite3_stmt* prepare(std::string_view sql) const {
        sqlite3_stmt* statement = nullptr;
        check(sqlite3_prepare_v2(handle, sql.data(), static_cast<int>(sql.size()), &statement,
                                 nullptr));
        return statement;
    }
    /// Runs a statement that gives no rows and readies it for the next time.
    void step(sqlite3_stmt* statement) const {
        const int code = sqlite3_step(statement);
        sqlite3_reset(statement);
        check(code);
    }
    [[nodiscard]] std::string text(std::string_view sql, const char* argument) const;
    void prepare_all();
    void create(const std::string& source, const TileFacts& facts);

    fs::path path;
    sqlite3* handle = nullptr;
    sqlite3_stmt *add_image = nullptr, *add_tile = nullptr, *rows = nullptr;
    bool in_transaction = false;
};

void MbtilesFile::Database::fail(int code) const {
    const std::string why =
        handle != nullptr ? sqlite3_errmsg(handle) : "there is not enough memory";
    switch (code & 0xFF) {
        case SQLITE_FULL:
            throw DataError{"The disk is full", path.string(),
                            "the tiles drawn up to the last seconds are kept",
                            "Make room and run the same command again to go on."};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw DataError{"The file of tiles is in use", path.string(),
                            "another program writes it", "Wait for that one, or end it."};
        case SQLITE_NOTADB:
        case SQLITE_CORRUPT:
            throw DataError{"The unfinished tiles are damaged", path.string(), why,
                            "Begin anew with --force."};
        case SQLITE_CANTOPEN:
        case SQLITE_READONLY:
        case SQLITE_PERM:
            throw DataError{"The tiles cannot be written", path.string(), why,
                            "Choose another folder, or change its rights."};
        default:
            throw DataError{"The tiles cannot be written", path.string(), why,
                            "Look at the disk; then run the same command again to go on."};
    }
}

std::string MbtilesFile::Database::text(std::string_view sql, const char* argument) const {
    auto* statement = prepare(sql);
    if (argument != nullptr) sqlite3_bind_text(statement, 1, argument, -1, SQLITE_STATIC);
    const int code = sqlite3_step(statement);
    std::string value;
    if (code == SQLITE_ROW) {
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
        if (bytes != nullptr) value = bytes;
    }
    sqlite3_finalize(statement);
    check(code);
    return value;
}

void MbtilesFile::Database::prepare_all() {
    add_image = prepare("INSERT OR IGNORE INTO images VALUES (?, ?)");
    add_tile = prepare("INSERT OR REPLACE INTO map VALUES (?, ?, ?, ?)");
    rows = prepare("SELECT tile_row FROM map WHERE zoom_level = ? AND tile_column = ?");
}

void MbtilesFile::Database::create(const std::string& source, const TileFacts& facts) {
    run(kSchema);
    run("BEGIN");
    auto* add_fact = prepare("INSERT INTO metadata VALUES (?, ?)");
    const auto add = [&](const std::string& name, const std::string& value) {
        sqlite3_bind_text(add_fact, 1, name.c_str(), -1, SQLITE_TRANSIENT);
        sqlite3_bind_text(add_fact, 2, value.c_str(), -1, SQLITE_TRANSIENT);
        return sqlite3_step(add_fact) == SQLITE_DONE && sqlite3_reset(add_fact) == SQLITE_OK;
    };
    bool good = add(kSourceKey, source);
    for (const auto& [name, value] : facts) good = good && add(name, value);
    const int code = good ? SQLITE_OK : sqlite3_errcode(handle);
    sqlite3_finalize(add_fact);
    check(code);
    run("COMMIT");
}

MbtilesFile::MbtilesFile(fs::path target, const std::string& source, const TileFacts& facts,
                         bool anew)
    : target_{std::move(target)}, partial_{target_} {
    partial_ += ".partial";
    if (anew) {
        std::error_code ignored;
        fs::remove(partial_, ignored);
        fs::remove(fs::path{partial_} += "-journal", ignored);
    }
    db_ = std::make_unique<Database>(partial_);
    if (db_->text("SELECT count(*) FROM sqlite_master", nullptr) == "0") {
        db_->create(source, facts);
    } else if (db_->text("SELECT value FROM metadata WHERE name = ?", kSourceKey) != source) {
        throw UsageError{"Other tiles were begun under this name", partial_.string(),
                         "they are of another map, style, area or choice of tiles",
                         "Choose another name, or begin anew with --force"};
    }
    db_->prepare_all();
}

MbtilesFile::~MbtilesFile() = default;

std::uint64_t MbtilesFile::tiles() const {
    return std::stoull(db_->text("SELECT count(*) FROM map", nullptr));
}

std::vector<std::uint32_t> MbtilesFile::rows_in(int zoom, std::uint32_t column) const {
    std::vector<std::uint32_t> found;
    sqlite3_bind_int(db_->rows, 1, zoom);
    sqlite3_bind_int64(db_->rows, 2, column);
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(db_->rows)) == SQLITE_ROW) {
        const auto row = flipped(zoom, sqlite3_column_int64(db_->rows, 0));
        if (row >= 0) found.push_back(static_cast<std::uint32_t>(row));
    }
    sqlite3_reset(db_->rows);
    db_->check(code);
    std::sort(found.begin(), found.end());
    return found;
}

void MbtilesFile::add(const PaintedTile& tile) {
    if (!db_->in_transaction) db_->run("BEGIN");
    db_->in_transaction = true;
    const auto sum = XXH3_128bits(tile.png.data(), tile.png.size());
    XXH128_canonical_t id;
    XXH128_canonicalFromHash(&id, sum);
    const int id_size = static_cast<int>(sizeof id.digest);

    sqlite3_bind_blob(db_->add_image, 1, id.digest, id_size, SQLITE_STATIC);
    sqlite3_bind_blob64(db_->add_image, 2, tile.png.data(), tile.png.size(), SQLITE_STATIC);
    db_->step(db_->add_image);
    sqlite3_bind_int(db_->add_tile, 1, tile.zoom);
    sqlite3_bind_int64(db_->add_tile, 2, tile.column);
    sqlite3_bind_int64(db_->add_tile, 3, flipped(tile.zoom, tile.row));
    sqlite3_bind_blob(db_->add_tile, 4, id.digest, id_size, SQLITE_STATIC);
    db_->step(db_->add_tile);
}

void MbtilesFile::commit() {
    if (!db_->in_transaction) return;
    db_->run("COMMIT");
    db_->in_transaction = false;
}

void MbtilesFile::finish() {
    commit();
    db_.reset();
    publish_file(partial_, target_);
}

}  // namespace konbit
