#include "mapper/model/object_id.hpp"

#include <fmt/format.h>

#include <charconv>
#include <tuple>

namespace konbit {
namespace {

std::tuple<int, bool, std::uint64_t> sort_key(const ObjectId& id) noexcept {
    const auto magnitude = static_cast<std::uint64_t>(id.ref < 0 ? -(id.ref + 1) : id.ref) +
                           (id.ref < 0 ? 1U : 0U);
    return {static_cast<int>(id.type), id.ref > 0, magnitude};
}

std::optional<ObjectType> parse_type(std::string_view text) noexcept {
    if (text == "n" || text == "node") return ObjectType::node;
    if (text == "w" || text == "way") return ObjectType::way;
    if (text == "r" || text == "relation") return ObjectType::relation;
    return std::nullopt;
}

}  // namespace

std::string_view to_string(ObjectType type) noexcept {
    switch (type) {
        case ObjectType::node: return "node";
        case ObjectType::way: return "way";
        case ObjectType::relation: return "relation";
    }
    return "object";
}

std::strong_ordering ObjectId::operator<=>(const ObjectId& other) const noexcept {
    return sort_key(*this) <=> sort_key(other);
}

std::string to_string(ObjectId id) { return fmt::format("{}/{}", to_string(id.type), id.ref); }

std::optional<ObjectId> parse_object_id(std::string_view text) noexcept {
    const auto slash = text.find('/');
    const auto type = parse_type(slash == std::string_view::npos ? text.substr(0, 1)
                                                                 : text.substr(0, slash));
    if (!type) return std::nullopt;
    const auto digits = text.substr(slash == std::string_view::npos ? 1 : slash + 1);
    std::int64_t ref = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), ref);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return ObjectId{*type, ref};
}

}  // namespace konbit
