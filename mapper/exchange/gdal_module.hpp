#pragma once

#include <filesystem>
#include <string_view>

namespace konbit {

/// Finds a function of konbit_gdal.so in the folder of our modules and loads it (and GDAL) first if
/// need be; it stays loaded, since GDAL does not bear being unloaded. DataError if it is missing or
/// of another version; `instead` is what a person can do without it.
[[nodiscard]] void* find_in_gdal_module(const std::filesystem::path& module_folder,
                                        const char* symbol, std::string_view instead);

}  // namespace konbit
