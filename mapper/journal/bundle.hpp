#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "mapper/journal/journal.hpp"

namespace konbit {

struct BundleResult {
    std::uint64_t entries = 0, photos = 0, bytes = 0;
};

/// What is done ("checking", "entries", "photos"), done and total in bytes; total 0: not known.
using JournalProgress =
    std::function<void(std::string_view what, std::uint64_t done, std::uint64_t total)>;

/// Writes everything this journal knows, with its photos, into one file for a stick (see
/// docs/journal-format.md). The file appears whole or not at all.
BundleResult write_bundle(const Journal& journal, const std::filesystem::path& map_folder,
                          const std::filesystem::path& out, const JournalProgress& progress,
                          const std::atomic<bool>* stop);

/// Takes a bundle in. Everything is checked before anything is kept: sizes before memory is taken,
/// sums, names of photos, signatures, links. DataError naming the file and what is wrong: nothing
/// was changed. Resumable: run it again after a pulled stick.
MergeResult merge_bundle(Journal& journal, const std::filesystem::path& map_folder,
                         const std::filesystem::path& bundle, const JournalProgress& progress,
                         const std::atomic<bool>* stop);

/// What went out and what came in.
struct SyncResult {
    std::uint64_t sent_entries = 0, sent_photos = 0;
    MergeResult came;
};

/// Meets others in a folder (a stick, a share). Files there are named by chain and range and never
/// changed once they have their name, so that two may write at once and a stick may be pulled:
/// sync again and all is well.
SyncResult sync_folder(Journal& journal, const std::filesystem::path& map_folder,
                       const std::filesystem::path& meeting, const JournalProgress& progress,
                       const std::atomic<bool>* stop);

/// Meets others in PostgreSQL (module konbit_postgres.so, symbol `konbit_sync_postgres`); makes
/// its schema `konbit` when it is missing. DataError names the server, never the password.
using SyncPostgresSymbol = SyncResult (*)(Journal& journal, const std::filesystem::path& map_folder,
                                          const std::string& url, const JournalProgress& progress,
                                          const std::atomic<bool>* stop);

}  // namespace konbit
