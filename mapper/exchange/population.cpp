#include "mapper/exchange/population.hpp"

#include "mapper/exchange/gdal_module.hpp"
#include "mapper/model/error.hpp"

namespace konbit {

std::unique_ptr<PopulationRaster> open_population(const std::filesystem::path& file,
                                                  const std::filesystem::path& module_folder) {
    // GDAL takes many other things for a name: addresses, archives, texts that describe a file.
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) {
        throw DataError{"There is no population to read", file.string(), "there is no such file",
                        "Give a GeoTIFF whose cells count people"};
    }
    using Open = PopulationRaster* (*)(const char* utf8_path);
    const auto open = reinterpret_cast<Open>(
        find_in_gdal_module(module_folder, "konbit_open_population", "ask without --population"));
    return std::unique_ptr<PopulationRaster>{open(file.string().c_str())};
}

}  // namespace konbit
