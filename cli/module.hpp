#pragma once

#include <string_view>

namespace konbit {

/// Opens one of our modules ("konbit_render", "konbit_viewer") and finds its symbol; it stays
/// loaded. DataError if it is not installed, if a library that it needs is missing (naming it), or
/// if it is of another version. `instead` is what a person can do without it.
[[nodiscard]] void* find_in_module(std::string_view module, const char* symbol,
                                   std::string_view instead);

template <class Function>
[[nodiscard]] Function open_module(std::string_view module, const char* symbol,
                                   std::string_view instead) {
    return reinterpret_cast<Function>(find_in_module(module, symbol, instead));
}

}  // namespace konbit
