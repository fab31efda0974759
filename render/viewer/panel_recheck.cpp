#include <fmt/format.h>

#include "mapper/model/geodesy.hpp"
#include "mapper/query/text.hpp"
#include "render/viewer/answer_words.hpp"
#include "render/viewer/evidence_words.hpp"

namespace konbit {
namespace {

using Kind = Widget::Kind;

constexpr std::size_t kMostRows = 30;
constexpr double kMoved = 0.02;  ///< of the map's size: less is rounding

class RecheckPanel final : public Panel {
public:
    explicit RecheckPanel(PanelHost& host) : host_{host} {}

    void opened() override { ask(); }
    void reports_changed() override {
        const auto kept = selected_;
        ask();
        if (kept < answer_.found.size()) selected_ = kept;
    }

    bool view_changed() override {
        const bool was = moved_;
        moved_ = looks_elsewhere(host_.visible_box(), box_, kMoved);
        return moved_ != was;
    }

    PanelContent content() override {
        PanelContent out{.title = "To look at, in view", .question = {}, .list = {}, .foot = {}};
        if (!error_.empty()) {
            out.list.push_back({.kind = Kind::text, .id = {}, .words = error_});
        } else {
            add_summary(out.list);
            for (std::size_t i = 0; i < answer_.found.size(); ++i) add_row(out.list, i);
        }
        add_foot(out.foot);
        return out;
    }

    std::vector<PanelPin> pins() const override {
        std::vector<PanelPin> out;
        for (std::size_t i = 0; i < answer_.found.size(); ++i)
            out.push_back({answer_.found[i].at, pin_of(i), selected_ == i, i});
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
        box_ = host_.visible_box();
        moved_ = false;
        selected_ = kNone;
        answer_ = {};
        error_ = error_of([&] {
            answer_ =
                recheck_in(host_.map(), {.area = area_of(host_.map(), box_), .count = kMostRows});
        });
    }

    [[nodiscard]] static PinLook pin_of(std::size_t row) {
        return {.shape = PinLook::Shape::number, .letter = std::to_string(row + 1)};
    }

    void add_summary(std::vector<Widget>& to) {
        const auto add = [&](Kind kind, std::string words) {
            to.push_back({.kind = kind, .id = {}, .words = std::move(words)});
        };
        if (answer_.found.empty()) {
            add(Kind::answer, "Nothing in view that others depend on waits for a look");
            add(Kind::note, "Zoom out to look further.");
            return;
        }
        const auto all = counted(answer_.in_all, "place");
        const bool some = answer_.in_all > answer_.found.size();
        add(Kind::answer, some ? fmt::format("{} of {} to look at", answer_.found.size(), all)
                               : all + " to look at");
        add(Kind::note, "First those that most people depend on.");
    }

    void add_row(std::vector<Widget>& to, std::size_t i) {
        const auto& found = answer_.found[i];
        const auto what = with_capital(screen_text(words_text(found.what)));
        Widget row{.kind = Kind::row, .id = fmt::format("row:{}", i)};
        row.words = found.name.empty() ? what : screen_text(found.name);
        row.second = found.depends_on_it.empty() ? what : screen_text(found.depends_on_it);
        row.condition = with_capital(screen_text(found.why));
        row.compact = row.condition;
        const double metres = distance_m(host_.view().center, found.at);
        row.right = distance_text(metres);
        if (metres > 0) row.right_second = compass_text(bearing_deg(host_.view().center, found.at));
        row.pin = pin_of(i);
        row.on = selected_ == i;
        row.press = [this, i] { choose(i); };
        to.push_back(std::move(row));
        if (selected_ != i) return;
        const auto note = [&](std::string words) {
            to.push_back({.kind = Kind::note, .id = {}, .words = std::move(words)});
        };
        note(with_capital(screen_text(found.why)) + ".");
        if (!found.name.empty()) note(what + ".");
        if (found.last_observed)
            note("Last word of it " + short_age(*found.last_observed, host_.view().now) + ".");
        if (!found.report) note(to_string(found.id) + " · " + location_text(found.at));
    }

    void add_foot(std::vector<Widget>& to) {
        if (selected_ < answer_.found.size()) {
            Widget report{.kind = Kind::button, .id = "report", .words = "I looked: report"};
            report.compact = "Report";
            report.icon = "report";
            report.on = !moved_;
            report.press = [this, at = answer_.found[selected_].at] { host_.report_at(at); };
            to.push_back(std::move(report));
        }
        if (!moved_) return;
        Widget again{.kind = Kind::button, .id = "again", .words = "Look in view"};
        again.on = true;
        again.press = [this] { ask(); };
        to.push_back(std::move(again));
    }

    PanelHost& host_;
    BoundingBox box_;
    std::string error_;
    bool moved_ = false;
    std::size_t selected_ = kNone;
    RecheckAnswer answer_;
};

}  // namespace

std::unique_ptr<Panel> make_recheck_panel(PanelHost& host) {
    return std::make_unique<RecheckPanel>(host);
}

}  // namespace konbit
