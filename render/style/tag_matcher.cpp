#include "render/style/tag_matcher.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace konbit {
namespace {

template <class Word>
std::uint64_t load(const char* from) noexcept {
    Word word;
    std::memcpy(&word, from, sizeof word);
    return word;
}

/// Of the length and both ends: keys and values of maps differ there; equality is tested after.
std::size_t hash_of(std::string_view text) noexcept {
    const char* const begin = text.data();
    const char* const end = begin + text.size();
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    if (text.size() >= 8) {
        head = load<std::uint64_t>(begin);
        tail = load<std::uint64_t>(end - 8);
    } else if (text.size() >= 4) {
        head = load<std::uint32_t>(begin);
        tail = load<std::uint32_t>(end - 4);
    } else if (!text.empty()) {
        head = static_cast<unsigned char>(*begin);
        tail = static_cast<unsigned char>(end[-1]);
    }
    std::uint64_t mixed = (head ^ std::rotl(tail, 23) ^ text.size()) * 0x9E3779B97F4A7C15U;
    mixed ^= mixed >> 29;
    return static_cast<std::size_t>((mixed * 0xBF58476D1CE4E5B9U) >> 40);
}

/// Slots hold index + 1, 0 is free; at most a quarter is taken, so that misses end at once.
template <class Entries>
std::vector<std::uint16_t> slots_of(const Entries& entries) {
    std::vector<std::uint16_t> slots(std::bit_ceil(entries.size() * 4 + 1));
    for (std::size_t i = 0; i < entries.size(); ++i) {
        std::size_t at = hash_of(entries[i].text) & (slots.size() - 1);
        while (slots[at] != 0) at = (at + 1) & (slots.size() - 1);
        slots[at] = static_cast<std::uint16_t>(i + 1);
    }
    return slots;
}

template <class Entries>
const typename Entries::value_type* look_up(const Entries& entries,
                                            const std::vector<std::uint16_t>& slots,
                                            std::string_view text) noexcept {
    std::size_t at = hash_of(text) & (slots.size() - 1);
    for (; slots[at] != 0; at = (at + 1) & (slots.size() - 1)) {
        if (entries[slots[at] - 1].text == text) return &entries[slots[at] - 1];
    }
    return nullptr;
}

template <std::size_t N>
class Bits {
public:
    explicit Bits(std::size_t used) : words_{(used + 63) / 64} {
        std::fill_n(bits_.begin(), words_, 0);
    }
    void set(std::size_t i) noexcept { bits_[i / 64] |= std::uint64_t{1} << (i % 64); }
    [[nodiscard]] bool has(std::size_t i) const noexcept { return bits_[i / 64] >> (i % 64) & 1U; }
    template <class Visit>
    void each(Visit visit) const {
        for (std::size_t w = 0; w < words_; ++w) {
            for (auto word = bits_[w]; word != 0; word &= word - 1) {
                visit(w * 64 + static_cast<std::size_t>(std::countr_zero(word)));
            }
        }
    }

private:
    std::size_t words_;
    std::array<std::uint64_t, N / 64> bits_;  // only the words in use are cleared
};

}  // namespace

TagMatcher::TagMatcher(const std::vector<MatchSpec>& specs) : specs_{specs.size()} {
    for (std::size_t s = 0; s < specs.size(); ++s) {
        Group group{static_cast<std::uint16_t>(s),
                    specs[s].kinds,
                    specs[s].from_zoom,
                    specs[s].to_zoom,
                    {},
                    {}};
        for (const auto& line : specs[s].none_of) group.none.push_back(line_number(line));
        for (const auto& lines : specs[s].any_of) {
            group.all.clear();
            for (const auto& line : lines) group.all.push_back(line_number(line));
            if (group.all.empty()) continue;
            // The first line finds the group, the others are tested.
            const std::uint16_t trigger = group.all.front();
            group.all.erase(group.all.begin());
            groups_.resize(std::max(groups_.size(), lines_.size()));
            groups_[trigger].push_back(group);
        }
    }
    groups_.resize(lines_.size());
    build_slots();
}

std::uint16_t TagMatcher::line_number(const MatchSpec::Line& line) {
    const auto same = std::ranges::find_if(lines_, [&](const MatchSpec::Line& other) {
        return other.key == line.key && other.values == line.values;
    });
    const auto number = static_cast<std::uint16_t>(same - lines_.begin());
    if (same != lines_.end()) return number;
    lines_.push_back(line);
    Key& key = key_of(line.key);
    if (line.values.empty()) key.any_value.push_back(number);
    for (const auto& text : line.values) {
        auto value = std::ranges::find(key.values, text, &Value::text);
        if (value == key.values.end()) value = key.values.insert(value, {text, {}});
        value->lines.push_back(number);
    }
    return number;
}

TagMatcher::Key& TagMatcher::key_of(std::string_view text) {
    const auto found = std::ranges::find(keys_, text, &Key::text);
    if (found != keys_.end()) return *found;
    return keys_.emplace_back(Key{std::string{text}, {}, {}, {}});
}

void TagMatcher::build_slots() {
    for (Key& key : keys_) {
        for (Value& value : key.values) {
            value.lines.insert(value.lines.end(), key.any_value.begin(), key.any_value.end());
        }
        key.slots = slots_of(key.values);
    }
    key_slots_ = slots_of(keys_);
}

const TagMatcher::Numbers* TagMatcher::lines_of(const Tag& tag) const noexcept {
    const Key* const key = look_up(keys_, key_slots_, tag.key);
    if (key == nullptr) return nullptr;
    const Value* const value = look_up(key->values, key->slots, tag.value);
    return value != nullptr ? &value->lines : &key->any_value;
}

void TagMatcher::match(const Tags& tags, GeometryKind kind, double zoom,
                       std::vector<std::uint16_t>& into) const {
    Bits<kMaxLines> holding{lines_.size()};
    for (const Tag& tag : tags) {
        const Numbers* const lines = lines_of(tag);
        if (lines == nullptr) continue;
        for (const std::uint16_t line : *lines) holding.set(line);
    }
    Bits<kMaxSpecs> found{specs_};
    const unsigned kind_bit = 1U << static_cast<unsigned>(kind);
    const auto holds = [&](std::uint16_t line) { return holding.has(line); };
    holding.each([&](std::size_t trigger) {
        for (const Group& group : groups_[trigger]) {
            if ((group.kinds & kind_bit) == 0 || zoom < group.from_zoom || zoom >= group.to_zoom) {
                continue;
            }
            if (std::ranges::all_of(group.all, holds) && std::ranges::none_of(group.none, holds)) {
                found.set(group.spec);
            }
        }
    });
    found.each([&](std::size_t spec) { into.push_back(static_cast<std::uint16_t>(spec)); });
}

}  // namespace konbit
