#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "mapper/journal/journal.hpp"
#include "mapper/journal/postgres_connection.hpp"

namespace konbit {

/// What two sides do not both have. A chain's entries name the one before, so whoever has the same
/// entry at the end of a chain without forks has the same chain.
struct PostgresDifference {
    std::vector<std::string> chains;      ///< we have them as far as …
    std::vector<std::int64_t> as_far_as;  ///< … these entries, and lack what follows
    std::vector<Digest> we_lack;          ///< besides, one by one: of chains with forks
    std::unordered_set<Digest> they_lack;
    std::vector<Digest> without_content;  ///< we have these heads alone: redacted, or came so
};

/// Within a transaction that sees one state of the database.
[[nodiscard]] PostgresDifference compare(const Journal& journal, PostgresConnection& database);

}  // namespace konbit
