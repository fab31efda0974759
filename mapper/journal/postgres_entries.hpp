#pragma once

#include <set>
#include <vector>

#include "mapper/journal/bundle.hpp"
#include "mapper/journal/postgres_connection.hpp"
#include "mapper/journal/postgres_difference.hpp"

namespace konbit {

/// A sync on its way.
struct PostgresMeeting {
    Journal& journal;
    PostgresConnection& database;
    const JournalProgress& progress;
    SyncResult result{};

    void tell(std::string_view what, std::uint64_t done, std::uint64_t total) const {
        if (progress) progress(what, done, total);
    }
};

/// Takes in what we lack, after all of it has come: a line that breaks leaves the journal as it
/// was.
void receive_entries(PostgresMeeting& meeting, const PostgresDifference& difference);

/// Sends what they lack; others see a chain grow by whole signed runs only.
void send_entries(PostgresMeeting& meeting, const PostgresDifference& difference);

/// Destroys there the content of entries whose redaction counts here. Call it after
/// `receive_entries`, which took in what content they had, unless it is redacted.
void destroy_redacted(PostgresMeeting& meeting, const std::set<Digest>& shown_photos);

}  // namespace konbit
