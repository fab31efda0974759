#include "mapper/journal/postgres_difference.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "mapper/journal/entry_codec.hpp"

namespace konbit {
namespace {

constexpr std::size_t kMostChains = 1'000'000, kMostIds = 20'000'000;  // of a database

/// A chain on one side. Without forks and gaps it holds as many entries as its last one's number.
struct Side {
    std::int64_t last = 0, count = 0;
    [[nodiscard]] bool straight() const noexcept { return last == count; }
};
struct Known {
    std::int64_t sequence = 0;
    Digest id;
};
struct Chain {
    Side here, there;
    std::vector<Known> entries;  ///< here, by sequence
};
using Chains = std::map<std::string, Chain, std::less<>>;

std::string bytes_of(const ChainId& chain) {
    std::string bytes{chain.device.bytes.begin(), chain.device.bytes.end()};
    bytes.append(chain.copy.begin(), chain.copy.end());
    return bytes;
}

Chains chains_here(const Journal& journal, std::vector<Digest>& without_content) {
    Chains chains;
    journal.for_each_raw([&](const RawEntry& entry) {
        const auto head = decode_head(entry.head);
        const auto sequence = static_cast<std::int64_t>(head.sequence);
        auto& chain = chains[bytes_of(head.chain)];
        chain.entries.push_back({sequence, entry.id});
        if (!entry.payload) without_content.push_back(entry.id);
        chain.here = {std::max(chain.here.last, sequence), chain.here.count + 1};
    });
    for (auto& [name, chain] : chains) std::ranges::sort(chain.entries, {}, &Known::sequence);
    return chains;
}

void add_chains_there(Chains& chains, PostgresConnection& database) {
    database.run_in_portions(
        "select substr(chain, 1, 48), max(sequence), count(*) from konbit.entries group by chain",
        {}, [&](const PostgresRows& rows) {
            for (int row = 0; row < rows.count(); ++row) {
                chains[std::string{rows.bytes(row, 0)}].there = {rows.number(row, 1),
                                                                 rows.number(row, 2)};
            }
            if (chains.size() > kMostChains) {
                database.fail("The database is too large", "it has more than 1,000,000 chains",
                              "Ask its administrator what is in the table konbit.entries");
            }
        });
}

void add_what_follows(const std::string& name, const Chain& chain, PostgresDifference& result) {
    if (chain.there.last > chain.here.last) {
        result.chains.push_back(name);
        result.as_far_as.push_back(chain.here.last);
    }
    for (const auto& entry : chain.entries) {
        if (entry.sequence > chain.there.last) result.they_lack.insert(entry.id);
    }
}

/// The names of those of these chains that hold, there, the entry that we have at the same place:
/// the last one that both sides reach.
std::unordered_set<std::string> equal_so_far(const Chains& chains,
                                             const std::vector<const Chains::value_type*>& both,
                                             PostgresConnection& database) {
    std::vector<std::optional<std::string_view>> names;
    std::vector<std::int64_t> places;
    for (const auto* chain : both) {
        names.emplace_back(chain->first);
        places.push_back(std::min(chain->second.here.last, chain->second.there.last));
    }
    std::unordered_set<std::string> equal;
    database.run_in_portions(
        "select e.chain, e.id from unnest($1, $2) as ours (chain, sequence)"
        " join konbit.entries e on e.chain = ours.chain and e.sequence = ours.sequence",
        PostgresValues{}.all_bytes(names).all_numbers(places), [&](const PostgresRows& rows) {
            for (int row = 0; row < rows.count(); ++row) {
                const auto found = chains.find(rows.bytes(row, 0));
                if (found == chains.end()) continue;
                const auto& [name, chain] = *found;
                const auto place = std::min(chain.here.last, chain.there.last);
                const auto& ours = chain.entries[static_cast<std::size_t>(place) - 1];
                if (ours.id == rows.digest(row, 1)) equal.insert(name);
            }
        });
    return equal;
}

/// Chains with forks, or that part ways: entry by entry.
void compare_entries(const std::vector<const Chains::value_type*>& chains,
                     PostgresConnection& database, PostgresDifference& result) {
    std::vector<std::optional<std::string_view>> names;
    std::unordered_set<Digest> here, there;
    for (const auto* chain : chains) {
        names.emplace_back(chain->first);
        for (const auto& entry : chain->second.entries) here.insert(entry.id);
    }
    database.run_in_portions(
        "select id from konbit.entries where chain = any($1)", PostgresValues{}.all_bytes(names),
        [&](const PostgresRows& rows) {
            for (int row = 0; row < rows.count(); ++row) there.insert(rows.digest(row, 0));
            if (there.size() > kMostIds) {
                database.fail("The database is too large", "a few chains have too many entries",
                              "Ask its administrator what is in the table konbit.entries");
            }
        });
    for (const auto& id : there) {
        if (!here.contains(id)) result.we_lack.push_back(id);
    }
    for (const auto& id : here) {
        if (!there.contains(id)) result.they_lack.insert(id);
    }
}

}  // namespace

PostgresDifference compare(const Journal& journal, PostgresConnection& database) {
    PostgresDifference result;
    auto chains = chains_here(journal, result.without_content);
    add_chains_there(chains, database);
    std::vector<const Chains::value_type*> both, crooked;
    for (const auto& chain : chains) {
        const auto& [here, there, entries] = chain.second;
        if (here.count == 0 || there.count == 0) {
            add_what_follows(chain.first, chain.second, result);
        } else if (here.straight() && there.straight()) {
            both.push_back(&chain);
        } else {
            crooked.push_back(&chain);
        }
    }
    const auto equal = equal_so_far(chains, both, database);
    for (const auto* chain : both) {
        if (equal.contains(chain->first)) {
            add_what_follows(chain->first, chain->second, result);
        } else {
            crooked.push_back(chain);
        }
    }
    if (!crooked.empty()) compare_entries(crooked, database, result);
    return result;
}

}  // namespace konbit
