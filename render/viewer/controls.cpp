#include "render/viewer/controls.hpp"
#include "render/viewer/view_request.hpp"
