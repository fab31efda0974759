#include "mapper/journal/postgres_schema.hpp"

#include <fmt/format.h>

#include <array>

namespace konbit {
namespace {

constexpr std::int64_t kVersion = 1;

// Chain and sequence are computed from the head (version, 0, 48 bytes of chain, 8 of sequence, …),
// so that no row can claim another place than the one it was signed for.
constexpr std::array kMake{
    "create schema if not exists konbit",
    "create table konbit.entries ("
    " id bytea primary key check (octet_length(id) = 32),"
    " head bytea not null check (octet_length(head) between 58 and 1024),"
    " payload bytea check (octet_length(payload) <= 65536),"  // null: redacted
    " signature bytea check (octet_length(signature) = 64),"
    " chain bytea not null generated always as (substr(head, 3, 48)) stored,"
    " sequence bigint not null generated always as ("
    "  get_byte(head, 50)::bigint | (get_byte(head, 51)::bigint << 8)"
    "  | (get_byte(head, 52)::bigint << 16) | (get_byte(head, 53)::bigint << 24)"
    "  | (get_byte(head, 54)::bigint << 32) | (get_byte(head, 55)::bigint << 40)"
    "  | (get_byte(head, 56)::bigint << 48) | (get_byte(head, 57)::bigint << 56)) stored)",
    "create index on konbit.entries (chain, sequence)",
    "create table konbit.photos ("
    " hash bytea primary key check (octet_length(hash) = 32),"
    " bytes bytea)",  // null: destroyed with its report, for good
    "alter table konbit.photos alter column bytes set storage external",  // packed already
    "create table konbit.version (version bigint primary key)",
};

/// 1 if our tables are there.
bool is_made(PostgresConnection& database) {
    return database
               .run(
                   "select 1 from pg_catalog.pg_tables"
                   " where schemaname = 'konbit' and tablename = 'version'")
               .count() > 0;
}

void make(PostgresConnection& database) {
    database.run("begin");
    database.run("select pg_catalog.pg_advisory_xact_lock(7236837427340108)");  // "konbit"
    if (!is_made(database)) {
        const bool has_schema =
            database.run("select 1 from pg_catalog.pg_namespace where nspname = 'konbit'").count() >
            0;
        for (const auto* statement : std::span{kMake}.subspan(has_schema ? 1 : 0)) {
            database.run(statement);
        }
        database.run("insert into konbit.version values ($1)", PostgresValues{}.number(kVersion));
    }
    database.run("commit");
}

void check_version(PostgresConnection& database) {
    const auto rows = database.run("select max(version) from konbit.version");
    const auto version = rows.null(0, 0) ? 0 : rows.number(0, 0);
    if (version == kVersion) return;
    database.fail("The tables in the database are of another version",
                  fmt::format("they are of version {}, this program knows {}", version, kVersion),
                  version > kVersion ? "Update konbit" : "Ask its administrator");
}

}  // namespace

void prepare_schema(PostgresConnection& database) {
    if (!is_made(database)) make(database);
    check_version(database);
}

}  // namespace konbit
