#include "render/viewer/panel.hpp"

namespace konbit {
namespace {

class LayersPanel final : public Panel {
public:
    explicit LayersPanel(PanelHost& host) : host_{host} {}
    [[nodiscard]] PanelContent content() override { return {.title = "Layers", .question = {}, .list = {}, .foot = {}}; }

private:
    PanelHost& host_;
};

}  // namespace

std::unique_ptr<Panel> make_layers_panel(PanelHost& host) {
    return std::make_unique<LayersPanel>(host);
}

}  // namespace konbit
