#pragma once

#include "mapper/journal/sql.hpp"

namespace konbit {

/// Makes the tables in an empty file. Several processes may try at once.
void make_journal_tables(SqlConnection& db);
/// True if the file has tables (false: empty, still to be made). DataError: not a journal, of a
/// newer version, or with tables that no version of this program made.
[[nodiscard]] bool has_journal_tables(SqlConnection& db);

}  // namespace konbit
