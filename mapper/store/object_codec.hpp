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

/// Some thousand objects of one type, in order, attribute by attribute. Strings are numbers of
/// the string pool. `…_ends[i]` is where the things of object i end and those of i + 1 begin.
struct ObjectBlock {
    ObjectType type = ObjectType::node;
    std::vector<std::int64_t> ids;
    std::vector<std::uint32_t> versions, timestamps, changesets, users;
    std::vector<std::int32_t> uids;
    std::vector<std::uint32_t> tag_ends, tags;  ///< tags: key, value, key, value, …
    std::vector<std::int32_t> lons, lats;       ///< nodes only
    std::vector<std::uint32_t> child_ends;      ///< ways and relations only
    std::vector<std::int64_t> child_refs;
    std::vector<std::uint8_t> child_types;      ///< relations only
    std::vector<std::uint32_t> child_roles;

    static constexpr std::size_t kMaxObjects = std::size_t{1} << 16;

    [[nodiscard]] std::size_t size() const noexcept { return ids.size(); }
    [[nodiscard]] bool full() const noexcept;  ///< time to write it and begin another
    void clear() noexcept;                     ///< keeps type and memory
};

/// ObjectBlocks to bytes (docs/map-format.md, "Objects") and back.
class ObjectEncoder {
public:
    void encode(const ObjectBlock& block, ByteWriter& out);

private:
    template <class T>
    void plain(const std::vector<T>& column, ColumnLayout layout, ByteWriter& out);
    template <class T>
    void deltas(const std::vector<T>& column, ColumnLayout layout, ByteWriter& out);
    void counts(const std::vector<std::uint32_t>& ends, ByteWriter& out);

    ColumnEncoder columns_;
    std::vector<std::uint64_t> values_;
};

class ObjectDecoder {
public:
    /// Replaces `into`. The bytes may be hostile: DataError naming `file`.
    void decode(ObjectType type, std::span<const std::byte> bytes, std::string_view file,
                ObjectBlock& into);

private:
    template <class T>
    void plain(ByteReader& in, std::size_t count, std::vector<T>& column);
    template <class T>
    void deltas(ByteReader& in, std::size_t count, std::vector<T>& column);
    void counts(ByteReader& in, std::size_t count, std::vector<std::uint32_t>& ends);

    ColumnDecoder columns_;
};

/// Position of an id among those of its type in the order of `osmium sort`, as one number.
[[nodiscard]] constexpr std::uint64_t rank_of(std::int64_t ref) noexcept {
    constexpr auto kHalf = std::uint64_t{1} << 63;
    return ref > 0 ? kHalf + static_cast<std::uint64_t>(ref) : std::uint64_t{0} - static_cast<std::uint64_t>(ref);
}
[[nodiscard]] constexpr std::int64_t ref_of(std::uint64_t rank) noexcept {
    constexpr auto kHalf = std::uint64_t{1} << 63;
    return static_cast<std::int64_t>(rank > kHalf ? rank - kHalf : std::uint64_t{0} - rank);
}

}  // namespace konbit
