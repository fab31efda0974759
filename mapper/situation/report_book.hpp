#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "mapper/situation/place_grid.hpp"
#include "mapper/situation/situation.hpp"

namespace konbit {

/// A report with its place in the order of entries and on the map.
struct BookedReport {
    StandingReport standing;
    EntryHead head;
    bool in_map = false;                ///< its object is in this map
    std::vector<WayStretch> stretches;  ///< empty: the whole object; see ReportBook::place
    bool placed = true;                 ///< false: its stretches are not found yet
    bool withdrawn = false;
};

/// Somebody's word on a report.
struct BookedJudgement {
    EntryId entry;
    EntryHead head;
    Judgement judgement;
    std::string person;
    bool withdrawn = false;
};

/// All reports and what was said of them, by entry, by object and by place. The contents depend on
/// the set of entries alone.
class ReportBook {
public:
    explicit ReportBook(const BaseMap& base) : base_{&base} {}

    void add_report(const Entry& entry, const Report& report, bool accepted, bool future);
    void add_judgement(const Entry& entry, const Judgement& judgement);
    void add_withdrawal(const Entry& entry, const EntryId& target);
    void forget(const EntryId& entry);

    [[nodiscard]] const BookedReport* find(const EntryId& entry) const;
    [[nodiscard]] BookedReport* find_even_withdrawn(const EntryId& entry);
    /// Those that stand (not withdrawn) of an object; nullptr: none ever.
    [[nodiscard]] const std::vector<BookedReport*>* of(ObjectId object) const;
    [[nodiscard]] const std::vector<BookedJudgement>* words_on(const EntryId& entry) const;
    /// Finds where on its way each report on a stretch lies: late, because it unpacks the way.
    /// Those who only read may call it side by side.
    void place(ObjectId way) const;
    [[nodiscard]] std::uint32_t nodes_of(ObjectId way) const;  ///< once placed; 0 if unknown

    template <class Visit>
    void visit(const BoundingBox& box, Visit&& visit) const {
        places_.visit(box, visit);
    }
    template <class Visit>
    void for_each(Visit&& visit) {
        for (auto& [entry, booked] : reports_) visit(booked);
    }
    template <class Visit>
    void for_each(Visit&& visit) const {
        for (const auto& [entry, booked] : reports_) visit(booked);
    }
    template <class Visit>
    void for_each_object(Visit&& visit) const {
        for (const auto& [id, known] : objects_) visit(id, known.reports);
    }
    [[nodiscard]] bool empty() const noexcept { return reports_.empty(); }

private:
    struct KnownObject {
        bool in_map = false;
        mutable std::vector<std::int64_t> nodes;  ///< of a way, once a stretch of it is placed
        std::vector<BookedReport*> reports;
    };
    KnownObject& known(ObjectId id);
    void place_on_way(BookedReport& booked, const KnownObject& way) const;
    [[nodiscard]] bool is_withdrawn(const EntryId& entry, const DeviceKey& author) const;
    void list(BookedReport& booked);
    void unlist(BookedReport& booked);
    void forget_withdrawal(const EntryId& entry);
    void settle_words(const EntryId& target);

    const BaseMap* base_;
    std::unordered_map<EntryId, BookedReport> reports_;
    std::unordered_map<EntryId, std::vector<BookedJudgement>>
        words_;                                       ///< by target, in entry order
    std::unordered_map<EntryId, EntryId> target_of_;  ///< of judgements
    /// By target: the withdrawals and their authors' devices.
    std::unordered_map<EntryId, std::vector<std::pair<EntryId, DeviceKey>>> withdrawals_;
    std::unordered_map<ObjectId, KnownObject> objects_;
    PlaceGrid<BookedReport*> places_;
    mutable std::mutex placing_;
};

}  // namespace konbit
