#include "mapper/query/situation_of_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "mapper/query/old_events.hpp"
#include "mapper/query/text.hpp"

namespace konbit {

namespace {

constexpr const char* kJournalFile = "journal.db";
constexpr UnixSeconds kClockStep_s = 60;  ///< how far behind the clock a long-lived map may be

/// Reports and doubts for fewer people are kept from an audience. What takes something back, the
/// events and who is accepted count for everybody.
bool is_for(Audience audience, const Entry& entry) {
    if (entry.head.audience <= audience) return true;
    const auto kind = entry.head.kind;
    return kind != EntryKind::report && kind != EntryKind::confirm && kind != EntryKind::dispute;
}

}  // namespace

SituationOfMap::SituationOfMap(const Map::Options& options, const BaseMap& base)
    : options_{options}, base_{base} {}

UnixSeconds SituationOfMap::now() const {
    if (options_.clock) return options_.clock();
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

UnixSeconds SituationOfMap::as_of() const {
    return options_.as_of ? *options_.as_of : now();
}

// ---- the journal

Journal SituationOfMap::open_journal(Journal::Mode mode) const {
    return Journal::open({.map_folder = base_.folder(),
                          .mode = mode,
                          .device_folder = options_.device_folder,
                          .vfs = {}});
}

bool SituationOfMap::has_journal() const {
    std::error_code error;
    return std::filesystem::exists(base_.folder() / kJournalFile, error);
}

const Journal* SituationOfMap::journal_if_any() {
    const std::lock_guard lock{journal_mutex_};
    if (writer_) return writer_.get();
    if (!reader_) {
        if (!has_journal()) return nullptr;
        reader_ = std::make_unique<Journal>(open_journal(Journal::Mode::read));
    }
    return reader_.get();
}

const Journal& SituationOfMap::to_read() {
    if (const auto* journal = journal_if_any()) return *journal;
    const std::lock_guard lock{journal_mutex_};
    if (!nothing_) nothing_ = std::make_unique<Journal>(open_journal(Journal::Mode::read));
    return *nothing_;
}

Journal& SituationOfMap::to_write() {
    const std::lock_guard lock{journal_mutex_};
    if (!writer_) {
        auto journal = std::make_unique<Journal>(open_journal(Journal::Mode::write));
        move_old_events(*journal);
        writer_ = std::move(journal);
    }
    return *writer_;
}

void SituationOfMap::move_old_events(Journal& into) {
    std::vector<NewEntry> entries;
    for (auto& event : read_old_events(base_.folder())) {
        entries.push_back({EntryKind::event, Audience::open_to_all, std::move(event.payload)});
    }
    if (entries.empty()) return;
    static_cast<void>(into.append(entries, now()));
    remove_old_events(base_.folder());
}

// ---- the situation

std::unique_ptr<SituationOfMap::View> SituationOfMap::fresh_view() const {
    auto view = std::make_unique<View>(
        View{Situation{{.base = &base_, .roots = roots_, .as_of = options_.as_of, .now = clock_}}});
    for (const auto& event : old_events_) view->situation.apply(event);
    return view;
}

void SituationOfMap::catch_up(View& view, Audience audience, const Journal& journal) const {
    view.position = journal.for_each(view.position, [&](const Entry& entry) {
        if (is_for(audience, entry)) view.situation.apply(entry);
    });
}

void SituationOfMap::rebuild() {
    views_ = {};
    roots_.clear();
    clock_ = now();
    old_events_ = read_old_events(base_.folder());
    const auto* journal = journal_if_any();
    if (journal != nullptr) {
        mark_ = journal->mark();  // first: what comes meanwhile is seen as a change
        roots_ = journal->roots();
    }
    auto& team = views_[std::size_t(Audience::team)];
    team = fresh_view();
    if (journal != nullptr) catch_up(*team, Audience::team, *journal);
    publish_events();
}

void SituationOfMap::ensure_built() {
    if (built_.load(std::memory_order_acquire)) return;
    const std::unique_lock lock{situation_mutex_};
    if (built_.load(std::memory_order_relaxed)) return;
    rebuild();
    built_.store(true, std::memory_order_release);
}

void SituationOfMap::publish_events() {
    const std::lock_guard lock{events_mutex_};
    const auto& events = team_view().situation.events();
    if (events_.empty() || events_.back() != events) events_.push_back(events);
}

const std::vector<DisasterEvent>& SituationOfMap::events() {
    ensure_built();
    const std::lock_guard lock{events_mutex_};
    return events_.back();
}

bool SituationOfMap::silent() {
    ensure_built();
    const std::shared_lock lock{situation_mutex_};
    return team_view().situation.empty();
}

void SituationOfMap::read(Audience audience, const std::function<void(const Situation&)>& visit) {
    ensure_built();
    const auto which = static_cast<std::size_t>(audience);
    for (;;) {
        {
            const std::shared_lock lock{situation_mutex_};
            if (const auto& view = views_[which]) return visit(view->situation);
        }
        const std::unique_lock lock{situation_mutex_};
        auto& view = views_[which];
        if (view) continue;
        view = fresh_view();
        if (const auto* journal = journal_if_any()) catch_up(*view, audience, *journal);
    }
}

bool SituationOfMap::move_clock(UnixSeconds step_s) {
    const auto time = now();
    if (options_.as_of || std::abs(time - clock_) < step_s) return false;
    clock_ = time;
    for (auto& view : views_) {
        if (view) view->situation.set_now(time);
    }
    publish_events();
    return true;
}

bool SituationOfMap::refresh() {
    if (!built_.load(std::memory_order_acquire)) return false;
    const auto* journal = journal_if_any();
    const auto mark = journal != nullptr ? journal->mark() : Journal::Mark{};
    {
        const std::shared_lock lock{situation_mutex_};
        if (mark == mark_ && std::abs(now() - clock_) < kClockStep_s) return false;
    }
    const std::unique_lock lock{situation_mutex_};
    // What was seen just now must not be from the future.
    const bool moved = move_clock(mark == mark_ ? kClockStep_s : 1);
    if (mark == mark_) return moved;
    // Taken back, destroyed, or an event.json that went into the journal: from the beginning.
    if (mark.redactions != mark_.redactions || mark.wipes != mark_.wipes ||
        mark.last < mark_.last || !old_events_.empty()) {
        rebuild();
        return true;
    }
    mark_ = mark;
    if (auto roots = journal->roots(); roots != roots_) {
        roots_ = std::move(roots);
        for (auto& view : views_) {
            if (view) view->situation.set_roots(roots_);
        }
    }
    for (std::size_t audience = 0; audience < views_.size(); ++audience) {
        if (auto& view = views_[audience])
            catch_up(*view, static_cast<Audience>(audience), *journal);
    }
    publish_events();
    return true;
}

// ---- what people add

std::vector<EntryId> SituationOfMap::add(std::span<const NewEntry> entries) {
    auto ids = to_write().append(entries, now());
    refresh();
    return ids;
}

EntryId SituationOfMap::redact(const EntryId& entry, std::string_view reason) {
    const auto id = to_write().redact(entry, reason, now());
    refresh();
    return id;
}

void SituationOfMap::set_event(const DisasterEvent& event) {
    const NewEntry entry{EntryKind::event, Audience::open_to_all, event};
    static_cast<void>(add({&entry, 1}));
}

bool SituationOfMap::remove_event(std::string_view kind, UnixSeconds at) {
    const auto& all = events();
    const auto found = std::find_if(all.begin(), all.end(), [&](const DisasterEvent& event) {
        return event.kind == kind && event.at == at;
    });
    if (found == all.end()) return false;
    const NewEntry entry{EntryKind::event_removed, Audience::open_to_all, *found};
    static_cast<void>(add({&entry, 1}));
    return true;
}

std::vector<std::string> SituationOfMap::notices() {
    if (!built_.load(std::memory_order_acquire)) return {};
    const auto* journal = journal_if_any();
    if (journal == nullptr) return {};
    auto lines = journal->notices();
    const std::shared_lock lock{situation_mutex_};
    const auto waiting = team_view().situation.counts().from_the_future;
    if (waiting > 0 && !options_.as_of) {
        lines.push_back(
            fmt::format("{} observed later than {}: not used. Check this computer's "
                        "clock.",
                        counted(waiting, "report was", "reports were"),
                        time_text(team_view().situation.as_of())));
    }
    return lines;
}

}  // namespace konbit
