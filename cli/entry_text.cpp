#include "cli/entry_text.hpp"

#include <fmt/format.h>

#include "mapper/model/error.hpp"
#include "mapper/query/condition_text.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

std::string people_text(std::uint32_t people) {
    return counted(people, "person", "people");
}

std::string need_text(const Report& report) {
    auto text = report.what.empty() ? std::string{"help"} : words_text(report.what);
    if (report.people) text += " for " + people_text(*report.people);
    return report.met ? text + ": answered" : text + " needed";
}

std::string judged_text(const Map& map, const Judgement& judgement) {
    const auto entry = map.journal_to_read().entry(judgement.entry);
    auto text = short_id(judgement.entry);
    const auto* report = entry ? std::get_if<Report>(&entry->payload) : nullptr;
    if (report != nullptr)
        text += fmt::format(" ({}, {})", about_text(map, *report), says_text(*report));
    return text;
}

std::string device_text(const DeviceNote& note) {
    return note.name.empty() ? short_id(note.device)
                             : fmt::format("{} ({})", note.name, short_id(note.device));
}

std::string event_text(const EventNote& event) {
    return fmt::format("{} of {}", event.kind, time_text(event.at));
}

std::string report_text(const Map& map, const Report& report) {
    auto text = fmt::format("{}: {}, {}", about_text(map, report), says_text(report),
                            to_string(report.how));
    if (!report.witness.empty()) text += fmt::format(" by {}", report.witness);
    if (!report.source.empty()) text += fmt::format(" ({})", report.source);
    if (!report.photos.empty()) text += ", " + counted(report.photos.size(), "photo");
    if (!report.text.empty()) text += fmt::format(": \"{}\"", report.text);
    return text;
}

std::string_view verb_of(EntryKind kind) noexcept {
    switch (kind) {
        case EntryKind::event:
            return "disaster set";
        case EntryKind::event_removed:
            return "disaster taken back";
        case EntryKind::report:
            return "report";
        case EntryKind::confirm:
            return "confirms";
        case EntryKind::dispute:
            return "disputes";
        case EntryKind::withdraw:
            return "withdraws";
        case EntryKind::redact:
            return "redacts";
        case EntryKind::accept:
            return "accepts";
        case EntryKind::revoke:
            return "no longer accepts";
    }
    return "something of a newer program";
}

}  // namespace

std::string says_text(const Report& report) {
    std::vector<std::string> parts;
    if (report.kind == ReportKind::need) parts.push_back(need_text(report));
    if (report.kind == ReportKind::hazard)
        parts.push_back(report.what.empty() ? "hazard" : words_text(report.what));
    if (report.grade)
        parts.emplace_back(value_words(Matter::damage, static_cast<std::uint8_t>(*report.grade)));
    if (report.passability) parts.emplace_back(to_string(*report.passability));
    if (!report.limits.empty()) parts.push_back(limits_text(report.limits));
    if (report.status) parts.emplace_back(to_string(*report.status));
    if (report.capacity) parts.push_back("room for " + people_text(*report.capacity));
    if (report.people && report.kind != ReportKind::need)
        parts.push_back(people_text(*report.people) + " there");
    if (parts.empty()) parts.emplace_back(to_string(report.kind));
    return fmt::format("{}", fmt::join(parts, ", "));
}

std::string thing_text(const Map& map, ObjectId id) {
    const auto feature = map.base().find_feature(id);
    if (!feature) return to_string(id);
    const auto tags = feature->tags();
    // People say the bridge's name, not the road's.
    const auto bridge = tags.value("bridge:name");
    const auto name = bridge.empty() ? tags.value("name") : bridge;
    if (name.empty() || map.meaning().protected_refuge(tags)) return to_string(id);
    return fmt::format("{} ({})", name, to_string(id));
}

std::string about_text(const Map& map, const Report& report) {
    const auto& anchor = report.about;
    if (anchor.object) {
        const auto thing = thing_text(map, *anchor.object);
        return anchor.span ? "a stretch of " + thing : thing;
    }
    const auto place = location_text(anchor.at);
    return report.name.empty() ? place : fmt::format("{} ({})", report.name, place);
}

std::string entry_text(const Map& map, const Entry& entry) {
    if (entry.redacted) return fmt::format("{}, redacted", verb_of(entry.head.kind));
    const auto verb = verb_of(entry.head.kind);
    if (const auto* report = std::get_if<Report>(&entry.payload)) return report_text(map, *report);
    if (const auto* judgement = std::get_if<Judgement>(&entry.payload)) {
        const auto text = fmt::format("{} {}", verb, judged_text(map, *judgement));
        return judgement->text.empty() ? text : fmt::format("{}: \"{}\"", text, judgement->text);
    }
    if (const auto* note = std::get_if<DeviceNote>(&entry.payload))
        return fmt::format("{} {}", verb, device_text(*note));
    if (const auto* event = std::get_if<EventNote>(&entry.payload))
        return fmt::format("{}: {}", verb, event_text(*event));
    return std::string{verb};
}

std::vector<std::string> doubt_words(const Doubt& doubt) {
    std::vector<std::string> words;
    if (doubt.disputed) words.emplace_back("disputed");
    if (doubt.unverified) words.emplace_back("unverified");
    if (doubt.recheck) words.emplace_back("to recheck");
    if (doubt.good_news_waits) words.emplace_back("good news waits");
    if (doubt.corrected) words.emplace_back("corrected");
    return words;
}

std::string condition_text(const Condition& condition) {
    const auto value =
        condition.matter == Matter::damage        ? static_cast<std::uint8_t>(condition.grade)
        : condition.matter == Matter::passability ? static_cast<std::uint8_t>(condition.passability)
                                                  : static_cast<std::uint8_t>(condition.status);
    std::vector<std::string> parts{std::string{value_words(condition.matter, value)}};
    if (!condition.limits.empty()) parts.front() += " (" + limits_text(condition.limits) + ")";
    parts.emplace_back(to_string(condition.certainty));
    for (auto& word : doubt_words(condition.doubt)) parts.push_back(std::move(word));
    return fmt::format("{}", fmt::join(parts, " · "));
}

std::string_view matter_word(Matter matter) noexcept {
    switch (matter) {
        case Matter::passability:
            return "passability";
        case Matter::damage:
            return "damage";
        case Matter::shelter:
            return "shelter";
    }
    return "";
}

std::string_view audience_line(Audience audience) noexcept {
    switch (audience) {
        case Audience::open_to_all:
            return "For everybody.";
        case Audience::partners:
            return "For the team and its partners.";
        case Audience::team:
            return "For the team only.";
    }
    return "";
}

std::optional<DeviceKey> own_device() {
    try {
        return Device::known_key(Device::default_folder());
    } catch (const DataError&) {
        return std::nullopt;  // no home, no key: reading goes on without
    }
}

DeviceNames::DeviceNames(const Map& map) : own_{own_device()} {
    map.with_situation([&](const Situation& situation) { team_ = situation.team(); });
}

std::string DeviceNames::operator()(const DeviceKey& device) const {
    if (own_ == device) return "this laptop";
    auto name = team_.name_of(device);
    return name.empty() ? short_id(device) : name;
}

}  // namespace konbit
