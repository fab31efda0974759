#include <fmt/format.h>

#include "mapper/model/geodesy.hpp"
#include "mapper/query/text.hpp"
#include "render/viewer/answer_words.hpp"
#include "render/viewer/evidence_words.hpp"
#include "render/viewer/waiting.hpp"

namespace konbit {
namespace {

using Kind = Widget::Kind;

constexpr std::size_t kMostRows = 60;

class WaitingPanel final : public Panel {
public:
    explicit WaitingPanel(PanelHost& host) : host_{host} {}

    void opened() override { ask(); }
    void reports_changed() override {
        const auto kept = selected_;
        ask();
        if (kept < shown_rows()) selected_ = kept;
    }

    PanelContent content() override {
        PanelContent out{.title = "Waiting for a word", .question = {}, .list = {}, .foot = {}};
        auto& to = out.list;
        if (!error_.empty()) {
            to.push_back({.kind = Kind::text, .id = {}, .words = error_});
            return out;
        }
        if (waiting_.devices.empty() && waiting_.things.empty()) {
            add(to, Kind::answer, "Nothing waits");
            add(to, Kind::note,
                "All reports are from accepted devices, and no two of them disagree.");
        }
        add_devices(to);
        add_things(to);
        add_own_key(to);
        add_foot(out.foot);
        return out;
    }

    std::vector<PanelPin> pins() const override {
        std::vector<PanelPin> out;
        for (std::size_t i = 0; i < shown_rows(); ++i)
            out.push_back({waiting_.things[i].at, pin_of(i), selected_ == i, i});
        return out;
    }

    void choose(std::size_t row) override {
        if (row >= shown_rows()) return;
        selected_ = selected_ == row ? kNone : row;
        if (selected_ != kNone) host_.bring_into_view(waiting_.things[row].at);
    }

private:
    static constexpr std::size_t kNone = ~std::size_t{0};

    void ask() {
        selected_ = kNone;
        waiting_ = {};
        error_ = error_of([&] { waiting_ = waiting_in(host_.map(), host_.view().lang); });
    }

    [[nodiscard]] std::size_t shown_rows() const {
        return std::min(kMostRows, waiting_.things.size());
    }
    [[nodiscard]] static PinLook pin_of(std::size_t row) {
        return {.shape = PinLook::Shape::number, .letter = std::to_string(row + 1)};
    }
    static void add(std::vector<Widget>& to, Kind kind, std::string words) {
        to.push_back({.kind = kind, .id = {}, .words = std::move(words)});
    }

    void add_devices(std::vector<Widget>& to) {
        if (waiting_.devices.empty()) return;
        add(to, Kind::heading, "Senders that nobody accepted");
        add(to, Kind::note,
            "Their bad news is shown and used, their good news waits. Accept only whom you know: "
            "compare the key with the one on their screen.");
        for (const auto& device : waiting_.devices) add_device(to, device);
    }

    void add_device(std::vector<Widget>& to, const WaitingDevice& device) {
        const auto key = key_words(device.device);
        Widget row{.kind = Kind::row, .id = {}, .words = "Key " + key};
        row.second = fmt::format("{}, newest {}", counted(device.reports, "report"),
                                 short_age(device.newest, host_.view().now));
        to.push_back(std::move(row));
        if (!host_.why_read_only().empty()) return;
        Widget accept{
            .kind = Kind::button, .id = "accept:" + key, .words = "Accept " + key, .icon = "check"};
        accept.press = [this, device = device.device] { accept_device(device); };
        to.push_back(std::move(accept));
    }

    void accept_device(const DeviceKey& device) {
        const NewEntry entry{.kind = EntryKind::accept,
                             .audience = Audience::team,
                             .payload = DeviceNote{.device = device, .name = {}}};
        host_.save({&entry, 1}, fmt::format("{} is accepted", key_words(device)));
    }

    /// For others to compare, whose window asks for it.
    void add_own_key(std::vector<Widget>& to) {
        const auto own = host_.own_key();
        if (!own) return;
        add(to, Kind::heading, "Your own key");
        add(to, Kind::text, key_words(*own));
    }

    void add_things(std::vector<Widget>& to) {
        if (waiting_.things.empty()) return;
        add(to, Kind::heading,
            fmt::format("{} disputed or not verified", counted(waiting_.things.size(), "thing")));
        for (std::size_t i = 0; i < shown_rows(); ++i) add_thing(to, i);
        if (waiting_.things.size() > shown_rows())
            add(to, Kind::note,
                fmt::format("{} more.", count_text(waiting_.things.size() - shown_rows())));
    }

    void add_thing(std::vector<Widget>& to, std::size_t i) {
        const auto& thing = waiting_.things[i];
        const auto& condition = thing.condition;
        Widget row{.kind = Kind::row, .id = fmt::format("row:{}", i)};
        row.words = thing.name.empty() ? thing.kind : thing.name;
        row.second =
            fmt::format("{} · {}", condition_words(condition), doubt_word(condition.doubt));
        row.condition = certainty_words(condition, host_.view().now);
        row.compact = row.second;
        show_condition(row, condition, host_.style());
        row.pin = pin_of(i);
        const double metres = distance_m(host_.view().center, thing.at);
        row.right = distance_text(metres);
        if (metres > 0) row.right_second = compass_text(bearing_deg(host_.view().center, thing.at));
        row.on = selected_ == i;
        row.press = [this, i] { choose(i); };
        to.push_back(std::move(row));
        if (selected_ != i) return;
        for (auto& line : doubt_lines(condition.doubt, host_.map())) add(to, Kind::note, line);
        if (!condition.reason.empty())
            add(to, Kind::note, with_capital(screen_text(condition.reason)) + ".");
    }

    void add_foot(std::vector<Widget>& to) {
        if (selected_ >= shown_rows()) return;
        const auto& thing = waiting_.things[selected_];
        if (host_.why_read_only().empty()) {
            Widget report{.kind = Kind::button, .id = "report", .words = "I looked: report"};
            report.compact = "Report";
            report.icon = "report";
            report.on = true;
            report.press = [this, at = thing.at] { host_.report_at(at); };
            to.push_back(std::move(report));
        }
        if (!thing.object) return;
        const auto feature = host_.map().base().find_feature(*thing.object);
        if (!feature) return;
        Widget details{.kind = Kind::button, .id = "details", .words = "Evidence", .icon = "menu"};
        details.press = [this, index = feature->index()] { host_.show_thing(index); };
        to.push_back(std::move(details));
    }

    PanelHost& host_;
    std::string error_;
    std::size_t selected_ = kNone;
    Waiting waiting_;
};

}  // namespace

std::unique_ptr<Panel> make_waiting_panel(PanelHost& host) {
    return std::make_unique<WaitingPanel>(host);
}

}  // namespace konbit
