#include "render/viewer/panel.hpp"

namespace konbit {
namespace {
class HerePanel final : public Panel {
public:
    HerePanel(PanelHost& host, Location at) : host_{host}, at_{at} {}
    [[nodiscard]] PanelContent content() override { return {.title = "What is here", .question = {}, .list = {}, .foot = {}}; }

private:
    PanelHost& host_;
    Location at_;
};
}  // namespace

std::unique_ptr<Panel> make_here_panel(PanelHost& host, Location at, double) {
    return std::make_unique<HerePanel>(host, at);
}
std::unique_ptr<Panel> make_thing_panel(PanelHost& host, FeatureIndex) {
    return std::make_unique<HerePanel>(host, Location{});
}

}  // namespace konbit
