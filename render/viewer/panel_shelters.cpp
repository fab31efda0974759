#include <fmt/format.h>

#include <cmath>

#include "mapper/query/text.hpp"
#include "render/viewer/answer_words.hpp"
#include "render/viewer/evidence_words.hpp"

namespace konbit {
namespace {

using Kind = Widget::Kind;

constexpr std::size_t kMostRows = 12;  ///< pins A to L: more is no choice but a search
constexpr double kFirstReach_m = 5'000;
constexpr double kSecondReach_m = 20'000;
constexpr double kMoved = 0.25;  ///< of the map's size: then the middle is another place

/// A round number, not a measured one.
std::string reach_words(double metres) {
    return fmt::format("{:.0f} km", metres / 1000);
}

class SheltersPanel final : public Panel {
public:
    SheltersPanel(PanelHost& host, Location chosen) : host_{host}, chosen_{chosen} {}

    void opened() override {
        reach_m_ = kFirstReach_m;
        ask();
    }

    void reports_changed() override {
        const auto kept = selected_;
        ask();
        if (kept < answer_.found.size()) selected_ = kept;
    }

    bool view_changed() override {
        const bool was = moved_;
        const bool relanguaged = host_.view().lang != lang_;
        if (relanguaged) ask();
        moved_ = !chosen_.valid() && is_moved();
        return relanguaged || moved_ != was;
    }

    PanelContent content() override {
        PanelContent out{.title = "Shelters", .question = {}, .list = {}, .foot = {}};
        add_question(out.question);
        if (!error_.empty()) {
            out.list.push_back({.kind = Kind::text, .id = "error", .words = error_});
        } else {
            for (std::size_t i = 0; i < answer_.found.size(); ++i) add_row(out.list, i);
            add_rest(out.list);
        }
        add_foot(out.foot);
        return out;
    }

    std::vector<PanelPin> pins() const override {
        std::vector<PanelPin> out;
        for (std::size_t i = 0; i < answer_.found.size(); ++i) {
            const auto& found = answer_.found[i];
            out.push_back({found.at, pin_of(i), selected_ == i, i});
        }
        return out;
    }

    void choose(std::size_t row) override {
        if (row >= answer_.found.size()) return;
        selected_ = selected_ == row ? kNone : row;
        if (selected_ != kNone) host_.bring_into_view(answer_.found[row].at);
    }

private:
    static constexpr std::size_t kNone = ~std::size_t{0};

    void ask() {
        lang_ = host_.view().lang;
        near_ = chosen_.valid() ? chosen_ : host_.view().center;
        moved_ = false;
        selected_ = kNone;
        answer_ = {};
        error_ = error_of([&] {
            FacilityQuestion question{.theme = Theme::shelter,
                                      .near = near_,
                                      .count = kMostRows,
                                      .include_unchecked = unchecked_,
                                      .include_team = true};
            if (std::isfinite(reach_m_)) question.within_m = reach_m_;
            if (water_) question.with.emplace_back("water");
            if (medical_) question.with.emplace_back("medical");
            answer_ = nearest_facilities(host_.map(), question);
            place_ = place_near(host_.map(), near_, lang_);
        });
    }

    [[nodiscard]] bool is_moved() const {
        const auto box = host_.visible_box();
        const auto at = host_.view().center;
        const double dx = std::abs(double{1} * at.lon_e7 - near_.lon_e7);
        const double dy = std::abs(double{1} * at.lat_e7 - near_.lat_e7);
        return dx > kMoved * (double{1} * box.east - box.west) ||
               dy > kMoved * (double{1} * box.north - box.south);
    }

    [[nodiscard]] PinLook pin_of(std::size_t row) const {
        return {.suitability = answer_.found[row].facility.suitability,
                .letter = std::string(1, static_cast<char>('A' + row))};
    }

