#include "render/style/icon.hpp"

#include <algorithm>

#include "render/style/icon_drawings.hpp"
#include "render/style/icon_path.hpp"

namespace konbit {
namespace {

Icon::Part part_of(const DrawnPart& drawn) {
    Icon::Part part;
    part.filled = drawn.look == PartLook::solid || drawn.look == PartLook::cut;
    part.stroked = drawn.look != PartLook::cut;
    part.paper = drawn.look == PartLook::paper || drawn.look == PartLook::cut;
    part.dashed = drawn.look == PartLook::dashed;
    part.width = drawn.width;
    add_icon_path(drawn.path, part);
    return part;
}

const std::vector<Icon>& icons() {
    static const std::vector<Icon> all = [] {
        std::vector<Icon> made;
        for (const IconDrawing& drawing : icon_drawings()) {
            Icon icon{drawing.name, {}};
            for (const DrawnPart& part : drawing.parts) {
                if (!part.path.empty()) icon.parts.push_back(part_of(part));
            }
            made.push_back(std::move(icon));
        }
        std::ranges::sort(made, {}, &Icon::name);
        return made;
    }();
    return all;
}

}  // namespace

const Icon* find_icon(std::string_view name) noexcept {
    const auto found = std::ranges::lower_bound(icons(), name, {}, &Icon::name);
    return found != icons().end() && found->name == name ? &*found : nullptr;
}

std::span<const Icon> all_icons() noexcept {
    return icons();
}

}  // namespace konbit
