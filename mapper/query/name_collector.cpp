#include "mapper/query/name_collector.hpp"

#include "mapper/query/derive.hpp"
#include "mapper/query/fold.hpp"
#include "mapper/query/importance.hpp"

namespace konbit {
namespace {

/// FNV-1a, never 0.
std::uint32_t hash_of(std::string_view text) noexcept {
    std::uint32_t hash = 2'166'136'261U;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619U;
    return hash == 0 ? 1 : hash;
}

std::uint8_t flags_for(NameRole role, std::size_t words) noexcept {
    const bool weak = role == NameRole::other || role == NameRole::address;
    return static_cast<std::uint8_t>(std::min<std::size_t>(words, 4) - 1 + (weak ? kWeakText : 0));
}

}  // namespace

const std::vector<std::uint32_t>& NameCollector::words_of_text(const std::string& text, bool code) {
    constexpr std::size_t kMostRemembered = 100'000;
    if (known_texts_.size() >= kMostRemembered) known_texts_.clear();
    const auto [known, added] = known_texts_.try_emplace((code ? "#" : "=") + text);
    if (!added) return known->second;
    const auto folded = fold(text);
    if (code && folded.size() > NameIndexWriter::kMaxWordBytes) return known->second;
    for (const auto word : words_of(folded)) known->second.push_back(writer_.word_id(word));
    if (code && known->second.size() > 1) {
        auto joined = folded;  // CG-2 is also typed CG2
        std::erase(joined, ' ');
        known->second.push_back(writer_.word_id(joined));
    }
    return known->second;
}

void NameCollector::use(std::uint32_t word, std::uint8_t flags) {
    for (auto& known : uses_) {
        if (known.word != word) continue;
        known.flags = std::min(known.flags, flags);  // strong before weak, short before long
        return;
    }
    uses_.push_back({word, flags});
}

void NameCollector::visit(const Feature& feature, const Tags& tags) {
    if (!may_have_names(tags)) return;
    if (meaning_.protected_refuge(tags)) return;
    const auto at = feature.box().center();
    uses_.clear();
    for (const auto& name : names_of(tags, at)) {
        const bool code = name.role == NameRole::code;
        const auto& words = words_of_text(name.text, code);
        if (words.empty()) continue;
        const bool has_joined = code && words.size() > 2;
        const auto flags = flags_for(name.role, words.size() - (has_joined ? 1 : 0));
        for (const auto word : words) use(word, flags);
        if (has_joined) use(words.back(), flags_for(name.role, 1));
    }
    if (uses_.empty()) return;
    const auto importance = importance_of(tags, feature.kind(), feature.box());
    auto main = tags.get("name");
    if (!main) main = tags.get("ref");  // unnamed roads go by their number
    writer_.add({.feature = feature.index().value,
                 .at = at,
                 .name_hash = main ? hash_of(*main) : 0,
                 .importance = importance.value,
                 .group = static_cast<std::uint8_t>(importance.group)},
                uses_);
}

void NameCollector::write(const std::filesystem::path& path, const NameIndexKey& key) {
    writer_.write(path, key);
}

}  // namespace konbit
