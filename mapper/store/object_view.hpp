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
        block.ids.begin(), block.ids.end(), rank_of(ref),
        [](std::int64_t id, std::uint64_t rank) { return rank_of(id) < rank; });
    if (found == block.ids.end() || *found != ref) return std::nullopt;
    return static_cast<std::size_t>(found - block.ids.begin());
}

/// Replaces `into` by the object at `place`; `text` turns string numbers into views.
template <class Text>
void fill_object(const ObjectBlock& block, std::size_t place, const Text& text, Object& into) {
    into.id = {block.type, block.ids[place]};
    into.meta = {block.versions[place], block.timestamps[place], block.changesets[place],
                 block.uids[place], text(block.users[place])};
    into.tags.clear();
    into.refs.clear();
    into.members.clear();
    const auto begin_of = [place](const auto& ends) { return place == 0 ? 0 : ends[place - 1]; };
    for (auto i = begin_of(block.tag_ends); i < block.tag_ends[place]; ++i) {
        into.tags.add(text(block.tags[std::size_t{i} * 2]), text(block.tags[std::size_t{i} * 2 + 1]));
    }
    into.location = {};
    if (block.type == ObjectType::node) {
        into.location = {block.lons[place], block.lats[place]};
        return;
    }
    const auto begin = begin_of(block.child_ends);
    const auto end = block.child_ends[place];
    if (block.type == ObjectType::way) {
        into.refs.assign(block.child_refs.begin() + begin, block.child_refs.begin() + end);
        return;
    }
    for (auto i = begin; i < end; ++i) {
        into.members.push_back({{static_cast<ObjectType>(block.child_types[i]), block.child_refs[i]},
                                text(block.child_roles[i])});
    }
}

}  // namespace konbit
