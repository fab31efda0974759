#include "mapper/situation/situation.hpp"

#include <algorithm>
#include <set>

#include "mapper/model/geodesy.hpp"
#include "mapper/situation/event_list.hpp"
#include "mapper/situation/report_book.hpp"
#include "mapper/situation/way_stretches.hpp"

namespace konbit {
namespace {

constexpr double kSameSpot_m = 15;
constexpr Matter kMatters[] = {Matter::passability, Matter::damage, Matter::shelter};
constexpr std::uint8_t kBestValue = 1;  ///< open, no damage, room: good news

/// What a report says in a matter; 0: nothing.
std::uint8_t value_in(const Report& report, Matter matter) {
    switch (matter) {
        case Matter::passability:
            return static_cast<std::uint8_t>(report.passability.value_or(Passability::unknown));
        case Matter::damage:
            return static_cast<std::uint8_t>(report.grade.value_or(Grade::unknown));
        case Matter::shelter:
            return static_cast<std::uint8_t>(report.status.value_or(ShelterStatus::unknown));
    }
    return 0;
}

bool speaks_in(const Report& report, Matter matter) {
    switch (matter) {
        case Matter::passability:
            return report.passability.has_value();
        case Matter::damage:
            return report.grade.has_value();
        case Matter::shelter:
            return report.status.has_value();
    }
    return false;
}

std::optional<UnixSeconds> newest_photo(const Report& report) {
    std::optional<UnixSeconds> newest;
    for (const auto& photo : report.photos) {
        if (photo.taken && (!newest || *photo.taken > *newest)) newest = photo.taken;
    }
    return newest;
}

Statement statement_of(const StandingReport& standing, Matter matter) {
    const auto& report = standing.report;
    Statement statement;
    statement.entry = standing.entry;
    statement.how = report.how;
    statement.observed = report.observed;
    statement.person = standing.person;
    statement.accepted = standing.accepted;
    statement.value = value_in(report, matter);
    if (matter == Matter::passability) statement.limits = report.limits;
    statement.photo_taken = newest_photo(report);
    statement.product = report.product;
    statement.source_id = report.source_id;
    return statement;
}

bool in_entry_order(const BookedReport* a, const BookedReport* b) {
    return comes_before({a->standing.entry, a->head, {}, false},
                        {b->standing.entry, b->head, {}, false});
}

}  // namespace

struct Situation::Impl {
    explicit Impl(Options opened)
        : options{std::move(opened)}, team{options.roots}, book{*options.base} {}

    [[nodiscard]] UnixSeconds as_of() const { return options.as_of.value_or(options.now); }

    /// Time went on: of the reports from the future some are not any more.
    void settle_clock() {
        while (!ahead.empty() && ahead.begin()->first <= as_of()) {
            if (auto* booked = book.find_even_withdrawn(ahead.begin()->second))
                booked->standing.from_the_future = false;
            ahead.erase(ahead.begin());
        }
        settle_events();
    }
    /// The clock was set back.
    void look_ahead_anew() {
        book.for_each([&](BookedReport& booked) {
            auto& standing = booked.standing;
            standing.from_the_future = standing.report.observed > as_of();
            settle_future(standing.entry, standing.report.observed);
        });
    }
    void settle_future(const EntryId& entry, UnixSeconds observed) {
        if (observed > as_of()) ahead.emplace(observed, entry);
    }

    void settle_events() { standing_events = event_words.standing(team, as_of()); }
    void settle_reports() {
        book.for_each([&](BookedReport& booked) {
            auto& standing = booked.standing;
            standing.accepted = team.accepted(standing.device);
        });
        settle_events();
    }

    /// The statements of reports (with what others said of them) after those of tags.
    struct Gathered {
        std::vector<Statement> statements;
        std::vector<std::vector<WayStretch>> stretches;
        bool in_pieces = false;
    };
    void gather(const BookedReport& booked, Matter matter, Gathered& into) const {
        const auto& standing = booked.standing;
        if (!speaks_in(standing.report, matter)) return;
        const auto add = [&](Statement statement) {
            into.statements.push_back(std::move(statement));
            into.stretches.push_back(booked.stretches);
        };
        const auto own = statement_of(standing, matter);
        add(own);
        into.in_pieces = into.in_pieces || !booked.stretches.empty();
        const auto* words = book.words_on(standing.entry);
        if (words == nullptr) return;
        for (const auto& word : *words) {
            if (word.withdrawn) continue;
            Statement said;
            said.entry = word.entry;
            said.how = word.judgement.how;
            said.observed = word.judgement.observed;
            said.person = word.person;
            said.accepted = team.accepted(word.head.chain.device);
            if (word.head.kind == EntryKind::confirm) {
                said.value = own.value;
                said.limits = own.limits;
                said.confirms = standing.entry;
            } else {
                said.disputes = standing.entry;
            }
            add(std::move(said));
        }
    }

