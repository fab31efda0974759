#include "mapper/situation/evidence.hpp"
