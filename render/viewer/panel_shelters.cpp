#include "render/viewer/panel.hpp"

namespace konbit {
namespace {
class SheltersPanel final : public Panel {
public:
    SheltersPanel(PanelHost& host, Location at) : host_{host}, at_{at} {}
    [[nodiscard]] PanelContent content() override { return {.title = "Shelters", .question = {}, .list = {}, .foot = {}}; }

private:
    PanelHost& host_;
    Location at_;
};
}  // namespace

std::unique_ptr<Panel> make_shelters_panel(PanelHost& host, Location at) {
    return std::make_unique<SheltersPanel>(host, at);
}

}  // namespace konbit
