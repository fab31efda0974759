#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "mapper/model/object_id.hpp"
#include "mapper/store/byte_io.hpp"
#include "mapper/store/column_codec.hpp"

namespace konbit {

/// What every object has, and where its tags and children end in the block's lists; those of the
/// next one begin there. Strings are numbers of the string pool.
struct ObjectRow {
    std::int64_t id = 0;
    std::uint32_t version = 0;
    std::uint32_t timestamp_s = 0;
    std::uint32_t changeset = 0;
    std::int32_t uid = 0;
    std::uint32_t user = 0;
    std::uint32_t tags_end = 0;      ///< in pairs
    std::uint32_t children_end = 0;  ///< refs of a way, members of a relation
    std::int32_t lon_e7 = 0;         ///< of a node
    std::int32_t lat_e7 = 0;
    bool operator==(const ObjectRow&) const = default;
};

/// Some thousand objects of one type, in order.
struct ObjectBlock {
    ObjectType type = ObjectType::node;
    std::vector<ObjectRow> rows;
    std::vector<std::uint32_t> tags;  ///< key, value, key, value, …
    std::vector<std::int64_t> child_refs;
    std::vector<std::uint8_t> child_types;   ///< of relations only
    std::vector<std::uint32_t> child_roles;  ///< of relations only

    static constexpr std::size_t kMaxObjects = std::size_t{1} << 16;

    [[nodiscard]] std::size_t size() const noexcept { return rows.size(); }
    [[nodiscard]] bool full() const noexcept;  ///< time to write it and begin another
    void clear() noexcept;                     ///< keeps type and memory
    bool operator==(const ObjectBlock&) const = default;
};

/// ObjectBlocks to bytes (docs/map-format.md, "Objects") and back.
class ObjectEncoder {
public:
    void encode(const ObjectBlock& block, ByteWriter& out);

private:
    ColumnEncoder columns_;
    std::vector<std::uint64_t> values_;
};

class ObjectDecoder {
public:
    /// Replaces `into`. The bytes may be hostile: DataError naming `file`.
    void decode(ObjectType type, std::span<const std::byte> bytes, std::string_view file,
                ObjectBlock& into);

private:
    ColumnDecoder columns_;
};

/// Position of an id among those of its type in the order of `osmium sort`, as one number.
[[nodiscard]] constexpr std::uint64_t rank_of(std::int64_t ref) noexcept {
    constexpr auto kHalf = std::uint64_t{1} << 63;
    const auto bits = static_cast<std::uint64_t>(ref);
    return ref > 0 ? kHalf + bits : std::uint64_t{0} - bits;
}
[[nodiscard]] constexpr std::int64_t ref_of(std::uint64_t rank) noexcept {
    constexpr auto kHalf = std::uint64_t{1} << 63;
    return static_cast<std::int64_t>(rank > kHalf ? rank - kHalf : std::uint64_t{0} - rank);
}

}  // namespace konbit
