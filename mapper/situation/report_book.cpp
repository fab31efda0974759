#include "mapper/situation/report_book.hpp"

#include <algorithm>

#include "mapper/situation/way_stretches.hpp"

namespace konbit {
namespace {

/// Who said it: whoever is named, by the source that names him; else the device's owner.
std::string person_of(std::string_view source, std::string_view witness, const DeviceKey& device) {
    if (source.empty() && witness.empty())
        return {reinterpret_cast<const char*>(device.bytes.data()), device.bytes.size()};
    return std::string{source}.append(1, '\x1f').append(witness);
}

}  // namespace

void ReportBook::add_report(const Entry& entry, const Report& report, bool accepted, bool future) {
    const auto& device = entry.head.chain.device;
    const auto [at, fresh] = reports_.try_emplace(entry.id);
    if (!fresh) return;
    auto& booked = at->second;
    booked.head = entry.head;
    booked.standing = {.entry = entry.id,
                       .report = report,
                       .audience = entry.head.audience,
                       .device = device,
                       .written = entry.head.written,
                       .accepted = accepted,
                       .from_the_future = future,
                       .person = person_of(report.source, report.witness, device),
                       .confirmed_by = {},
                       .disputed_by = {}};
    booked.withdrawn = is_withdrawn(entry.id, device);
    if (report.about.object) {
        auto& object = known(*report.about.object);
        booked.in_map = object.in_map;
        booked.placed = !report.about.span || !object.in_map;
    }
    if (!booked.withdrawn) list(booked);
    settle_words(entry.id);
}

void ReportBook::add_judgement(const Entry& entry, const Judgement& judgement) {
    auto& words = words_[judgement.entry];
    const auto before = [](const BookedJudgement& a, const Entry& b) {
        return comes_before({a.entry, a.head, {}, false}, b);
    };
    const auto place = std::lower_bound(words.begin(), words.end(), entry, before);
    if (place != words.end() && place->entry == entry.id) return;
    const auto& device = entry.head.chain.device;
    words.insert(place, {entry.id, entry.head, judgement, person_of("", judgement.witness, device),
                         is_withdrawn(entry.id, device)});
    target_of_[entry.id] = judgement.entry;
    settle_words(judgement.entry);
}

void ReportBook::add_withdrawal(const Entry& entry, const EntryId& target) {
    auto& list_of = withdrawals_[target];
    for (const auto& [known_entry, device] : list_of) {
        if (known_entry == entry.id) return;
    }
    list_of.emplace_back(entry.id, entry.head.chain.device);
    if (const auto report = reports_.find(target); report != reports_.end()) {
        auto& booked = report->second;
        if (booked.withdrawn || !is_withdrawn(target, booked.standing.device)) return;
        unlist(booked);
        booked.withdrawn = true;
    } else if (const auto judged = target_of_.find(target); judged != target_of_.end()) {
        for (auto& word : words_[judged->second]) {
            if (word.entry == target) word.withdrawn = is_withdrawn(target, word.head.chain.device);
        }
        settle_words(judged->second);
    }
}

void ReportBook::forget(const EntryId& entry) {
    forget_withdrawal(entry);
    if (const auto report = reports_.find(entry); report != reports_.end()) {
        if (!report->second.withdrawn) unlist(report->second);
        reports_.erase(report);
        return;
    }
    const auto judged = target_of_.find(entry);
    if (judged == target_of_.end()) return;
    const auto target = judged->second;
    std::erase_if(words_[target], [&](const auto& word) { return word.entry == entry; });
    target_of_.erase(judged);
    settle_words(target);
}

void ReportBook::forget_withdrawal(const EntryId& entry) {
    for (auto& [target, all] : withdrawals_) {
        if (std::erase_if(all, [&](const auto& one) { return one.first == entry; }) == 0) continue;
        if (const auto report = reports_.find(target); report != reports_.end()) {
            auto& booked = report->second;
            if (!booked.withdrawn || is_withdrawn(target, booked.standing.device)) return;
            booked.withdrawn = false;
            list(booked);
        } else if (const auto judged = target_of_.find(target); judged != target_of_.end()) {
            for (auto& word : words_[judged->second]) {
                if (word.entry == target)
                    word.withdrawn = is_withdrawn(target, word.head.chain.device);
            }
            settle_words(judged->second);
        }
        return;
    }
}

const BookedReport* ReportBook::find(const EntryId& entry) const {
    const auto found = reports_.find(entry);
    return found == reports_.end() || found->second.withdrawn ? nullptr : &found->second;
}

BookedReport* ReportBook::find_even_withdrawn(const EntryId& entry) {
    const auto found = reports_.find(entry);
    return found == reports_.end() ? nullptr : &found->second;
}

const std::vector<BookedReport*>* ReportBook::of(ObjectId object) const {
    const auto found = objects_.find(object);
    return found == objects_.end() || found->second.reports.empty() ? nullptr
                                                                    : &found->second.reports;
}

const std::vector<BookedJudgement>* ReportBook::words_on(const EntryId& entry) const {
    const auto found = words_.find(entry);
    return found == words_.end() ? nullptr : &found->second;
}

std::uint32_t ReportBook::nodes_of(ObjectId way) const {
    const auto found = objects_.find(way);
    return found == objects_.end() ? 0 : static_cast<std::uint32_t>(found->second.nodes.size());
}

ReportBook::KnownObject& ReportBook::known(ObjectId id) {
    const auto [at, fresh] = objects_.try_emplace(id);
    // What has tags and a place is found in the index; the rest has to be unpacked.
    if (fresh) at->second.in_map = base_->find_feature(id) || base_->object(id);
    return at->second;
}

void ReportBook::place(ObjectId way) const {
    const auto found = objects_.find(way);
    if (found == objects_.end() || way.type != ObjectType::way) return;
    const std::lock_guard lock{placing_};
    for (auto* booked : found->second.reports) {
        if (booked->placed) continue;
        place_on_way(*booked, found->second);
        booked->placed = true;
    }
}

void ReportBook::place_on_way(BookedReport& booked, const KnownObject& way) const {
    const auto& about = booked.standing.report.about;
    if (way.nodes.empty()) {
        if (const auto object = base_->object(*about.object)) way.nodes = object->refs;
    }
    booked.stretches = stretches_of(*about.span, about.at, way.nodes, [&](std::int64_t node) {
        const auto object = base_->object({ObjectType::node, node});
        return object ? object->location : Location{};
    });
}

bool ReportBook::is_withdrawn(const EntryId& entry, const DeviceKey& author) const {
    const auto found = withdrawals_.find(entry);
    return found != withdrawals_.end() &&
           std::any_of(found->second.begin(), found->second.end(),
                       [&](const auto& withdrawal) { return withdrawal.second == author; });
}

void ReportBook::list(BookedReport& booked) {
    const auto& about = booked.standing.report.about;
    places_.add(about.at, &booked);
    if (about.object && booked.in_map) objects_[*about.object].reports.push_back(&booked);
}

void ReportBook::unlist(BookedReport& booked) {
    const auto& about = booked.standing.report.about;
    places_.remove(about.at, &booked);
    if (about.object && booked.in_map) std::erase(objects_[*about.object].reports, &booked);
}

/// Lists who agrees and who does not in the report itself.
void ReportBook::settle_words(const EntryId& target) {
    const auto report = reports_.find(target);
    const auto words = words_.find(target);
    if (report == reports_.end() || words == words_.end()) return;
    auto& standing = report->second.standing;
    standing.confirmed_by.clear();
    standing.disputed_by.clear();
    for (const auto& word : words->second) {
        if (word.withdrawn) continue;
        auto& side =
            word.head.kind == EntryKind::confirm ? standing.confirmed_by : standing.disputed_by;
        side.push_back(word.entry);
    }
}

}  // namespace konbit
