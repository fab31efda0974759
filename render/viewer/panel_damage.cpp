#include "render/viewer/panel.hpp"

namespace konbit {
namespace {

class DamagePanel final : public Panel {
public:
    explicit DamagePanel(PanelHost& host) : host_{host} {}
    [[nodiscard]] PanelContent content() override { return {.title = "Damage", .question = {}, .list = {}, .foot = {}}; }

private:
    PanelHost& host_;
};

}  // namespace

std::unique_ptr<Panel> make_damage_panel(PanelHost& host) {
    return std::make_unique<DamagePanel>(host);
}

}  // namespace konbit
