// Any bytes as a photo: facts, a small copy and a clean picture, or an error that says why.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "mapper/journal/photos.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
extern "C" const PhotoTools& konbit_photo_tools();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const auto& tools = konbit::konbit_photo_tools();
    static_cast<void>(tools.small_copy(bytes));
    try {
        const auto facts = tools.facts(bytes, "fuzz");
        if (facts.at && !facts.at->valid()) std::abort();
        const auto clean = tools.without_metadata(bytes, "fuzz");
        const auto left = tools.facts(clean, "fuzz");
        if (left.taken || left.taken_without_zone || left.at) std::abort();
        if (left.width != facts.width || left.height != facts.height) std::abort();
    } catch (const konbit::DataError&) {  // says what is wrong: all we ask for
    }
    return 0;
}
