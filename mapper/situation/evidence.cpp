#include "mapper/situation/evidence.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <tuple>

namespace konbit {
namespace {

constexpr UnixSeconds kHour_s = 3600;
constexpr std::uint8_t kBest = 1;  ///< open, no damage seen: wholly good news
/// Up to here (restricted, slight, full) a new shock may have made it worse: to recheck.
constexpr std::uint8_t kGoodNews = 2;

bool photo_fits(const Statement& s) {
    return s.photo_taken && std::abs(*s.photo_taken - s.observed) <= kHour_s;
}

/// Of two limits the stricter counts.
void add_limits(Limits& sum, const Limits& more) {
    const auto stricter = [](std::optional<double>& a, const std::optional<double>& b) {
        if (b && (!a || *b < *a)) a = b;
    };
    stricter(sum.height_m, more.height_m);
    stricter(sum.width_m, more.width_m);
    stricter(sum.length_m, more.length_m);
    stricter(sum.weight_t, more.weight_t);
    stricter(sum.axle_load_t, more.axle_load_t);
}

/// Goes through the statements in the order of observation and keeps what stands. Because it sorts
/// first, the order of arrival cannot matter.
class Fold {
public:
    Fold(std::span<const Statement> statements, const Moment& moment)
        : all_{statements}, moment_{moment} {}

    Verdict run() {
        for (const auto i : in_order()) take(i);
        finish();
        return std::move(verdict_);
    }

private:
    using Position = std::size_t;

    /// Says better and does not replace; answered by a supporter later than `since`.
    struct Contrary {
        Position at;
        UnixSeconds since;
    };

    [[nodiscard]] const Statement& at(Position i) const { return all_[i]; }

    [[nodiscard]] std::vector<Position> in_order() {
        std::vector<Position> order;
        for (Position i = 0; i < all_.size(); ++i) {
            if (at(i).observed > moment_.as_of) {
                verdict_.from_the_future.push_back(i);
            } else if (at(i).disputes) {
                doubts_.push_back(i);
            } else if (at(i).value != 0) {
                order.push_back(i);
            }
        }
        // Equal times: the better first, so that the worse takes effect.
        const auto key = [&](Position i) {
            const auto& s = at(i);
            return std::tie(s.observed, s.value, s.how, s.accepted, s.person, s.entry, s.source_id);
        };
        std::sort(order.begin(), order.end(),
                  [&](Position a, Position b) { return key(a) < key(b); });
        leave_one_of_each_source(order);
        leave_newest_product(order);
        return order;
    }

    /// The same statement taken in twice is one: the last in order. A stranger's copy stays beside
    /// it, so that it cannot displace anything.
    void leave_one_of_each_source(std::vector<Position>& order) const {
        const auto key = [&](Position i) {
            return std::pair<std::string_view, bool>{at(i).source_id, at(i).accepted};
        };
        std::map<std::pair<std::string_view, bool>, Position> last;
        for (const auto i : order) {
            if (!at(i).source_id.empty()) last[key(i)] = i;
        }
        std::erase_if(order,
                      [&](Position i) { return !at(i).source_id.empty() && last[key(i)] != i; });
    }

    /// A product's newer version supersedes its own earlier word; a stranger's only for the worse.
    void leave_newest_product(std::vector<Position>& order) {
        const std::vector<Position> before = order;
        std::erase_if(order, [&](Position i) {
            const auto& old = at(i);
            return !old.product.name.empty() &&
                   std::any_of(before.begin(), before.end(), [&](Position j) {
                       const auto& fresh = at(j);
                       return fresh.product.name == old.product.name &&
                              fresh.product.version > old.product.version &&
                              (fresh.accepted || fresh.value >= old.value);
                   });
        });
        for (const auto i : before) {
            if (std::find(order.begin(), order.end(), i) == order.end()) superseded_.push_back(i);
        }
    }

    [[nodiscard]] std::uint8_t value() const noexcept { return verdict_.value; }

    void take(Position i) {
        const auto& s = at(i);
        if (s.value > value() && (s.accepted || s.value != kBest)) {
            worsen(i);
        } else if (s.value == value()) {
            supporters_.push_back(i);
        } else if (!s.accepted) {
            if (s.how == Method::seen) waiting_.push_back(i);
        } else if (s.how != Method::seen || contradicted_within_the_hour(i)) {
            contraries_.push_back({i, s.observed});
        } else {
            improve(i);
        }
        if (s.accepted || s.value > kBest) heard_.push_back(i);
        collect_limits(s);
    }

    /// Bad news counts at once.
    void worsen(Position i) {
        const auto& s = at(i);
        verdict_.value = s.value;
        supporters_ = {i};
        if (s.how != Method::seen) return;
        for (const auto j : heard_) {
            const auto& better = at(j);
            if (better.how == Method::seen && better.value < s.value && better.accepted &&
                disagree_within_the_hour(better, s) && !took_back(better, s, s.observed)) {
                contraries_.push_back({j, s.observed});
            }
        }
    }

    /// Good news, seen, later.
    void improve(Position i) {
        verdict_.value = at(i).value;
        supporters_ = {i};
        contraries_.clear();
    }

    [[nodiscard]] static bool disagree_within_the_hour(const Statement& a, const Statement& b) {
        if (a.observed == b.observed) return true;
        return a.person != b.person && std::abs(a.observed - b.observed) <= kHour_s;
    }

