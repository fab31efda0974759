#include "mapper/meaning/tag_test.hpp"

#include <algorithm>
#include <charconv>

namespace konbit {
namespace {

char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool contains_ignoring_case(std::string_view text, std::string_view part) noexcept {
    const auto found = std::search(text.begin(), text.end(), part.begin(), part.end(),
                                   [](char a, char b) { return lower(a) == lower(b); });
    return found != text.end();
}

std::optional<double> parse_number(std::string_view text) noexcept {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

}  // namespace

std::string_view trimmed(std::string_view text) noexcept {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

KeyPattern KeyPattern::parse(std::string_view written) {
    if (written.size() > 1 && written.back() == '*') {
        return {std::string{written.substr(0, written.size() - 1)}, true};
    }
    return {std::string{written}, false};
}

bool KeyPattern::fits(std::string_view key) const noexcept {
    return prefix ? key.size() > text.size() && key.starts_with(text) : key == text;
}

std::string_view KeyPattern::star(std::string_view key) const noexcept {
    return prefix && fits(key) ? key.substr(text.size()) : std::string_view{};
}

std::optional<ValueTest> ValueTest::parse(std::string_view written) {
    ValueTest test;
    if (written.starts_with('!')) {
        test.negated = true;
        written.remove_prefix(1);
        if (written.empty()) return std::nullopt;
    }
    if (written == "*") return test;
    test.kind = Kind::equal;
    if (written.starts_with('~')) {
        test.kind = Kind::contains;
        written.remove_prefix(1);
        if (written.empty()) return std::nullopt;
    } else if (written.starts_with(">=")) {
        test.kind = Kind::at_least;
        written.remove_prefix(2);
        const auto number = parse_number(written);
        if (!number) return std::nullopt;
        test.number = *number;
    }
    test.text = written;
    return test;
}

bool ValueTest::holds(std::string_view element) const noexcept {
    switch (kind) {
        case Kind::any:
            return true;
        case Kind::equal:
            return element == text;
        case Kind::contains:
            return contains_ignoring_case(element, text);
        case Kind::at_least: {
            const auto found = parse_number(element);
            return found && *found >= number;
        }
    }
    return false;
}

bool TagTest::absence_holds() const noexcept {
    return std::ranges::all_of(values, [](const ValueTest& v) { return v.negated; });
}

bool TagTest::value_holds(std::string_view value) const noexcept {
    const auto wanted = [this](std::string_view element) {
        return std::ranges::any_of(
            values, [&](const ValueTest& v) { return !v.negated && v.holds(element); });
    };
    const auto refused = [this](std::string_view element) {
        return std::ranges::any_of(
            values, [&](const ValueTest& v) { return v.negated && v.holds(element); });
    };
    if (any_element(value, refused)) return false;
    if (absence_holds()) return true;
    if (only) return !any_element(value, [&](std::string_view e) { return !wanted(e); });
    return any_element(value, wanted);
}

TestAnswer try_test(const TagTest& test, const Tags& tags, const std::vector<KeyPattern>& except) {
    const bool absence = test.absence_holds();
    for (const Tag& tag : tags) {
        if (!test.key.fits(tag.key)) continue;
        if (std::ranges::any_of(except, [&](const KeyPattern& k) { return k.fits(tag.key); })) {
            continue;
        }
        const bool holds = test.value_holds(tag.value);
        if (holds && !absence) return {true, &tag};
        if (!holds && absence) return {};
    }
    return {absence, nullptr};
}

}  // namespace konbit
