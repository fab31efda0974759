// Any bytes as the head and content of an entry: refused, or read and written again unchanged.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "mapper/journal/entry_codec.hpp"
#include "mapper/model/error.hpp"

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

void try_head(std::string_view bytes) {
    require(konbit::encode_head(konbit::decode_head(bytes)) == bytes);
}

void try_payload(std::uint8_t kind, std::string_view bytes) {
    const auto known = static_cast<konbit::EntryKind>(1 + kind % 9);
    const auto payload = konbit::decode_payload(known, bytes);
    const auto again = konbit::encode_payload({known, konbit::Audience::team, payload});
    require(konbit::decode_payload(known, again) == payload);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view bytes{reinterpret_cast<const char*>(data) + 1, size - 1};
    try {
        if (data[0] == 0) {
            try_head(bytes);
        } else {
            try_payload(data[0], bytes);
        }
    } catch (const konbit::DataError&) {  // says what is wrong: all we ask for
    }
    return 0;
}
