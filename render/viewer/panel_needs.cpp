#include <fmt/format.h>

#include "mapper/model/geodesy.hpp"
#include "mapper/query/text.hpp"
#include "render/viewer/answer_words.hpp"
#include "render/viewer/evidence_words.hpp"

namespace konbit {
namespace {

using Kind = Widget::Kind;

constexpr std::size_t kMostRows = 60;
constexpr double kMoved = 0.02;  ///< of the map's size: less is rounding

class NeedsPanel final : public Panel {
public:
    explicit NeedsPanel(PanelHost& host) : host_{host} {}

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
        PanelContent out{.title = "Needs in view", .question = {}, .list = {}, .foot = {}};
        if (!error_.empty()) out.list.push_back({.kind = Kind::text, .id = {}, .words = error_});
        if (error_.empty()) add_summary(out.list);
        for (std::size_t i = 0; i < shown_rows(); ++i) add_row(out.list, i);
        if (answer_.found.size() > shown_rows())
            add_note(out.list, fmt::format("{} more: zoom in to see them.",
                                           count_text(answer_.found.size() - shown_rows())));
        add_foot(out.foot);
        return out;
    }

    std::vector<PanelPin> pins() const override {
        std::vector<PanelPin> out;
        for (std::size_t i = 0; i < shown_rows(); ++i)
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
        error_ = error_of(
            [&] { answer_ = needs_in(host_.map(), {.area = area_of(host_.map(), box_)}); });
    }

    [[nodiscard]] std::size_t shown_rows() const {
        return std::min(kMostRows, answer_.found.size());
    }
    [[nodiscard]] static PinLook pin_of(std::size_t row) {
        return {.shape = PinLook::Shape::number, .letter = std::to_string(row + 1)};
    }
    static void add_note(std::vector<Widget>& to, std::string words) {
        to.push_back({.kind = Kind::note, .id = {}, .words = std::move(words)});
    }

    void add_summary(std::vector<Widget>& to) {
        to.push_back({.kind = Kind::answer,
                      .id = {},
                      .words = answer_.found.empty()
                                   ? "Nobody has told of a need in view"
                                   : fmt::format("{} not answered yet",
                                                 counted(answer_.found.size(), "need"))});
        if (answer_.found.empty())
            add_note(to, "That is silence, not good news. Zoom out to look further.");
        if (answer_.met > 0)
            add_note(to, fmt::format("Left out: {} that somebody saw answered.",
                                     counted(answer_.met, "need")));
        if (!answer_.found.empty()) add_note(to, "For the team only: do not hand on.");
    }

    [[nodiscard]] static std::string what_of(const FoundNeed& need) {
        auto words = with_capital(screen_text(words_text(need.what.empty() ? "help" : need.what)));
        if (need.people) words += " · " + counted(*need.people, "person", "people");
        return words;
    }

    void add_row(std::vector<Widget>& to, std::size_t i) {
        const auto& need = answer_.found[i];
        const auto now = host_.view().now;
        Widget row{.kind = Kind::row, .id = fmt::format("row:{}", i), .words = what_of(need)};
        row.second = need.name.empty() ? location_text(need.at) : screen_text(need.name);
        row.condition = fmt::format("Told by {} · {}", counted(need.witnesses, "person", "people"),
                                    short_age(need.newest, now));
        if (need.unverified) row.condition += " · sender not accepted";
        row.compact = row.second + " · " + short_age(need.newest, now);
        const double metres = distance_m(host_.view().center, need.at);
        row.right = distance_text(metres);
        if (metres > 0) row.right_second = compass_text(bearing_deg(host_.view().center, need.at));
        row.pin = pin_of(i);
        row.on = selected_ == i;
        row.press = [this, i] { choose(i); };
        to.push_back(std::move(row));
        if (selected_ == i) add_details(to, need);
    }

    void add_details(std::vector<Widget>& to, const FoundNeed& need) {
        if (need.first != need.newest)
            add_note(to, "First told " + short_age(need.first, host_.view().now) + ".");
        host_.map().with_situation([&](const Situation& all) {
            for (const auto& id : need.reports) {
                const auto* told = all.report(id);
                if (told == nullptr || told->report.text.empty()) continue;
                add_note(to, fmt::format("“{}”", screen_text(told->report.text)));
            }
        });
        if (!need.name.empty()) add_note(to, location_text(need.at));
    }

    void add_foot(std::vector<Widget>& to) {
        if (selected_ < answer_.found.size()) {
            Widget met{.kind = Kind::button, .id = "met", .words = "I saw it answered"};
            met.compact = "Answered";
            met.press = [this] { say_met(); };
            if (host_.why_read_only().empty()) to.push_back(std::move(met));
        }
        if (!moved_) return;
        Widget again{.kind = Kind::button, .id = "again", .words = "Count in view"};
        again.on = true;
        again.press = [this] { ask(); };
        to.push_back(std::move(again));
    }

    void say_met() {
        const auto& need = answer_.found[selected_];
        Report report;
        report.kind = ReportKind::need;
        report.about = {.object = need.object, .span = {}, .at = need.at};
        report.observed = host_.view().now;
        report.what = need.what;
        report.met = true;
        const auto words =
            fmt::format("{}, answered", with_capital(screen_text(words_text(need.what))));
        const NewEntry entry{
            .kind = EntryKind::report, .audience = need.audience, .payload = std::move(report)};
        host_.save({&entry, 1}, words);
    }

    PanelHost& host_;
    BoundingBox box_;
    std::string error_;
    bool moved_ = false;
    std::size_t selected_ = kNone;
    NeedAnswer answer_;
};

}  // namespace

std::unique_ptr<Panel> make_needs_panel(PanelHost& host) {
    return std::make_unique<NeedsPanel>(host);
}

}  // namespace konbit
