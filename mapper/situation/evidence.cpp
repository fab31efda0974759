#include "mapper/situation/evidence.hpp"

#include <algorithm>
#include <cstdlib>
#include <tuple>

namespace konbit {
namespace {

constexpr UnixSeconds kHour_s = 3600;
constexpr std::uint8_t kBest = 1;  ///< open, no damage seen: wholly good news
/// Up to here (restricted, slight, full) a new shock may have made it worse: to recheck.
constexpr std::uint8_t kGoodNews = 2;
constexpr std::uint8_t kRestricted = 2;

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
        leave_newest_product(order);
        return order;
    }

    /// A product's newer version supersedes its own earlier word; a stranger's supersedes nothing.
    void leave_newest_product(std::vector<Position>& order) {
        const std::vector<Position> before = order;
        std::erase_if(order, [&](Position i) {
            const auto& old = at(i);
            return !old.product.name.empty() &&
                   std::any_of(before.begin(), before.end(), [&](Position j) {
                       const auto& fresh = at(j);
                       return fresh.product.name == old.product.name &&
                              fresh.product.version > old.product.version && fresh.accepted;
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
            contraries_.push_back(i);
        } else {
            improve(i);
        }
        if (s.accepted || s.value > kBest) taken_.push_back(i);
        collect_limits(s);
    }

    /// Bad news counts at once.
    void worsen(Position i) {
        verdict_.value = at(i).value;
        supporters_ = {i};
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

    /// Whether whoever said `old` saw it better, or worse, as others say now, since then. (A
    /// stranger may bear anybody's name: his word takes nothing back.)
    [[nodiscard]] bool took_back(const Statement& old, const Statement& now) const {
        return std::any_of(taken_.begin(), taken_.end(), [&](Position k) {
            const auto& s = at(k);
            const bool agrees = now.value < old.value ? s.value < old.value : s.value > old.value;
            return s.person == old.person && s.how == Method::seen && s.accepted &&
                   s.observed > old.observed && agrees;
        });
    }

    [[nodiscard]] bool contradicted_within_the_hour(Position i) const {
        const auto& s = at(i);
        return std::any_of(taken_.begin(), taken_.end(), [&](Position j) {
            const auto& worse = at(j);
            return worse.how == Method::seen && worse.value > s.value &&
                   disagree_within_the_hour(worse, s) && !took_back(worse, s);
        });
    }

    /// They add up until somebody sees all of it open, or says which of them are lifted.
    void collect_limits(const Statement& s) {
        const bool seen_better = value() == s.value && (s.value == kBest || s.lifts_limits);
        if (seen_better && s.how == Method::seen && s.accepted) {
            limits_ = {};
            unstated_ = false;
        }
        add_limits(limits_, s.limits);
        unstated_ = unstated_ || (s.value == kRestricted && s.limits.empty() && !s.lifts_limits);
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
        verdict_.unstated_limits = value() == kRestricted && unstated_ && !limits_.empty();
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
        std::vector<Position> eyes;
        for (const auto i : supporters_) {
            const auto& s = at(i);
            if (s.inferred || s.how == Method::tag || s.accepted == verdict_.unverified) continue;
            best = std::max(best, Certainty::reported);
            if (s.how != Method::seen || !s.accepted) continue;
            if (photo_fits(s)) return Certainty::confirmed;
            eyes.push_back(i);
        }
        return two_people_among(eyes) ? Certainty::confirmed : best;
    }

    /// One statement taken in twice is one person's, whatever names the copies give; two who state
    /// different limits did not see the same.
    [[nodiscard]] bool two_people_among(const std::vector<Position>& eyes) const {
        for (const auto i : eyes) {
            for (const auto j : eyes) {
                if (at(i).person != at(j).person && at(i).limits == at(j).limits &&
                    !is_copy(at(i), at(j)))
                    return true;
            }
        }
        return false;
    }

    [[nodiscard]] static bool is_copy(const Statement& a, const Statement& b) {
        return !a.source_id.empty() && a.source_id == b.source_id;
    }

    /// Somebody who knows as well said since that it is as it stands.
    [[nodiscard]] bool answered(const Statement& other) const {
        return std::any_of(supporters_.begin(), supporters_.end(), [&](Position i) {
            const auto& s = at(i);
            const bool both_seen = s.how == Method::seen && other.how == Method::seen;
            return s.accepted && s.observed > other.observed && s.how >= other.how &&
                   !(both_seen && disagree_within_the_hour(s, other));
        });
    }

    /// Whether somebody else saw it better within an hour of a look that stands, and keeps to it.
    [[nodiscard]] bool contradicts_a_supporter(const Statement& better) const {
        if (better.how != Method::seen || !better.accepted) return false;
        return std::any_of(supporters_.begin(), supporters_.end(), [&](Position i) {
            const auto& s = at(i);
            return s.how == Method::seen && disagree_within_the_hour(better, s) &&
                   !took_back(better, s);
        });
    }

    /// Of one of the statements that carry the value, or of a copy of it.
    [[nodiscard]] bool is_about_a_supporter(const Statement& doubt) const {
        return std::any_of(all_.begin(), all_.end(), [&](const Statement& doubted) {
            return doubted.entry == *doubt.disputes &&
                   std::any_of(supporters_.begin(), supporters_.end(), [&](Position i) {
                       return at(i).entry == doubted.entry || is_copy(at(i), doubted);
                   });
        });
    }

    void hold_against(Position i) {
        verdict_.disputed = true;
        const auto key = [&](Position j) { return std::tie(at(j).observed, at(j).entry); };
        if (!verdict_.against || key(*verdict_.against) < key(i)) verdict_.against = i;
    }

    void find_dispute() {
        for (const auto i : taken_) {
            if (at(i).value >= value() || answered(at(i))) continue;
            const bool unresolved =
                std::find(contraries_.begin(), contraries_.end(), i) != contraries_.end();
            if (unresolved || contradicts_a_supporter(at(i))) hold_against(i);
        }
        for (const auto i : doubts_) {
            const auto& doubt = at(i);
            if (!is_about_a_supporter(doubt) || answered(doubt)) continue;
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
        // What was only heard since, or comes from a stranger, does not replace the last look.
        const auto looked = at(*verdict_.used).observed;
        verdict_.recheck = std::any_of(
            moment_.events.begin(), moment_.events.end(),
            [&](UnixSeconds event) { return event <= moment_.as_of && event > looked; });
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
    std::vector<Position> contraries_;  ///< say better and could not replace it
    std::vector<Position> taken_;       ///< all so far that may count
    std::vector<Position> waiting_;     ///< good news of devices that nobody accepted
    std::vector<Position> doubts_, superseded_;
    Limits limits_;
    bool unstated_ = false;
};

}  // namespace

Verdict judge(std::span<const Statement> statements, const Moment& moment) {
    return Fold{statements, moment}.run();
}

}  // namespace konbit
