#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "render/viewer/controls.hpp"
#include "render/viewer/ui_look.hpp"

namespace konbit {

/// The sheets above the map. A sheet is drawn again only when its signature changes: while the map
/// moves, none is.
class SheetStack {
public:
    void begin() noexcept { used_ = 0; }
    /// In the order from below to above. `signature` tells all that the picture depends on.
    void add(std::string_view id, const UiRect& at, std::string signature,
             const std::function<void(Image&)>& paint);
    /// What was not added since `begin` is gone.
    [[nodiscard]] std::span<const Sheet> end();

private:
    struct Kept {
        std::string id, signature;
    };
    std::vector<Kept> kept_;  ///< beside sheets_
    std::vector<Sheet> sheets_;
    std::size_t used_ = 0;
    std::uint64_t revision_ = 0;
};

}  // namespace konbit