    void add_question(std::vector<Widget>& to) {
        Widget place{.kind = Kind::place, .id = "near", .icon = "position"};
        place.words = chosen_.valid() ? "Near here" : "Near the middle of the map";
        place.second = place_;
        place.press = [this] {
            chosen_ = {};
            ask();
        };
        to.push_back(std::move(place));
        const auto add = [&](std::string id, std::string words, std::string icon, bool& flag) {
            Widget w{.kind = Kind::toggle,
                     .id = std::move(id),
                     .words = std::move(words),
                     .icon = std::move(icon)};
            w.on = flag;
            w.press = [this, &flag] {
                flag = !flag;
                ask();
            };
            to.push_back(std::move(w));
        };
        add("with:water", "Water", "water", water_);
        add("with:medical", "Medical", "clinic", medical_);
        add("unchecked", "Unchecked too", "shelter-unchecked", unchecked_);
    }

    void add_row(std::vector<Widget>& to, std::size_t i) {
        const auto& found = answer_.found[i];
        const auto& f = found.facility;
        Widget row{.kind = Kind::row, .id = fmt::format("row:{}", i)};
        row.words = found.name.empty() ? "No name"
                    : found.report     ? screen_text(found.name)
                                       : name_in(host_.map(), found.feature, lang_, found.name);
        row.second = with_capital(to_string(f.suitability)) + " · " + facility_words(f);
        row.compact = with_capital(facility_words(f));
        if (f.capacity_people) {
            const auto people = " · " + counted(*f.capacity_people, "person", "people");
            row.second += people;
            row.compact += people;
        }
        row.condition = condition_of(found);
        const bool known = found.damage || f.closed || found.condition;
        row.compact += " · " + (known ? row.condition : "nobody has looked");
        row.mark = found.damage ? &mark_of(host_.style(), *found.damage)
                                : &host_.style().grade(Grade::unknown);
        if (found.condition && (!found.damage || found.condition->status >= ShelterStatus::full))
            show_condition(row, *found.condition, host_.style());
        row.right = distance_text(found.distance_m);
        if (found.distance_m > 0) row.right_second = compass_text(found.bearing_deg);
        row.pin = pin_of(i);
        row.on = selected_ == i;
        row.press = [this, i] { choose(i); };
        to.push_back(std::move(row));
        if (selected_ == i) add_details(to, found);
    }

    [[nodiscard]] std::string condition_of(const FoundFacility& found) const {
        if (found.condition) {
            auto words = shelter_words(found.condition->status);
            if (found.condition->observed)
                words += " · " + short_age(*found.condition->observed, host_.view().now);
            if (const auto doubt = doubt_word(found.condition->doubt); !doubt.empty())
                words += " · " + doubt;
            return words;
        }
        if (found.facility.closed) return "Closed or out of use, by its tags";
        if (!found.damage) return nobody_looked(host_.map());
        return damage_words(*found.damage) + " · " + damage_reason(host_.map());
    }

    void add_details(std::vector<Widget>& to, const FoundFacility& found) {
        const auto& f = found.facility;
        const auto note = [&](std::string words) { add_note(to, std::move(words)); };
        if (found.people_now)
            note(fmt::format("{} in it, as last told.",
                             counted(*found.people_now, "person is", "people are")));
        if (found.condition) {
            if (!found.condition->reason.empty())
                note(with_capital(screen_text(found.condition->reason)) + ".");
            for (auto& line : doubt_lines(found.condition->doubt, host_.map()))
                note(std::move(line));
        }
        if (f.audience == Audience::team) note("For the team only: do not hand on.");
        for (const auto& caution : f.cautions) note(with_capital(screen_text(caution)) + ".");
        if (!f.not_in.empty()) note(fmt::format("Not in a {}.", fmt::join(f.not_in, ", ")));
        if (!f.offers.empty()) note(fmt::format("Has: {}.", fmt::join(f.offers, ", ")));
        if (!f.capacity_people) note("How many people fit is not tagged.");
        note(fmt::format("Why it is listed: {}.", screen_text(f.reason)));
        note(found.report ? location_text(found.at)
                          : fmt::format("{} · {}", to_string(found.id), location_text(found.at)));
        note("Ask whether it stands and is open now: the map cannot know.");
        Widget copy{.kind = Kind::button, .id = "copy", .words = "Copy coordinates"};
        copy.press = [this, at = found.at] {
            host_.ask(Action{CopyText{location_text(at)}});
            host_.say("Copied: " + location_text(at));
        };
        to.push_back(std::move(copy));
    }

