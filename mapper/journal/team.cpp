#include "mapper/journal/team.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace konbit {
namespace {

// The order of `comes_before`.
auto place_of(const EntryHead& head, const EntryId& id) {
    return std::tuple{head.lamport, head.chain, head.sequence, id};
}

}  // namespace

Team::Team(std::vector<DeviceKey> roots)
    : roots_{roots.begin(), roots.end()}, accepted_{roots_}, ever_{roots_} {}

bool Team::add(const Entry& entry) {
    if (entry.head.kind != EntryKind::accept && entry.head.kind != EntryKind::revoke) return false;
    const auto* about = std::get_if<DeviceNote>(&entry.payload);
    if (about == nullptr) return false;  // redacted
    const auto place = place_of(entry.head, entry.id);
    const auto at = std::lower_bound(
        words_.begin(), words_.end(), place,
        [](const Word& word, const auto& p) { return place_of(word.head, word.entry) < p; });
    if (at != words_.end() && at->entry == entry.id) return false;
    words_.insert(at, {entry.id, entry.head, *about});
    // A stranger's words wait until somebody accepts the stranger.
    return ever_.contains(entry.head.chain.device) && settle();
}

void Team::set_roots(std::vector<DeviceKey> roots) {
    roots_ = {roots.begin(), roots.end()};
    settle();
}

bool Team::forget(const EntryId& entry) {
    const auto forgotten =
        std::erase_if(words_, [&](const Word& word) { return word.entry == entry; });
    return forgotten > 0 && settle();
}

/// Everybody to whom a way of acceptances leads from the roots, where an acceptance ends at a later
/// revocation by one of `may_revoke`.
Team::Devices Team::reached(const Devices& may_revoke) const {
    std::unordered_multimap<Digest, DeviceKey> brings_in;  // by author
    Devices revoked;
    for (auto word = words_.rbegin(); word != words_.rend(); ++word) {
        const auto& author = word->head.chain.device;
        if (word->accepts() && !revoked.contains(word->about.device)) {
            brings_in.emplace(Digest{author.bytes}, word->about.device);
        } else if (!word->accepts() && may_revoke.contains(author)) {
            revoked.insert(word->about.device);
        }
    }
    auto found = roots_;
    std::vector<DeviceKey> waiting{roots_.begin(), roots_.end()};
    while (!waiting.empty()) {
        const auto author = waiting.back();
        waiting.pop_back();
        const auto [first, last] = brings_in.equal_range(Digest{author.bytes});
        for (auto it = first; it != last; ++it) {
            if (found.insert(it->second).second) waiting.push_back(it->second);
        }
    }
    return found;
}

/// "The accepted" stands on both sides of its definition, so it is closed in from two sides: with
/// everybody's revocations counted too few are accepted, with only theirs too many, and so on until
/// nothing changes. (The well-founded model: Van Gelder, Ross, Schlipf 1991.) Who is left between
/// the two sides stands in a circle of revocations.
bool Team::settle() {
    ever_ = reached({});
    auto too_many = ever_;
    auto certain = reached(too_many);
    for (;;) {
        too_many = reached(certain);
        auto more = reached(too_many);
        if (more == certain) break;
        certain = std::move(more);
    }
    const bool changed = certain != accepted_;
    accepted_ = std::move(certain);
    settle_names();
    return changed;
}

void Team::settle_names() {
    names_.clear();
    for (const auto& word : words_) {
        if (word.about.name.empty() || !accepted_.contains(word.head.chain.device)) continue;
        names_[word.about.device] = word.about.name;
    }
}

bool Team::accepted(const DeviceKey& device) const {
    return accepted_.contains(device);
}
bool Team::ever_accepted(const DeviceKey& device) const {
    return ever_.contains(device);
}
bool Team::is_root(const DeviceKey& device) const {
    return roots_.contains(device);
}

std::string Team::name_of(const DeviceKey& device) const {
    const auto found = names_.find(device);
    return found == names_.end() ? std::string{} : found->second;
}

std::vector<DeviceKey> Team::members() const {
    return {accepted_.begin(), accepted_.end()};
}

}  // namespace konbit
