#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>

#include "mapper/model/object.hpp"
#include "mapper/store/object_codec.hpp"

namespace konbit {

/// Place of an object in its block.
[[nodiscard]] inline std::optional<std::size_t> find_in(const ObjectBlock& block,
                                                        std::int64_t ref) noexcept {
    const auto found = std::lower_bound(
        block.rows.begin(), block.rows.end(), rank_of(ref),
        [](const auto& row, std::uint64_t rank) { return rank_of(row.id) < rank; });
    if (found == block.rows.end() || found->id != ref) return std::nullopt;
    return static_cast<std::size_t>(found - block.rows.begin());
}

/// Replaces `into` by the object at `place`; `text` turns string numbers into views.
template <class Text>
void fill_object(const ObjectBlock& block, std::size_t place, const Text& text, Object& into) {
    const auto& row = block.rows[place];
    const auto before = place == 0 ? ObjectRow{} : block.rows[place - 1];
    into.id = {block.type, row.id};
    into.meta = {row.version, row.timestamp_s, row.changeset, row.uid, text(row.user)};
    into.tags.clear();
    into.refs.clear();
    into.members.clear();
    for (std::size_t i = before.tags_end; i < row.tags_end; ++i) {
        into.tags.add(text(block.tags[i * 2]), text(block.tags[i * 2 + 1]));
    }
    into.location = {};
    if (block.type == ObjectType::node) {
        into.location = {row.lon_e7, row.lat_e7};
        return;
    }
    const auto begin = before.children_end;
    const auto end = row.children_end;
    if (block.type == ObjectType::way) {
        into.refs.assign(block.child_refs.begin() + begin, block.child_refs.begin() + end);
        return;
    }
    for (auto i = begin; i < end; ++i) {
        into.members.push_back(
            {{static_cast<ObjectType>(block.child_types[i]), block.child_refs[i]},
             text(block.child_roles[i])});
    }
}

}  // namespace konbit
