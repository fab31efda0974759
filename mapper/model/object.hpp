#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "mapper/model/location.hpp"
#include "mapper/model/object_id.hpp"
#include "mapper/model/tags.hpp"

namespace konbit {

/// What an extract says about the making of an object. Zero and "" stand for "not given",
/// as in OSM files without metadata.
struct ObjectMeta {
    std::uint32_t version = 0;
    std::uint32_t timestamp_s = 0;  ///< seconds since 1970-01-01T00:00:00Z
    std::uint32_t changeset = 0;
    std::int32_t uid = 0;
    std::string_view user;

    bool operator==(const ObjectMeta&) const = default;
};

struct Member {
    ObjectId id;
    std::string_view role;
    bool operator==(const Member&) const = default;
};

/// A node, way or relation as the extract has it. Strings are views (see Tags).
/// `location` is a node's, `refs` a way's node ids, `members` a relation's; the others are empty.
struct Object {
    ObjectId id;
    ObjectMeta meta;
    Tags tags;
    Location location;
    std::vector<std::int64_t> refs;
    std::vector<Member> members;
};

}  // namespace konbit