    [[nodiscard]] Moment moment() const {
        Moment moment{.as_of = as_of(), .events = {}};
        for (const auto& event : standing_events) moment.events.push_back(event.at);
        return moment;
    }

    [[nodiscard]] std::vector<Finding> judged(ObjectId object, Matter matter,
                                              Gathered&& gathered) const;

    Options options;
    Team team;
    EventList event_words;
    std::vector<EventNote> standing_events;
    ReportBook book;
    std::set<EntryId> redacted;
    std::set<std::pair<UnixSeconds, EntryId>> ahead;  ///< observed after the moment asked about
};

Situation::Situation(Options options) : impl_{std::make_unique<Impl>(std::move(options))} {}
Situation::~Situation() = default;
Situation::Situation(Situation&&) noexcept = default;
Situation& Situation::operator=(Situation&&) noexcept = default;

void Situation::apply(const Entry& entry) {
    auto& self = *impl_;
    if (entry.redacted) {
        forget(entry.id);
        return;
    }
    if (self.redacted.contains(entry.id)) return;
    const auto& device = entry.head.chain.device;
    switch (entry.head.kind) {
        case EntryKind::report:
            if (const auto* report = std::get_if<Report>(&entry.payload)) {
                self.book.add_report(entry, *report, self.team.accepted(device),
                                     report->observed > self.as_of());
                self.settle_future(entry.id, report->observed);
            }
            break;
        case EntryKind::confirm:
        case EntryKind::dispute:
            if (const auto* judgement = std::get_if<Judgement>(&entry.payload))
                self.book.add_judgement(entry, *judgement);
            break;
        case EntryKind::withdraw:
            if (const auto* judgement = std::get_if<Judgement>(&entry.payload))
                self.book.add_withdrawal(entry, judgement->entry);
            break;
        case EntryKind::accept:
        case EntryKind::revoke:
            if (self.team.add(entry)) self.settle_reports();
            break;
        case EntryKind::event:
        case EntryKind::event_removed:
            self.event_words.add(entry);
            self.settle_events();
            break;
        case EntryKind::redact:
            break;  // the journal destroys the payload and tells `forget`
    }
}

void Situation::forget(const EntryId& entry) {
    impl_->redacted.insert(entry);
    impl_->book.forget(entry);
    impl_->event_words.forget(entry);
    if (impl_->team.forget(entry)) impl_->settle_reports();
    impl_->settle_events();
}

void Situation::set_roots(std::vector<DeviceKey> roots) {
    impl_->options.roots = std::move(roots);
    impl_->team.set_roots(impl_->options.roots);
    impl_->settle_reports();
}

void Situation::set_now(UnixSeconds now) {
    auto& self = *impl_;
    const auto before = self.as_of();
    self.options.now = now;
    if (self.as_of() < before) self.look_ahead_anew();
    self.settle_clock();
}

UnixSeconds Situation::as_of() const noexcept {
    return impl_->as_of();
}
const std::vector<EventNote>& Situation::events() const noexcept {
    return impl_->standing_events;
}
const Team& Situation::team() const noexcept {
    return impl_->team;
}
bool Situation::empty() const noexcept {
    return impl_->book.empty();
}

bool Situation::speaks_of(ObjectId object) const noexcept {
    return impl_->book.of(object) != nullptr;
}

std::vector<Finding> Situation::Impl::judged(ObjectId object, Matter matter,
                                             Gathered&& gathered) const {
    const auto now = moment();
    const auto nodes = gathered.in_pieces ? book.nodes_of(object) : 0;
    std::vector<Finding> findings;
    if (nodes < 2) {
        auto verdict = judge(gathered.statements, now);
        findings.push_back({matter, {}, std::move(verdict), std::move(gathered.statements)});
        return findings;
    }
    const auto pieces = cut_way(nodes, gathered.stretches);
    for (const auto& piece : pieces) {
        if (piece.holding.empty()) continue;
        Finding finding;
        finding.matter = matter;
        if (pieces.size() > 1) finding.stretch = piece.stretch;
        for (const auto i : piece.holding) finding.statements.push_back(gathered.statements[i]);
        finding.verdict = judge(finding.statements, now);
        findings.push_back(std::move(finding));
    }
    return findings;
}

std::vector<Finding> Situation::findings(ObjectId object, Matter matter,
                                         std::span<const Statement> tags) const {
    Impl::Gathered gathered;
    gathered.statements.assign(tags.begin(), tags.end());
    gathered.stretches.resize(tags.size());
    if (const auto* reports = impl_->book.of(object)) {
        auto sorted = *reports;
        std::sort(sorted.begin(), sorted.end(), in_entry_order);
        impl_->book.place(object);
        for (const auto* booked : sorted) impl_->gather(*booked, matter, gathered);
    }
    if (gathered.statements.empty()) return {};
    return impl_->judged(object, matter, std::move(gathered));
}

std::vector<ObjectId> Situation::objects_in(const BoundingBox& box) const {
    std::vector<ObjectId> found;
    impl_->book.visit(box, [&](const BookedReport* booked) {
        if (booked->in_map) found.push_back(*booked->standing.report.about.object);
    });
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

std::vector<ObjectId> Situation::objects() const {
    std::vector<ObjectId> found;
    impl_->book.for_each_object([&](ObjectId id, const auto& reports) {
        if (!reports.empty()) found.push_back(id);
    });
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<const StandingReport*> Situation::reports_in(const BoundingBox& box,
                                                         bool free_only) const {
    std::vector<const BookedReport*> booked;
    impl_->book.visit(box, [&](const BookedReport* report) {
        if (!free_only || !report->in_map) booked.push_back(report);
    });
    std::sort(booked.begin(), booked.end(), in_entry_order);
    std::vector<const StandingReport*> found;
    found.reserve(booked.size());
    for (const auto* report : booked) found.push_back(&report->standing);
    return found;
}

std::vector<const StandingReport*> Situation::reports_of(ObjectId object) const {
    std::vector<const StandingReport*> found;
    const auto* reports = impl_->book.of(object);
    if (reports == nullptr) return found;
    auto sorted = *reports;
    std::sort(sorted.begin(), sorted.end(), in_entry_order);
    for (const auto* booked : sorted) found.push_back(&booked->standing);
    return found;
}

const StandingReport* Situation::report(const EntryId& entry) const noexcept {
    const auto* booked = impl_->book.find(entry);
    return booked == nullptr ? nullptr : &booked->standing;
}

Finding Situation::finding_of_free(const StandingReport& report, Matter matter) const {
    Impl::Gathered gathered;
    std::vector<const BookedReport*> there;
    impl_->book.visit(box_around(report.report.about.at, kSameSpot_m),
                      [&](const BookedReport* other) {
                          const auto& about = other->standing.report;
                          if (!other->in_map && about.kind == report.report.kind &&
                              distance_m(about.about.at, report.report.about.at) <= kSameSpot_m)
                              there.push_back(other);
                      });
    std::sort(there.begin(), there.end(), in_entry_order);
    for (const auto* booked : there) impl_->gather(*booked, matter, gathered);
    Finding finding;
    finding.matter = matter;
    finding.verdict = judge(gathered.statements, impl_->moment());
    finding.statements = std::move(gathered.statements);
    return finding;
}

Situation::Counts Situation::counts() const {
    Counts counts;
    impl_->book.for_each([&](const BookedReport& booked) {
        const auto& standing = booked.standing;
        if (booked.withdrawn) {
            ++counts.withdrawn;
            return;
        }
        ++counts.reports;
        if (standing.from_the_future) {
            ++counts.from_the_future;
            return;
        }
        const auto observed = standing.report.observed;
        if (!counts.newest_observed || observed > *counts.newest_observed)
            counts.newest_observed = observed;
        if (standing.accepted) return;
        ++counts.unverified;
        const bool good = std::any_of(std::begin(kMatters), std::end(kMatters), [&](Matter matter) {
            return value_in(standing.report, matter) == kBestValue;
        });
        if (good && standing.report.how == Method::seen) ++counts.good_news_waiting;
    });
    counts.redacted = impl_->redacted.size();
    return counts;
}

}  // namespace konbit
