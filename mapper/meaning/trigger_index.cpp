#include "mapper/meaning/trigger_index.hpp"

#include <algorithm>

namespace konbit {
namespace {

const TagTest* first_asking(const TagTests& tests) {
    const auto found =
        std::ranges::find_if(tests, [](const TagTest& t) { return !t.absence_holds(); });
    return found == tests.end() ? nullptr : &*found;
}

bool only_equal_values(const TagTest& test) {
    return std::ranges::all_of(test.values, [](const ValueTest& v) {
        return v.negated || v.kind == ValueTest::Kind::equal;
    });
}

}  // namespace

std::size_t TriggerIndex::sketch(std::string_view key) noexcept {
    if (key.empty()) return 0;
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(key[i]); };
    return (key.size() * 419U + at(0) * 31U + at(key.size() / 2) * 7U + at(key.size() - 1)) % 4096U;
}

void TriggerIndex::add(const MeaningRule& rule, std::uint16_t number) {
    if (const TagTest* test = first_asking(rule.when)) return add_test(*test, number);
    for (const TagTests& group : rule.any) {
        if (const TagTest* test = first_asking(group)) add_test(*test, number);
    }
}

void TriggerIndex::add_test(const TagTest& test, std::uint16_t number) {
    Wanted* wanted = nullptr;
    if (test.key.prefix) {
        auto found =
            std::ranges::find(prefixes_, test.key.text, &std::pair<std::string, Wanted>::first);
        if (found == prefixes_.end()) {
            found = prefixes_.insert(prefixes_.end(), {test.key.text, Wanted{}});
            prefix_starts_[static_cast<unsigned char>(test.key.text[0])] = true;
        }
        wanted = &found->second;
    } else {
        maybe_.set(sketch(test.key.text));
        wanted = &exact_[test.key.text];
    }
    if (!only_equal_values(test)) {
        wanted->any_value.push_back(number);
        return;
    }
    for (const ValueTest& value : test.values) {
        if (!value.negated) wanted->by_value[value.text].push_back(number);
    }
}

/// Calls `visit(numbers)` for each list of rules the tag triggers, until it returns true.
template <class Visit>
bool TriggerIndex::visit_wanted(const Tag& tag, Visit visit) const {
    const auto visit_values = [&](const Wanted& wanted) {
        if (!wanted.any_value.empty() && visit(wanted.any_value)) return true;
        if (wanted.by_value.empty()) return false;
        return any_element(tag.value, [&](std::string_view element) {
            const auto found = wanted.by_value.find(element);
            return found != wanted.by_value.end() && visit(found->second);
        });
    };
    if (maybe_[sketch(tag.key)]) {
        const auto found = exact_.find(tag.key);
        if (found != exact_.end() && visit_values(found->second)) return true;
    }
    if (tag.key.empty() || !prefix_starts_[static_cast<unsigned char>(tag.key[0])]) return false;
    return std::ranges::any_of(prefixes_, [&](const auto& entry) {
        return tag.key.size() > entry.first.size() && tag.key.starts_with(entry.first) &&
               visit_values(entry.second);
    });
}

bool TriggerIndex::any(const Tags& tags) const {
    return std::ranges::any_of(tags, [this](const Tag& tag) {
        return visit_wanted(tag, [](const Numbers&) { return true; });
    });
}

std::vector<std::uint16_t> TriggerIndex::candidates(const Tags& tags) const {
    Numbers found;
    for (const Tag& tag : tags) {
        visit_wanted(tag, [&](const Numbers& numbers) {
            found.insert(found.end(), numbers.begin(), numbers.end());
            return false;
        });
    }
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

}  // namespace konbit
