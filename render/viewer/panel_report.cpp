#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "mapper/query/text.hpp"
#include "render/viewer/answer_words.hpp"
#include "render/viewer/evidence_words.hpp"
#include "render/viewer/report_answers.hpp"
#include "render/viewer/stretch_dots.hpp"

namespace konbit {
namespace {

using Kind = Widget::Kind;
using SubjectKind = ReportSubject::Kind;

constexpr double kPlaceReach_m = 5;  ///< of a place that was not pressed but handed over

/// How somebody knows what is reported.
enum class Known : std::uint8_t { seen_now, heard, other_time };

class ReportPanel final : public Panel {
public:
    ReportPanel(PanelHost& host, Location at) : host_{host} {
        if (at.valid()) choose_place(at, kPlaceReach_m);
    }

    PanelContent content() override {
        PanelContent out{.title = "Report", .question = {}, .list = {}, .foot = {}};
        auto& to = out.list;
        if (!host_.why_read_only().empty()) {
            to.push_back({.kind = Kind::answer, .id = {}, .words = "Nothing can be saved here"});
            to.push_back({.kind = Kind::text, .id = {}, .words = host_.why_read_only()});
            return out;
        }
        add_place(to);
        if (!error_.empty()) to.push_back({.kind = Kind::text, .id = {}, .words = error_});
        if (chosen()) {
            add_known(to);
            add_answers(to);
        }
        add_promise(to);
        return out;
    }

    bool take_place(Location at, double within_m) override {
        if (!host_.why_read_only().empty()) return false;
        choose_place(at, within_m);
        return true;
    }

    void reports_changed() override {
        if (chosen()) look_again();
    }

    bool key(char c) override {
        if (!chosen()) return false;
        if (c == ' ') {
            start_anew();
            return true;
        }
        const auto offered = answers();
        const auto index = static_cast<std::size_t>(c - '1');
        if (c < '1' || c > '9' || index >= offered.size()) return false;
        give(offered[index]);
        return true;
    }

    TextField* field() override { return chosen() ? &note_ : nullptr; }

    std::vector<PanelPin> pins() const override {
        if (!chosen()) return {};
        auto out = dots_along(subject().shape, host_.view().zoom);
        const auto words = subject().kind == SubjectKind::spot
                               ? std::string{"Here"}
                               : "This " + lower(subject_words(subject().kind));
        out.push_back({pressed_, {.shape = PinLook::Shape::callout, .letter = words}, true, 0});
        return out;
    }

private:
    [[nodiscard]] bool chosen() const { return !subjects_.empty(); }
    [[nodiscard]] const ReportSubject& subject() const { return subjects_[shown_]; }
    [[nodiscard]] static std::string lower(std::string_view words) {
        std::string text{words};
        if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] += 'a' - 'A';
        return text;
    }

    void choose_place(Location at, double within_m) {
        pressed_ = at;
        within_m_ = within_m;
        shown_ = 0;
        limits_open_ = false;
        look_again();
    }

    void look_again() {
        const auto kind = chosen() ? std::optional{subject().kind} : std::nullopt;
        const bool keeps = shown_ > 0;
        error_ = error_of(
            [&] { subjects_ = subjects_at(host_.map(), pressed_, within_m_, host_.view().lang); });
        const auto same = std::find_if(subjects_.begin(), subjects_.end(),
                                       [&](const ReportSubject& s) { return s.kind == kind; });
        shown_ = keeps && same != subjects_.end()
                     ? static_cast<std::size_t>(same - subjects_.begin())
                     : 0;
    }

    void start_anew() {
        subjects_.clear();
        shown_ = 0;
        note_.set("");
        limits_open_ = false;
        height_.clear();
        weight_.clear();
        people_.clear();
    }

    [[nodiscard]] std::vector<ReportAnswer> answers() const {
        return answers_for(subject().kind, topic_, host_.style());
    }

    // ---- saving
    void give(const ReportAnswer& answer) {
        if (answer.asks_limits && !limits_open_) {
            limits_open_ = true;
            return;
        }
        save(answer.report);
    }

    void save(Report report) {
        report.about = subject().anchor;
        report.how = how();
        report.observed = observed();
        report.text = note_.text();
        if (limits_open_) {
            report.limits.height_m = height_.value();
            report.limits.weight_t = weight_.value();
        }
        if (people_.value() && asks_people())
            report.people = static_cast<std::uint32_t>(*people_.value());
        const auto words = fmt::format("{}, {}", subject().name, reported_words(report));
        const NewEntry entry{
            .kind = EntryKind::report, .audience = Audience::team, .payload = std::move(report)};
        if (host_.save({&entry, 1}, words)) start_anew();
    }

