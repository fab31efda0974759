#include "render/viewer/controls.hpp"

#include "render/viewer/controls_impl.hpp"

namespace konbit {

Controls::Controls(Map& map, const Style& style, int width, int height,
                   std::filesystem::path device_folder)
    : impl_{std::make_unique<Impl>(map, style, width, height, std::move(device_folder))} {}
Controls::~Controls() = default;

void Controls::resize(int width, int height) {
    impl_->resize(width, height);
}
void Controls::set_style(const Style& style) {
    impl_->set_style(style);
}
void Controls::set_view(const ViewState& view) {
    impl_->set_view(view);
}
void Controls::reports_changed() {
    impl_->reports_changed();
}
void Controls::say(std::string text, bool bad) {
    impl_->say_toast(std::move(text), bad);
}
bool Controls::handle(const InputEvent& event) {
    return impl_->handle(event);
}
void Controls::clicked(Location at, double metres_per_px) {
    impl_->clicked(at, metres_per_px);
}
std::vector<Action> Controls::take_actions() {
    return impl_->take_actions();
}
PixelRect Controls::map_area() const {
    return impl_->map_area();
}
std::span<const Sheet> Controls::sheets() {
    return impl_->sheets();
}
std::span<const Pin> Controls::pins() {
    return impl_->pins();
}
std::shared_ptr<const AnswerDrawing> Controls::drawing() const {
    return impl_->drawing();
}
bool Controls::busy() const {
    return impl_->busy();
}
bool Controls::ask_route(std::string_view profile, Location from, Location to) {
    return impl_->ask_route(profile, from, to);
}
std::string Controls::describe() const {
    return impl_->describe();
}
std::optional<PixelPoint> Controls::find_control(std::string_view words) const {
    return impl_->find_control(words);
}

}  // namespace konbit
