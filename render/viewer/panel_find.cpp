#include "render/viewer/panel.hpp"

namespace konbit {
namespace {

class FindPanel final : public Panel {
public:
    explicit FindPanel(PanelHost& host) : host_{host} {}
    [[nodiscard]] PanelContent content() override { return {.title = "Find", .question = {}, .list = {}, .foot = {}}; }

private:
    PanelHost& host_;
};

}  // namespace

std::unique_ptr<Panel> make_find_panel(PanelHost& host) {
    return std::make_unique<FindPanel>(host);
}

}  // namespace konbit
