#pragma once

#include <cstdint>
#include <string>

/// What a file holds, in sums that copying multiplies.
struct Census {
    std::int64_t nodes = 0;
    std::int64_t ways = 0;
    std::int64_t relations = 0;
    std::int64_t tags = 0;
    std::int64_t references = 0;  ///< way nodes and relation members
    std::int64_t versions = 0;    ///< sum of all version numbers
    std::int64_t connected = 0;   ///< nodes of the largest strongly connected road network

    bool operator==(const Census&) const = default;
};

/// Counts a file. Throws std::runtime_error if it is not sorted by type and id or a node's
/// location is out of range; else what libosmium throws.
[[nodiscard]] Census count(const std::string& path);

/// What `copies` copies, joined by `joins` roads of two nodes and one tag, must hold.
[[nodiscard]] Census expected_of_copies(const Census& original, int copies, std::int64_t joins);

[[nodiscard]] std::string to_string(const Census& census);
