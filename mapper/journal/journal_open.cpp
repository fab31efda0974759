#include <sodium.h>
#include <stdlib.h>

#include <system_error>

#include "mapper/journal/entry_codec.hpp"
#include "mapper/journal/file_identity.hpp"
#include "mapper/journal/journal_impl.hpp"
#include "mapper/journal/journal_schema.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kOtherDevice =
    "Another device began this journal. What is added here goes into a chain of its own.";
constexpr std::string_view kCopied =
    "This map is a copy. What is added here goes into a chain of its own; merging brings the "
    "copies together again.";
constexpr std::string_view kOlderCopy =
    "This map is an older copy: this device wrote more than is in it. Merge the other copy or a "
    "bundle to get that, too. What is added here goes into a chain of its own.";
constexpr std::string_view kRestored =
    "This journal was restored from an older state: this device wrote more than is in it. Merge a "
    "bundle or another copy to get that back. What is added now goes into a new chain.";

bool has_log(const fs::path& file) {
    std::error_code error;
    const auto size = fs::file_size(fs::path{file}.concat("-wal"), error);
    return !error && size > 0;
}

void copy_to_scratch(const fs::path& from, const fs::path& to) {
    std::error_code error;
    fs::copy_file(from, to, error);
    if (!error) fs::permissions(to, fs::perms::owner_write, fs::perm_options::add, error);
    if (!error) return;
    throw DataError{"A journal on read-only media cannot be read", from.string(), error.message(),
                    "Make room in " + to.parent_path().string() + ", or set TMPDIR."};
}

std::array<std::uint8_t, 16> random_copy() {
    std::array<std::uint8_t, 16> copy{};
    randombytes_buf(copy.data(), copy.size());
    return copy;
}

}  // namespace

ScratchFolder::ScratchFolder() {
    auto name = (fs::temp_directory_path() / "konbit-XXXXXX").string();
    if (!::mkdtemp(name.data())) {
        throw DataError{"A temporary folder cannot be made", name,
                        std::generic_category().message(errno), "Make room, or set TMPDIR."};
    }
    path_ = name;
}

ScratchFolder::~ScratchFolder() {
    std::error_code error;
    fs::remove_all(path_, error);
}

Journal Journal::open(const Options& options) {
    auto impl = std::make_unique<Impl>();
    impl->options = options;
    impl->file = options.map_folder / kJournalFile;
    if (options.mode == Mode::write) {
        impl->open_for_writing();
    } else {
        impl->open_for_reading();
    }
    return Journal{std::move(impl)};
}

SqlConnection* Journal::Impl::reading() {
    if (!db) open_for_reading();
    return db.get();
}

SqlConnection& Journal::Impl::writing() {
    if (options.mode == Mode::write) return *db;
    throw DataError{"Nothing can be added", file.string(), "the journal was opened for reading",
                    "Open it for writing."};
}

void Journal::Impl::open_for_reading() {
    std::error_code error;
    if (!fs::exists(file, error)) return;
    std::unique_ptr<SqlConnection> opened;
    if (can_write_into(options.map_folder)) {
        opened = std::make_unique<SqlConnection>(file, SqlConnection::Access::read, options.vfs);
    } else if (!has_log(file)) {
        opened = std::make_unique<SqlConnection>(file, SqlConnection::Access::read_immutable,
                                                 options.vfs);
    } else {
        // The newest entries are in the log, which SQLite cannot read without writing beside it.
        shadow = std::make_unique<ScratchFolder>();
        const auto copy = shadow->path() / kJournalFile;
        copy_to_scratch(file, copy);
        copy_to_scratch(fs::path{file}.concat("-wal"), fs::path{copy}.concat("-wal"));
        opened = std::make_unique<SqlConnection>(copy, SqlConnection::Access::read, "");
    }
    if (has_journal_tables(*opened)) db = std::move(opened);
}

void Journal::Impl::open_for_writing() {
    if (!can_write_into(options.map_folder)) {
        throw DataError{"Nothing can be added to this map", options.map_folder.string(),
                        "its folder cannot be written to",
                        "Copy the map to a disk that can be written to."};
    }
    device = Device::open(options.device_folder.empty() ? Device::default_folder()
                                                        : options.device_folder);
    db = std::make_unique<SqlConnection>(file, SqlConnection::Access::write, options.vfs);
    const auto mode = on_local_disk(options.map_folder) ? "wal" : "delete";
    if (!has_journal_tables(*db)) {
        db->set_journal_mode(mode);
        make_journal_tables(*db);
    } else if (db->text("PRAGMA journal_mode") != mode) {
        db->set_journal_mode(mode);
    }
    settle_copy();
    if (db->number("SELECT scrub FROM state") != 0) scrub();
}

OwnChain Journal::Impl::own_chain() {
    OwnChain own;
    own.chain.device = device->key();
    SqlStatement copy{*db, "SELECT copy FROM copies WHERE device=?"};
    if (!copy.bind(1, view_of(device->key())).step()) {
        // Another process wiped the journal meanwhile.
        begin_chain(file_identity(file));
        copy.reset();
        if (!copy.step()) db->damaged("this copy has lost its name");
    }
    const auto bytes = copy.blob(0);
    if (bytes.size() != own.chain.copy.size()) db->damaged("a name has a wrong length");
    std::ranges::copy(bytes, own.chain.copy.begin());
    SqlStatement last{*db,
                      "SELECT id, sequence FROM entries WHERE chain=(SELECT number FROM chains "
                      "WHERE device=? AND copy=?) ORDER BY sequence DESC, id LIMIT 1"};
    last.bind(1, view_of(device->key())).bind(2, std::span{own.chain.copy});
    if (last.step()) {
        own.last = digest_from(*db, last.blob(0));
        own.sequence = static_cast<std::uint64_t>(last.integer(1));
    }
    return own;
}

// Why this device cannot go on with its chain in this file; "" if that needs no words.
std::optional<std::string_view> Journal::Impl::reason_for_new_chain(const std::string& identity) {
    SqlStatement row{*db, "SELECT identity FROM copies WHERE device=?"};
    if (!row.bind(1, view_of(device->key())).step()) {
        const bool others = db->number("SELECT count(*) FROM copies") != 0;
        return others ? kOtherDevice : std::string_view{};
    }
    const bool other_file = row.text(0) != identity;
    // The hint is read first: others may write into the chain before the file is read.
    const auto chain = own_chain().chain;
    const auto hint = device->remembered(chain);
    const bool older = hint && hint->sequence > own_chain().sequence;
    if (other_file) return older ? kOlderCopy : kCopied;
    if (older) return kRestored;
    return std::nullopt;
}

void Journal::Impl::begin_chain(const std::string& identity) {
    const auto copy = random_copy();
    SqlStatement{*db, "INSERT OR REPLACE INTO copies VALUES(?, ?, CAST(? AS TEXT))"}
        .bind(1, view_of(device->key()))
        .bind(2, std::span{copy})
        .bind(3, std::string_view{identity})
        .run();
}

void Journal::Impl::settle_copy() {
    const auto identity = file_identity(file);
    if (!reason_for_new_chain(identity)) return;
    SqlTransaction transaction{*db};
    const auto why = reason_for_new_chain(identity);  // unless another process was quicker
    if (!why) return;
    begin_chain(identity);
    transaction.commit();
    if (!why->empty()) notices.emplace_back(*why);
}

}  // namespace konbit
