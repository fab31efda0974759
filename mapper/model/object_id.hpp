#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace konbit {

enum class ObjectType : std::uint8_t { node = 0, way = 1, relation = 2 };

/// "node", "way" or "relation".
[[nodiscard]] std::string_view to_string(ObjectType type) noexcept;

/// Names one OpenStreetMap object. `ref` may be negative (made by an editor, not uploaded yet).
struct ObjectId {
    ObjectType type = ObjectType::node;
    std::int64_t ref = 0;

    bool operator==(const ObjectId&) const = default;
    /// The order of `osmium sort`: nodes, ways, relations; in each 0, then the negative ids by
    /// absolute value, then the positive ones.
    [[nodiscard]] std::strong_ordering operator<=>(const ObjectId& other) const noexcept;
};

/// "way/123", as in exports.
[[nodiscard]] std::string to_string(ObjectId id);

/// Reads "way/123", "w123" or "w-123" (also n, r); nothing else, no spaces.
[[nodiscard]] std::optional<ObjectId> parse_object_id(std::string_view text) noexcept;

}  // namespace konbit

template <>
struct std::hash<konbit::ObjectId> {
    std::size_t operator()(const konbit::ObjectId& id) const noexcept {
        return std::hash<std::int64_t>{}(id.ref * 4 + static_cast<int>(id.type));
    }
};
