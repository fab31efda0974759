#pragma once

#include <filesystem>
#include <set>

#include "mapper/journal/postgres_entries.hpp"

namespace konbit {

/// Fetches the photos that our reports show and we do not have. One that is damaged there is left
/// out with a note.
void receive_photos(PostgresMeeting& meeting, const std::filesystem::path& map_folder,
                    const std::set<Digest>& shown);

/// Sends those that our reports show and the database never had.
void send_photos(PostgresMeeting& meeting, const std::filesystem::path& map_folder,
                 const std::set<Digest>& shown);

}  // namespace konbit
