#pragma once

#include "mapper/journal/postgres_connection.hpp"

namespace konbit {

/// Makes the schema `konbit` if it is missing (docs/journal-format.md); whole or not at all, and
/// once, however many laptops come at the same moment. DataError: of a newer program.
void prepare_schema(PostgresConnection& database);

}  // namespace konbit
