#include <fmt/format.h>

#include "mapper/model/geodesy.hpp"
#include "mapper/query/text.hpp"
#include "render/viewer/answer_words.hpp"
#include "render/viewer/evidence_words.hpp"

namespace konbit {
namespace {

using Kind = Widget::Kind;

constexpr std::size_t kMostRows = 100;
constexpr double kMoved = 0.02;  ///< of the map's size: less is rounding
constexpr std::array kWorstFirst{Grade::destroyed, Grade::severe, Grade::moderate,
                                 Grade::slight,    Grade::none,   Grade::unknown};
constexpr std::array<std::string_view, 6> kGradeWords{"Damage not clear", "None seen", "Slight",
                                                      "Moderate",         "Severe",    "Destroyed"};

class DamagePanel final : public Panel {
public:
    explicit DamagePanel(PanelHost& host) : host_{host} {}

    void opened() override { ask(); }
    void reports_changed() override {
        const auto kept =
            selected_ < answer_.found.size() ? answer_.found[selected_].id : ObjectId{};
        ask();
        for (std::size_t i = 0; i < answer_.found.size() && kept.ref != 0; ++i) {
            if (answer_.found[i].id == kept) selected_ = i;
        }
    }

    bool view_changed() override {
        const bool was = moved_;
        moved_ = looks_elsewhere(host_.visible_box(), box_, kMoved);
        return moved_ != was;
    }

    PanelContent content() override {
        PanelContent out{.title = "Damage in view", .question = {}, .list = {}, .foot = {}};
        if (!error_.empty()) {
            out.list.push_back({.kind = Kind::text, .id = {}, .words = error_});
        } else {
            add_summary(out.list);
            add_rows(out.list);
        }
        add_foot(out.foot);
        return out;
    }

    std::vector<PanelPin> pins() const override {
        if (selected_ >= answer_.found.size()) return {};
        return {{answer_.found[selected_].at, {.shape = PinLook::Shape::ring}, true, selected_}};
    }

    void choose(std::size_t row) override {
        if (row >= answer_.found.size()) return;
        selected_ = selected_ == row ? kNone : row;
        if (selected_ != kNone) host_.bring_into_view(answer_.found[row].at);
    }

private:
    static constexpr std::size_t kNone = ~std::size_t{0};

    void ask() {
        box_ = host_.visible_box();
        moved_ = false;
        selected_ = kNone;
        answer_ = {};
        error_ = error_of(
            [&] { answer_ = damage_in(host_.map(), {.area = area_of(host_.map(), box_)}); });
    }

    void add_summary(std::vector<Widget>& to) {
        const auto before = made_before_words(host_.map());
        if (!before.empty()) to.push_back({.kind = Kind::text, .id = {}, .words = before + "."});
        to.push_back({.kind = Kind::answer,
                      .id = {},
                      .words = answer_.found.empty()
                                   ? "The map tells of no damage in view"
                                   : fmt::format("{} damaged or blocked",
                                                 counted(answer_.found.size(), "place"))});
        const auto note = [&](std::string words) {
            to.push_back({.kind = Kind::text, .id = {}, .words = std::move(words)});
        };
        note(looked_at(answer_.buildings, answer_.assessed_buildings, "building"));
        note(looked_at(answer_.roads, answer_.assessed_roads, "piece of road"));
        add_grades(to);
        add_road(to);
    }

    [[nodiscard]] static std::string looked_at(std::uint64_t all, std::uint64_t seen,
                                               std::string_view one) {
        const auto many = one == "building" ? "buildings" : "pieces of road";
        if (all == 0) return fmt::format("The map holds no {} here.", many);
        if (seen >= all)
            return fmt::format("Somebody has told of all {}.", counted(all, one, many));
        return fmt::format("Nobody has looked at {} of {}.", count_text(all - seen),
                           counted(all, one, many));
    }

    void add_grades(std::vector<Widget>& to) {
        if (answer_.by_grade == decltype(answer_.by_grade){}) return;
        to.push_back({.kind = Kind::heading, .id = {}, .words = "By grade, all that is known"});
        for (const auto grade : kWorstFirst) {
            const auto index = static_cast<std::size_t>(grade);
            if (answer_.by_grade[index] == 0) continue;
            Widget w{.kind = Kind::count, .id = {}};
            w.words = kGradeWords[index];
            w.right = count_text(answer_.by_grade[index]);
            w.mark = &host_.style().grade(grade);
            to.push_back(std::move(w));
        }
    }

