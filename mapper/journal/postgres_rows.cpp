#include <libpq-fe.h>

#include <algorithm>
#include <charconv>

#include "mapper/journal/postgres_connection.hpp"
#include "mapper/model/error.hpp"

namespace konbit {

void PostgresRows::Free::operator()(pg_result* result) const noexcept {
    PQclear(result);
}

int PostgresRows::count() const noexcept {
    return PQntuples(result_.get());
}

bool PostgresRows::null(int row, int column) const noexcept {
    return PQgetisnull(result_.get(), row, column) != 0;
}

std::string_view PostgresRows::bytes(int row, int column) const noexcept {
    return {PQgetvalue(result_.get(), row, column),
            static_cast<std::size_t>(PQgetlength(result_.get(), row, column))};
}

std::int64_t PostgresRows::number(int row, int column) const {
    const auto value = bytes(row, column);
    if (value.size() != sizeof(std::int64_t)) unexpected();
    std::uint64_t number = 0;
    for (const char c : value) number = number << 8 | static_cast<unsigned char>(c);
    return static_cast<std::int64_t>(number);
}

bool PostgresRows::yes(int row, int column) const {
    const auto value = bytes(row, column);
    if (value.size() != 1) unexpected();
    return value[0] != 0;
}

Digest PostgresRows::digest(int row, int column) const {
    const auto value = bytes(row, column);
    Digest digest;
    if (value.size() != digest.bytes.size()) unexpected();
    std::ranges::copy(value, digest.bytes.begin());
    return digest;
}

std::uint64_t PostgresRows::changed() const noexcept {
    const std::string_view text = PQcmdTuples(result_.get());
    std::uint64_t count = 0;
    std::from_chars(text.data(), text.data() + text.size(), count);
    return count;
}

void PostgresRows::unexpected() const {
    throw DataError{"The database sent something that is no answer", *place_,
                    "a value has another form than Konbit's tables give it",
                    "Ask its administrator who changed the schema konbit."};
}

}  // namespace konbit
