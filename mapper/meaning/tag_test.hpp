#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/model/tags.hpp"

namespace konbit {

/// A key as rules write it: "amenity", or with one star at the end ("damage:*": any key that
/// begins so and goes on).
struct KeyPattern {
    std::string text;  ///< without the star
    bool prefix = false;

    [[nodiscard]] static KeyPattern parse(std::string_view written);
    [[nodiscard]] bool fits(std::string_view key) const noexcept;
    /// What the star stands for in a key that fits; "" without a star.
    [[nodiscard]] std::string_view star(std::string_view key) const noexcept;
};

/// One value as rules write it: "v" equal, "*" any, "~v" contained (case ignored), ">=2" a number
/// of at least 2; with "!" before it: none of the value's elements may be so.
struct ValueTest {
    enum class Kind { any, equal, contains, at_least };
    Kind kind = Kind::any;
    bool negated = false;
    std::string text;
    double number = 0;

    /// nullopt: "~", "!" or ">=" with nothing, or no number, behind it.
    [[nodiscard]] static std::optional<ValueTest> parse(std::string_view written);
    /// Of one element, without its "!".
    [[nodiscard]] bool holds(std::string_view element) const noexcept;
};

/// One line of a rule: a key and what its value may be. Values are taken apart at ";" and each
/// element is tried. Several values mean "one of these"; the "!" ones "and none of these".
struct TagTest {
    KeyPattern key;
    std::vector<ValueTest> values;
    bool only = false;  ///< every element must hold, not just one

    /// True if an absent key satisfies the test (all its values are negated).
    [[nodiscard]] bool absence_holds() const noexcept;
    [[nodiscard]] bool value_holds(std::string_view value) const noexcept;
};

/// Whether a test holds and the tag that made it hold (nullptr if it was an absence).
struct TestAnswer {
    bool holds = false;
    const Tag* tag = nullptr;
};

/// Keys that fit one of `except` are not looked at (for tests with a star).
[[nodiscard]] TestAnswer try_test(const TagTest& test, const Tags& tags,
                                  const std::vector<KeyPattern>& except = {});

[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;

/// Calls `visit(element)` for each element of "a;b", trimmed; stops when it returns true and
/// returns whether it did. An empty value has one empty element.
template <class Visit>
bool any_element(std::string_view value, Visit visit) {
    for (;;) {
        const auto end = value.find(';');
        if (visit(trimmed(value.substr(0, end)))) return true;
        if (end == std::string_view::npos) return false;
        value.remove_prefix(end + 1);
    }
}

}  // namespace konbit
