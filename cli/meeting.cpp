#include "cli/meeting.hpp"

#include <fmt/format.h>

#include "cli/entry_text.hpp"
#include "cli/json_answer.hpp"
#include "cli/output.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

constexpr std::size_t kMostNamed = 5;

std::vector<std::string> hex_of(const std::vector<DeviceKey>& devices) {
    std::vector<std::string> list;
    for (const auto& device : devices) list.push_back(to_hex(device));
    return list;
}

}  // namespace

Meeting::Meeting(Map& map)
    : map_{map}, position_{map.journal_to_read().mark().last}, before_{map} {}

void Meeting::count_senders() {
    map_.journal_to_read().for_each(
        position_, [&](const Entry& entry) { ++senders_[entry.head.chain.device]; });
    const DeviceNames names{map_};
    for (const auto& [device, entries] : senders_) {
        if (!names.team().accepted(device) && device != names.own()) strangers_.push_back(device);
    }
}

void Meeting::accept_senders() {
    std::vector<NewEntry> entries;
    for (const auto& device : strangers_)
        entries.push_back({EntryKind::accept, Audience::team, DeviceNote{device, {}}});
    if (!entries.empty()) map_.add(entries);
    accepted_ = std::exchange(strangers_, {});
}

void Meeting::finish(const MergeResult& came, bool accept) {
    came_ = came;
    map_.refresh();
    count_senders();
    if (accept) accept_senders();
    worse_ = before_.worse_now(map_);
    map_.with_situation(
        [&](const Situation& situation) { waiting_ = situation.counts().good_news_waiting; });
}

std::string Meeting::came_text() const {
    if (came_.entries == 0 && came_.photos == 0 && came_.redacted == 0)
        return came_.already_known == 0
                   ? std::string{"Nothing new came."}
                   : fmt::format("Nothing new came ({} known already).",
                                 counted(came_.already_known, "entry", "entries"));
    auto text = "Came: " + counted(came_.entries, "entry", "entries");
    if (came_.photos > 0) text += ", " + counted(came_.photos, "photo");
    if (!senders_.empty()) text += " of " + counted(senders_.size(), "laptop");
    if (came_.already_known > 0)
        text += fmt::format(" ({} known already)", count_text(came_.already_known));
    if (came_.redacted > 0)
        text += fmt::format(", {} redacted here", counted(came_.redacted, "entry", "entries"));
    if (came_.not_understood > 0)
        text += fmt::format(", {} of a newer program, kept", count_text(came_.not_understood));
    return text + ".";
}

std::string Meeting::waits_text() const {
    if (waiting_ == 0) return "Nothing waits.";
    return fmt::format("Good news waits in {}: {} sender nobody accepted.",
                       counted(waiting_, "report"), waiting_ == 1 ? "its" : "their");
}

void Meeting::print_people() const {
    const auto worse = worse_.empty()
                           ? std::string{"Nothing is worse than before."}
                           : fmt::format("Worse than before: {}.", counted(worse_.size(), "thing"));
    print_line(fmt::format("{} {} {}", came_text(), waits_text(), worse));
    for (std::size_t i = 0; i < std::min(kMostNamed, worse_.size()); ++i)
        print_line("  " + worse_[i]);
    if (worse_.size() > kMostNamed)
        print_line(fmt::format("  and {} more: konbit damage, konbit shelters",
                               count_text(worse_.size() - kMostNamed)));
    for (const auto& note : came_.notes) print_line(note);
    for (const auto& device : accepted_)
        print_line(fmt::format("Accepted {} ({}). Compare the key with \"konbit team\" there.",
                               short_id(device), counted(senders_.at(device), "entry", "entries")));
    for (const auto& device : strangers_)
        print_line(fmt::format("Nobody accepted {} yet: konbit team accept {} --name \"…\"",
                               short_id(device), short_id(device)));
}

JsonMembers Meeting::members() const {
    JsonMembers members{{"entries", fmt::to_string(came_.entries)},
                        {"already_known", fmt::to_string(came_.already_known)},
                        {"photos", fmt::to_string(came_.photos)},
                        {"redacted", fmt::to_string(came_.redacted)},
                        {"not_understood", fmt::to_string(came_.not_understood)},
                        {"good_news_waiting", fmt::to_string(waiting_)},
                        {"not_accepted", json_list(hex_of(strangers_))},
                        {"accepted", json_list(hex_of(accepted_))},
                        {"worse", json_list(worse_)},
                        {"notes", json_list(came_.notes)}};
    return members;
}

}  // namespace konbit
