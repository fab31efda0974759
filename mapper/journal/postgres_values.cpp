#include "mapper/journal/postgres_connection.hpp"

namespace konbit {
namespace {

// PostgreSQL's own numbers of its types: fixed for ever.
constexpr unsigned kBytea = 17, kBigint = 20, kByteaArray = 1001, kBigintArray = 1016;

void put_big_endian(std::string& out, std::uint64_t value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
        out += static_cast<char>(value >> shift & 0xff);
    }
}

/// The head of an array with one dimension, counted from 1.
std::string array_head(unsigned element, std::size_t count, bool has_nulls) {
    std::string out;
    put_big_endian(out, count == 0 ? 0 : 1, 4);
    put_big_endian(out, has_nulls ? 1 : 0, 4);
    put_big_endian(out, element, 4);
    if (count == 0) return out;
    put_big_endian(out, count, 4);
    put_big_endian(out, 1, 4);
    return out;
}

std::string_view bytes_of(const Digest& digest) {
    return {reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()};
}

}  // namespace

PostgresValues& PostgresValues::add(unsigned type, std::string value) {
    types_.push_back(type);
    values_.push_back(std::move(value));
    return *this;
}

PostgresValues& PostgresValues::bytes(std::string_view value) {
    return add(kBytea, std::string{value});
}

PostgresValues& PostgresValues::number(std::int64_t value) {
    std::string out;
    put_big_endian(out, static_cast<std::uint64_t>(value), 8);
    return add(kBigint, std::move(out));
}

PostgresValues& PostgresValues::all_bytes(std::span<const std::optional<std::string_view>> values) {
    std::string out = array_head(kBytea, values.size(), true);
    for (const auto& value : values) {
        put_big_endian(out, value ? value->size() : 0xffffffff, 4);
        if (value) out += *value;
    }
    return add(kByteaArray, std::move(out));
}

PostgresValues& PostgresValues::all_digests(std::span<const Digest> values) {
    std::string out = array_head(kBytea, values.size(), false);
    for (const auto& value : values) {
        put_big_endian(out, value.bytes.size(), 4);
        out += bytes_of(value);
    }
    return add(kByteaArray, std::move(out));
}

PostgresValues& PostgresValues::all_numbers(std::span<const std::int64_t> values) {
    std::string out = array_head(kBigint, values.size(), false);
    for (const auto value : values) {
        put_big_endian(out, 8, 4);
        put_big_endian(out, static_cast<std::uint64_t>(value), 8);
    }
    return add(kBigintArray, std::move(out));
}

}  // namespace konbit
