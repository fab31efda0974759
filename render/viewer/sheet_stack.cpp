#include "render/viewer/sheet_stack.hpp"

#include <algorithm>

namespace konbit {

void SheetStack::add(std::string_view id, const UiRect& at, std::string signature,
                     const std::function<void(Image&)>& paint) {
    if (at.width <= 0 || at.height <= 0) return;
    const auto rest = kept_.begin() + static_cast<std::ptrdiff_t>(used_);
    const auto known =
        std::find_if(rest, kept_.end(), [&](const Kept& kept) { return kept.id == id; });
    auto place = static_cast<std::size_t>(known - kept_.begin());
    if (known == kept_.end()) {
        kept_.push_back({std::string{id}, {}});
        sheets_.emplace_back();
    }
    if (place != used_) {
        std::swap(kept_[place], kept_[used_]);
        std::swap(sheets_[place], sheets_[used_]);
        place = used_;
    }
    ++used_;
    auto& sheet = sheets_[place];
    sheet.x = at.x;
    sheet.y = at.y;
    const bool same = sheet.revision != 0 && sheet.image.width == at.width &&
                      sheet.image.height == at.height && kept_[place].signature == signature;
    if (same) return;
    kept_[place].signature = std::move(signature);
    sheet.image = Image{at.width, at.height};
    sheet.revision = ++revision_;
    paint(sheet.image);
}

std::span<const Sheet> SheetStack::end() {
    kept_.resize(used_);
    sheets_.resize(used_);
    return sheets_;
}

}  // namespace konbit
