#include <array>

#include "render/viewer/panel.hpp"

namespace konbit {
namespace {

/// Four answers to "how is it there?", one shown at a time.
class StatePanel final : public Panel {
public:
    explicit StatePanel(PanelHost& host) {
        tabs_ = {{{"Damage", make_damage_panel(host)},
                  {"Needs", make_needs_panel(host)},
                  {"Recheck", make_recheck_panel(host)},
                  {"Waiting", make_waiting_panel(host)}}};
    }

    void opened() override { now().opened(); }

    PanelContent content() override {
        auto content = now().content();
        std::vector<Widget> question;
        for (std::size_t i = 0; i < tabs_.size(); ++i) {
            Widget w{.kind = Widget::Kind::segment,
                     .id = "tab:" + tabs_[i].words,
                     .words = tabs_[i].words};
            w.group = "tabs";
            w.on = i == shown_;
            w.press = [this, i] {
                shown_ = i;
                now().opened();
            };
            question.push_back(std::move(w));
        }
        for (auto& w : content.question) question.push_back(std::move(w));
        content.question = std::move(question);
        return content;
    }

    bool view_changed() override { return now().view_changed(); }
    void reports_changed() override { now().reports_changed(); }
    [[nodiscard]] std::vector<PanelPin> pins() const override {
        return tabs_[shown_].panel->pins();
    }
    void choose(std::size_t row) override { now().choose(row); }

private:
    struct Tab {
        std::string words;
        std::unique_ptr<Panel> panel;
    };
    [[nodiscard]] Panel& now() { return *tabs_[shown_].panel; }

    std::array<Tab, 4> tabs_;
    std::size_t shown_ = 0;
};

}  // namespace

std::unique_ptr<Panel> make_state_panel(PanelHost& host) {
    return std::make_unique<StatePanel>(host);
}

}  // namespace konbit
