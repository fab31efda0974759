#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "mapper/model/geometry.hpp"

namespace konbit {

/// A geometry as `themes.idx` holds it: a head, rings and plain locations, quick to read.
void encode_geometry(const Geometry& geometry, std::vector<std::byte>& into);
/// False if the bytes are not exactly one geometry; `into` is then undefined.
[[nodiscard]] bool decode_geometry(std::span<const std::byte> bytes, Geometry& into);

}  // namespace konbit
