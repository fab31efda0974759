#pragma once

// Private to import/: shows libosmium.
#include <cstring>
#include <osmium/osm/node.hpp>
#include <osmium/osm/object.hpp>
#include <osmium/osm/relation.hpp>
#include <osmium/osm/way.hpp>
#include <string_view>

#include "mapper/model/object.hpp"

namespace konbit {

[[nodiscard]] inline ObjectType type_of(osmium::item_type type) noexcept {
    return type == osmium::item_type::node  ? ObjectType::node
           : type == osmium::item_type::way ? ObjectType::way
                                            : ObjectType::relation;
}

[[nodiscard]] inline ObjectId id_of(const osmium::OSMObject& object) noexcept {
    return {type_of(object.type()), object.id()};
}

[[nodiscard]] inline Location location_of(osmium::Location at) noexcept {
    return {at.x(), at.y()};
}

/// The raw bytes of an object's tags, for read_tag_bytes. libosmium's TagList must not be
/// iterated before they are checked.
[[nodiscard]] inline std::string_view tag_bytes_of(const osmium::OSMObject& object) noexcept {
    for (const auto& item : object) {
        if (item.type() != osmium::item_type::tag_list) continue;
        return {reinterpret_cast<const char*>(item.data()) + sizeof(osmium::TagList),
                item.byte_size() - sizeof(osmium::TagList)};
    }
    return {};
}

[[nodiscard]] inline ObjectMeta meta_of(const osmium::OSMObject& object) noexcept {
    return {object.version(), static_cast<std::uint32_t>(object.timestamp().seconds_since_epoch()),
            object.changeset(), static_cast<std::int32_t>(object.uid()),
            std::string_view{object.user()}};
}

}  // namespace konbit