    [[nodiscard]] Method how() const {
        const bool heard = known_ == Known::heard || (known_ == Known::other_time && other_heard_);
        return heard ? Method::heard : Method::seen;
    }
    [[nodiscard]] UnixSeconds observed() const {
        const auto now = host_.view().now;
        if (known_ != Known::other_time) return now;
        return now - static_cast<UnixSeconds>(std::lround(ago_h_.value().value_or(1) * 3'600));
    }
    [[nodiscard]] bool asks_people() const {
        return subject().kind == SubjectKind::shelter ||
               (subject().kind == SubjectKind::spot && topic_ == SpotTopic::need);
    }

    // ---- what is shown
    static void add_step(std::vector<Widget>& to, std::string number, std::string words,
                         std::string hint) {
        Widget w{.kind = Kind::step, .id = {}, .words = std::move(words)};
        w.second = std::move(number);
        w.right = std::move(hint);
        to.push_back(std::move(w));
    }

    void add_segment(std::vector<Widget>& to, std::string group, std::string words, bool on,
                     std::function<void()> press) {
        Widget w{.kind = Kind::segment, .id = group + ":" + words, .words = std::move(words)};
        w.group = std::move(group);
        w.on = on;
        w.press = std::move(press);
        to.push_back(std::move(w));
    }

    void add_place(std::vector<Widget>& to) {
        add_step(to, "1", "Place", chosen() ? "press elsewhere to change" : "press the map");
        if (!chosen()) {
            to.push_back({.kind = Kind::text,
                          .id = {},
                          .words = "Press a building, a road, a bridge or a shelter on the map, or "
                                   "any other spot. Then one press says what you know: that saves "
                                   "it."});
            return;
        }
        Widget row{.kind = Kind::row, .id = "place", .words = subject().name};
        if (const auto& known = subject().known) {
            row.second = condition_words(*known);
            row.condition = certainty_words(*known, host_.view().now);
            if (const auto doubt = doubt_word(known->doubt); !doubt.empty())
                row.condition += " · " + doubt;
            show_condition(row, *known, host_.style());
        } else if (subject().kind == SubjectKind::spot) {
            row.second = "A spot without a name";
        } else {
            row.second = nobody_looked(host_.map());
            row.mark = &host_.style().grade(Grade::unknown);
        }
        row.compact = row.second;
        to.push_back(std::move(row));
        if (subjects_.size() < 2) return;
        for (std::size_t i = 0; i < subjects_.size(); ++i) {
            add_segment(to, "about", std::string{subject_words(subjects_[i].kind)}, shown_ == i,
                        [this, i] {
                            shown_ = i;
                            limits_open_ = false;
                        });
        }
    }

    void add_known(std::vector<Widget>& to) {
        const auto choice = [&](Known known, std::string words) {
            add_segment(to, "known", std::move(words), known_ == known,
                        [this, known] { known_ = known; });
        };
        choice(Known::seen_now, "I saw it now");
        choice(Known::heard, "I heard it");
        choice(Known::other_time, "Other time…");
        if (known_ == Known::other_time) add_other_time(to);
        Widget note{.kind = Kind::field, .id = "note", .words = "A note, if you like"};
        note.icon = "note";
        note.field = &note_;
        to.push_back(std::move(note));
    }

    void add_other_time(std::vector<Widget>& to) {
        add_segment(to, "how", "I saw it then", !other_heard_, [this] { other_heard_ = false; });
        add_segment(to, "how", "I heard of it", other_heard_, [this] { other_heard_ = true; });
        add_stepper(to, "ago", "Later", short_age(observed(), host_.view().now), "Earlier", ago_h_);
        to.push_back({.kind = Kind::note,
                      .id = {},
                      .words = fmt::format("That was {}.", time_text(observed()))});
    }

    void add_stepper(std::vector<Widget>& to, std::string group, std::string less,
                     std::string value, std::string more, NumberSteps& steps) {
        add_segment(to, group, std::move(less), false, [&steps] { steps.less(); });
        add_segment(to, group, std::move(value), true, [] {});
        add_segment(to, group, std::move(more), false, [&steps] { steps.more(); });
    }

    void add_answers(std::vector<Widget>& to) {
        const auto kind = subject().kind;
        if (kind == SubjectKind::spot) {
            add_step(to, "2", "What is it?", "press = saved");
            add_topics(to);
        } else {
            const bool building = kind == SubjectKind::building;
            add_step(to, "2", building ? "How bad?" : "How is it?", "press = saved");
        }
        if (asks_people()) {
            const auto people = people_.value();
            add_stepper(
                to, "people", "Fewer",
                people ? fmt::format("{} people", count_text(static_cast<std::uint64_t>(*people)))
                       : std::string{"People: ?"},
                "More", people_);
        }
        if (kind == SubjectKind::spot && topic_ == SpotTopic::note) return add_note_button(to);
        const auto offered = answers();
        for (std::size_t i = 0; i < offered.size(); ++i) {
            add_answer(to, offered[i], i);
            if (offered[i].asks_limits && limits_open_) add_limits(to, offered[i]);
        }
    }

    void add_topics(std::vector<Widget>& to) {
        const auto topic = [&](SpotTopic which, std::string words) {
            add_segment(to, "topic", std::move(words), topic_ == which,
                        [this, which] { topic_ = which; });
        };
        topic(SpotTopic::hazard, "Danger");
        topic(SpotTopic::need, "Need");
        topic(SpotTopic::note, "Note");
    }

    void add_note_button(std::vector<Widget>& to) {
        Widget w{.kind = Kind::button, .id = "save:note", .words = "Save the note"};
        w.on = !note_.text().empty();
        w.press = [this] {
            if (note_.text().empty()) return host_.say("Write the note first, then save it.");
            save(Report{});
        };
        to.push_back(std::move(w));
    }

    void add_answer(std::vector<Widget>& to, const ReportAnswer& answer, std::size_t i) {
        Widget w{.kind = Kind::answer_button, .id = fmt::format("answer:{}", i)};
        w.words = answer.words;
        w.second = answer.hint;
        w.icon = answer.icon;
        w.mark = answer.paint;
        w.right = std::to_string(i + 1);
        w.press = [this, answer] { give(answer); };
        to.push_back(std::move(w));
    }

    void add_limits(std::vector<Widget>& to, const ReportAnswer& answer) {
        const auto height = height_.value();
        const auto weight = weight_.value();
        add_stepper(to, "height", "Lower",
                    height ? fmt::format("Height {:g} m", *height) : std::string{"Height: ?"},
                    "Higher", height_);
        add_stepper(to, "weight", "Lighter",
                    weight ? fmt::format("Weight {:g} t", *weight) : std::string{"Weight: ?"},
                    "Heavier", weight_);
        Widget w{.kind = Kind::button, .id = "save:limits", .words = "Save: only some vehicles"};
        w.on = true;
        w.press = [this, answer] { give(answer); };
        to.push_back(std::move(w));
    }

    static void add_promise(std::vector<Widget>& to) {
        to.push_back({.kind = Kind::note,
                      .id = {},
                      .words =
                          "Not sure? Leave it. Unknown is better than a guess. Stays with your "
                          "team until you share it."});
    }

    PanelHost& host_;
    Location pressed_;
    double within_m_ = kPlaceReach_m;
    std::vector<ReportSubject> subjects_;
    std::size_t shown_ = 0;
    std::string error_;
    Known known_ = Known::seen_now;
    bool other_heard_ = false;
    SpotTopic topic_ = SpotTopic::hazard;
    bool limits_open_ = false;
    TextField note_;
    NumberSteps ago_h_{{1, 2, 3, 4, 6, 8, 12, 18, 24, 36, 48, 72, 96, 120, 168}, 1};
    NumberSteps height_{{1.5, 2, 2.5, 3, 3.5, 4, 4.5}, 3};
    NumberSteps weight_{{1.5, 3.5, 5, 7.5, 10, 12, 16, 20, 26, 40}, 2};
    NumberSteps people_{{5, 10, 20, 30, 50, 75, 100, 150, 200, 300, 400, 500, 750, 1'000, 1'500,
                         2'000, 3'000, 5'000, 10'000},
                        4};
};

}  // namespace

std::unique_ptr<Panel> make_report_panel(PanelHost& host, Location at) {
    return std::make_unique<ReportPanel>(host, at);
}

}  // namespace konbit
