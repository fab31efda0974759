#include "mapper/query/name_search.hpp"

#include <algorithm>

#include "mapper/query/fold.hpp"
#include "mapper/query/name_collector.hpp"

namespace konbit {
namespace {

/// Beginnings of one letter match half the map: at most so many entries are looked at.
constexpr std::size_t kMostByBeginning = 300'000;
constexpr std::size_t kFewestLettersForBeginning = 2;

/// Codes and house numbers differ by one letter and mean something else.
bool may_hold_typo(std::string_view word) {
    return letter_count(word) >= kFewestLettersForTypo &&
           std::none_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

struct WordHit {
    std::uint32_t entry;
    WordMatch match;
    std::uint8_t flags;
};

class WordHits {
public:
    explicit WordHits(const NameIndex& names) : names_{names} {}

    void add(const NameWord& word, WordMatch match) {
        postings_.clear();
        names_.read_postings(word, postings_);
        for (const auto& p : postings_) hits_.push_back({p.entry, match, p.flags});
        ++words_;
    }
    [[nodiscard]] std::size_t size() const noexcept { return hits_.size(); }

    /// One hit an entry, the best, ascending.
    [[nodiscard]] std::vector<WordHit> take() {
        if (words_ > 1) {
            std::sort(hits_.begin(), hits_.end(), [](const WordHit& a, const WordHit& b) {
                if (a.entry != b.entry) return a.entry < b.entry;
                if (a.match != b.match) return a.match < b.match;
                return a.flags < b.flags;
            });
            const auto same = [](const WordHit& a, const WordHit& b) { return a.entry == b.entry; };
            hits_.erase(std::unique(hits_.begin(), hits_.end(), same), hits_.end());
        }
        return std::move(hits_);
    }

private:
    const NameIndex& names_;
    std::vector<NamePosting> postings_;
    std::vector<WordHit> hits_;
    std::size_t words_ = 0;
};

std::vector<WordHit> hits_of(const NameIndex& names, std::string_view word, bool may_begin,
                             bool forgiving) {
    WordHits hits{names};
    if (may_begin && letter_count(word) >= kFewestLettersForBeginning) {
        names.words_with_prefix(word, [&](const NameWord& found) {
            hits.add(found, found.text == word ? WordMatch::whole : WordMatch::beginning);
            return hits.size() < kMostByBeginning;
        });
    } else if (const auto found = names.find_word(word)) {
        hits.add(*found, WordMatch::whole);
    }
    if (forgiving && may_hold_typo(word)) {
        names.words_one_edit_away(word, [&](const NameWord& found) {
            hits.add(found, WordMatch::typo);
            return true;
        });
    }
    return hits.take();
}

void count_in(NameCandidate& candidate, const WordHit& hit) {
    if (hit.match == WordMatch::typo) ++candidate.typos;
    if (hit.match == WordMatch::beginning) ++candidate.beginnings;
    if ((hit.flags & kWeakText) != 0) ++candidate.weak;
    candidate.longest = std::max<std::uint8_t>(candidate.longest, (hit.flags & kLengthBits) + 1);
}

}  // namespace

std::optional<WordMatch> match_word(std::string_view typed, std::string_view word,
                                    bool beginning_allowed, bool forgiving) {
    if (typed == word) return WordMatch::whole;
    if (beginning_allowed && word.starts_with(typed) &&
        letter_count(typed) >= kFewestLettersForBeginning) {
        return WordMatch::beginning;
    }
    if (forgiving && may_hold_typo(typed) && one_edit_apart(typed, word)) {
        return WordMatch::typo;
    }
    return std::nullopt;
}

std::vector<NameCandidate> entries_with_all(const NameIndex& names,
                                            const std::vector<std::string_view>& words,
                                            bool forgiving) {
    std::vector<NameCandidate> all;
    for (std::size_t w = 0; w < words.size(); ++w) {
        const auto hits = hits_of(names, words[w], w + 1 == words.size(), forgiving);
        if (w == 0) {
            all.reserve(hits.size());
            for (const auto& hit : hits)
                count_in(all.emplace_back(NameCandidate{.entry = hit.entry}), hit);
            continue;
        }
        auto hit = hits.begin();
        std::size_t kept = 0;
        for (auto& candidate : all) {
            while (hit != hits.end() && hit->entry < candidate.entry) ++hit;
            if (hit == hits.end() || hit->entry != candidate.entry) continue;
            count_in(candidate, *hit);
            all[kept++] = candidate;
        }
        all.resize(kept);
    }
    return all;
}

}  // namespace konbit
