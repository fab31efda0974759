// Any text as a script of the window: steps, or an error that names line and column.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "mapper/model/error.hpp"
#include "render/viewer/script.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        static_cast<void>(
            konbit::parse_script({reinterpret_cast<const char*>(data), size}, "fuzz"));
    } catch (const konbit::Error&) {  // says what is wrong: all we ask for
    }
    return 0;
}
