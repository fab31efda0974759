#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace konbit {

/// One key and value, UTF-8, owned by somebody else (the mapped file, a decoder's buffer).
struct Tag {
    std::string_view key;
    std::string_view value;
    bool operator==(const Tag&) const = default;
};

/// The tags of one object in file order. A list of views: valid as long as what it was read from.
class Tags {
public:
    Tags() = default;
    Tags(std::initializer_list<Tag> tags) : tags_(tags) {}
    explicit Tags(std::vector<Tag> tags) : tags_(std::move(tags)) {}

    void add(std::string_view key, std::string_view value) { tags_.push_back({key, value}); }
    void clear() noexcept { tags_.clear(); }

    /// The value of the first tag with this key; nullopt if there is none.
    [[nodiscard]] std::optional<std::string_view> get(std::string_view key) const noexcept {
        for (const Tag& tag : tags_) {
            if (tag.key == key) return tag.value;
        }
        return std::nullopt;
    }
    /// As `get`, with "" for an absent key.
    [[nodiscard]] std::string_view value(std::string_view key) const noexcept {
        return get(key).value_or(std::string_view{});
    }
    [[nodiscard]] bool has(std::string_view key) const noexcept { return get(key).has_value(); }
    [[nodiscard]] bool is(std::string_view key, std::string_view expected) const noexcept {
        const auto found = get(key);
        return found && *found == expected;
    }

    [[nodiscard]] bool empty() const noexcept { return tags_.empty(); }
    [[nodiscard]] std::size_t size() const noexcept { return tags_.size(); }
    [[nodiscard]] auto begin() const noexcept { return tags_.begin(); }
    [[nodiscard]] auto end() const noexcept { return tags_.end(); }
    [[nodiscard]] std::span<const Tag> span() const noexcept { return tags_; }

private:
    std::vector<Tag> tags_;
};

}  // namespace konbit
