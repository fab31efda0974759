#include "render/label/label_placer.hpp"
