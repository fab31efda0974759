#include "cli/clock.hpp"

#include <cstdlib>
#include <ctime>

#include "mapper/model/error.hpp"

namespace konbit {

UnixSeconds now() {
    const char* set = std::getenv("KONBIT_NOW");
    if (set == nullptr || *set == '\0') return std::time(nullptr);
    if (const auto time = parse_iso8601(set)) return *time;
    throw UsageError{"The time cannot be read", "KONBIT_NOW", "it is not ISO 8601 with a zone",
                     "Write it like 2026-04-05T06:00Z, or unset it"};
}

}  // namespace konbit