    /// Whether whoever said `old` saw something else since, up to `until`, as others say now.
    [[nodiscard]] bool took_back(const Statement& old, const Statement& now,
                                 UnixSeconds until) const {
        return std::any_of(heard_.begin(), heard_.end(), [&](Position k) {
            const auto& s = at(k);
            const bool agrees = now.value < old.value ? s.value < old.value : s.value > old.value;
            return s.person == old.person && s.how == Method::seen && s.observed > old.observed &&
                   s.observed <= until && agrees;
        });
    }

    [[nodiscard]] bool contradicted_within_the_hour(Position i) const {
        const auto& s = at(i);
        return std::any_of(heard_.begin(), heard_.end(), [&](Position j) {
            const auto& worse = at(j);
            return worse.how == Method::seen && worse.value > s.value &&
                   disagree_within_the_hour(worse, s) && !took_back(worse, s, s.observed);
        });
    }

    /// They add up until somebody sees all of it open, or says which of them are lifted.
    void collect_limits(const Statement& s) {
        const bool seen_better = value() == s.value && (s.value == kBest || s.lifts_limits);
        if (seen_better && s.how == Method::seen && s.accepted) limits_ = {};
        add_limits(limits_, s.limits);
    }

    void finish() {
        if (value() == 0) {
            verdict_.good_news_waits = !waiting_.empty();
            return;
        }
        verdict_.used = strongest_supporter();
        verdict_.unverified = std::none_of(supporters_.begin(), supporters_.end(),
                                           [&](Position i) { return at(i).accepted; });
        verdict_.certainty = certainty();
        if (value() != kBest) verdict_.limits = limits_;
        find_dispute();
        find_waiting();
        find_recheck();
        find_correction();
    }

    [[nodiscard]] Position strongest_supporter() const {
        return *std::max_element(supporters_.begin(), supporters_.end(),
                                 [&](Position a, Position b) {
                                     const auto key = [&](Position i) {
                                         const auto& s = at(i);
                                         return std::tie(s.accepted, s.how, s.observed, s.entry);
                                     };
                                     return key(a) < key(b);
                                 });
    }

    /// Two people saw it, or one with a photo whose time fits. Strangers confirm nothing.
    [[nodiscard]] Certainty certainty() const {
        auto best = Certainty::guessed;
        std::vector<std::string_view> eyes;
        for (const auto i : supporters_) {
            const auto& s = at(i);
            if (s.inferred || s.how == Method::tag || s.accepted == verdict_.unverified) continue;
            best = std::max(best, Certainty::reported);
            if (s.how != Method::seen || !s.accepted) continue;
            if (photo_fits(s)) return Certainty::confirmed;
            eyes.push_back(s.person);
        }
        const bool two = std::any_of(eyes.begin(), eyes.end(),
                                     [&](std::string_view person) { return person != eyes[0]; });
        return two ? Certainty::confirmed : best;
    }

    [[nodiscard]] bool answered(const Statement& doubt, UnixSeconds since) const {
        return std::any_of(supporters_.begin(), supporters_.end(), [&](Position i) {
            const auto& s = at(i);
            return s.accepted && s.observed > since && s.how >= doubt.how;
        });
    }

    void find_dispute() {
        const auto hold_against = [&](Position i) {
            verdict_.disputed = true;
            if (!verdict_.against || at(*verdict_.against).observed <= at(i).observed)
                verdict_.against = i;
        };
        for (const auto& contrary : contraries_) {
            if (at(contrary.at).value < value() && !answered(at(contrary.at), contrary.since))
                hold_against(contrary.at);
        }
        for (const auto i : doubts_) {
            const auto& doubt = at(i);
            const bool about_it =
                std::any_of(supporters_.begin(), supporters_.end(),
                            [&](Position j) { return at(j).entry == *doubt.disputes; });
            if (!about_it || answered(doubt, doubt.observed)) continue;
            // A stranger may doubt good news; whether bad news is false waits until he is accepted.
            if (doubt.accepted || value() == kBest) {
                hold_against(i);
            } else {
                verdict_.good_news_waits = true;
            }
        }
    }

    void find_waiting() {
        for (const auto i : waiting_) {
            const bool newest =
                std::none_of(supporters_.begin(), supporters_.end(),
                             [&](Position j) { return at(j).observed > at(i).observed; });
            if (at(i).value < value() && newest) verdict_.good_news_waits = true;
        }
    }

    void find_recheck() {
        if (value() > kGoodNews) return;
        UnixSeconds newest = 0;
        for (const auto i : supporters_) newest = std::max(newest, at(i).observed);
        verdict_.recheck = std::any_of(
            moment_.events.begin(), moment_.events.end(),
            [&](UnixSeconds event) { return event <= moment_.as_of && event > newest; });
    }

    void find_correction() {
        const auto& used = at(*verdict_.used);
        verdict_.corrected = std::any_of(superseded_.begin(), superseded_.end(), [&](Position i) {
            return at(i).product.name == used.product.name && at(i).value > used.value;
        });
    }

    std::span<const Statement> all_;
    const Moment& moment_;
    Verdict verdict_;
    std::vector<Position> supporters_;  ///< of the value that stands, since it stands
    std::vector<Contrary> contraries_;
    std::vector<Position> heard_;    ///< all taken so far that may count
    std::vector<Position> waiting_;  ///< good news of devices that nobody accepted
    std::vector<Position> doubts_, superseded_;
    Limits limits_;
};

}  // namespace

Verdict judge(std::span<const Statement> statements, const Moment& moment) {
    return Fold{statements, moment}.run();
}

}  // namespace konbit