    static void add_note(std::vector<Widget>& to, std::string words) {
        to.push_back({.kind = Kind::note, .id = {}, .words = std::move(words)});
    }

    /// What is not in the list, and why.
    void add_rest(std::vector<Widget>& to) {
        if (answer_.found.empty()) {
            Widget none{.kind = Kind::answer, .id = {}, .words = "No shelter in this map"};
            if (std::isfinite(reach_m_)) none.words = "No shelter within " + reach_words(reach_m_);
            to.push_back(std::move(none));
        }
        if (!unchecked_ && answer_.unchecked_nearer > 0) {
            add_note(to, fmt::format("Left out: {} that nobody has checked. \"Unchecked too\" "
                                     "shows them.",
                                     counted(answer_.unchecked_nearer, "place")));
        }
        for (const auto& line : answer_.wider) {
            if (line.starts_with("--")) continue;  // a step of the command line
            add_note(to, with_capital(words_text(screen_text(line))) + ".");
        }
        const auto before = made_before_words(host_.map());
        if (!before.empty()) add_note(to, before + ".");
        if (answer_.found.size() < kMostRows && std::isfinite(reach_m_)) add_wider(to);
    }

    void add_wider(std::vector<Widget>& to) {
        if (!answer_.found.empty()) {
            add_note(to, fmt::format("These are all within {}, by air.", reach_words(reach_m_)));
        }
        const bool first = reach_m_ < kSecondReach_m;
        Widget wider{.kind = Kind::button, .id = "wider", .icon = "find"};
        wider.words = first ? "Look " + reach_words(kSecondReach_m) : "Look in the whole map";
        wider.on = answer_.found.empty();
        wider.press = [this, first] {
            reach_m_ = first ? kSecondReach_m : std::numeric_limits<double>::infinity();
            ask();
        };
        to.push_back(std::move(wider));
    }

    void add_foot(std::vector<Widget>& to) {
        if (selected_ != kNone) {
            const auto& found = answer_.found[selected_];
            Widget route{.kind = Kind::button, .id = "route", .words = "Route to here"};
            route.compact = "Route";
            route.icon = "route";
            route.on = true;
            route.press = [this, row = selected_] { route_to(row); };
            Widget details{
                .kind = Kind::button, .id = "details", .words = "Details", .icon = "menu"};
            details.press = [this, feature = found.feature] { host_.show_thing(feature); };
            to.push_back(std::move(route));
            if (!found.report) to.push_back(std::move(details));
        } else if (moved_) {
            Widget again{.kind = Kind::button,
                         .id = "again",
                         .words = "Look again here",
                         .icon = "position"};
            again.on = true;
            again.press = [this] { ask(); };
            to.push_back(std::move(again));
        }
    }

    void route_to(std::size_t row) {
        const auto& found = answer_.found[row];
        Place place;
        place.at = found.at;
        if (!found.report) place.object = found.id;
        place.label = screen_text(found.name);
        if (place.label.empty()) place.label = with_capital(facility_words(found.facility));
        host_.route_to(std::move(place));
    }

    PanelHost& host_;
    Location chosen_, near_;
    std::string lang_, place_, error_;
    double reach_m_ = kFirstReach_m;
    bool water_ = false, medical_ = false, unchecked_ = false;
    bool moved_ = false;
    std::size_t selected_ = kNone;
    FacilityAnswer answer_;
};

}  // namespace

std::unique_ptr<Panel> make_shelters_panel(PanelHost& host, Location at) {
    return std::make_unique<SheltersPanel>(host, at);
}

}  // namespace konbit
