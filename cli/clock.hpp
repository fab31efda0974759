#pragma once

#include "mapper/model/time.hpp"

namespace konbit {

/// What the clock says. The environment variable KONBIT_NOW (ISO 8601, with a zone) stands in for
/// it, so that tests and examples give the same ages every day.
[[nodiscard]] UnixSeconds now();

}  // namespace konbit
