#include "mapper/situation/event_list.hpp"

#include <algorithm>

namespace konbit {

void EventList::add(const Entry& entry) {
    const auto* note = std::get_if<EventNote>(&entry.payload);
    if (note == nullptr) return;
    auto& words = words_[{note->at, note->kind}];
    const auto before = [](const Word& a, const Entry& b) { return comes_before(a.entry, b); };
    const auto place = std::lower_bound(words.begin(), words.end(), entry, before);
    if (place != words.end() && place->entry.id == entry.id) return;
    words.insert(place, {{entry.id, entry.head, {}, false}, *note});
}

void EventList::forget(const EntryId& entry) {
    for (auto& [key, words] : words_)
        std::erase_if(words, [&](const Word& word) { return word.entry.id == entry; });
}

std::vector<EventNote> EventList::standing(const Team& team, UnixSeconds as_of) const {
    std::vector<EventNote> events;
    for (const auto& [key, words] : words_) {
        if (key.first > as_of) break;
        for (auto word = words.rbegin(); word != words.rend(); ++word) {
            const bool sets = word->entry.head.kind == EntryKind::event;
            if (!sets && !team.accepted(word->entry.head.chain.device)) continue;
            if (sets) events.push_back(word->note);
            break;
        }
    }
    return events;
}

}  // namespace konbit
