// The module konbit_render.so: the one symbol that the program looks for.
#include "render/paper/render.hpp"

extern "C" __attribute__((visibility("default"))) void konbit_render(
    const konbit::RenderRequest* request, konbit::RenderResult* result) {
    *result = konbit::render_map(*request);
}

static_assert(std::is_same_v<decltype(&konbit_render), konbit::RenderFunction>);
