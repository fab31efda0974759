#pragma once

#include <array>
#include <atomic>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/query/map.hpp"

namespace konbit {

/// The journal of an open map and the situation it makes, both opened when first needed: a map
/// without reports costs nothing. Safe from several threads.
class SituationOfMap {
public:
    SituationOfMap(const Map::Options& options, const BaseMap& base);

    [[nodiscard]] UnixSeconds as_of() const;
    [[nodiscard]] UnixSeconds now() const;
    [[nodiscard]] const std::vector<DisasterEvent>& events();
    /// True if there is no report at all, found out without opening anything.
    [[nodiscard]] bool silent();
    void read(Audience audience, const std::function<void(const Situation&)>& visit);
    [[nodiscard]] std::vector<std::string> notices();

    [[nodiscard]] Journal& to_write();
    [[nodiscard]] const Journal& to_read();
    std::vector<EntryId> add(std::span<const NewEntry> entries);
    EntryId redact(const EntryId& entry, std::string_view reason);
    void set_event(const DisasterEvent& event);
    bool remove_event(std::string_view kind, UnixSeconds at);
    bool refresh();

private:
    /// The situation of an audience, and how far it has read the journal.
    struct View {
        Situation situation;
        Journal::Position position = 0;
    };

    [[nodiscard]] Journal open_journal(Journal::Mode mode) const;
    [[nodiscard]] bool has_journal() const;
    [[nodiscard]] const Journal* journal_if_any();
    void ensure_built();
    void rebuild();
    [[nodiscard]] std::unique_ptr<View> fresh_view() const;
    void catch_up(View& view, Audience audience, const Journal& journal) const;
    [[nodiscard]] View& team_view() const { return *views_[std::size_t(Audience::team)]; }
    void publish_events();
    bool move_clock(UnixSeconds step_s);  ///< if it is behind by that much
    void move_old_events(Journal& into);

    const Map::Options& options_;
    const BaseMap& base_;

    std::mutex journal_mutex_;  ///< of the three below
    std::unique_ptr<Journal> writer_, reader_, nothing_;

    std::shared_mutex situation_mutex_;  ///< of the views and what they were made from
    std::atomic<bool> built_ = false;
    std::array<std::unique_ptr<View>, 3> views_;  ///< by audience
    Journal::Mark mark_;
    std::vector<DeviceKey> roots_;
    std::vector<Entry> old_events_;  ///< of an event.json, as entries
    UnixSeconds clock_ = 0;          ///< the views' now

    std::mutex events_mutex_;
    std::deque<std::vector<DisasterEvent>> events_;  ///< the last one counts; others are still read
};

}  // namespace konbit