    void add_road(std::vector<Widget>& to) {
        if (answer_.roads == 0) return;
        to.push_back(
            {.kind = Kind::heading,
             .id = {},
             .words = fmt::format("Of {} of road", distance_text(answer_.road_km * 1000))});
        const auto add = [&](double km, Passability passability, std::string_view words) {
            if (km <= 0) return;
            Widget w{.kind = Kind::count, .id = {}, .words = std::string{words}};
            w.right = distance_text(km * 1000);
            w.mark = &host_.style().passability(passability);
            to.push_back(std::move(w));
        };
        add(answer_.road_km_blocked, Passability::blocked, "Blocked");
        add(answer_.road_km_restricted, Passability::restricted, "Restricted");
        if (answer_.road_km_blocked <= 0 && answer_.road_km_restricted <= 0) {
            to.push_back({.kind = Kind::text,
                          .id = {},
                          .words = "Nobody has told how well it can be passed."});
        }
    }

    void add_rows(std::vector<Widget>& to) {
        if (answer_.found.empty()) return;
        to.push_back({.kind = Kind::heading, .id = {}, .words = "The worst first"});
        const auto shown = std::min(kMostRows, answer_.found.size());
        for (std::size_t i = 0; i < shown; ++i) add_row(to, i);
        if (shown == answer_.found.size()) return;
        to.push_back({.kind = Kind::note,
                      .id = {},
                      .words = fmt::format("{} more: zoom in to see them.",
                                           count_text(answer_.found.size() - shown))});
    }

    void add_row(std::vector<Widget>& to, std::size_t i) {
        const auto& found = answer_.found[i];
        const auto& s = found.statement;
        Widget row{.kind = Kind::row, .id = fmt::format("row:{}", i)};
        const auto what = with_capital(words_text(s.what));
        row.words = found.name.empty() ? what
                    : found.report
                        ? screen_text(found.name)
                        : name_in(host_.map(), found.feature, host_.view().lang, found.name);
        row.second = state_words(found);
        if (!found.name.empty()) row.second += " · " + words_text(s.what);
        if (found.length_m > 0)
            row.second += fmt::format(", {} long", distance_text(found.length_m));
        row.condition = certainty_of(found);
        row.compact = fmt::format(
            "{} · {}", state_words(found),
            doubt_word(found.doubt).empty() ? to_string(found.certainty) : doubt_word(found.doubt));
        row.mark = &mark_of(host_.style(), s);
        show_doubt(row, found.doubt, found.certainty);
        const auto middle = host_.view().center;
        const double metres = distance_m(middle, found.at);
        row.right = distance_text(metres);
        if (metres > 0) row.right_second = compass_text(bearing_deg(middle, found.at));
        row.on = selected_ == i;
        row.press = [this, i] { choose(i); };
        to.push_back(std::move(row));
        if (selected_ != i) return;
        const auto note = [&](std::string words) {
            to.push_back({.kind = Kind::note, .id = {}, .words = std::move(words)});
        };
        if (!s.observed.empty()) note("Seen: " + screen_text(s.observed) + ".");
        if (!found.reason.empty()) note(with_capital(screen_text(found.reason)) + ".");
        for (auto& line : doubt_lines(found.doubt, host_.map())) note(std::move(line));
        for (const auto& line : s.vehicles) note(with_capital(screen_text(line)) + ".");
        for (const auto& line : s.notes) note(with_capital(screen_text(line)) + ".");
        note(found.report ? location_text(found.at)
                          : fmt::format("{} · {}", to_string(found.id), location_text(found.at)));
    }

    /// A closed road is closed, with the limits that people told.
    [[nodiscard]] static std::string state_words(const FoundDamage& found) {
        const auto limits = limits_words(found.limits);
        auto words = damage_words(found.statement);
        return limits.empty() ? words : words + ": " + limits;
    }

    [[nodiscard]] std::string certainty_of(const FoundDamage& found) const {
        auto words = with_capital(to_string(found.certainty));
        if (found.reason.empty()) {
            return fmt::format("{} · {}={}", words, found.statement.source_key,
                               screen_text(found.statement.source_value));
        }
        if (found.observed_at) words += " · " + short_age(*found.observed_at, host_.view().now);
        if (const auto doubt = doubt_word(found.doubt); !doubt.empty()) words += " · " + doubt;
        return words;
    }

    void add_foot(std::vector<Widget>& to) {
        if (selected_ < answer_.found.size() && !answer_.found[selected_].report) {
            Widget details{
                .kind = Kind::button, .id = "details", .words = "Evidence", .icon = "menu"};
            details.on = !moved_;
            details.press = [this, feature = answer_.found[selected_].feature] {
                host_.show_thing(feature);
            };
            to.push_back(std::move(details));
        }
        if (!moved_) return;
        Widget again{.kind = Kind::button, .id = "again", .words = "Count in view"};
        again.on = true;
        again.icon = "grade-moderate";
        again.press = [this] { ask(); };
        to.push_back(std::move(again));
    }

    PanelHost& host_;
    BoundingBox box_;
    std::string error_;
    bool moved_ = false;
    std::size_t selected_ = kNone;
    DamageAnswer answer_;
};

}  // namespace

std::unique_ptr<Panel> make_damage_panel(PanelHost& host) {
    return std::make_unique<DamagePanel>(host);
}

}  // namespace konbit
