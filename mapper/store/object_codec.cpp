#include "mapper/store/object_codec.hpp"

#include <limits>

namespace konbit {
namespace {

// Larger blocks compress a little better; one object is then found more slowly.
constexpr std::size_t kObjectsPerBlock[] = {8192, 2048, 512};
constexpr std::size_t kChildrenPerBlock = 200'000;
constexpr std::size_t kTagsPerBlock = 200'000;

}  // namespace

bool ObjectBlock::full() const noexcept {
    return ids.size() >= kObjectsPerBlock[static_cast<std::size_t>(type)] ||
           child_refs.size() >= kChildrenPerBlock || tags.size() >= kTagsPerBlock;
}

void ObjectBlock::clear() noexcept {
    ids.clear();
    versions.clear();
    timestamps.clear();
    changesets.clear();
    users.clear();
    uids.clear();
    tag_ends.clear();
    tags.clear();
    lons.clear();
    lats.clear();
    child_ends.clear();
    child_refs.clear();
    child_types.clear();
    child_roles.clear();
}

template <class T>
void ObjectEncoder::plain(const std::vector<T>& column, ColumnLayout layout, ByteWriter& out) {
    values_.resize(column.size());
    for (std::size_t i = 0; i < column.size(); ++i) {
        if constexpr (std::is_signed_v<T>) {
            values_[i] = zigzag_encode(column[i]);
        } else {
            values_[i] = column[i];
        }
    }
    columns_.encode(values_, layout, out);
}

template <class T>
void ObjectEncoder::deltas(const std::vector<T>& column, ColumnLayout layout, ByteWriter& out) {
    values_.resize(column.size());
    std::uint64_t before = 0;
    for (std::size_t i = 0; i < column.size(); ++i) {
        const auto value = static_cast<std::uint64_t>(static_cast<std::int64_t>(column[i]));
        values_[i] = zigzag_encode(static_cast<std::int64_t>(value - before));
        before = value;
    }
    columns_.encode(values_, layout, out);
}

void ObjectEncoder::counts(const std::vector<std::uint32_t>& ends, ByteWriter& out) {
    values_.resize(ends.size());
    std::uint32_t before = 0;
    for (std::size_t i = 0; i < ends.size(); ++i) {
        values_[i] = ends[i] - before;
        before = ends[i];
    }
    columns_.encode(values_, ColumnLayout::varint, out);
}

void ObjectEncoder::encode(const ObjectBlock& block, ByteWriter& out) {
    out.put_varint(block.size());
    deltas(block.ids, ColumnLayout::varint, out);
    plain(block.versions, ColumnLayout::varint, out);
    plain(block.timestamps, ColumnLayout::words, out);
    plain(block.changesets, ColumnLayout::words, out);
    plain(block.uids, ColumnLayout::words, out);
    plain(block.users, ColumnLayout::words, out);
    counts(block.tag_ends, out);
    plain(block.tags, ColumnLayout::varint, out);
    if (block.type == ObjectType::node) {
        deltas(block.lons, ColumnLayout::planes, out);
        deltas(block.lats, ColumnLayout::planes, out);
        return;
    }
    counts(block.child_ends, out);
    deltas(block.child_refs, ColumnLayout::varint, out);
    if (block.type == ObjectType::way) return;
    plain(block.child_types, ColumnLayout::varint, out);
    plain(block.child_roles, ColumnLayout::varint, out);
}

template <class T>
void ObjectDecoder::plain(ByteReader& in, std::size_t count, std::vector<T>& column) {
    const auto values = columns_.decode(in, count);
    column.resize(count);
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < count; ++i) {
        all |= values[i];
        if constexpr (std::is_signed_v<T>) {
            column[i] = static_cast<T>(zigzag_decode(values[i]));
        } else {
            column[i] = static_cast<T>(values[i]);
        }
    }
    if (all > std::numeric_limits<std::make_unsigned_t<T>>::max()) in.fail("a number is too large");
}

template <class T>
void ObjectDecoder::deltas(ByteReader& in, std::size_t count, std::vector<T>& column) {
    const auto values = columns_.decode(in, count);
    column.resize(count);
    std::uint64_t at = 0;
    for (std::size_t i = 0; i < count; ++i) {
        at += static_cast<std::uint64_t>(zigzag_decode(values[i]));
        column[i] = static_cast<T>(at);
        if constexpr (sizeof(T) < sizeof at) {
            if (static_cast<std::int64_t>(at) != column[i]) in.fail("a number is too large");
        }
    }
}

void ObjectDecoder::counts(ByteReader& in, std::size_t count, std::vector<std::uint32_t>& ends) {
    const auto values = columns_.decode(in, count);
    ends.resize(count);
    std::uint64_t end = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (values[i] > ColumnDecoder::kMaxValues) in.fail("an object claims too many parts");
        end += values[i];
        if (end > ColumnDecoder::kMaxValues) in.fail("a block claims too many parts");
        ends[i] = static_cast<std::uint32_t>(end);
    }
}

void ObjectDecoder::decode(ObjectType type, std::span<const std::byte> bytes, std::string_view file,
                           ObjectBlock& into) {
    ByteReader in{bytes, file};
    into.clear();
    into.type = type;
    const auto count = static_cast<std::size_t>(in.varint_up_to(ObjectBlock::kMaxObjects));
    const auto total = [count](const std::vector<std::uint32_t>& ends) {
        return count == 0 ? std::size_t{0} : ends.back();
    };
    deltas(in, count, into.ids);
    plain(in, count, into.versions);
    plain(in, count, into.timestamps);
    plain(in, count, into.changesets);
    plain(in, count, into.uids);
    plain(in, count, into.users);
    counts(in, count, into.tag_ends);
    plain(in, total(into.tag_ends) * 2, into.tags);
    if (type == ObjectType::node) {
        deltas(in, count, into.lons);
        deltas(in, count, into.lats);
    } else {
        counts(in, count, into.child_ends);
        deltas(in, total(into.child_ends), into.child_refs);
    }
    if (type == ObjectType::relation) {
        plain(in, total(into.child_ends), into.child_types);
        plain(in, total(into.child_ends), into.child_roles);
        for (const auto child : into.child_types) {
            if (child > static_cast<std::uint8_t>(ObjectType::relation)) {
                in.fail("a member is of an unknown type");
            }
        }
    }
    if (!in.at_end()) in.fail("a block of objects is too long");
}

}  // namespace konbit
