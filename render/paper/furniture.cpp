#include "render/paper/furniture.hpp"
#include "render/paper/render_request.hpp"
