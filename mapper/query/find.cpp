// find: texts to things.
#include <fmt/format.h>

#include <cmath>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "mapper/model/geodesy.hpp"
#include "mapper/query/fold.hpp"
#include "mapper/query/importance.hpp"
#include "mapper/query/map_impl.hpp"
#include "mapper/query/name_keys.hpp"
#include "mapper/query/name_search.hpp"
#include "mapper/query/questions.hpp"
#include "mapper/query/spelling.hpp"

namespace konbit {
namespace {

constexpr std::size_t kMostWords = 12;
/// So many of the best candidates are looked at for ways of one street …
constexpr std::size_t kMostGrouped = 2000;
/// … and so many times the asked count is read from the map to see which name matched.
constexpr std::size_t kReadFactor = 3;
constexpr double kTypoPenalty = 1000;  ///< more than all else together: exact before typo

struct Scored {
    NameCandidate candidate;
    NamedEntry entry;
    double score = 0;
};

/// 100 on the spot, 80 at 1 km, 40 at 100 km, 0 from 10,000 km on.
double nearness(Location from, Location to) noexcept {
    const double lon = std::abs(std::remainder(from.lon() - to.lon(), 360.0));
    const double lat = from.lat() - to.lat();
    const double across = lon * std::cos((from.lat() + to.lat()) * 0.00872664626);
    const double about_m = 111'200 * std::sqrt(across * across + lat * lat);
    return std::max(0.0, 100 - 20 * std::log10(1 + about_m / 100));
}

/// How well the words fit, without reading the names: 60 for a whole name, less for a part.
double fit(const NameCandidate& c, std::size_t words) noexcept {
    const auto asked = std::min<std::size_t>(words, 4);
    double points = c.longest <= asked ? 60 : 35 - 5.0 * double(c.longest - asked);
    points -= 15.0 * c.beginnings;
    if (c.weak > 0) points -= 40;
    return points - kTypoPenalty * c.typos;
}

std::vector<Scored> scored(const NameIndex& names, const std::vector<NameCandidate>& candidates,
                           std::size_t words, const std::optional<Location>& near) {
    std::vector<Scored> out;
    out.reserve(candidates.size());
    for (const auto& candidate : candidates) {
        const auto entry = names.entry(candidate.entry);
        double score = entry.importance + fit(candidate, words);
        if (near) score += nearness(*near, entry.at);
        out.push_back({candidate, entry, score});
    }
    const auto better = [](const Scored& a, const Scored& b) {
        return a.score != b.score ? a.score > b.score : a.candidate.entry < b.candidate.entry;
    };
    if (out.size() > kMostGrouped) {
        std::nth_element(out.begin(), out.begin() + kMostGrouped, out.end(), better);
        out.resize(kMostGrouped);
    }
    std::sort(out.begin(), out.end(), better);
    return out;
}

/// Ways of one street or river: equal names in squares of about 1.1 km that touch each other. The
/// best of them stays: the nearest if one asks near something, else the longest.
class SameStreet {
public:
    /// True if a way of this street was met before; remembers this one.
    bool met(const NamedEntry& entry) {
        const auto group = static_cast<NameGroup>(entry.group);
        if (entry.name_hash == 0 || (group != NameGroup::road && group != NameGroup::water_line))
            return false;
        const std::int64_t row = entry.at.lat_e7 / kCell_e7;
        const double shrink = std::max(0.05, std::cos(entry.at.lat() * 0.01745329252));
        const auto width = static_cast<std::int64_t>(kCell_e7 / shrink);
        const std::int64_t column = entry.at.lon_e7 / width;
        bool found = false;
        for (std::int64_t r = row - 1; r <= row + 1; ++r) {
            for (std::int64_t c = column - 1; c <= column + 1; ++c) {
                found = found || cells_.contains(key(entry, r, c));
            }
        }
        cells_.insert(key(entry, row, column));
        return found;
    }

private:
    static constexpr std::int64_t kCell_e7 = 100'000;
    static std::uint64_t key(const NamedEntry& entry, std::int64_t row,
                             std::int64_t column) noexcept {
        auto k = (std::uint64_t{entry.name_hash} << 8 | entry.group) * 0x9E3779B97F4A7C15ULL;
        k = (k ^ static_cast<std::uint64_t>(row + 1'000'000)) * 0xD6E8FEB86659FD93ULL;
        return (k ^ static_cast<std::uint64_t>(column + 10'000'000)) * 0x9E3779B97F4A7C15ULL;
    }
    std::unordered_set<std::uint64_t> cells_;
};

std::vector<Scored> one_a_street(const std::vector<Scored>& in, std::size_t count) {
    SameStreet streets;
    std::vector<Scored> out;
    for (const auto& item : in) {
        if (streets.met(item.entry)) continue;
        out.push_back(item);
        if (out.size() >= count) break;
    }
    return out;
}

/// How one of the names fits the typed words.
struct NameFit {
    const NameText* name = nullptr;
    std::size_t missing = 0;  ///< typed words it lacks
    std::size_t typos = 0;
    std::size_t beginnings = 0;
    std::size_t extra = 0;  ///< words it has besides
    [[nodiscard]] auto order() const noexcept {
        return std::tuple{missing, typos, beginnings, extra, name->role};
    }
};

NameFit fit_of(const NameText& name, const std::vector<std::string_view>& typed, bool forgiving) {
    const auto folded = fold(name.text);
    auto words = words_of(folded);
    // A code's words are also one: CG-2, CG2.
    std::string joined;
    if (name.role == NameRole::code && words.size() > 1 && typed.size() == 1) {
        joined = folded;
        std::erase(joined, ' ');
        words = {joined};
    }
    NameFit fit{.name = &name};
    for (std::size_t t = 0; t < typed.size(); ++t) {
        auto best = words.end();
        std::optional<WordMatch> how;
        for (auto w = words.begin(); w != words.end(); ++w) {
            const auto match = match_word(typed[t], *w, t + 1 == typed.size(), forgiving);
            if (match && (!how || *match < *how)) {
                how = match;
                best = w;
            }
        }
        if (!how) {
            ++fit.missing;
            continue;
        }
        if (*how == WordMatch::typo) ++fit.typos;
        if (*how == WordMatch::beginning) ++fit.beginnings;
        words.erase(best);
    }
    fit.extra = words.size();
    return fit;
}

FoundName read_match(const BaseMap& base, const Scored& item, const FindQuestion& q,
                     const std::vector<std::string_view>& typed) {
    const auto feature = base.feature(FeatureIndex{item.entry.feature});
    const auto tags = feature.tags();
    const auto names = names_of(tags, item.entry.at);
    std::optional<NameFit> best;
    for (const auto& name : names) {
        const auto fit = fit_of(name, typed, item.candidate.typos > 0);
        if (!best || fit.order() < best->order()) best = fit;
    }
    FoundName out;
    out.id = feature.id();
    out.feature = feature.index();
    out.name = display_name(tags, q.lang);
    out.kind = kind_of(tags);
    const auto shape = feature.geometry();
    out.at = representative_point(shape);
    if (q.near) out.distance_m = distance_m(*q.near, shape);
    out.score = item.score;
    out.exact = item.candidate.whole_words();
    if (!best) return out;
    if (fold(best->name->text) != fold(out.name)) out.matched = best->name->text;
    out.whole = best->missing == 0 && best->typos == 0 && best->beginnings == 0 && best->extra == 0;
    // The words stand in several names of the thing: less likely what was meant.
    if (best->missing > 0) out.score -= 50;
    if (out.whole && best->name->role != NameRole::address) out.score += 10;
    return out;
}

/// Equal scores stay in the order of the index: the more important first, then along the curve.
void sort_by_score(std::vector<FoundName>& found) {
    std::stable_sort(found.begin(), found.end(),
                     [](const FoundName& a, const FoundName& b) { return a.score > b.score; });
}

std::vector<FoundName> find_in(const NameIndex& names, const Map& map, const FindQuestion& q) {
    const auto folded = fold(q.text);
    auto words = words_of(folded);
    if (words.size() > kMostWords) words.resize(kMostWords);
    if (words.empty() || q.count == 0) return {};
    const auto ask = [&](bool forgiving) {
        const auto candidates = entries_with_all(names, words, forgiving);
        return one_a_street(scored(names, candidates, words.size(), q.near),
                            kReadFactor * q.count + 10);
    };
    auto best = ask(false);
    if (best.size() < q.count) best = ask(true);
    std::vector<FoundName> found;
    for (const auto& item : best) found.push_back(read_match(map.base(), item, q, words));
    sort_by_score(found);
    if (found.size() > q.count) found.resize(q.count);
    return found;
}

/// Entries of words about as typed, by how many of the words they have.
std::unordered_map<std::uint32_t, std::size_t> roughly_like(
    const NameIndex& names, const std::vector<std::string_view>& typed) {
    constexpr std::uint32_t kMostPerWord = 200;  // the most important come first
    std::unordered_map<std::uint32_t, std::size_t> hits;
    std::vector<NamePosting> postings;
    for (const auto word : typed) {
        std::unordered_set<std::uint32_t> seen;
        const auto limit = std::clamp<std::size_t>(letter_count(word) / 3, 1, 3);
        names.for_each_word([&](const NameWord& candidate) {
            if (edit_distance(word, candidate.text, limit) > limit) return true;
            postings.clear();
            names.read_postings(candidate, postings);
            for (std::size_t i = 0; i < std::min<std::size_t>(postings.size(), kMostPerWord); ++i) {
                if (seen.insert(postings[i].entry).second) ++hits[postings[i].entry];
            }
            return true;
        });
    }
    return hits;
}

std::vector<std::string> suggest_from(const NameIndex& names, const BaseMap& base,
                                      std::string_view text, std::size_t count) {
    const auto folded = fold(text);
    auto words = words_of(folded);
    if (words.size() > kMostWords) words.resize(kMostWords);
    const auto hits = roughly_like(names, words);
    std::vector<std::pair<std::size_t, std::uint32_t>> order;  // words lacking, entry
    for (const auto& [entry, matched] : hits)
        order.emplace_back(words.size() - std::min(matched, words.size()), entry);
    std::sort(order.begin(), order.end());
    if (order.size() > 200) order.resize(200);
    std::vector<std::tuple<std::size_t, std::size_t, std::string>>
        ranked;  // edits, entry order, name
    for (const auto& [lacking, entry] : order) {
        const auto tags = base.feature(FeatureIndex{names.entry(entry).feature}).tags();
        for (const auto& name : names_of(tags, {})) {
            if (name.role != NameRole::main) continue;
            ranked.emplace_back(edit_distance(folded, fold(name.text), 60), ranked.size(),
                                name.text);
        }
    }
    std::sort(ranked.begin(), ranked.end());
    std::vector<std::string> out;
    for (auto& [edits, position, name] : ranked) {
        if (out.size() >= count) break;
        if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
    }
    return out;
}

}  // namespace

std::vector<FoundName> find_names(const Map& map, const FindQuestion& question) {
    return map.impl().with_names(
        [&](const NameIndex& names) { return find_in(names, map, question); });
}

std::vector<std::string> suggest_names(const Map& map, std::string_view text, std::size_t count) {
    return map.impl().with_names(
        [&](const NameIndex& names) { return suggest_from(names, map.base(), text, count); });
}

}  // namespace konbit
