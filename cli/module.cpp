#include "cli/module.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include "cli/resources.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;

/// dlopen says "libpango-1.0.so.0: cannot open shared object file: …" of a library that is missing.
std::string why_not(const char* message) {
    const std::string text = message != nullptr ? message : "it does not load";
    const auto end = text.find(": cannot open shared object file");
    return end == std::string::npos ? text
                                    : fmt::format("the library {} is missing", text.substr(0, end));
}

}  // namespace

void* find_in_module(std::string_view module, const char* symbol, std::string_view instead) {
    const auto file = module_folder() / fmt::format("{}.so", module);
    const auto fail = [&](const std::string& why) {
        return DataError{"A part of konbit is missing", file.string(), why,
                         fmt::format("Install konbit again with it{}{}",
                                     instead.empty() ? "" : ", or ", instead)};
    };
    std::error_code error;
    if (!fs::exists(file, error)) throw fail("there is no such file");
    void* opened = ::dlopen(fs::absolute(file).c_str(), RTLD_NOW | RTLD_LOCAL);
    if (opened == nullptr) throw fail(why_not(::dlerror()));
    void* found = ::dlsym(opened, symbol);
    if (found == nullptr) throw fail("it is of another version");
    return found;
}

}  // namespace konbit
