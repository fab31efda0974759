// Any text as a PLACE, an AREA or a polygon file: an answer on Earth, or an error that says why.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "mapper/model/error.hpp"
#include "mapper/query/area_text.hpp"
#include "mapper/query/fold.hpp"
#include "mapper/query/place.hpp"
#include "mapper/query/spelling.hpp"

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

void require_on_earth(const konbit::Geometry& area) {
    for (const auto at : area.locations) require(at.valid());
    for (const auto& ring : area.rings) {
        require(ring.begin < ring.end && ring.end <= area.locations.size());
        require(area.locations[ring.begin] == area.locations[ring.end - 1]);
    }
}

void try_as(std::uint8_t form, std::string_view text) {
    const konbit::BoundingBox andorra{14'000'000, 424'000'000, 18'000'000, 427'000'000};
    switch (form % 6) {
        case 0: {
            const auto at = konbit::parse_coordinates(text, form & 8 ? &andorra : nullptr);
            if (!at) return;
            require(at->valid());
            return require_on_earth(konbit::circle(*at, 1 + form * 7'000.0));
        }
        case 1: {
            const auto box = konbit::parse_box(text, form & 8 ? &andorra : nullptr);
            if (box) require_on_earth(konbit::area_of_box(*box));
            return;
        }
        case 2: {
            const auto around = konbit::parse_around(text);
            if (around) require(around->radius_m > 0 && around->radius_m <= 2'000'000);
            return;
        }
        case 3:
            return require_on_earth(konbit::polygons_of_geojson(text, "fuzz"));
        case 4:
            return require_on_earth(konbit::polygons_of_poly(text, "fuzz"));
        default: {
            const auto folded = konbit::fold(text);
            require(konbit::fold(folded) == folded);
            static_cast<void>(konbit::words_of(folded));
            static_cast<void>(konbit::edit_distance(text.substr(0, 40), folded.substr(0, 40), 3));
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    try {
        try_as(data[0], {reinterpret_cast<const char*>(data) + 1, size - 1});
    } catch (const konbit::Error&) {  // says what is wrong: all we ask for
    }
    return 0;
}
