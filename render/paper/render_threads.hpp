#pragma once

#include <algorithm>
#include <thread>

#include "render/paper/render_request.hpp"

namespace konbit {

[[nodiscard]] inline unsigned threads_of(const RenderRequest& request) {
    const auto asked = request.threads != 0 ? request.threads : std::thread::hardware_concurrency();
    return std::clamp(asked, 1U, 64U);
}

}  // namespace konbit
