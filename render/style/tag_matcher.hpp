#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/model/geometry.hpp"
#include "mapper/model/tags.hpp"

namespace konbit {

/// What a rule asks of a thing's tags and shape, as read from a style.
struct MatchSpec {
    struct Line {
        std::string key;
        std::vector<std::string> values;  ///< one of these; empty: any
    };
    std::vector<std::vector<Line>> any_of;  ///< one of these groups holds, with all its lines
    std::vector<Line> none_of;              ///< none of these lines holds
    std::uint8_t kinds = 0;                 ///< bits 1 << GeometryKind
    float from_zoom = 0, to_zoom = 99;      ///< to_zoom is exclusive
};

/// The specs of a whole style, compiled: one look-up a tag, then tests of bits. No allocation but
/// that of the answer.
class TagMatcher {
public:
    static constexpr std::size_t kMaxSpecs = 2048;
    static constexpr std::size_t kMaxLines = 4096;
    static constexpr std::size_t kMaxValues = 10'000;

    /// No more than these limits: the reader of styles sees to that.
    explicit TagMatcher(const std::vector<MatchSpec>& specs);

    /// Appends the numbers of the specs that hold, rising.
    void match(const Tags& tags, GeometryKind kind, double zoom,
               std::vector<std::uint16_t>& into) const;

private:
    using Numbers = std::vector<std::uint16_t>;
    struct Value {
        std::string text;
        Numbers lines;  ///< that hold with this value, those that take any value included
    };
    struct Key {
        std::string text;
        Numbers any_value;  ///< lines that hold whatever the value
        std::vector<Value> values;
        std::vector<std::uint16_t> slots;  ///< hash → value + 1, a power of two of them
    };
    struct Group {
        std::uint16_t spec = 0;
        std::uint8_t kinds = 0;
        float from_zoom = 0, to_zoom = 0;
        Numbers all, none;  ///< lines
    };

    std::uint16_t line_number(const MatchSpec::Line& line);
    Key& key_of(std::string_view text);
    [[nodiscard]] const Numbers* lines_of(const Tag& tag) const noexcept;
    void build_slots();

    std::vector<MatchSpec::Line> lines_;
    std::vector<Key> keys_;
    std::vector<std::uint16_t> key_slots_;
    std::vector<std::vector<Group>> groups_;  ///< by the line that triggers them
    std::size_t specs_ = 0;
};

}  // namespace konbit
