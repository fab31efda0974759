#include "mapper/exchange/gdal_module.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include "mapper/model/error.hpp"

namespace konbit {

void* find_in_gdal_module(const std::filesystem::path& module_folder, const char* symbol,
                          std::string_view instead) {
    const auto file = module_folder / "konbit_gdal.so";
    const auto missing = [&](std::string_view why) {
        return DataError{"The part of konbit for this format is missing", file.string(), why,
                         fmt::format("Install konbit again with it, or {}", instead)};
    };
    std::error_code error;
    if (!std::filesystem::exists(file, error)) throw missing("there is no such file");
    void* module = ::dlopen(std::filesystem::absolute(file).c_str(), RTLD_NOW | RTLD_LOCAL);
    if (module == nullptr) {
        const char* why = ::dlerror();
        throw missing(why != nullptr ? why : "it does not load");
    }
    void* found = ::dlsym(module, symbol);
    if (found == nullptr) throw missing("it is of another version");
    return found;
}

}  // namespace konbit
