#include "mapper/model/error.hpp"

#include <fmt/format.h>

namespace konbit {

Error::Error(std::string_view what, std::string_view where, std::string_view why,
             std::string_view advice)
    : std::runtime_error{where.empty() ? fmt::format("{}: {}. {}", what, why, advice)
                                       : fmt::format("{} ({}): {}. {}", what, where, why, advice)} {}

}  // namespace konbit
