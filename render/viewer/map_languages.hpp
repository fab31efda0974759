#pragma once

#include <string>
#include <vector>

#include "mapper/store/base_map.hpp"

namespace konbit {

/// A language that names of the map are written in.
struct MapLanguage {
    std::string code;   ///< "ht"; "" for the names as people there write them
    std::string words;  ///< as its speakers call it: "Kreyòl"
};

/// The languages of `name:…` that are used most, after the local names. Looks at a sample of the
/// map, so that it takes milliseconds for any size.
[[nodiscard]] std::vector<MapLanguage> languages_of(const BaseMap& base, std::size_t most);

}  // namespace konbit
